"""Is a document marked secret? Secret documents never enter. Law: QD11/D2.K2, QD11/D4."""

from collections.abc import Sequence
from enum import StrEnum

from congvan.vietnamese import normalise


class Marking(StrEnum):
    """The three secret markings, as they are stamped."""

    CONFIDENTIAL = "MẬT"
    SECRET = "TỐI MẬT"  # noqa: S105 - a stamp's words, not a password
    TOP_SECRET = "TUYỆT MẬT"  # noqa: S105 - likewise


STAMPED = {str(marking): marking for marking in Marking}
TYPED_BARE = {
    "mat": Marking.CONFIDENTIAL,
    "toi mat": Marking.SECRET,
    "tuyet mat": Marking.TOP_SECRET,
}
"""What a system without diacritics writes into the field. Not for text: there "mat" is any of six words."""

FIELD_NAME = "độ mật"
FRAME = "|[]□▯_ "
"""What the stamp's frame becomes in a text layer."""


def marking_in(lines: Sequence[str]) -> Marking | None:
    """The marking that stands as a whole line, in capitals, among the lines of the upper part of page 1.

    "Bảo mật", "chế độ mật" or "Mật" within a text are not markings; "MẬT" in lower case is not a stamp.
    """
    for line in lines:
        marking = STAMPED.get(normalise(line).strip(FRAME))
        if marking is not None:
            return marking
    return None


def marking_in_field(text: str) -> Marking | None:
    """The marking that a secrecy field or packet header states, in any case; None for "Thường"."""
    value = normalise(text).casefold().removeprefix(FIELD_NAME).strip(" :.")
    return STAMPED.get(value.upper()) or TYPED_BARE.get(value)
