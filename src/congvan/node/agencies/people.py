"""Who acts at an agency at a moment: the union of a person's seats there, and what substitutes may do."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from congvan.base.actor import Actor, RequestMark
from congvan.base.acts import Role
from congvan.base.clock import ZONE
from congvan.node.acts.roles import OFFICER, OPERATOR, ROLES, SYSTEM, UNIT_HEAD
from congvan.node.agencies.models import Agency, Appointment, Delegation, Duty, Seat, User


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
    seat_ids = {appointment.seat_id for appointment in own}
    if seat is not None and seat.id not in seat_ids:
        raise NoSeat(seat.title)
    stood_in = _in_force(Delegation.objects.filter(agency=agency, substitute__in=seat_ids), on)
    seat_ids |= set(stood_in.values_list("seat_id", flat=True))
    roles = _roles_of(agency, seat_ids, on)
    heads = Seat.objects.filter(pk__in=_seats_with(agency, seat_ids, UNIT_HEAD, on))
    return NodeActor(
        name=user.name,
        roles=frozenset({OFFICER, *roles}),
        user_id=user.id,
        seat_id=seat.id if seat else own[0].seat_id,
        scope_id=agency.id,
        request=request or RequestMark(),
        seat_ids=frozenset(seat_ids),
        headed_unit_ids=frozenset(heads.values_list("unit_id", flat=True)),
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


def _roles_of(agency: Agency, seat_ids: set[UUID], on: date) -> set[Role]:
    duties = _in_force(Duty.objects.filter(agency=agency, seat__in=seat_ids), on)
    return {ROLES[code] for code in duties.values_list("role", flat=True)}


def _seats_with(agency: Agency, seat_ids: set[UUID], role: Role, on: date) -> QuerySet[Duty, UUID]:
    duties = _in_force(Duty.objects.filter(agency=agency, seat__in=seat_ids, role=role.code), on)
    return duties.values_list("seat_id", flat=True)


def _in_force(rows: QuerySet[_Row], on: date) -> QuerySet[_Row]:
    return rows.filter(from_date__lte=on).filter(Q(to_date=None) | Q(to_date__gte=on))
