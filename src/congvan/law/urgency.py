"""The four degrees of urgency, in the order in which unprocessed documents are sorted. Law: QD11/D5.K3."""

from enum import IntEnum

from congvan.law.errors import UnknownUrgency
from congvan.vietnamese import fold


class Urgency(IntEnum):
    """Higher comes first in every unprocessed list."""

    ROUTINE = 0
    URGENT = 1
    VERY_URGENT = 2
    FLASH = 3

    @property
    def label(self) -> str:
        """As it is shown; old spellings (Hoả tốc) are only read."""
        return LABELS[self]

    @classmethod
    def parse(cls, label: str) -> "Urgency":
        """The degree that a label means, in any case, with either tone placement or without marks."""
        urgency = FOLDED.get(fold(label))
        if urgency is None:
            raise UnknownUrgency(label)
        return urgency


LABELS = {
    Urgency.ROUTINE: "Thường",
    Urgency.URGENT: "Khẩn",
    Urgency.VERY_URGENT: "Thượng khẩn",
    Urgency.FLASH: "Hỏa tốc",
}
FOLDED = {fold(label): urgency for urgency, label in LABELS.items()}
