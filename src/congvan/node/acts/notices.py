"""Acts on notices: what a seat was told (QD11/D5.K3)."""

from congvan.base.acts import Act, ActTable, Twice
from congvan.node.acts.roles import OWNS_IT, SAME_AGENCY

MARK_READ = Act(
    "notices.mark_read",
    "Đánh dấu thông báo đã đọc",
    law=("QD11/D5.K3",),
    may=OWNS_IT & SAME_AGENCY,
    keeps=("document", "count"),
    twice=Twice.HARMLESS,
)

TABLE = ActTable("Thông báo", (MARK_READ,))
