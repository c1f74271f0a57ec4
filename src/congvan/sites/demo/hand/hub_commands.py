"""What the hand can do at the hub: enrol the cast's members and agencies, cut a member off for a while."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import Count, Max

from congvan.base import clock
from congvan.base.actor import Actor
from congvan.base.audit.sealing import seal_batch, verify_seals
from congvan.base.files.models import Erasure
from congvan.hub.acts.relay import WAITING
from congvan.hub.acts.roles import OPERATOR
from congvan.hub.console.actions import enroll_operator
from congvan.hub.console.models import Operator
from congvan.hub.members import actions
from congvan.hub.members.models import Member, SeenToken
from congvan.hub.relay.models import Delivery
from congvan.hub.relay.queries import files_to_copy
from congvan.sites.demo.hand.canonical import canonical
from congvan.sites.demo.world import OPERATOR_LOGIN, OPERATOR_NAME

LOOK_MAX = 100
OPERATOR_PASSWORD = "minh-hoa-2018"  # noqa: S105 — shown on the demo's own pages, opens nothing but the demo


def do(request: dict[str, Any]) -> Any:
    """Do one command of this module."""
    return COMMANDS[request["do"]](**request["arguments"])


def enrol(*, members: dict[str, dict[str, str]], agencies: list[dict[str, Any]]) -> dict[str, int]:
    """Enrol who runs the hub, systems with their public keys, and the agencies that each speaks for."""
    by, at = _operator(), clock.now()
    if not Operator.objects.filter(login=OPERATOR_LOGIN).exists():
        enroll_operator(by=by, at=at, login=OPERATOR_LOGIN, name=OPERATOR_NAME, password=OPERATOR_PASSWORD)
    for code, member_facts in members.items():
        if Member.objects.filter(code=code).exists():
            continue
        member = actions.enroll_member(by=by, at=at, code=code, **member_facts)
        for row in agencies:
            if row["node"] == code:
                actions.add_agency(
                    by=by, at=at, member=member, code=row["code"], name=row["name"], level=row["level"],
                    valid_from=date(2018, 1, 1),
                )  # fmt: skip
    return {"members": Member.objects.count()}


def suspend(*, member: str, reason: str) -> None:
    """Answer no call of a member."""
    actions.suspend_member(
        by=_operator(), at=clock.now(), member=Member.objects.get(code=member), reason=reason
    )


def resume(*, member: str, reason: str) -> None:
    """Let a member call again."""
    actions.resume_member(
        by=_operator(), at=clock.now(), member=Member.objects.get(code=member), reason=reason
    )


def _operator() -> Actor:
    return Actor(name="Vận hành trục", roles=frozenset({OPERATOR}))


def state() -> list[list[str]]:
    """Every delivery in canonical form."""
    rows = Delivery.objects.values_list("agency_code", "state", "packet__kind", "packet__document_id")
    return sorted([str(value) for value in row] for row in rows)


def waiting() -> dict[str, Any]:
    """Deliveries yet to be taken, by member; files in one store only; erased files whose bytes are there."""
    rows = Delivery.objects.filter(state=WAITING).values_list("member__code").annotate(Count("id"))
    return {
        "deliveries": dict(rows),
        "copies": len(files_to_copy(limit=LOOK_MAX)),
        "erasures": Erasure.objects.filter(bytesgone=None).count(),
    }


def calls(*, since: int) -> dict[str, Any]:
    """How often each member has called after a call of that number; the number of the last call."""
    rows = SeenToken.objects.filter(id__gt=since).values_list("member__code").annotate(Count("id"))
    return {"last": SeenToken.objects.aggregate(last=Max("id"))["last"] or 0, "members": dict(rows)}


def verify_audit() -> dict[str, Any]:
    """Seal what is open and walk all seals."""
    while seal_batch():
        pass
    verdict = verify_seals()
    return {"fault": verdict.fault, "open": verdict.open_events, "sealed": verdict.sealed_events > 0}


COMMANDS: dict[str, Callable[..., Any]] = {
    command.__name__: command
    for command in (enrol, suspend, resume, state, canonical, waiting, calls, verify_audit)
}
