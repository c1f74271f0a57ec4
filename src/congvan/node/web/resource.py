"""How the page of a document offers its acts and does them: one record for each act, one way for all."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse, HttpResponseRedirect

from congvan.base.acting import check, open_acts
from congvan.base.acts import Act
from congvan.base.errors import Denied, Refusal, Stale
from congvan.node.assignments.queries import last_line
from congvan.node.web import flash, lists
from congvan.node.web.detail import Button, Detail, Dialog
from congvan.node.web.door import kept_text
from congvan.node.web.lists import Way
from congvan.node.web.page import show_detail, show_dialog, show_page
from congvan.node.web.visit import Visit
from congvan.signing.errors import SigningError
from congvan.ui.answers import wants_fragment
from congvan.ui.parts import Action, Notice
from congvan.ui.routes import FORM, Policy, Route, View


@dataclass(frozen=True)
class Found:
    """A document that the person may see. `life` and `line` are handles for verbs, `facts` is what to show.

    `line` is the person's own open line on it, None for who holds none.
    """

    id: UUID
    life: Any
    line: Any
    facts: Any


class ActForm(forms.Form):
    """The questions of one act. It knows the visit and the document, for its choices."""

    use_required_attribute = False  # a fault is told in our words, not in the browser's

    def __init__(self, *args: Any, visit: Visit, found: Found, **options: Any) -> None:
        self.visit, self.found = visit, found
        super().__init__(*args, **options)
        self.prepare()

    def prepare(self) -> None:
        """Fill choices and first values; nothing to do for most."""


class Halfway(Exception):
    """Some acts of one press are done and another was not: `rest` names the doing that goes on from there.

    `said` tells what is done. The cause is what stopped it, told at the field `param` of that doing's form.
    """

    def __init__(self, rest: str, said: str, *, param: str) -> None:
        super().__init__(said)
        self.rest, self.said, self.param = rest, said, param


@dataclass(frozen=True)
class Doing:
    """How one act of the tables is done from a document's page.

    `slug` is the last word of its address. `do` does it (through `visit.once`, once for each act); `said`
    tells of it from the document as it then is. `on` picks the act's subject. `stays`: the document stays
    open afterwards, instead of the next of the list. `quiet`: its button stands apart. `panel`: the template
    of a form that stands beside the document instead of in a dialog. `page`: the view of a whole page of its
    own for this act, instead of all of that. `blocked`: why it cannot be done yet; its button says so.
    `when`: where a rule beside the act table would refuse it for good, it is not offered.
    `undo` names the address that takes it back.
    """

    act: Act
    name: str
    slug: str
    button: Action
    do: Callable[[Visit, Found, Mapping[str, Any]], object] = lambda _visit, _found, _data: None
    said: Callable[[Found], str] = lambda _found: ""
    form: type[ActForm] | None = None
    title: str = ""
    submit: str = ""
    text: str = ""
    firm: bool = False
    quiet: bool = False
    stays: bool = False
    panel: str = ""
    on: Callable[[Found], Any] = field(default=lambda found: found.life)
    page: View | None = None
    when: Callable[[Found], bool] = lambda _found: True
    undo: str = ""
    blocked: Callable[[Found], str] = lambda _found: ""


@dataclass(frozen=True)
class Resource:
    """One kind of document in the pages: how to find one, what its page says, what can be done to it.

    `list_of` names the list that stands beside a document opened by its bare address.
    """

    name: str
    path: str
    policy: Policy
    find: Callable[[Visit, UUID], Found | None]
    detail: Callable[[Visit, Found, Way, str], Detail]
    list_of: Callable[[Visit, Found], str]
    doings: tuple[Doing, ...]

    def routes(self) -> tuple[Route, ...]:
        """The page of a document, and one address for each act."""
        base = f"<code:agency>/{self.path}/<short:id>"
        return (
            Route(base, self.name, self._page(), self.policy),
            *(
                Route(f"{base}/{one.slug}", one.name, one.page or self._performing(one), one.act, FORM)
                for one in self.doings
            ),
        )

    def find_or_404(self, visit: Visit, identifier: UUID) -> Found:
        """The document; what one may not see is not there."""
        found = self.find(visit, identifier)
        if found is None:
            raise Http404
        return found

    def way(self, visit: Visit, found: Found) -> Way:
        """The list from which the person came, else the one where the document belongs."""
        return lists.asked(visit) or Way(self.list_of(visit, found))

    def href(self, visit: Visit, identifier: UUID, *, way: Way, tab: str = "") -> str:
        """The address of a document beside a list."""
        query = {"ds": str(way), **({"the": tab} if tab else {})}
        return visit.url(self.name, id=identifier, query=query)

    def _page(self) -> View:
        def view(visit: Visit, id: UUID) -> HttpResponse:  # noqa: A002 — the name in the address
            found = self.find_or_404(visit, id)
            if visit.request.method == "GET":
                lists.note_reading(visit, id)
            return self.show(visit, found)

        return view

    def show(
        self, visit: Visit, found: Found, *, asked: Doing | None = None, form: ActForm | None = None,
        notice: Notice | None = None, kept: str = "", status: int = 200, reading: bool = True,
    ) -> HttpResponse:  # fmt: skip
        """The page with this document open, or the part of it that a script asks for."""
        way = self.way(visit, found)
        detail = self.with_acts(visit, found, way=way, asked=asked, form=form)
        detail = replace(
            detail, notices=(*detail.notices, notice) if notice else detail.notices, kept=kept or detail.kept
        )
        target = visit.request.headers.get("HX-Target") if wants_fragment(visit.request) else None
        if target == "dialogs" and detail.dialogs:
            return show_dialog(visit, detail.dialogs[0], status=status)
        rows = lists.build(visit, way, found.id)
        if target == "detail":
            return show_detail(visit, rows, detail, status=status)
        return show_page(visit, rows, detail, status=status, reading=reading)

    def with_acts(
        self,
        visit: Visit,
        found: Found,
        *,
        way: Way,
        asked: Doing | None = None,
        form: ActForm | None = None,
    ) -> Detail:
        """What the page says, with a button for each act that is open to the person now."""
        detail = self.detail(visit, found, way, visit.request.GET.get("the", ""))
        offered = self._offered(visit, found)
        buttons = [(one, self._button(visit, found, one, way)) for one in offered if not one.panel]
        beside = next((one for one in offered if one.panel), None)
        dialogs: tuple[Dialog, ...] = ()
        if asked and form is not None and not asked.panel:
            dialogs = (self._dialog(visit, found, asked, form, way),)
        panel: dict[str, Any] = {}
        if beside is not None and beside.form is not None:
            shown = form if asked is beside and form is not None else self._form(visit, found, beside)
            dialog = self._dialog(visit, found, beside, shown, way)
            panel = {"panel": beside.panel, "panel_context": {"dialog": dialog, "asked": asked is beside}}
        return replace(
            detail,
            actions=(*detail.actions, *(button for one, button in buttons if not one.quiet)),
            quiet_actions=(*detail.quiet_actions, *(button for one, button in buttons if one.quiet)),
            dialogs=dialogs,
            **panel,
        )

    def _offered(self, visit: Visit, found: Found) -> list[Doing]:
        """The acts that the tables allow this person on this document in its state."""
        subjects: dict[int, tuple[Any, list[Act]]] = {}
        for one in self.doings:
            subject = one.on(found)
            if subject is not None:
                subjects.setdefault(id(subject), (subject, []))[1].append(one.act)
        allowed = {
            act for subject, acts in subjects.values() for act in open_acts(visit.actor, acts, on=subject)
        }
        open_now = [one for one in self.doings if one.act in allowed and one.on(found) is not None]
        return [one for one in open_now if one.when(found)]

    def _button(self, visit: Visit, found: Found, doing: Doing, way: Way) -> Action | Button:
        post = visit.url(doing.name, id=found.id, query={"ds": str(way)})
        if why := doing.blocked(found):
            return replace(doing.button, disabled_because=why)
        if doing.page is not None:
            return replace(doing.button, href=post)
        if doing.form is None:
            return Button(doing.button, post)
        return replace(doing.button, href=post, asks=True)

    def _form(self, visit: Visit, found: Found, doing: Doing, *bound: Any) -> ActForm:
        assert doing.form is not None
        return doing.form(*bound, visit=visit, found=found, auto_id=f"{doing.name}-%s")

    def _dialog(self, visit: Visit, found: Found, doing: Doing, form: ActForm, way: Way) -> Dialog:
        return Dialog(
            id=doing.name, title=doing.title or doing.button.text, form=form, text=doing.text,
            firm=doing.firm, post=visit.url(doing.name, id=found.id, query={"ds": str(way)}), opened=True,
            submit=doing.submit or doing.button.text,
            look="danger" if "danger" in doing.button.look else "primary",
        )  # fmt: skip

    def _performing(self, doing: Doing) -> View:
        def view(visit: Visit, id: UUID) -> HttpResponse:  # noqa: A002 — the name in the address
            found = self.find_or_404(visit, id)
            if doing.on(found) is None:
                found = _with_past_line(visit, found, doing)
            if visit.request.method != "POST":
                return self._ask(visit, found, doing)
            return self._perform(visit, found, doing)

        return view

    def _ask(self, visit: Visit, found: Found, doing: Doing) -> HttpResponse:
        check(visit.actor, doing.act, on=doing.on(found))
        if doing.form is None:
            way = self.way(visit, found)
            return HttpResponseRedirect(self.href(visit, found.id, way=way), status=303)
        return self.show(visit, found, asked=doing, form=self._form(visit, found, doing))

    def _perform(self, visit: Visit, found: Found, doing: Doing) -> HttpResponse:
        form = None
        if doing.form is not None:
            form = self._form(visit, found, doing, visit.request.POST, visit.request.FILES)
            if not form.is_valid():
                # Whoever may not do it learns that first, and not what is wrong with the form.
                check(visit.actor, doing.act, on=doing.on(found))
                return self.show(visit, found, asked=doing, form=form, status=422)
        way = self.way(visit, found)
        onwards = (
            self.href(visit, found.id, way=way) if doing.stays else lists.next_href(visit, way, found.id)
        )
        try:
            doing.do(visit, found, form.cleaned_data if form else visit.request.POST)
        except Refusal as refusal:
            return self._refused(visit, found, doing, form, refusal.message, param=refusal.param)
        except SigningError as error:
            return self._refused(visit, found, doing, form, error.message, param="pin")
        except Halfway as half:
            return self._halfway(visit, found, half)
        except Stale as stale:
            return self._stale(visit, found, stale)
        after = self.find(visit, found.id) or found
        back = visit.url(doing.undo, id=found.id, query={"ds": str(way)}) if doing.undo else ""
        return flash.say(HttpResponseRedirect(onwards, status=303), doing.said(after), undo=back)

    def _halfway(self, visit: Visit, found: Found, half: Halfway) -> HttpResponse:
        """The document as it now is, with the questions of the doing that is left and what stopped it."""
        fresh = self.find_or_404(visit, found.id)
        rest = next(one for one in self.doings if one.name == half.rest)
        form = self._form(visit, fresh, rest, visit.request.POST)
        form.add_error(half.param, str(half.__cause__))
        notice = Notice(half.said, title="Còn một bước", tone="warn")
        return self._as_now(visit, fresh, asked=rest, form=form, notice=notice, status=422)

    def _refused(
        self,
        visit: Visit,
        found: Found,
        doing: Doing,
        form: ActForm | None,
        message: str,
        *,
        param: str | None = None,
    ) -> HttpResponse:
        if form is None:
            return self._as_now(
                visit, found, notice=Notice(message, title="Chưa thực hiện được", tone="bad"), status=422
            )
        form.add_error(param if param in form.fields else None, message)
        return self.show(visit, found, asked=doing, form=form, status=422)

    def _stale(self, visit: Visit, found: Found, stale: Stale) -> HttpResponse:
        """The newer state, with what the person had typed kept beside it."""
        fresh = self.find_or_404(visit, found.id)
        now = f" Trạng thái bây giờ: {stale.state}." if stale.state else ""
        notice = Notice(f"{stale}{now}", title="Nội dung vừa thay đổi", tone="warn")
        return self._as_now(visit, fresh, notice=notice, kept=kept_text(visit.request), status=409)

    def _as_now(self, visit: Visit, found: Found, **shown: Any) -> HttpResponse:
        response = self.show(visit, found, **shown)
        response["HX-Push-Url"] = visit.url(self.name, id=found.id)
        return response


def _with_past_line(visit: Visit, found: Found, doing: Doing) -> Found:
    """The document with the line once held: so a second click is harmless, and a late one is told."""
    past = replace(found, line=last_line(visit.actor, found.id))
    if doing.on(past) is None:
        raise Denied(doing.act.code, visible=True)
    return past
