"""Routes: an address, its view, its methods, and the act or the policy that lets a person in."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, register_converter

from congvan.base.acts import Act, Role, Term
from congvan.base.ids import SHORT_LENGTH, parse_short, shorten

READ = ("GET", "HEAD")
FORM = ("GET", "HEAD", "POST")
SEND = ("POST",)
View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Policy:
    """Who may open a page that does no act, and by which clause. `may` None: whoever is signed in.

    `public`: nobody needs to be signed in.
    """

    code: str
    label: str
    law: tuple[str, ...]
    may: Term | None = None
    public: bool = False


@dataclass(frozen=True)
class Route:
    """One address of a site. `need` is the act that it does or the policy under which it is read."""

    path: str
    name: str
    view: View
    need: Act | Policy
    methods: tuple[str, ...] = READ


class Short:
    """The 26 characters of an identifier in an address; anything else is not found."""

    regex = f"[0-9A-Za-z]{{{SHORT_LENGTH}}}"

    def to_python(self, text: str) -> Any:
        return parse_short(text)

    def to_url(self, value: Any) -> str:
        return shorten(value)


class Code:
    """The code of an agency in an address (QCVN 102:2016, QĐ 20/2020)."""

    regex = r"[0-9A-Za-z][0-9A-Za-z.\-]{0,34}"

    def to_python(self, text: str) -> str:
        return text

    def to_url(self, value: str) -> str:
        return value


register_converter(Short, "short")
register_converter(Code, "code")


def paths(routes: Iterable[Route], enter: Callable[[Route], View]) -> list[URLPattern]:
    """The addresses of a site, each behind its door."""
    return [path(route.path, enter(route), name=route.name) for route in routes]


def could_ever(term: Term, roles: frozenset[Role]) -> bool:
    """Whether somebody with these roles could be let in at all, whatever the subject."""
    return any({atom for atom in way if isinstance(atom, Role)} <= roles for way in term.ways())


def method_allowed(route: Route, request: HttpRequest) -> bool:
    """Whether the address takes this method."""
    return request.method in route.methods
