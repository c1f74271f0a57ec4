"""Lengths of fields in characters: what we send at most, and from where on we warn about what we get.

A received value is never cut. The two figures differ where real traffic exceeds the standard.
"""

from __future__ import annotations

from dataclasses import dataclass

_AGENCY = (35, 35)


@dataclass(frozen=True, slots=True)
class Length:
    """Characters: enforced on sending, warned about on receipt."""

    sent_max: int
    received_max: int


def _party(group: str) -> dict[str, tuple[int, int]]:
    return {
        f"{group}/OrganId": _AGENCY,
        f"{group}/OrganizationInCharge": (500, 500),
        f"{group}/OrganName": (200, 200),
        f"{group}/OrganAdd": (500, 500),
        f"{group}/Email": (100, 100),
        f"{group}/Telephone": (20, 20),
        f"{group}/Fax": (20, 20),
        # The table says 20, which the addresses of most agencies exceed; no validator enforces it.
        f"{group}/Website": (100, 100),
    }


def _staff(group: str) -> dict[str, tuple[int, int]]:
    return {
        f"{group}/Department": (300, 300),
        f"{group}/Staff": (300, 300),
        f"{group}/Mobile": (30, 30),
        f"{group}/Email": (100, 100),
    }


_HEADER = {
    **_party("From"),
    **_party("To"),
    "Code/CodeNumber": (11, 11),
    "Code/CodeNotation": (30, 30),
    "PromulgationInfo/Place": (50, 50),
    "DocumentType/TypeName": (100, 100),
    "Subject": (500, 500),
    "Content": (500, 500),
    "SignerInfo/Competence": (100, 100),
    "SignerInfo/Position": (100, 100),
    "SignerInfo/FullName": (50, 255),
    "ToPlaces/Place": (150, 150),
    "OtherInfo/SphereOfPromulgation": (100, 100),
    "OtherInfo/TyperNotation": (10, 10),
    "ResponseFor/OrganId": _AGENCY,
    **_staff("StaffInfo"),
}
_TRACE = {
    "TraceHeader/OrganId": _AGENCY,
    "Bussiness/BussinessDocReason": (500, 500),
    **_staff("Bussiness/StaffInfo"),
}
_LENGTHS = {
    f"{root}/{path}": Length(*pair)
    for root, table in (("MessageHeader", _HEADER), ("TraceHeaderList", _TRACE))
    for path, pair in table.items()
}


def length_of(path: str) -> Length | None:
    """The bounds of the field at `path`, counted from MessageHeader or TraceHeaderList."""
    return _LENGTHS.get(path)
