"""Acts on case files (QD11/D9.K5)."""

from congvan.base.acts import Act, ActTable, Move, Twice
from congvan.node.acts.roles import KEEPS_IT, PERSON_ROLES, SAME_AGENCY
from congvan.node.acts.states import DossierState as State

_anyone = PERSON_ROLES[0] | PERSON_ROLES[1] | PERSON_ROLES[2] | PERSON_ROLES[3] | PERSON_ROLES[4]

OPEN = Act(
    "dossiers.open_dossier",
    "Lập hồ sơ công việc",
    law=("QD11/D9.K5", "QD11/D3.K6"),
    may=_anyone & SAME_AGENCY,
    keeps=("code", "title"),
    twice=Twice.REFUSED,
)
FILE_INTO = Act(
    "dossiers.file_into",
    "Đưa văn bản vào hồ sơ",
    law=("QD11/D9.K5", "QD11/D5.K4.b"),
    may=KEEPS_IT & SAME_AGENCY,
    move=Move.within(State.OPEN),
    keeps=("document", "ordinal"),
    twice=Twice.REFUSED,
)

TABLE = ActTable("Hồ sơ công việc", (OPEN, FILE_INTO))
