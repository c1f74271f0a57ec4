"""Found the agencies and people of the cast at a node, through the operator's and clerks' own verbs."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings

from congvan.node.acts.roles import ROLES
from congvan.node.agencies import actions
from congvan.node.agencies.models import Agency, IssuingBody, Unit
from congvan.node.agencies.people import actor_for, operator
from congvan.node.agencies.queries import agency_by_code, installation
from congvan.node.registers import actions as registers
from congvan.node.registers.models import Purpose
from congvan.sites.demo.hand.desk import DEMO_PASSWORD, seat

FIRST_DAY = date(2018, 1, 2)
PILOT = date(2018, 1, 2)
"""The agencies apply the regulation as a pilot before it is in force (requirements, QD11.QD/D2)."""
REASON = "Chuyển từ sổ giấy sang hệ thống"


def found_world(*, agencies: list[dict[str, Any]], people: list[dict[str, Any]], at: str) -> dict[str, int]:
    """All agencies of this node with units, people, authority, keys and the year's books."""
    moment = datetime.fromisoformat(at)
    for row in agencies:
        if agency_by_code(row["code"]) is None:
            _found_agency(row, moment)
    for row in people:
        _seat_person(row, moment)
    for row in agencies:
        _open_books(row, people, moment)
    return {"agencies": Agency.objects.count()}


def _found_agency(row: dict[str, Any], at: datetime) -> None:
    agency = actions.found_agency(
        by=operator(), at=at, installation=installation(), name=row["name"], abbreviation=row["abbreviation"],
        code=row["code"], scheme="QCVN102", level=row["level"], place=row["place"], profile="phu-yen-2018",
        letterhead=row["letterhead"], superior_name=row["superior"], adopted_on=PILOT,
    )  # fmt: skip
    for name in row["units"]:
        actions.add_unit(by=operator(), at=at, agency=agency, name=name)
    actions.entrust_key(
        by=operator(), at=at, agency=agency, label=row["seal"], fingerprint=_fingerprint(row["seal"]),
        from_date=FIRST_DAY, body=IssuingBody.objects.get(agency=agency),
    )  # fmt: skip


def _seat_person(row: dict[str, Any], at: datetime) -> None:
    agency = agency_by_code(row["agency"])
    assert agency is not None, row["agency"]
    by = operator()
    user = actions.enroll_user(
        by=by, at=at, agency=agency, login=row["login"], name=row["name"], password=DEMO_PASSWORD
    )
    unit = Unit.objects.get(agency=agency, name=row["unit"])
    own = actions.appoint(by=by, at=at, unit=unit, user=user, title=row["title"], from_date=FIRST_DAY)
    for duty in row["duties"]:
        actions.give_duty(by=by, at=at, seat=own, role=ROLES[duty], from_date=FIRST_DAY)
    if "authority" in row:
        actions.empower(
            by=by, at=at, seat=own, body=IssuingBody.objects.get(agency=agency), from_date=FIRST_DAY,
            **row["authority"],
        )  # fmt: skip
    if "key" in row:
        actions.entrust_key(
            by=by, at=at, agency=agency, label=row["key"], fingerprint=_fingerprint(row["key"]),
            from_date=FIRST_DAY, seat=own,
        )  # fmt: skip


def _open_books(row: dict[str, Any], people: list[dict[str, Any]], at: datetime) -> None:
    """The clerk opens the year's series and books (QD11/D8.K2.a)."""
    agency = agency_by_code(row["code"])
    assert agency is not None, row["code"]
    login = next(one["login"] for one in people if one["agency"] == row["code"] and "clerk" in one["duties"])
    user = seat(login).appointments.get().user
    by = actor_for(user=user, agency=agency, at=at)
    arrivals = registers.open_series(
        by=by, at=at, agency=agency, code="đến", year=at.year, purpose=Purpose.INCOMING,
        opened_at=row["incoming_opened_at"], reason=REASON,
    )  # fmt: skip
    registers.open_register(
        by=by, at=at, agency=agency, code="VB-ĐẾN", name="Sổ văn bản đến", year=at.year,
        purpose=Purpose.INCOMING, over=[arrivals],
    )  # fmt: skip
    body = IssuingBody.objects.get(agency=agency)
    given = [
        registers.open_series(
            by=by,
            at=at,
            agency=agency,
            year=at.year,
            purpose=Purpose.OUTGOING,
            body=body,
            reason=REASON,
            **one,
        )
        for one in row["series"]
    ]
    registers.open_register(
        by=by, at=at, agency=agency, code="VB-ĐI", name="Sổ văn bản đi", year=at.year,
        purpose=Purpose.OUTGOING, over=given,
    )  # fmt: skip


def _fingerprint(label: str) -> str:
    """SHA-256 of the certificate that belongs to a key of this node."""
    pem = settings.SITE.path(settings.SITE.signer_keys) / f"{label}.pem"
    der = x509.load_pem_x509_certificate(pem.read_bytes()).public_bytes(Encoding.DER)
    return hashlib.sha256(der).hexdigest()
