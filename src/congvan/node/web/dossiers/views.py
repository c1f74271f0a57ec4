"""The list of case files, the page of one, and opening one."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect

from congvan.base.errors import Refusal
from congvan.node.documents.queries import handle
from congvan.node.dossiers import actions
from congvan.node.dossiers.queries import PAGE_ROWS, case_file, case_file_of_code, case_files, filed_in
from congvan.node.web import flash
from congvan.node.web.dossiers import shown
from congvan.node.web.dossiers.forms import OpenDossier
from congvan.node.web.dossiers.shown import PLACE
from congvan.node.web.plain import asked_id, refuse, show_form, show_plain
from congvan.node.web.visit import Visit
from congvan.ui.parts import Empty

NO_FILES = Empty("Chưa có hồ sơ nào", "Lập hồ sơ cho việc được phân công theo dõi.", "folder")
NO_DOCUMENTS = Empty("Hồ sơ chưa có văn bản", "Mở một văn bản rồi chọn “Đưa vào hồ sơ”.", "folder")


def dossiers(visit: Visit) -> HttpResponse:
    """The case files that one may see, the newest first."""
    own = visit.request.GET.get("cua") == "toi"
    before, after = (asked_id(visit, name) for name in ("sau", "truoc"))
    rows = case_files(visit.actor, own=own, before=before, after=after, limit=PAGE_ROWS + 1)
    more = len(rows) > PAGE_ROWS
    page = rows[-PAGE_ROWS:] if after else rows[:PAGE_ROWS]
    newer, older = (more, True) if after else (before is not None, more)
    return show_plain(
        visit,
        "dossiers/list.html",
        title="Hồ sơ công việc",
        current=PLACE,
        table=shown.table_of(visit, page),
        tabs=shown.tabs_of(visit, own=own),
        pager=shown.pager_of(visit, page, own=own, newer=newer, older=older),
        action=shown.new_action(visit),
        empty=NO_FILES,
    )


def dossier(visit: Visit, id: UUID) -> HttpResponse:  # noqa: A002 — the name in the address
    """One case file: its documents in order, and what was done with it."""
    found = case_file(visit.actor, id)
    if found is None:
        raise Http404
    filed = filed_in(visit.actor, id)
    return show_plain(
        visit,
        "dossiers/one.html",
        title=found.title,
        current=PLACE,
        facts=shown.facts_of(found),
        table=shown.filed_table(visit, filed),
        steps=shown.steps_of(visit, found, filed),
        back=visit.url(PLACE),
        empty=NO_DOCUMENTS,
    )


def open_dossier(visit: Visit) -> HttpResponse:
    """Lập hồ sơ công việc; where a document waits for it (`van-ban`), that goes in at once."""
    document = _waiting(visit)
    if visit.request.method != "POST":
        return _ask(visit, OpenDossier(visit=visit), document)
    form = OpenDossier(visit.request.POST, visit=visit)
    if not form.is_valid():
        return _ask(visit, form, document)
    try:
        identifier = _open(visit, form.cleaned_data, document)
    except Refusal as refusal:
        refuse(form, refusal)
        return _ask(visit, form, document)
    said = f"Đã lập hồ sơ {form.cleaned_data['code']}."
    if document is not None:
        said = f"Đã lập hồ sơ {form.cleaned_data['code']} và đưa văn bản vào."
    return flash.say(HttpResponseRedirect(visit.url("dossier", id=identifier), status=303), said)


def _ask(visit: Visit, form: OpenDossier, document: Any) -> HttpResponse:
    text = f"Văn bản {document} sẽ được đưa vào hồ sơ mới." if document is not None else ""
    return show_form(
        visit,
        form,
        title="Lập hồ sơ công việc",
        submit="Lập hồ sơ",
        current=PLACE,
        back=visit.url(PLACE),
        text=text,
    )


def _open(visit: Visit, data: dict[str, Any], document: Any) -> UUID:
    """One or two acts of one request; a repeated request finds what it opened before."""
    opened = visit.once(
        lambda by: actions.open_dossier(
            by=by, at=visit.at, agency=visit.agency, code=data["code"], title=data["title"]
        )
    )
    if opened is None:
        known = case_file_of_code(visit.actor, data["code"])
        assert known is not None, "the same request opened it"
        return known
    if document is not None:
        visit.once(
            lambda by: actions.file_into(by=by, at=visit.at, dossier=opened, document=document), ordinal=2
        )
    return opened.pk


def _waiting(visit: Visit) -> Any:
    """The document that shall go into the new case file; None where the address names none."""
    identifier = asked_id(visit, "van-ban")
    if identifier is None:
        return None
    document = handle(visit.actor, identifier)
    if document is None:
        raise Http404
    return document
