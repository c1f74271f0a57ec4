"""One litany for every act of the tables: right person, other agency, wrong role, wrong state, twice, same key."""

import contextlib
from functools import partial

import pytest
from django.apps import apps
from django.db import connection

from congvan.base.acts import Act, Twice
from congvan.base.audit.models import AuditEvent
from congvan.base.errors import Denied, NotDone, Refusal, Repeated, Stale
from congvan.base.http import status_of
from congvan.node.acts.roles import SYSTEM
from congvan.node.agencies.models import Installation
from congvan.node.documents.queries import sees
from tests.node import cast
from tests.node.scenes import ACTS, Scene, scene, spoil

pytestmark = pytest.mark.usefixtures("node")
every_act = pytest.mark.parametrize("act", ACTS, ids=lambda act: act.code)
moving = pytest.mark.parametrize("act", [act for act in ACTS if act.move], ids=lambda act: act.code)
NOT_COUNTED = {"base.auditevent", "base.actkey"}


def counts() -> dict[str, int]:
    """How many rows each table has; the audit is counted apart."""
    tables = [
        model._meta.db_table for model in apps.get_models() if model._meta.label_lower not in NOT_COUNTED
    ]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(f"SELECT '{table}', count(*) FROM {table}" for table in tables))
        return dict(cursor.fetchall())


def events(act: Act) -> list[AuditEvent]:
    return list(AuditEvent.objects.filter(act=act.code).order_by("id"))


@contextlib.contextmanager
def one_event(act: Act, outcome: str):
    """The block leaves exactly one audit row, of this act and with this outcome."""
    before = AuditEvent.objects.count()
    known = {event.id for event in events(act)}
    yield
    fresh = [event for event in events(act) if event.id not in known]
    assert [event.outcome for event in fresh] == [outcome]
    assert AuditEvent.objects.count() == before + 1


def refused(play, error: type[NotDone]) -> NotDone:
    """The error; nothing but the audit has changed by it."""
    before = counts()
    with pytest.raises(error) as caught:
        play()
    assert counts() == before
    assert str(caught.value)
    return caught.value


@every_act
def test_only_the_right_person_may(act):
    """Another agency gets 404, a wrong role 403 (404 where it sees nothing), a process does no person's act."""
    played = scene(act)
    with one_event(act, "denied"):
        error = refused(lambda: played.play(by=cast.stranger()), Denied)
    assert status_of(error) == (403 if isinstance(played.on, Installation) else 404)
    with one_event(act, "denied"):
        error = refused(lambda: played.play(by=played.wrong), Denied)
    assert status_of(error) == (403 if visible(played) else 404)
    others = list(cast.PEOPLE) if SYSTEM in played.by.roles else ["hệ thống"]
    for name in others:
        refused(partial(played.play, by=cast.actor(name)), Denied)
    with one_event(act, "done"):
        played.play()


def visible(played: Scene) -> bool:
    """Whether the one with the wrong role may know that the subject is there."""
    document = getattr(played.on, "document", None)
    if document is not None and not sees(played.wrong, document.pk):
        return False
    return played.on.facts_for(played.wrong).visible


@moving
def test_wrong_state_gets_409_and_outsiders_learn_nothing_of_it(act):
    played = scene(act)
    state = spoil(played.on, act)
    with one_event(act, "stale"):
        error = refused(played.play, Stale)
    assert status_of(error) == 409
    assert error.state == state
    with one_event(act, "denied"):
        error = refused(lambda: played.play(by=cast.stranger()), Denied)
    assert status_of(error) == 404


@every_act
def test_done_once_and_twice(act):
    """What the audit keeps, where the move leads, and what the table says of a second, identical call."""
    played = scene(act)
    with one_event(act, "done"):
        played.play()
    _check_trace(act, played)
    again = {
        Twice.STALE: ("stale", Stale, 409),
        Twice.REFUSED: ("refused", Refusal, 422),
        Twice.ADDS: ("done", None, 0),
        Twice.HARMLESS: ("done", None, 0),
    }
    outcome, refusal, status = again[act.twice]
    before = counts()
    with one_event(act, outcome):
        if refusal:
            assert status_of(refused(played.play, refusal)) == status
        else:
            played.play()
    grown = [table for table, rows in counts().items() if rows > before[table]]
    assert bool(grown) == (act.twice is Twice.ADDS)


def _check_trace(act, played):
    event = events(act)[-1]
    assert set(event.kept) == set(act.keeps), "the table says what is kept"
    assert (event.user_id, event.seat_id) == (played.by.user_id, played.by.seat_id)
    assert (event.actor_name, event.at, event.request_id) == (played.by.name, cast.AT, "request-1")
    assert event.subject_id == played.on.pk
    if act.move:
        played.on.refresh_from_db()
        assert played.on.state in ({act.move.to} if act.move.to else act.move.sources)


@every_act
def test_same_key_twice_is_done_once(act):
    played = scene(act)
    played.play(key="k-1")
    before, first = counts(), events(act)[-1]
    with pytest.raises(Repeated) as caught:
        played.play(key="k-1")
    assert caught.value.kept == first.kept
    assert counts() == before
    assert events(act)[-1].id == first.id, "a repeated request is no second act"
