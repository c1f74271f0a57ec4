"""“Đưa vào hồ sơ”: from the page of a document into one of one's own case files (QD11/D9.K5, QD11/D5.K4.b).

The act's subject is the case file that is chosen, the address names the document: it is no Doing.
"""

from dataclasses import replace
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect

from congvan.base.errors import Refusal
from congvan.node.documents.queries import handle
from congvan.node.dossiers import actions
from congvan.node.dossiers.queries import kept_open
from congvan.node.web import flash, lists, resources
from congvan.node.web.detail import Dialog
from congvan.node.web.documents.parts import DIRECTIONS
from congvan.node.web.dossiers.forms import FileInto
from congvan.node.web.lists import Way
from congvan.node.web.page import show_dialog, show_page
from congvan.node.web.resource import Found, Resource
from congvan.node.web.visit import Visit
from congvan.ui.answers import wants_fragment
from congvan.ui.parts import Action

NAME = "file-into"


def filing_action(visit: Visit, document_id: UUID, *, way: Way) -> Action:
    """“Đưa vào hồ sơ” for the page of a document: who sees it may put it into a case file of theirs."""
    href = visit.url("file-into", id=document_id, query={"ds": str(way)})
    return Action("Đưa vào hồ sơ", "quiet", "folder", href=href, asks=True)


def file_into(visit: Visit, id: UUID) -> HttpResponse:  # noqa: A002 — the name in the address
    """Ask into which case file, as a dialog over the document's page; then put the document there."""
    resource, found = _document(visit, id)
    if visit.request.method != "POST":
        return _show(visit, resource, found, FileInto(visit=visit, found=found, auto_id="file-into-%s"))
    form = FileInto(visit.request.POST, visit=visit, found=found, auto_id="file-into-%s")
    if not form.is_valid():
        return _show(visit, resource, found, form)
    dossier = kept_open(visit.actor, form.cleaned_data["dossier"])
    document = handle(visit.actor, id)
    assert document is not None, "it was found as visible"
    try:
        visit.once(lambda by: actions.file_into(by=by, at=visit.at, dossier=dossier, document=document))
    except Refusal as refusal:
        form.add_error("dossier", refusal.message)
        return _show(visit, resource, found, form)
    way = resource.way(visit, found)
    onwards = HttpResponseRedirect(resource.href(visit, id, way=way), status=303)
    return flash.say(onwards, f"Đã đưa vào hồ sơ {dossier.code}.")


def _document(visit: Visit, identifier: UUID) -> tuple[Resource, Found]:
    """The document's page; what one may not see is not there."""
    document = handle(visit.actor, identifier)
    named = document and resources.of_key(visit, lists.key_of(DIRECTIONS[document.direction], identifier))
    if not named:
        raise Http404
    return named


def _show(visit: Visit, resource: Resource, found: Found, form: FileInto) -> HttpResponse:
    way = resource.way(visit, found)
    dialog = Dialog(
        id=NAME, title="Đưa vào hồ sơ", post=visit.url(NAME, id=found.id, query={"ds": str(way)}), form=form,
        submit="Đưa vào hồ sơ", opened=True,
    )  # fmt: skip
    status = 422 if form.errors else 200
    if wants_fragment(visit.request) and visit.request.headers.get("HX-Target") == "dialogs":
        return show_dialog(visit, dialog, status=status)
    detail = replace(resource.with_acts(visit, found, way=way), dialogs=(dialog,))
    rows = lists.build(visit, way, found.id)
    return show_page(visit, rows, detail, status=status, reading=True)
