"""What the detail of every document has: files by role, the viewer, signatures, the journey, links, tabs."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from congvan.node.documents.queries import FileSeen, files_seen, links_of
from congvan.node.web.detail import FileLine, LinkLine
from congvan.node.web.documents import signatures, viewing
from congvan.node.web.journey import steps_of
from congvan.node.web.visit import Visit
from congvan.ui.parts import Tab

MAIN = "văn bản chính"
KILOBYTE = 1000
TABS = (
    ("", "Văn bản"),
    ("tep", "Tệp"),
    ("luan-chuyen", "Luân chuyển"),
    ("chu-ky", "Chữ ký số"),
    ("lien-quan", "Liên quan"),
)
DIRECTIONS = {"đến": "incoming", "đi": "outgoing"}


def parts_of(
    visit: Visit,
    document_id: UUID,
    *,
    tab: str,
    href: Callable[[str], str],
    more: tuple[tuple[str, str], ...] = (),
) -> dict[str, Any]:
    """The values of a Detail that every kind of document has; only what the open tab needs is read.

    `href` gives the address of a tab; `more` are tabs of this kind of document only.
    """
    files = files_seen(visit.actor, document_id)
    main = next((file for file in files if file.role == MAIN), None)
    known = (*TABS, *more)
    tab = tab if tab in dict(known) else ""
    counts = {"tep": len(files), "chu-ky": len(main.signatures.get("signatures", [])) if main else 0}
    shown: dict[str, Any] = {
        "tab": tab,
        "tabs": tuple(Tab(text, href(word), counts.get(word), current=word == tab) for word, text in known),
    }
    if tab == "":
        shown["strip"] = signatures.strip_of(main, href=href("chu-ky"))
        shown["viewer"] = _viewer(visit, document_id, main)
    elif tab == "tep":
        shown["files"] = tuple(_line(visit, document_id, file) for file in files)
    elif tab == "luan-chuyen":
        shown["steps"] = steps_of(visit, document_id)
    elif tab == "chu-ky":
        shown["signatures"] = signatures.lines_of(main)
        shown["standing"] = signatures.standing_of(main)
    elif tab == "lien-quan":
        shown["links"] = _links(visit, document_id)
    return shown


def _viewer(visit: Visit, document_id: UUID, main: FileSeen | None) -> Any:
    if main is None:
        return None
    pattern = visit.url("page-image", id=document_id, ordinal=main.ordinal, number=0)
    return viewing.viewer_of(
        main,
        page_href=pattern.replace("/0.webp", "/NUMBER.webp"),
        download_href=visit.url("file", id=document_id, ordinal=main.ordinal),
    )


def _line(visit: Visit, document_id: UUID, file: FileSeen) -> FileLine:
    tag = None
    if file.role == MAIN:
        valid = file.signatures.get("valid_all") if file.signatures.get("signatures") else None
        tag = signatures.class_tag(legal_class=file.legal_class, valid=valid, has_file=True)
    href = visit.url("file", id=document_id, ordinal=file.ordinal)
    return FileLine(file.name, file.role, size_in_words(file.size), href, tag)


def _links(visit: Visit, document_id: UUID) -> tuple[LinkLine, ...]:
    return tuple(
        LinkLine(
            because=f"được {link.because} bởi" if link.inwards else link.because,
            title=link.title,
            href=visit.url(DIRECTIONS[link.direction], id=link.id),
        )
        for link in links_of(visit.actor, document_id)
    )


def size_in_words(size: int) -> str:
    """A size as people read it: 93 KB, 1,4 MB."""
    kilobytes = size / KILOBYTE
    if kilobytes < KILOBYTE:
        return f"{max(round(kilobytes), 1)} KB"
    return f"{kilobytes / KILOBYTE:.1f} MB".replace(".", ",")
