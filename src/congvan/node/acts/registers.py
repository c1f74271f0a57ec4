"""Acts on number series and registers (QD11/D8.K2.a)."""

from congvan.base.acts import Act, ActTable, Twice
from congvan.node.acts.roles import CLERK, SAME_AGENCY

OPEN_SERIES = Act(
    "registers.open_series",
    "Mở dãy số",
    law=("QD11/D8.K2.a", "QD11/D5.K4.b"),
    may=CLERK & SAME_AGENCY,
    keeps=("code", "year", "opened_at", "reason"),
    twice=Twice.REFUSED,
)
OPEN_REGISTER = Act(
    "registers.open_register",
    "Mở sổ văn bản",
    law=("QD11/D8.K2.a",),
    may=CLERK & SAME_AGENCY,
    keeps=("code", "year", "series"),
    twice=Twice.REFUSED,
)

TABLE = ActTable("Dãy số và sổ văn bản", (OPEN_SERIES, OPEN_REGISTER))
