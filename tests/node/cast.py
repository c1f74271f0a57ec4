"""The fixed cast: at Sở GDĐT Vân (văn thư), Lâm (lãnh đạo), Chi (chuyên viên), Phú (lãnh đạo phòng) and Quân
(quản trị); Ngọc is the clerk of UBND huyện. Everything is built through the verbs, so it is always lawful.
"""

import hashlib
from dataclasses import replace
from datetime import date, datetime

from congvan.base.actor import RequestMark
from congvan.base.clock import ZONE
from congvan.node.acts.roles import ADMIN as ADMIN_ROLE
from congvan.node.acts.roles import CLERK, LEADER, PERSON_ROLES, UNIT_HEAD
from congvan.node.agencies import actions
from congvan.node.agencies.models import Agency, IssuingBody, Seat, Unit, User
from congvan.node.agencies.people import NodeActor, actor_for, operator, system
from congvan.node.agencies.queries import agency_by_code, installation
from congvan.node.outbox import actions as outbox
from congvan.node.registers import actions as registers
from congvan.node.registers.models import Purpose, Register, Series
from congvan.signing.keys import FileKey
from tests.node.house import HUYEN, SO, TINH

AT = datetime(2018, 5, 7, 8, 0, tzinfo=ZONE)  # a Monday
FROM = date(2018, 5, 2)
FOUNDED_AT = datetime(2018, 5, 2, 8, 0, tzinfo=ZONE)
PROFILE = "phu-yen-2018"
PASSWORD = "không dùng"  # what the accounts are enrolled with

# name → agency code, unit, title, duty; an officer is everybody
PEOPLE = {
    "Vân": (SO, "Văn phòng", "Văn thư", CLERK),
    "Lâm": (SO, "Ban Giám đốc", "Giám đốc", LEADER),
    "Chi": (SO, "Phòng Giáo dục Trung học", "Chuyên viên", None),
    "Phú": (SO, "Phòng Giáo dục Trung học", "Trưởng phòng", UNIT_HEAD),
    "Quân": (SO, "Văn phòng", "Quản trị hệ thống", ADMIN_ROLE),
    "Ngọc": (HUYEN, "Văn phòng", "Văn thư", CLERK),
}
SURNAMES = {"Vân": "Vũ", "Lâm": "Lê", "Chi": "Cao", "Phú": "Phan", "Quân": "Quách", "Ngọc": "Nguyễn"}
AGENCIES = {
    SO: ("Sở Giáo dục và Đào tạo", "SGDĐT", 2),
    HUYEN: ("Ủy ban nhân dân huyện", "UBND", 2),
}
# code on the hub → name; the closed one takes part no more
DIRECTORY = {
    TINH: "Ủy ban nhân dân tỉnh",
    SO: "Sở Giáo dục và Đào tạo",
    HUYEN: "Ủy ban nhân dân huyện",
    "000.05.31.H45": "Phòng Giáo dục và Đào tạo thành phố",
}
CLOSED_CODE = "000.00.99.H45"


def agency(code: str = SO) -> Agency:
    found = agency_by_code(code)
    assert found is not None
    return found


def body(code: str = SO) -> IssuingBody:
    return IssuingBody.objects.get(agency=agency(code))


def user(name: str) -> User:
    return User.objects.get(name=f"{SURNAMES[name]} {name}")


def seat(name: str) -> Seat:
    return Seat.objects.get(appointments__user=user(name))


def unit(name: str, code: str = SO) -> Unit:
    return Unit.objects.get(agency=agency(code), name=name)


def actor(name: str, *, at: datetime = AT, request: RequestMark | None = None) -> NodeActor:
    """One of the cast at their agency; "hệ thống" and "vận hành" are the processes and the operator."""
    if name == "hệ thống":
        return system(agency(), request=request)
    if name == "vận hành":
        return operator()
    return actor_for(user=user(name), agency=agency(PEOPLE[name][0]), at=at, request=request)


