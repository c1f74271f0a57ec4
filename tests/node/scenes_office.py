"""Scenes of case files, books and administration."""

from collections.abc import Callable
from datetime import date
from typing import Any

from congvan.node.acts.roles import UNIT_HEAD
from congvan.node.agencies import actions as agencies_verbs
from congvan.node.agencies.people import visitor
from congvan.node.agencies.queries import installation
from congvan.node.dossiers import actions as dossiers_verbs
from congvan.node.dossiers.models import Dossier
from congvan.node.notices import actions as notices_verbs
from congvan.node.notices.queries import unread
from congvan.node.registers import actions as registers_verbs
from congvan.node.registers.models import Purpose
from tests.node import cast, lives
from tests.node.cast import AT, FROM, actor, seat, user
from tests.node.scene import Scene


def open_dossier() -> Scene:
    kwargs = {"agency": cast.agency(), "code": "01.GDTrH", "title": "Chữ ký số"}
    return Scene(dossiers_verbs.open_dossier, kwargs, actor("Chi"), actor("hệ thống"), kwargs["agency"])


def dossier() -> Dossier:
    return dossiers_verbs.open_dossier(
        by=actor("Chi"), at=AT, agency=cast.agency(), code="01.GDTrH", title="Chữ ký số"
    )


def file_into() -> Scene:
    kwargs = {"dossier": dossier(), "document": lives.in_handling().document}
    return Scene(dossiers_verbs.file_into, kwargs, actor("Chi"), actor("Vân"), kwargs["dossier"])


def open_series() -> Scene:
    kwargs = {"agency": cast.agency(), "code": "QD", "year": 2018, "purpose": Purpose.OUTGOING}
    return Scene(registers_verbs.open_series, kwargs, actor("Vân"), actor("Quân"), kwargs["agency"])


def open_register() -> Scene:
    kwargs = {
        "agency": cast.agency(), "code": "QD", "name": "Sổ quyết định", "year": 2018,
        "purpose": Purpose.OUTGOING, "over": [cast.series(Purpose.OUTGOING)],
    }  # fmt: skip
    return Scene(registers_verbs.open_register, kwargs, actor("Vân"), actor("Quân"), kwargs["agency"])


def mark_read() -> Scene:
    """Lâm was told of what was put before him."""
    lives.submitted()
    notice = unread(actor("Lâm"))[0]
    return Scene(notices_verbs.mark_read, {"notice": notice}, actor("Lâm"), actor("Vân"), notice)


def found_agency() -> Scene:
    kwargs = {
        "installation": installation(), "name": "Sở Tài chính", "abbreviation": "STC", "code": "000.00.12.H45",
        "scheme": "QCVN102", "level": 2, "place": "Phú Yên", "profile": cast.PROFILE, "letterhead": "Sở Tài chính",
    }  # fmt: skip
    by = actor("vận hành")
    return Scene(agencies_verbs.found_agency, kwargs, by, actor("Quân"), kwargs["installation"])


def _of_admin(verb: Callable[..., Any], on: Any, **kwargs: Any) -> Scene:
    return Scene(verb, kwargs, actor("Quân"), actor("Vân"), on)


def add_unit() -> Scene:
    return _of_admin(agencies_verbs.add_unit, cast.agency(), agency=cast.agency(), name="Thanh tra")


def enroll_user() -> Scene:
    who = {"login": "bao", "name": "Bùi Bảo", "password": "rất dài và không ai biết"}
    return _of_admin(agencies_verbs.enroll_user, cast.agency(), agency=cast.agency(), **who)


def appoint() -> Scene:
    unit = cast.unit("Phòng Giáo dục Trung học")
    what = {"user": cast.user("Chi"), "title": "Phó Trưởng phòng", "from_date": FROM}
    return _of_admin(agencies_verbs.appoint, unit, unit=unit, **what)


def give_duty() -> Scene:
    return _of_admin(agencies_verbs.give_duty, seat("Chi"), seat=seat("Chi"), role=UNIT_HEAD, from_date=FROM)


def empower() -> Scene:
    what = {"form": "TL.", "lines": ["TL. GIÁM ĐỐC", "TRƯỞNG PHÒNG"], "basis": "Quy chế làm việc"}
    return _of_admin(
        agencies_verbs.empower, seat("Phú"), seat=seat("Phú"), body=cast.body(), from_date=FROM, **what
    )


def entrust_key() -> Scene:
    what = {"seat": seat("Phú"), "label": "phu", "fingerprint": "f" * 64, "from_date": FROM}
    return _of_admin(agencies_verbs.entrust_key, cast.agency(), agency=cast.agency(), **what)


def sign_in() -> Scene:
    kwargs = {"installation": installation(), "login": user("Vân").login, "password": cast.PASSWORD}
    return Scene(agencies_verbs.sign_in, kwargs, visitor(), actor("Chi"), kwargs["installation"])


def delegate() -> Scene:
    period = {"from_date": AT.date(), "to_date": date(2018, 5, 11), "reason": "Đi công tác"}
    kwargs = {"seat": seat("Lâm"), "substitute": seat("Phú"), **period}
    return Scene(agencies_verbs.delegate, kwargs, actor("Lâm"), actor("Quân"), seat("Lâm"))
