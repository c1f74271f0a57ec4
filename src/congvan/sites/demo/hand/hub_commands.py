"""What the hand can do at the hub: enrol the members and agencies of the cast."""

from __future__ import annotations

from datetime import date
from typing import Any

from congvan.base import clock
from congvan.base.actor import Actor
from congvan.base.audit.sealing import seal_batch, verify_seals
from congvan.hub.acts.roles import OPERATOR
from congvan.hub.members import actions
from congvan.hub.members.models import Member
from congvan.hub.relay.models import Delivery


def do(request: dict[str, Any]) -> Any:
    """Do one command of this module."""
    return COMMANDS[request["do"]](**request["arguments"])


def enrol(*, members: dict[str, str], agencies: list[dict[str, Any]]) -> dict[str, int]:
    """Enrol systems with their public keys, and the agencies that each speaks for."""
    by, at = Actor(name="Vận hành trục", roles=frozenset({OPERATOR})), clock.now()
    for code, key in members.items():
        if Member.objects.filter(code=code).exists():
            continue
        member = actions.enroll_member(by=by, at=at, code=code, name=code, public_key=key)
        for row in agencies:
            if row["node"] == code:
                actions.add_agency(
                    by=by, at=at, member=member, code=row["code"], name=row["name"], level=row["level"],
                    valid_from=date(2018, 1, 1),
                )  # fmt: skip
    return {"members": Member.objects.count()}


def state() -> list[list[str]]:
    """Every delivery in canonical form."""
    rows = Delivery.objects.values_list("agency_code", "state", "packet__kind", "packet__document_id")
    return sorted([str(value) for value in row] for row in rows)


def verify_audit() -> dict[str, Any]:
    """Seal what is open and walk all seals."""
    while seal_batch():
        pass
    verdict = verify_seals()
    return {"fault": verdict.fault, "open": verdict.open_events, "sealed": verdict.sealed_events > 0}


COMMANDS = {"enrol": enrol, "state": state, "verify_audit": verify_audit}
