"""The pages on which a draft gets its content: by template, by file, and its places (QD11/D7.K4, D8.K1)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Self
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect

from congvan.base.acting import check
from congvan.base.errors import Refusal
from congvan.base.files import vault
from congvan.node.acts import outgoing as acts
from congvan.node.documents.queries import files_of
from congvan.node.documents.steps import Upload, same_file
from congvan.node.outgoing import actions
from congvan.node.outgoing.queries import newest_version
from congvan.node.outgoing.reserving import NOT_PLACES
from congvan.node.web import flash
from congvan.node.web.documents.parts import MAIN
from congvan.node.web.documents.viewing import pages_of
from congvan.node.web.outgoing import pages
from congvan.node.web.outgoing.drafting.files import DraftForm, listing_of
from congvan.node.web.outgoing.drafting.places import Box, Places, boxes_on, read_back, usual
from congvan.node.web.outgoing.drafting.typed import Typed
from congvan.node.web.outgoing.drafting.upload import Uploaded, kept_places
from congvan.node.web.outgoing.placing import NAMES, Finding, find_places
from congvan.node.web.plain import refuse, show_plain
from congvan.node.web.resource import Found
from congvan.node.web.visit import Visit
from congvan.reading.pages import Page
from congvan.signing.layout import YEAR_GAP
from congvan.typeset import Place, TypesetError
from congvan.ui.parts import Notice, PageImage, Tab

PAGES_SHOWN_MAX = 4
REPLACED = "đặt lại vị trí"


def by_template(visit: Visit, id: UUID) -> HttpResponse:  # noqa: A002 — the name in the address
    """Soạn theo mẫu: what is typed is set on pages, with its places."""
    found = _find(visit, id)
    if visit.request.method != "POST":
        check(visit.actor, acts.REVISE, on=found.life)
        return _page(visit, found, Typed(visit=visit, found=found, auto_id="typed-%s"))
    form = Typed(visit.request.POST, visit.request.FILES, visit=visit, found=found, auto_id="typed-%s")
    if not form.is_valid():
        check(visit.actor, acts.REVISE, on=found.life)
        return _page(visit, found, form)
    try:
        main, places = form.set()
        version = _revise(visit, found, form, main=main, places=places)
    except TypesetError as error:
        form.add_error(None, error.message)
        return _page(visit, found, form)
    except Refusal as refusal:
        refuse(form, refusal)
        return _page(visit, found, form)
    return _said(visit, found, f"Đã trình bày và đính kèm bản {version.ordinal}.")


def by_file(visit: Visit, id: UUID) -> HttpResponse:  # noqa: A002 — as above
    """Tải tệp PDF lên: a file from elsewhere, then a look at where its places are."""
    found = _find(visit, id)
    if visit.request.method != "POST":
        check(visit.actor, acts.REVISE, on=found.life)
        return _page(visit, found, Uploaded(visit=visit, found=found, auto_id="file-%s"))
    form = Uploaded(visit.request.POST, visit.request.FILES, visit=visit, found=found, auto_id="file-%s")
    if not form.is_valid():
        check(visit.actor, acts.REVISE, on=found.life)
        return _page(visit, found, form)
    try:
        main, places, finding = form.set()
        version = _revise(visit, found, form, main=main, places=places)
    except Refusal as refusal:
        refuse(form, refusal)
        return _page(visit, found, form)
    told = (
        "Chưa đủ chỗ ghi số, ngày và chữ ký." if finding.missing else "Đã tìm thấy chỗ ghi số, ngày, chữ ký."
    )
    onwards = visit.url("place-draft", id=found.id, query=listing_of(visit))
    return flash.say(HttpResponseRedirect(onwards, status=303), f"Đã đính kèm bản {version.ordinal}. {told}")


def place(visit: Visit, id: UUID) -> HttpResponse:  # noqa: A002 — as above
    """Where number, date and signature will stand: shown over the pages, corrected in millimetres."""
    found = _find(visit, id)
    if not found.facts.version:
        check(visit.actor, acts.REVISE, on=found.life)
        return HttpResponseRedirect(visit.url("revise", id=found.id, query=listing_of(visit)), status=303)
    draft = _Draft.of(found)
    options: dict[str, Any] = {
        "visit": visit, "found": found, "auto_id": "place-%s", "pages": draft.sheets,
        "before": read_back(found.facts.places),
    }  # fmt: skip
    posted = visit.request.method == "POST"
    if "usual" in visit.request.POST:
        posted, options["before"] = False, {**usual(draft.sheets), **options["before"]}
    form = Places(visit.request.POST, **options) if posted else Places(**options)
    if not posted or not form.is_valid() or "look" in visit.request.POST:
        check(visit.actor, acts.REVISE, on=found.life)
        return _place_page(visit, found, form, draft)
    places = form.cleaned_data["places"]
    try:
        _replace(visit, found, draft, places)
    except Refusal as refusal:
        refuse(form, refusal)
        return _place_page(visit, found, form, draft)
    return _said(visit, found, _told(places))


@dataclass(frozen=True)
class _Draft:
    """The newest version as it lies in the store: its main file, the others, the main one's pages."""

    main: Any
    beside: tuple[Any, ...]
    sheets: tuple[Page, ...]

    @classmethod
    def of(cls, found: Found) -> Self:
        files = files_of(found.life.document)
        main = next(file for file in files if file.role == MAIN)
        return cls(main, tuple(file for file in files if file is not main), pages_of(main.stored_id))


