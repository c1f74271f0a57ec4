"""Verbs of administration: every agency, person, duty and authority enters here (QD11/D12.K1, D13.K3)."""

from collections.abc import Sequence
from datetime import date, datetime

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction

from congvan.base.acting import acting
from congvan.base.actor import Actor
from congvan.base.acts import Role
from congvan.base.errors import Refusal
from congvan.node.acts import admin as acts
from congvan.node.agencies.models import (
    Agency,
    AgencyCode,
    Appointment,
    Delegation,
    Duty,
    Installation,
    IssuingBody,
    Seat,
    SigningAuthority,
    SigningKey,
    Unit,
    User,
)
from congvan.vietnamese.sorting import name_sort_key, sort_key


class Exists(Refusal):
    """Nội dung này đã có trong hệ thống. Hãy xem lại danh sách trước khi thêm."""

    code = "agencies.exists"
    law = "QD11/D13.K3"


class OwnSeat(Refusal):
    """Không ai được tự giao nhiệm vụ hay thẩm quyền cho vị trí của chính mình. Hãy nhờ đơn vị vận hành."""

    code = "agencies.own_seat"
    law = "QD11/D13.K3.P3"


class WrongPassword(Refusal):
    """Tên đăng nhập hoặc mật khẩu không đúng."""

    code = "agencies.sign_in.wrong_password"
    law = "QD11/D13.K2"


def found_agency(
    *, by: Actor, at: datetime, installation: Installation, name: str, abbreviation: str, code: str,
    scheme: str, level: int, place: str, profile: str, letterhead: str, superior_name: str = "",
    body_abbreviation: str = "", parent: Agency | None = None, adopted_on: date | None = None,
) -> Agency:  # fmt: skip
    """Found an agency with its code and first issuing body. Law: QD11/D12.K1."""
    with acting(by, acts.FOUND_AGENCY, on=installation, at=at) as deed, once():
        agency = Agency.objects.create(
            name=name, sort_key=sort_key(name), abbreviation=abbreviation, place=place, level=level,
            parent=parent, profile=profile, adopted_on=adopted_on, founded_on=at.date(),
        )  # fmt: skip
        AgencyCode.objects.create(agency=agency, scheme=scheme, code=code, from_date=at.date())
        IssuingBody.objects.create(
            agency=agency,
            name=letterhead,
            superior_name=superior_name,
            abbreviation=body_abbreviation or abbreviation,
        )
        deed.keep(name=name, code=code, profile=profile, adopted_on=adopted_on)
    return agency


def add_unit(*, by: Actor, at: datetime, agency: Agency, name: str, abbreviation: str = "") -> Unit:
    """Add a unit. Law: QD11/D13.K3."""
    with acting(by, acts.ADD_UNIT, on=agency, at=at) as deed, once():
        unit = Unit.objects.create(agency=agency, name=name, abbreviation=abbreviation)
        deed.keep(name=name)
    return unit


def enroll_user(*, by: Actor, at: datetime, agency: Agency, login: str, name: str, password: str) -> User:
    """Make an account for a person. Law: QD11/D13.K2, QD11/D13.K3."""
    with acting(by, acts.ENROLL_USER, on=agency, at=at) as deed, once():
        user = User(login=login, name=name, sort_key=name_sort_key(name))
        user.set_password(password)
        user.save()
        deed.keep(login=login)
    return user


def appoint(*, by: Actor, at: datetime, unit: Unit, user: User, title: str, from_date: date) -> Seat:
    """Put a person on a new seat of a unit from a day. Law: QD11/D13.K3."""
    with acting(by, acts.APPOINT, on=unit, at=at) as deed, once():
        taken = Seat.objects.filter(unit=unit, title=title).count()
        if Appointment.objects.filter(seat__unit=unit, seat__title=title, user=user, to_date=None).exists():
            raise Exists
        seat = Seat.objects.create(agency_id=unit.agency_id, unit=unit, title=title, place=taken + 1)
        Appointment.objects.create(agency_id=unit.agency_id, seat=seat, user=user, from_date=from_date)
        deed.keep(seat=seat.id, user=user.login, title=title, from_date=from_date)
    return seat


