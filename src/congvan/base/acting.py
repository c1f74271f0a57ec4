"""acting(): the only interpreter of act tables. Transaction, permission, move and audit stand here, once."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar, Protocol
from uuid import UUID

from django.db import IntegrityError, models, transaction

from congvan.base.actor import Actor
from congvan.base.acts import Act, Move
from congvan.base.audit.models import AuditEvent
from congvan.base.errors import Denied, KeyReused, NotDone, Repeated, Stale
from congvan.base.models import ActKey
from congvan.base.policy import Facts, Verdict, allowed, lacks_a_relation_only


class Subject(Protocol):
    """What an act is done to: a stored row that knows how an actor stands to it."""

    pk: Any
    _meta: ClassVar[Any]

    def facts_for(self, actor: Any) -> Facts: ...


@dataclass
class Deed:
    """An act being done. Steps of other packages take it as their first argument: no deed, no change."""

    by: Actor
    act: Act
    on: Any
    at: datetime
    kept: dict[str, object] = field(default_factory=dict)

    def keep(self, **facts: object) -> None:
        """Add to what the audit row holds; only what the act table announces."""
        unknown = facts.keys() - set(self.act.keeps)
        assert not unknown, f"{self.act.code} does not keep {sorted(unknown)}"
        self.kept |= {name: _plain(value) for name, value in facts.items()}


@contextmanager
def acting(by: Actor, act: Act, *, on: Subject, at: datetime) -> Iterator[Deed]:
    """Do one act: check, claim the move, run the body, write one audit row; all of it or nothing.

    Raises Denied, Stale or Refusal, each audited after the rollback, and Repeated for a request done before.
    """
    assert at.tzinfo is not None, "legal time carries its zone"
    deed = Deed(by=by, act=act, on=on, at=at)
    try:
        with transaction.atomic(durable=True):
            _take_key(deed)
            _check(deed.by, act, on)
            _claim(deed)
            yield deed
            event = _record(deed, outcome="done")
            _settle_key(deed, event)
    except Repeated:
        raise
    except NotDone as refusal:
        _record(deed, outcome=refusal.outcome, reason=f"{refusal.code}: {refusal}")
        raise
    except Exception as fault:
        _record(deed, outcome="failed", reason=type(fault).__name__)
        raise


def check(by: Actor, act: Act, *, on: Subject) -> None:
    """Raise what `acting` would raise for who asks and for the state, and do nothing: for a form's page."""
    _check(by, act, on)
    if not _stands(act, on):
        raise Stale(act.code, state=on.state)  # type: ignore[attr-defined]  # an act that moves has a state


def open_acts(by: Actor, acts: Iterable[Act], *, on: Subject) -> frozenset[Act]:
    """Those of these acts that somebody may do to a subject now: what a page offers."""
    facts = on.facts_for(by)
    return frozenset(act for act in acts if allowed(act, facts) is Verdict.ALLOWED and _stands(act, on))


def _stands(act: Act, on: Subject) -> bool:
    return act.move is None or on.state in act.move.sources  # type: ignore[attr-defined]  # as above


def _check(by: Actor, act: Act, on: Subject) -> None:
    facts = on.facts_for(by)
    verdict = allowed(act, facts)
    if verdict is Verdict.ALLOWED:
        return
    visible = verdict is Verdict.FORBIDDEN
    if visible and lacks_a_relation_only(act, facts):
        _refuse_moved_on(act, on)
    raise Denied(act.code, visible=visible)


def _refuse_moved_on(act: Act, on: Subject) -> None:
    """Who no longer holds what has moved on came too late; that is news to them, not a lack of rights."""
    state = _state_now(act, on)
    if act.move is not None and state not in act.move.sources:
        raise Stale(act.code, state=state)


def _claim(deed: Deed) -> None:
    """Make the move first: exactly one row must change, so that of two racing actors one is Stale."""
    move = deed.act.move
    if move is None:
        return
    rows = _table(deed.on).filter(pk=deed.on.pk, state__in=move.sources)
    if rows.update(state=_target(move)) != 1:
        raise Stale(deed.act.code, state=_state_now(deed.act, deed.on))
    deed.on.refresh_from_db()


def _state_now(act: Act, on: Subject) -> Any:
    if act.move is None:
        return None
    return _table(on).filter(pk=on.pk).values_list("state", flat=True).first()


def _target(move: Move) -> Any:
    return models.F("state") if move.to is None else move.to


def _table(on: Subject) -> models.Manager[Any]:
    manager: models.Manager[Any] = type(on)._base_manager  # type: ignore[attr-defined]  # noqa: SLF001 — Django's unfiltered manager
    return manager


def _take_key(deed: Deed) -> None:
    """Claim the request's idempotency key. A second holder waits here until the first commits or fails."""
    mark = deed.by.request
    if mark.key is None:
        return
    owner = str(deed.by.seat_id or deed.by.name)
    try:
        with transaction.atomic():
            ActKey.objects.create(owner=owner, key=mark.key, act=deed.act.code, digest=mark.digest)
    except IntegrityError:
        earlier = ActKey.objects.select_related("event").get(owner=owner, key=mark.key)
        if earlier.digest != mark.digest or earlier.act != deed.act.code:
            raise KeyReused from None
        assert earlier.event is not None, "a key is settled in the transaction that takes it"
        raise Repeated(earlier.event.kept) from None


def _settle_key(deed: Deed, event: AuditEvent) -> None:
    if deed.by.request.key is not None:
        owner = str(deed.by.seat_id or deed.by.name)
        ActKey.objects.filter(owner=owner, key=deed.by.request.key).update(event=event)


def _record(deed: Deed, *, outcome: str, reason: str = "") -> AuditEvent:
    return AuditEvent.objects.create(
        act=deed.act.code,
        outcome=outcome,
        reason=reason[:1000],
        scope_id=deed.by.scope_id,
        user_id=deed.by.user_id,
        seat_id=deed.by.seat_id,
        actor_name=deed.by.name,
        subject_kind=deed.on._meta.label_lower,  # noqa: SLF001 — Django's own name of a model
        subject_id=deed.on.pk if isinstance(deed.on.pk, UUID) else None,
        at=deed.at,
        request_id=deed.by.request.id,
        kept=deed.kept if outcome == "done" else {},
    )


def _plain(value: object) -> object:
    """A fact as JSON keeps it."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(name): _plain(item) for name, item in value.items()}
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
