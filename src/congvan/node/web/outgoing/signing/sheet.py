"""The sheet before many signatures: each document with its pages, place and certificate, or why not."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from congvan.base.files import vault
from congvan.base.ids import parse_short
from congvan.node.outgoing.readiness import PDF, ToSign, to_sign
from congvan.node.web import lists
from congvan.node.web.outgoing.signing.certificate import Certificate, certificate_of
from congvan.node.web.visit import Visit
from congvan.reading.errors import ReadingError
from congvan.reading.pages import count_pages
from congvan.typeset.places import PAGE_HEIGHT, PAGE_WIDTH

MANY_MAX = 100
GONE = "Văn bản không còn trong danh sách"
INCOMING = "Văn bản đến: bút phê từng văn bản"
OTHER_KEY = "Chứng thư số khác: ký riêng"
ACROSS = ("bên trái", "ở giữa", "bên phải")
DOWN = ("phía dưới", "giữa trang", "phía trên")


@dataclass(frozen=True)
class Line:
    """One document that was picked. `lacks`: why it is not signed with the others; `other`: by its key.

    `draft` is None for what is none.
    """

    key: str
    subject: str
    source: str = ""
    href: str = ""
    pages: str = ""
    place: str = ""
    lacks: str = ""
    draft: ToSign | None = None
    other: bool = False


@dataclass(frozen=True)
class Sheet:
    """What was picked, in the order of the list, and the one certificate that signs it."""

    lines: tuple[Line, ...]
    certificate: Certificate

    @property
    def fit(self) -> tuple[Line, ...]:
        """What can be signed now."""
        return tuple(line for line in self.lines if not line.lacks)

    @property
    def left(self) -> tuple[Line, ...]:
        """What cannot, each with its reason."""
        return tuple(line for line in self.lines if line.lacks)


def picked(visit: Visit) -> list[str]:
    """The keys that the request names, each once, at most `MANY_MAX`."""
    sent = visit.request.POST if visit.request.method == "POST" else visit.request.GET
    return list(dict.fromkeys(sent.getlist("pick")))[:MANY_MAX]


def sheet_of(visit: Visit, keys: Sequence[str]) -> Sheet:
    """The sheet for these keys. All of it is signed with the certificate of the first that can be."""
    found = to_sign(visit.actor, [_id(key) for key in keys if _id(key)])
    drafts = {key: found.get(_id(key)) for key in keys}
    first = next((one for one in drafts.values() if one and not one.lacks), None)
    certificate = certificate_of(first.seat, at=visit.at) if first else Certificate()
    return Sheet(tuple(_line(visit, key, drafts[key], first, certificate) for key in keys), certificate)


def _id(key: str) -> UUID:
    kind, _, short = key.partition(":")
    try:
        return parse_short(short) if kind == "outgoing" else UUID(int=0)
    except ValueError:
        return UUID(int=0)


def _line(
    visit: Visit, key: str, draft: ToSign | None, first: ToSign | None, certificate: Certificate
) -> Line:
    if draft is None:
        incoming = key.startswith("incoming:")
        return Line(key, INCOMING if incoming else GONE, lacks=INCOMING if incoming else GONE)
    lacks = draft.lacks or certificate.problem
    other = bool(certificate.problem) or (first is not None and draft.seat != first.seat)
    if not lacks and other:
        lacks = OTHER_KEY
    return Line(
        key=lists.key_of("outgoing", draft.id),
        subject=draft.subject,
        source=f"{draft.kind_name} · {draft.unit} · {draft.drafter}",
        href=visit.url("outgoing", id=draft.id, query={"ds": "to-do"}),
        pages=_pages(draft),
        place=_place(draft),
        lacks=lacks,
        draft=draft,
        other=other,
    )


def _pages(draft: ToSign) -> str:
    return str(pages_in(draft.digest)) if draft.media_type == PDF else ""


@lru_cache(maxsize=4 * MANY_MAX)
def pages_in(digest: str) -> int:
    """How many pages a stored PDF has, by its digest; 0 where it cannot be read."""
    try:
        return count_pages(vault.read(digest))
    except ReadingError:
        return 0


def _place(draft: ToSign) -> str:
    """Where the signature goes, in words: "trang 2, phía dưới bên phải"."""
    box = draft.place
    if not box:
        return ""
    across = ACROSS[_third((box["x0"] + box["x1"]) / 2, PAGE_WIDTH)]
    down = DOWN[_third((box["y0"] + box["y1"]) / 2, PAGE_HEIGHT)]
    return f"trang {int(box['page'])}, {down} {across}"


def _third(at: float, length: float) -> int:
    return min(max(int(at / length * 3), 0), 2)
