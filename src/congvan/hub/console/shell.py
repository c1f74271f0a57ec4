"""What stands around every page of the console."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from congvan.hub.console.door import Visit
from congvan.hub.console.limits import WAITING_LONG
from congvan.hub.console.queries.deliveries import long_waiting
from congvan.ui.parts import Place, PlaceGroup, Shell

BANNER = "BẢN MINH HỌA, KHÔNG CÓ GIÁ TRỊ PHÁP LÝ"
PLACES = (
    ("console-overview", "Tổng quan", "home", ""),
    ("console-members", "Thành viên", "user", ""),
    ("console-packets", "Gói tin", "mail", ""),
    ("console-deliveries", "Giao nhận", "send", ""),
    ("console-health", "Sức khỏe của trục", "shield-check", "Sức khỏe"),
)


def shown(
    visit: Visit, template: str, *, place: str, title: str, status: int = 200, **context: object
) -> HttpResponse:
    """A page of the console. `place` is the entry of the navigation under which it stands."""
    shell = _shell(visit, place)
    response = render(visit.request, template, {"shell": shell, "title": title, **context}, status=status)
    response["Cache-Control"] = "no-store"
    return response


def _shell(visit: Visit, place: str) -> Shell:
    late = long_waiting(long_before=visit.at - WAITING_LONG)
    places = tuple(
        Place(
            text,
            reverse(name),
            icon,
            count=late if name == "console-deliveries" else 0,
            hot=True,
            current=name == place,
            short=short,
        )
        for name, text, icon, short in PLACES
    )
    return Shell(
        organisation="Trục liên thông",
        region="Bảng điều khiển",
        person=f"{visit.actor.name} · Vận hành trục",
        initials=_initials(visit.actor.name),
        navigation=(PlaceGroup("Theo dõi", places),),
        bottom=places[:4],
        banner=BANNER if settings.SITE.demo else "",
        sign_out_url=reverse("console-sign-out"),
        more_url=reverse("console-overview"),
    )


def _initials(name: str) -> str:
    """The letters of the last two words: of "Trịnh Công Thành" CT."""
    return "".join(word[0] for word in name.split()[-2:]).upper()
