"""Agencies are apart: the database refuses rows that cross, and nobody ever sees another agency's documents."""

import pytest
from django.db import IntegrityError, connection, transaction

from congvan.base.ids import new_id
from congvan.node.acts.states import IncomingState, OutgoingState
from congvan.node.agencies.models import Delegation, Duty
from congvan.node.assignments.models import Line, Part
from congvan.node.documents.models import Grant
from congvan.node.documents.queries import sees, visible_to
from congvan.node.incoming.queries import lives as lives_seen
from congvan.node.incoming.queries import waiting
from congvan.node.registers.models import Number, Purpose
from tests.node import cast, lives
from tests.node.cast import AT, HUYEN, seat

pytestmark = pytest.mark.usefixtures("node")


def refused_by_database(make) -> str:
    """The name of the constraint that refuses what `make` writes, at the latest when it commits."""

    def write() -> None:
        with transaction.atomic():
            make()
            connection.check_constraints()

    with pytest.raises(IntegrityError) as caught:
        write()
    return caught.value.__cause__.diag.constraint_name


CROSSINGS = {
    "a line to a seat elsewhere": (
        "assignments_line_seat_id_scoped",
        lambda life: Line.objects.create(
            agency=life.agency, document=life.document, seat=seat("Ngọc"), part=Part.INFORM, opened_at=AT
        ),
    ),
    "a line of another agency on our document": (
        "assignments_line_document_id_scoped",
        lambda life: Line.objects.create(
            agency=cast.agency(HUYEN),
            document=life.document,
            seat=seat("Ngọc"),
            part=Part.INFORM,
            opened_at=AT,
        ),
    ),
    "a grant to a seat elsewhere": (
        "documents_grant_seat_id_scoped",
        lambda life: Grant.objects.create(
            agency=life.agency, document=life.document, seat=seat("Ngọc"), because="nhầm", from_at=AT
        ),
    ),
    "a number of another agency's series": (
        "registers_number_series_id_scoped",
        lambda life: Number.objects.create(
            agency=life.agency,
            series=cast.series(Purpose.INCOMING, HUYEN),
            value=77,
            year=2018,
            register=cast.register(Purpose.INCOMING),
            purpose=Purpose.INCOMING,
            document_id=new_id(),
            taken_on=AT.date(),
        ),
    ),
    "a substitute from another agency": (
        "agencies_delegation_substitute_id_scoped",
        lambda life: Delegation.objects.create(
            agency=life.agency,
            seat=seat("Lâm"),
            substitute=seat("Ngọc"),
            from_date=AT,
            to_date=AT,
            reason="nhầm",
        ),
    ),
    "a duty moved to another agency": (
        "agencies_duty_seat_id_scoped",
        lambda life: Duty.objects.filter(seat=seat("Vân")).update(agency=cast.agency(HUYEN)),
    ),
}


@pytest.mark.parametrize("crossing", CROSSINGS)
def test_the_database_refuses_a_row_that_points_to_another_agency(crossing):
    constraint, make = CROSSINGS[crossing]
    life = lives.arrived()
    assert refused_by_database(lambda: make(life)) == constraint


def test_every_reference_between_agency_owned_tables_is_held_by_a_composite_key():
    from django.apps import apps

    from congvan.node.agencies.models import AgencyOwned

    owned = [model for model in apps.get_models() if issubclass(model, AgencyOwned)]
    wanted = {
        (model._meta.db_table, field.column, field.related_model._meta.db_table)
        for model in owned
        for field in model._meta.concrete_fields
        if field.is_relation and issubclass(field.related_model, AgencyOwned)
    }
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conrelid::regclass::text, a.attname, confrelid::regclass::text FROM pg_constraint "
            "JOIN pg_attribute a ON a.attrelid = conrelid AND a.attnum = conkey[2] "
            "JOIN pg_attribute s ON s.attrelid = conrelid AND s.attnum = conkey[1] AND s.attname = 'agency_id' "
            "WHERE contype = 'f' AND array_length(conkey, 1) = 2"
        )
        held = set(cursor.fetchall())
    assert wanted
    assert wanted - held == set()


AT_COMMIT = {
    "incoming_registered_has_number_and_date": (lives.arrived, IncomingState.REGISTERED),
    "incoming_finished_has_a_moment": (lives.in_handling, IncomingState.FINISHED),
    "outgoing_beyond_drafting_has_a_signatory": (lives.drafting, OutgoingState.SUBMITTED),
}


@pytest.mark.parametrize("name", AT_COMMIT)
def test_the_database_refuses_a_state_without_what_it_demands(name):
    make, state = AT_COMMIT[name]
    life = make()
    rows = type(life).objects.filter(pk=life.pk)
    assert refused_by_database(lambda: rows.update(state=state)) == name


def test_nobody_sees_documents_of_another_agency():
    ours, theirs = lives.arrived(), lives.arrived(code=HUYEN)
    for outsider in (cast.actor("Ngọc"), cast.stranger()):
        assert list(visible_to(outsider)) == [theirs.document]
        assert list(lives_seen(outsider)) == list(waiting(outsider)) == [theirs]
        assert not sees(outsider, ours.document_id)
    for name in ("Vân", "Lâm"):
        assert list(visible_to(cast.actor(name))) == [ours.document]


def test_a_grant_to_a_seat_does_not_carry_over_to_the_same_person_elsewhere():
    """Who works at two agencies sees at each what is seen there."""
    from congvan.node.agencies import actions
    from congvan.node.agencies.people import actor_for, operator

    actions.appoint(
        by=operator(), at=AT, unit=cast.unit("Văn phòng", HUYEN), user=cast.user("Vân"), title="Kiêm nhiệm",
        from_date=AT.date(),
    )  # fmt: skip
    ours = lives.arrived()
    there = actor_for(user=cast.user("Vân"), agency=cast.agency(HUYEN), at=AT)
    assert sees(cast.actor("Vân"), ours.document_id)
    assert not visible_to(there).exists()
    assert not sees(there, ours.document_id)


def test_who_holds_nothing_sees_nothing_and_the_admin_reads_no_content():
    life = lives.in_handling()
    seen = {name for name in cast.PEOPLE if sees(cast.actor(name), life.document_id)}
    assert seen == {"Vân", "Lâm", "Chi", "Phú"}
