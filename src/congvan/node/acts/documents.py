"""Acts on documents whatever their direction."""

from congvan.base.acts import Act, ActTable, Twice
from congvan.node.acts.roles import SAME_AGENCY, SEES_IT

READ = Act(
    "documents.read",
    "Mở văn bản",
    law=("QD11/D13.K2",),
    may=SEES_IT & SAME_AGENCY,
    keeps=("notation",),
    twice=Twice.ADDS,
)

TABLE = ActTable("Văn bản", (READ,))
