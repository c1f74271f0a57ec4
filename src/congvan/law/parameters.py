"""The types of the rules' values: where regulations differ in kind, a closed enumeration says how."""

from dataclasses import dataclass
from enum import StrEnum


class Event(StrEnum):
    """What a term runs from."""

    DELIVERED_TO_AGENCY = "delivered_to_agency"


@dataclass(frozen=True)
class Term:
    """An amount of working time, counted from an event."""

    working_hours: int
    from_event: Event


class Acknowledgement(StrEnum):
    """By when the sender must be told that the document has arrived."""

    NO_DUTY = "no_duty"
    END_OF_SAME_DAY = "end_of_same_day"


class Ground(StrEnum):
    """On which grounds a document may be refused; nothing else is a ground."""

    WRONG_RECIPIENT = "wrong_recipient"
    NO_LEGAL_VALUE = "no_legal_value"
    NOT_AUTHENTIC = "not_authentic"

    @property
    def label(self) -> str:
        """As the clerk chooses it and as the sender reads it."""
        return GROUND_LABELS[self]


GROUND_LABELS = {
    Ground.WRONG_RECIPIENT: "Gửi nhầm đơn vị nhận",
    Ground.NO_LEGAL_VALUE: "Văn bản điện tử không đủ giá trị pháp lý",
    Ground.NOT_AUTHENTIC: "Không bảo đảm tính xác thực, toàn vẹn",
}


class SealPlace(StrEnum):
    """Where the agency's signature stands on the page."""

    PAGE1_TOP_LEFT = "page1-top-left"
    PAGE1_TOP_RIGHT_TEXT = "page1-top-right-text"
    OVER_A_THIRD_OF_LEADER_IMAGE_LEFT = "over-a-third-of-leader-image-left"


class LatestRelease(StrEnum):
    """The last moment to release a document that was not released on the day it was signed."""

    MORNING_OF_NEXT_WORKING_DAY = "morning_of_next_working_day"
    END_OF_NEXT_WORKING_DAY = "end_of_next_working_day"


@dataclass(frozen=True)
class Reception:
    """How what arrives is received."""

    forward_within: Term
    acknowledge_within: Acknowledgement
    urgent_at_once: bool
    rejection_grounds: tuple[Ground, ...]
    reason_required: bool


@dataclass(frozen=True)
class Numbering:
    """How numbers are given and printed."""

    incoming_series_yearly: bool
    undo_registration_allowed: bool
    leading_zero_below_10: bool


@dataclass(frozen=True)
class Signing:
    """In which order and at which place documents are signed and sealed."""

    seal_place: SealPlace
    annex_seal_place: SealPlace
    number_after_leader: bool
    seal_needs_leader_signature: bool


@dataclass(frozen=True)
class Release:
    """When and in which form documents leave."""

    same_day: bool
    latest: LatestRelease
    urgent_at_once: bool
    legal_value_required: bool
    two_copies: bool


@dataclass(frozen=True)
class LegalValue:
    """What a file may be worth."""

    unsigned_scan_possible: bool


@dataclass(frozen=True)
class Handling:
    """How long handling may take. `default_days` counts working days."""

    default_days: int


@dataclass(frozen=True)
class Secrecy:
    """What never enters."""

    refused: bool


GROUPS: dict[str, type] = {
    "reception": Reception,
    "numbering": Numbering,
    "signing": Signing,
    "release": Release,
    "legal_value": LegalValue,
    "handling": Handling,
    "secrecy": Secrecy,
}