def stranger() -> NodeActor:
    """Ngọc with every role that a person can have: what she is denied, she is denied for her agency."""
    return replace(actor("Ngọc"), roles=frozenset(PERSON_ROLES))


def register(purpose: Purpose, code: str = SO) -> Register:
    return Register.objects.get(agency=agency(code), purpose=purpose)


def series(purpose: Purpose, code: str = SO) -> Series:
    return Series.objects.get(agency=agency(code), purpose=purpose)


def fingerprint(label: str) -> str:
    return hashlib.sha256(key(label).certificate_chain()[0]).hexdigest()


def key(label: str) -> FileKey:
    from tests.node.settings import HOME

    return FileKey.beside(HOME / "keys" / f"{label}.p12")


def build() -> None:
    """Found both agencies with their people, books, keys and the hub's directory."""
    for code, (name, abbreviation, level) in AGENCIES.items():
        actions.found_agency(
            by=operator(), at=FOUNDED_AT, installation=installation(), name=name, abbreviation=abbreviation,
            code=code, scheme="QCVN102", level=level, place="Phú Yên", profile=PROFILE, letterhead=name,
        )  # fmt: skip
    for name in PEOPLE:
        _appoint(name)
    _open_books()
    _empower()
    rows = [{"code": code, "name": name} for code, name in DIRECTORY.items()]
    closed = {"code": CLOSED_CODE, "name": "Ban đã giải thể", "valid_to": "2018-01-01"}
    outbox.synchronise_directory(
        by=system(), at=FOUNDED_AT, installation=installation(), agencies=[*rows, closed]
    )


def _appoint(name: str) -> None:
    """The operator hands over: units, accounts, seats, duties."""
    code, unit_name, title, duty = PEOPLE[name]
    at, owner = FOUNDED_AT, agency(code)
    if not Unit.objects.filter(agency=owner, name=unit_name).exists():
        actions.add_unit(by=operator(), at=at, agency=owner, name=unit_name)
    person = actions.enroll_user(
        by=operator(), at=at, agency=owner, login=f"{code}-{User.objects.count()}",
        name=f"{SURNAMES[name]} {name}", password=PASSWORD,
    )  # fmt: skip
    place = actions.appoint(
        by=operator(), at=at, unit=unit(unit_name, code), user=person, title=title, from_date=FROM
    )
    if duty is not None:
        actions.give_duty(by=operator(), at=at, seat=place, role=duty, from_date=FROM)


def _open_books() -> None:
    for clerk, code in (("Vân", SO), ("Ngọc", HUYEN)):
        by, owner = actor(clerk), agency(code)
        for purpose, short in ((Purpose.INCOMING, "DEN"), (Purpose.OUTGOING, "DI")):
            row = registers.open_series(
                by=by, at=FOUNDED_AT, agency=owner, code=short, year=2018, purpose=purpose
            )
            registers.open_register(
                by=by, at=FOUNDED_AT, agency=owner, code=short, name=f"Sổ văn bản {purpose}", year=2018,
                purpose=purpose, over=[row],
            )  # fmt: skip


def _empower() -> None:
    by = actor("Quân")
    actions.empower(
        by=by, at=FOUNDED_AT, seat=seat("Lâm"), body=body(), form="trực tiếp", lines=["GIÁM ĐỐC"],
        basis="Quyết định bổ nhiệm", from_date=FROM,
    )  # fmt: skip
    actions.entrust_key(
        by=by, at=FOUNDED_AT, agency=agency(), seat=seat("Lâm"), label="lam", fingerprint=fingerprint("lam"),
        from_date=FROM,
    )  # fmt: skip
    actions.entrust_key(
        by=by, at=FOUNDED_AT, agency=agency(), body=body(), label="so", fingerprint=fingerprint("so"),
        from_date=FROM,
    )  # fmt: skip
