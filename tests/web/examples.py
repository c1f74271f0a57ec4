"""For each route of the node one example: the address, who may go there now, who of the same agency may not.

Routes of acts take the scene of their act; a route that needs more is named here. One that is not fails its tests.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from django.urls import reverse

from congvan.base.acts import Act
from congvan.base.ids import new_id
from congvan.node.acts import assignments, exchange, incoming
from congvan.node.acts.states import OutgoingState
from congvan.node.agencies.models import Installation
from congvan.node.assignments.actions import forward
from congvan.node.assignments.models import Part
from congvan.node.documents.queries import sees
from congvan.node.web import lists
from congvan.node.web.routes import ROUTES
from congvan.ui.routes import Policy, Route, could_ever
from tests.node import cast, lives, papers, scenes_office
from tests.node.cast import SO, actor
from tests.node.scenes import SCENES

BY_NAME = {route.name: route for route in ROUTES}
OF_AGENCY = [route for route in ROUTES if "<code:agency>" in route.path]


@dataclass(frozen=True)
class Example:
    """One visit. `parts` are those of the address besides the agency; `given` is typed into the form there.

    `wrong`: somebody of the same agency who is turned back; "" where everybody there may. `stands_on`: the name of
        the page with the form, for an address that takes POST alone. `late`: what is too late gets this status.
    """

    name: str
    by: str
    wrong: str = ""
    parts: dict[str, Any] = field(default_factory=dict)
    on: Any = None
    given: dict[str, Any] = field(default_factory=dict)
    stands_on: str = ""
    late: int = 409
    moving: Any = None  # what moves, where that is not `on`
    bare: bool = False  # its button stands on no page for long: the form is its key alone

    @property
    def route(self) -> Route:
        return BY_NAME[self.name]

    def path(self, *, agency: str = SO, **changes: Any) -> str:
        return reverse(self.name, kwargs={"agency": agency, **self.parts, **changes})

    def form_page(self) -> str:
        """Where the form stands that is sent to the address."""
        return reverse(self.stands_on, kwargs={"agency": SO}) if self.stands_on else self.path()


def example(route: Route) -> Example:
    """The example of a route; it is made in the database of the test."""
    if route.name in SPECIAL:
        return SPECIAL[route.name]()
    if isinstance(route.need, Act):
        if route.need in assignments.TABLE:
            return _of_line(route, route.need)
        return _of_scene(route, route.need)
    assert "<" not in route.path.replace("<code:agency>", ""), (
        f"{route.name}: an address with parts needs an example in tests/web/examples.py"
    )
    return _of_policy(route, route.need)


def _of_scene(route: Route, act: Act) -> Example:
    """The subject of the act's scene is what the address names."""
    played = SCENES[act.code]()
    assert played.by.user_id, f"{route.name}: only a process does {act.code}; a page of it needs an example"
    parts = {"id": identifier(played.on)} if "<short:id>" in route.path else {}
    return Example(
        route.name, by=_name(played.by.name), wrong=_name(played.wrong.name), parts=parts, on=played.on
    )


def _of_line(route: Route, act: Act) -> Example:
    """Acts on one's own line. Vân never had one; whoever had one and passed it on is not wrong, but late."""
    if "van-ban-di/" in route.path:
        life = lives.revised()[0]
        return Example(
            route.name,
            by="Chi",
            wrong="Vân",
            parts={"id": life.document_id},
            on=lives.line(life, Part.LEAD),
        )
    played = SCENES[act.code]()
    parts = {"id": identifier(played.on)}
    return Example(route.name, by=_name(played.by.name), wrong="Vân", parts=parts, on=played.on)


def _of_policy(route: Route, policy: Policy, **more: Any) -> Example:
    by = next(name for name in PEOPLE if policy.may is None or could_ever(policy.may, actor(name).roles))
    outside = (name for name in PEOPLE if policy.may and not could_ever(policy.may, actor(name).roles))
    return Example(route.name, by=by, wrong=next(outside, ""), **more)


def identifier(on: Any) -> Any:
    """What an address says of a subject: the document's own id for everything in a document's life."""
    return getattr(on, "document_id", None) or on.pk


def visible(found: Example, name: str) -> bool:
    """Whether this person may know that the subject is there."""
    if found.on is None or isinstance(found.on, Installation):
        return True
    document = getattr(found.on, "document", None)
    if document is not None and not sees(actor(name), document.pk):
        return False
    return bool(found.on.facts_for(actor(name)).visible)


def _name(full: str) -> str:
    """The name of the cast; a wrong one who is no person has no page, so somebody else stands in."""
    return next((name for name in PEOPLE if full == f"{cast.SURNAMES[name]} {name}"), "")


PEOPLE = tuple(name for name, (code, *_) in cast.PEOPLE.items() if code == SO)


def _incoming_page() -> Example:
    life = lives.arrived()
    return Example("incoming", by="Vân", wrong="Chi", parts={"id": life.document_id}, on=life)


