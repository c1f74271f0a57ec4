"""Who acts at an agency at a moment: the union of a person's seats there, and what substitutes may do."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Model, OuterRef, Q, QuerySet

from congvan.base.actor import Actor, RequestMark
from congvan.base.acts import Role
from congvan.base.clock import ZONE
from congvan.node.acts.roles import OFFICER, OPERATOR, ROLES, SYSTEM, UNIT_HEAD, VISITOR
from congvan.node.agencies.models import Agency, Appointment, Delegation, Duty, Seat, Unit, User


@dataclass(frozen=True)
class NodeActor(Actor):
    """An actor of the node: all seats that the person may act for there, and the units that they head."""

    seat_ids: frozenset[UUID] = frozenset()
    headed_unit_ids: frozenset[UUID] = frozenset()


_Row = TypeVar("_Row", bound=Model)


class NoSeat(Exception):
    """Người dùng không có vị trí nào ở cơ quan này vào thời điểm này."""


def actor_for(
    *, user: User, agency: Agency, at: datetime, seat: Seat | None = None, request: RequestMark | None = None
) -> NodeActor:
    """The person at this agency: rights are the union of seats; `seat` (else the first) is acted from."""
    on = at.astimezone(ZONE).date()
    own = list(
        _in_force(Appointment.objects.filter(user=user, agency=agency), on).order_by("from_date", "id")
    )
    if not own:
        raise NoSeat(user.login)
    if seat is not None and seat.id not in {appointment.seat_id for appointment in own}:
        raise NoSeat(seat.title)
    acted_from = seat.id if seat else own[0].seat_id
    return _actor(user, agency.id, own, acted_from=acted_from, on=on, request=request or RequestMark())


def actor_at(
    *, user: User, code: str, at: datetime, request: RequestMark | None = None
) -> tuple[NodeActor, Agency, str]:
    """The person at the agency that has a code, the agency, and the title acted under. Raises NoSeat."""
    on = at.astimezone(ZONE).date()
    rows = Appointment.objects.filter(user=user, agency__codes__code=code, agency__codes__to_date=None)
    own = list(_in_force(rows, on).select_related("agency", "seat").order_by("from_date", "id"))
    if not own:
        raise NoSeat(user.login)
    agency, first = own[0].agency, own[0].seat
    actor = _actor(user, agency.id, own, acted_from=first.id, on=on, request=request or RequestMark())
    return actor, agency, first.title


@dataclass(frozen=True)
class Workplace:
    """An agency where a person has a seat, and the title there."""

    code: str
    agency: str
    title: str


def workplaces(user: User, *, at: datetime) -> list[Workplace]:
    """Where a person may work on a day, in Vietnamese order of the agencies."""
    rows = Appointment.objects.filter(user=user, agency__codes__to_date=None)
    rows = _in_force(rows, at.astimezone(ZONE).date()).order_by("agency__sort_key", "from_date", "id")
    found = rows.values_list("agency__codes__code", "agency__name", "seat__title")
    return [Workplace(code=code, agency=agency, title=title) for code, agency, title in found]


def visitor() -> NodeActor:
    """Somebody who has not signed in yet."""
    return NodeActor(name="Người chưa đăng nhập", roles=frozenset({VISITOR}))


def choices_of(agency: Agency, role: Role, *, on: date) -> list[tuple[str, str]]:
    """The seats with a duty, for a person to choose from: id and "name, title", by given name."""
    rows = _in_force(Duty.objects.filter(agency=agency, role=role.code), on).values("seat_id")
    held = _in_force(Appointment.objects.filter(agency=agency, seat__in=rows), on)
    return _choices(held)


def colleagues(agency: Agency, *, on: date, without: Iterable[UUID] = ()) -> list[tuple[str, str]]:
    """All seats that are held, but for some, to choose from as above."""
    held = _in_force(Appointment.objects.filter(agency=agency), on).exclude(seat__in=list(without))
    return _choices(held)


def units_of(agency: Agency) -> list[tuple[str, str]]:
    """The units of an agency to choose from: id and name."""
    return [
        (str(pk), name)
        for pk, name in Unit.objects.filter(agency=agency).order_by("id").values_list("id", "name")
    ]


def seat_of(agency: Agency, identifier: str) -> Seat:
    """A seat of an agency that was chosen. Seat.DoesNotExist for another's."""
    return Seat.objects.get(agency=agency, pk=identifier)


def unit_of(agency: Agency, identifier: str) -> Unit:
    """A unit of an agency that was chosen. Unit.DoesNotExist for another's."""
    return Unit.objects.get(agency=agency, pk=identifier)


def _choices(held: QuerySet[Appointment]) -> list[tuple[str, str]]:
    rows = held.order_by("user__sort_key", "id").values_list("seat_id", "user__name", "seat__title")
    return [(str(seat), f"{name}, {title}") for seat, name, title in rows]


def _actor(
    user: User, agency_id: UUID, own: Sequence[Appointment], *, acted_from: UUID, on: date,
    request: RequestMark,
) -> NodeActor:  # fmt: skip
    held = {appointment.seat_id for appointment in own}
    stood_in = _in_force(Delegation.objects.filter(agency=agency_id, substitute__in=held), on)
    duties = _in_force(Duty.objects.filter(seat=OuterRef("pk")), on)
    seats = Seat.objects.filter(Q(pk__in=held) | Q(pk__in=stood_in.values("seat_id")), agency=agency_id)
    rows = seats.values_list("id", "unit_id", ArraySubquery(duties.values("role")))
    found = {seat: (unit, frozenset(roles)) for seat, unit, roles in rows}
    return NodeActor(
        name=user.name,
        roles=frozenset({OFFICER, *(ROLES[role] for _, roles in found.values() for role in roles)}),
        user_id=user.id,
        seat_id=acted_from,
        scope_id=agency_id,
        request=request,
        seat_ids=frozenset(found),
        headed_unit_ids=frozenset(unit for unit, roles in found.values() if UNIT_HEAD.code in roles),
    )


def system(agency: Agency | None = None, *, request: RequestMark | None = None) -> NodeActor:
    """The processes of this node, for one agency or for none."""
    return NodeActor(
        name="Hệ thống",
        roles=frozenset({SYSTEM}),
        scope_id=agency.id if agency else None,
        request=request or RequestMark(),
    )


def operator() -> NodeActor:
    """Who runs this installation: founds agencies and hands them over, reads no document."""
    return NodeActor(name="Đơn vị vận hành", roles=frozenset({OPERATOR}))


def holder_of(seat: Seat, *, on: date) -> User | None:
    """The person who holds a seat on a day."""
    appointment = _in_force(Appointment.objects.filter(seat=seat), on).select_related("user").first()
    return appointment.user if appointment else None


def seats_with_role(agency: Agency, role: Role, *, on: date) -> list[Seat]:
    """The seats of an agency that have a duty on a day."""
    duties = _in_force(Duty.objects.filter(agency=agency, role=role.code), on)
    return list(Seat.objects.filter(pk__in=duties.values("seat_id")).order_by("id"))


def _in_force(rows: QuerySet[_Row], on: date) -> QuerySet[_Row]:
    return rows.filter(from_date__lte=on).filter(Q(to_date=None) | Q(to_date__gte=on))