def give_duty(*, by: Actor, at: datetime, seat: Seat, role: Role, from_date: date) -> Duty:
    """Give a seat a duty from a day. Law: QD11/D13.K3."""
    with acting(by, acts.GIVE_DUTY, on=seat, at=at) as deed, once():
        _refuse_own(by, seat)
        duty = Duty.objects.create(agency_id=seat.agency_id, seat=seat, role=role.code, from_date=from_date)
        deed.keep(seat=seat.id, role=role.code, from_date=from_date)
    return duty


def empower(
    *, by: Actor, at: datetime, seat: Seat, body: IssuingBody, form: str, lines: Sequence[str], basis: str,
    from_date: date, kinds: Sequence[str] = (),
) -> SigningAuthority:  # fmt: skip
    """Record that a seat may sign for a body in a form (TM., KT., TL., …). Law: QD11/D3.K1.a."""
    with acting(by, acts.EMPOWER, on=seat, at=at) as deed, once():
        _refuse_own(by, seat)
        authority = SigningAuthority.objects.create(
            agency_id=seat.agency_id, seat=seat, body=body, form=form, lines=list(lines), kinds=list(kinds),
            basis=basis, from_date=from_date,
        )  # fmt: skip
        deed.keep(seat=seat.id, form=form, basis=basis, from_date=from_date)
    return authority


def entrust_key(
    *, by: Actor, at: datetime, agency: Agency, label: str, fingerprint: str, from_date: date,
    seat: Seat | None = None, body: IssuingBody | None = None,
) -> SigningKey:  # fmt: skip
    """Bind a certificate to a seat (a person's key) or to a body (its seal). Law: QD11/D8.K3.a."""
    with acting(by, acts.ENTRUST_KEY, on=agency, at=at) as deed, once():
        key = SigningKey.objects.create(
            agency=agency, seat=seat, body=body, label=label, fingerprint=fingerprint, from_date=from_date
        )
        deed.keep(holder=str(seat or body), fingerprint=fingerprint)
    return key


def delegate(
    *, by: Actor, at: datetime, seat: Seat, substitute: Seat, from_date: date, to_date: date, reason: str
) -> Delegation:
    """Let another seat act in one's place for a time, never with one's key. Law: QD11/D13.K2."""
    with acting(by, acts.DELEGATE, on=seat, at=at) as deed:
        if Delegation.objects.filter(seat=seat, to_date__gte=from_date, from_date__lte=to_date).exists():
            raise Exists
        delegation = Delegation.objects.create(
            agency_id=seat.agency_id, seat=seat, substitute=substitute, from_date=from_date, to_date=to_date,
            reason=reason,
        )  # fmt: skip
        deed.keep(substitute=substitute.id, from_date=from_date, to_date=to_date, reason=reason)
    return delegation


def sign_in(*, by: Actor, at: datetime, installation: Installation, login: str, password: str) -> User:
    """Let a person in by name and password; a failure is kept as well. Law: QD11/D13.K2."""
    user = User.objects.filter(login=login).first()
    with acting(by, acts.SIGN_IN, on=installation, at=at) as deed:
        if user is None:
            make_password(password)  # an unknown name takes as long as a wrong password
            raise WrongPassword
        if not user.check_password(password):
            raise WrongPassword
        deed.keep(login=user.login)
    return user


def _refuse_own(by: Actor, seat: Seat) -> None:
    """Nobody raises himself, also not by a seat that he holds later or held before."""
    if by.user_id is not None and Appointment.objects.filter(seat=seat, user=by.user_id).exists():
        raise OwnSeat(param="seat")


class once(transaction.Atomic):  # noqa: N801 — reads as a word: "acting(…), once()"
    """A savepoint in which a broken UNIQUE constraint means that the thing is there already."""

    def __init__(self) -> None:
        super().__init__(using=None, savepoint=True, durable=False)

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        super().__exit__(kind, error, trace)  # type: ignore[arg-type]
        if isinstance(error, IntegrityError):
            raise Exists from error