def _outgoing_page() -> Example:
    life = lives.outgoing_at(OutgoingState.DRAFTING)
    return Example("outgoing", by="Chi", wrong="Quân", parts={"id": life.document_id}, on=life)


def _file(name: str, **parts: int) -> Example:
    life = lives.arrived(pdf=papers.born_signed())
    document = life.document
    return Example(name, by="Vân", wrong="Chi", parts={"id": document.pk, "ordinal": 1, **parts}, on=life)


def _receive_many() -> Example:
    life = lives.arrived()
    pick = {"pick": lists.key_of("incoming", life.document_id)}
    return Example("receive-many", by="Vân", wrong="Lâm", on=life, given=pick, stands_on="inbox", late=303)


def _file_into() -> Example:
    life, dossier = lives.in_handling(), scenes_office.dossier()
    parts = {"id": life.document_id}
    # The form offers one's own open case files: another one is no choice, and what is closed is none any more.
    return Example("file-into", by="Chi", wrong="Quân", parts=parts, on=life, moving=dossier, late=422)


def _dossier() -> Example:
    dossier = scenes_office.dossier()
    return Example("dossier", by="Chi", wrong="Quân", parts={"id": dossier.pk}, on=dossier)


def _sign_many() -> Example:
    """A draft before its signatory; what is too late is told on the page of results."""
    life = lives.outgoing_at(OutgoingState.SUBMITTED)
    pick = {"pick": lists.key_of("outgoing", life.document_id)}
    return Example("sign-many", by="Lâm", wrong="Chi", on=life, given=pick, stands_on="to-do", late=303)


def _placing() -> Example:
    """A draft that has pages to put places on."""
    life = lives.revised()[0]
    return Example("place-draft", by="Chi", wrong="Phú", parts={"id": life.document_id}, on=life)


def _returning() -> Example:
    """A draft that Chi gave to Phú: only what was given can be returned."""
    life, version = lives.revised()
    line = lives.line(life, Part.LEAD)
    forward(by=actor("Chi"), at=cast.AT, line=line, to=cast.seat("Phú"), version=version)
    held = lives.line(life, Part.LEAD)
    return Example("return-outgoing", by="Phú", wrong="Vân", parts={"id": life.document_id}, on=held)


def _issuing(name: str) -> Example:
    """One of the ways to the page of issuing: somebody must be chosen to get the document."""
    found = _of_scene(BY_NAME[name], BY_NAME[name].need)  # type: ignore[arg-type]  # an act
    return replace(found, given={"axis": [cast.HUYEN], "no_paper": [cast.HUYEN]})


def _retry() -> Example:
    """A packet that was stopped; its button stands on the list of what was sent."""
    row = SCENES[exchange.RETRY.code]().on
    return Example("retry", by="Vân", wrong="Lâm", parts={"id": row.pk}, on=row, stands_on="tracking")


def _notice(name: str) -> Example:
    """What Lâm was told; one or all of it is noted as read from the list."""
    on = scenes_office.mark_read().on
    parts = {"id": on.pk} if name == "read-notice" else {}
    return Example(name, by="Lâm", wrong="Quân", parts=parts, on=on, stands_on="notices")


def _book(name: str) -> Example:
    return Example(name, by="Vân", wrong="Chi", parts={"year": 2018})


def _undo_register() -> Example:
    """Offered for a moment by what was just said (tests/web/test_saying.py sees it there)."""
    return replace(_of_scene(BY_NAME["undo-register"], incoming.UNDO_REGISTER), bare=True)


def _direct() -> Example:
    found = _of_scene(BY_NAME["direct"], incoming.DIRECT)
    return replace(found, given={"lead": f"seat:{cast.seat('Chi').pk}"})


SPECIAL: dict[str, Callable[[], Example]] = {
    "incoming": _incoming_page,
    "outgoing": _outgoing_page,
    "file": lambda: _file("file"),
    "page-image": lambda: _file("page-image", number=1),
    "receive-many": _receive_many,
    "undo-register": _undo_register,
    "direct": _direct,
    "place-draft": _placing,
    "return-outgoing": _returning,
    "sign-many": _sign_many,
    "issue": lambda: _issuing("issue"),
    "seal-and-send": lambda: _issuing("seal-and-send"),
    "release": lambda: _issuing("release"),
    "retry": _retry,
    "file-into": _file_into,
    "dossier": _dossier,
    "read-notice": lambda: _notice("read-notice"),
    "read-notices": lambda: _notice("read-notices"),
    "incoming-book-of": lambda: _book("incoming-book-of"),
    "outgoing-book-of": lambda: _book("outgoing-book-of"),
}


def nowhere(route: Route) -> str:
    """The address of a route with parts that name nothing."""
    unknown = {"id": new_id(), "ordinal": 99, "number": 99, "year": 2018, "agency": SO}
    wanted = {name: value for name, value in unknown.items() if f":{name}>" in route.path}
    return reverse(route.name, kwargs=wanted)