def _replace(visit: Visit, found: Found, draft: _Draft, places: Mapping[str, Place]) -> None:
    """The same files as a new version with other places; nothing where the places are as they were."""
    if places == read_back(found.facts.places):
        check(visit.actor, acts.REVISE, on=found.life)
        return
    main = Upload(vault.read(draft.main.stored_id), draft.main.name, draft.main.stored.media_type)
    kept = {name: value for name, value in found.facts.places.items() if name in {*NOT_PLACES, YEAR_GAP}}
    visit.once(
        lambda by: actions.revise(
            by=by, at=visit.at, outgoing=found.life, main=main, annexes=list(map(same_file, draft.beside)),
            places=kept_places(places, year=None) | kept, note=REPLACED,
        )
    )  # fmt: skip


def _told(places: Mapping[str, Any]) -> str:
    if len(places) == len(NAMES):
        return "Đã đặt chỗ ghi số, ngày và chữ ký."
    return "Đã lưu vị trí. Dự thảo còn thiếu chỗ ghi số, ngày hoặc chữ ký nên chưa trình ký được."


def _find(visit: Visit, identifier: UUID) -> Found:
    found = pages.find(visit, identifier)
    if found is None:
        raise Http404
    return found


def _revise(visit: Visit, found: Found, form: DraftForm, *, main: Upload, places: Mapping[str, Any]) -> Any:
    return visit.once(
        lambda by: actions.revise(
            by=by, at=visit.at, outgoing=found.life, main=main, annexes=form.attached(), places=places,
            note=form.cleaned_data["note"],
        )
    ) or newest_version(found.life)  # fmt: skip  # sent twice: its version is there


def _said(visit: Visit, found: Found, said: str) -> HttpResponse:
    onwards = visit.url("outgoing", id=found.id, query=listing_of(visit))
    return flash.say(HttpResponseRedirect(onwards, status=303), said)


def _page(visit: Visit, found: Found, form: DraftForm) -> HttpResponse:
    query = listing_of(visit)
    tabs = (
        Tab("Soạn theo mẫu", visit.url("revise", id=found.id, query=query), current=isinstance(form, Typed)),
        Tab(
            "Tải tệp PDF lên",
            visit.url("revise-by-file", id=found.id, query=query),
            current=isinstance(form, Uploaded),
        ),
    )
    return show_plain(
        visit, "outgoing/draft.html", title="Soạn nội dung", current="drafts", form=form, tabs=tabs,
        post=visit.request.get_full_path(), back=visit.url("outgoing", id=found.id, query=query),
        about=_about(found), notices=_notices(visit, found, form), typed=isinstance(form, Typed),
        status=422 if form.errors else 200,
    )  # fmt: skip


def _about(found: Found) -> str:
    facts = found.facts
    return f"{facts.entry.glance.kind_name}, ký hiệu {facts.symbol}: {facts.entry.glance.subject}"


def _notices(visit: Visit, found: Found, form: DraftForm) -> list[Notice]:
    notices = []
    if form.errors and visit.request.FILES:
        notices.append(Notice("Trình duyệt không giữ tệp khi gửi lại. Chọn lại các tệp.", tone="warn"))
    if found.facts.entry.initials:
        notices.append(
            Notice(f"Bản {found.facts.version} đã ký nháy. Bản mới phải ký nháy lại.", tone="warn")
        )
    if isinstance(form, Typed) and not form.able:
        notices.append(
            Notice(
                f"Chưa có người được giao thẩm quyền ký {found.facts.entry.glance.kind_name.lower()}. "
                "Đề nghị quản trị cơ quan cập nhật thẩm quyền ký.",
                tone="warn",
            )
        )
    return notices


def _place_page(visit: Visit, found: Found, form: Places, draft: _Draft) -> HttpResponse:
    finding = _finding(draft.main.stored_id, symbol=found.facts.symbol, year=visit.at.year)
    drawn = {**form.before, **(form.cleaned_data.get("places", {}) if form.is_bound else {})}
    missing = dict.fromkeys(text for name, text in finding.missing.items() if name not in drawn)
    notices = [Notice(text, tone="warn") for text in missing] + [Notice(text) for text in finding.remarks]
    return show_plain(
        visit, "outgoing/draft_places.html", title="Vị trí số, ngày và chữ ký", current="drafts", form=form,
        notices=notices, sheets=_sheets(visit, found, draft, drawn), about=_about(found),
        post=visit.request.get_full_path(), status=422 if form.errors else 200,
        again=visit.url("revise-by-file", id=found.id, query=listing_of(visit)),
        lacking=len(drawn) < len(NAMES),
    )  # fmt: skip


def _sheets(
    visit: Visit, found: Found, draft: _Draft, drawn: Mapping[str, Place]
) -> list[tuple[PageImage, tuple[Box, ...]]]:
    """The first page, the last, and each with a place; with what is drawn over it."""
    wanted = {1, len(draft.sheets), *(place.page for place in drawn.values())}
    pattern = visit.url("page-image", id=found.id, ordinal=draft.main.ordinal, number=0)
    shown = [sheet for sheet in draft.sheets if sheet.number in wanted][:PAGES_SHOWN_MAX]
    return [
        (
            PageImage(
                sheet.number, pattern.replace("/0.webp", f"/{sheet.number}.webp"), round(sheet.width),
                round(sheet.height),
            ),
            boxes_on(sheet, drawn),
        )
        for sheet in shown
    ]  # fmt: skip


@lru_cache(maxsize=32)
def _finding(digest: str, *, symbol: str, year: int) -> Finding:
    """What the pages tell; bytes are named by their digest, so it stays true."""
    return find_places(vault.read(digest), symbol=symbol, year=year)
