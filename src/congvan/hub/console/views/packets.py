"""Traffic: the packets, newest first, and one of them with its receipts."""

from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from congvan.base.ids import parse_short, shorten
from congvan.hub.acts.relay import DELIVERED, REFUSED, TURNED_AWAY, WAITING
from congvan.hub.console import labels
from congvan.hub.console.door import Visit
from congvan.hub.console.queries import packets as queries
from congvan.hub.console.queries.packet import packet_detail
from congvan.hub.console.shell import shown
from congvan.hub.console.tables import Cell, Lines
from congvan.hub.console.views import packet_parts
from congvan.hub.members.models import CODE_CHARS_MAX
from congvan.hub.relay.models import DOCUMENT, STATUS
from congvan.ui.parts import Column, Empty, Pager, Tab, Tag

PLACE = "console-packets"
KINDS = {"van-ban": (DOCUMENT, "Văn bản"), "trang-thai": (STATUS, "Trạng thái xử lý")}
STATES = {
    "cho": (WAITING, "Chờ lấy"),
    "da-giao": (DELIVERED, "Đã giao"),
    "bi-tra": (TURNED_AWAY, "Bị trả lại"),
    "khong-gui": (REFUSED, "Không gửi được"),
    "da-xoa": (queries.ERASED, "Đã xóa nội dung"),
}
TWIN = Tag("Gửi lặp", "warn", title="Cùng nơi gửi, cùng mã văn bản, cùng nghiệp vụ với một gói tin trước")
ERASED = Tag("Đã xóa nội dung", "dashed", "x")
COLUMNS = (
    Column("Lúc"),
    Column("Nơi gửi → nơi nhận"),
    Column("Văn bản"),
    Column("Kích thước", figures=True),
    Column("Trạng thái"),
)


def listed(visit: Visit) -> HttpResponse:
    """A page of the traffic, filtered by the query string."""
    asked = _asked(visit.request)
    page = queries.packets(
        queries.Filters(
            kind=KINDS[asked["loai"]][0] if "loai" in asked else "",
            state=STATES[asked["trang-thai"]][0] if "trang-thai" in asked else "",
            agency=asked.get("co-quan", ""),
        ),
        after=_cursor(visit.request, "cu-hon"),
        before=_cursor(visit.request, "moi-hon"),
    )
    table = Lines("Gói tin", COLUMNS, tuple(_row(visit, line) for line in page.lines))
    return shown(
        visit,
        "console/packets.html",
        place=PLACE,
        title="Gói tin",
        table=table if page.lines else _nothing(asked),
        pager=_pager(visit, page, asked),
        kinds=_choices("loai", {key: text for key, (_, text) in KINDS.items()}, asked),
        states=_choices("trang-thai", {key: text for key, (_, text) in STATES.items()}, asked),
        kept=[(name, value) for name, value in asked.items() if name != "co-quan"],
        agency=asked.get("co-quan", ""),
        without_agency=_address(asked, without="co-quan"),
        code_chars_max=CODE_CHARS_MAX,
    )


def shown_one(visit: Visit, *, packet_id: UUID) -> HttpResponse:
    """One packet: envelope, deliveries, receipts, what happened."""
    packet = packet_detail(packet_id)
    if packet is None:
        raise Http404
    return shown(
        visit,
        "console/packet.html",
        place=PLACE,
        title=labels.document(packet.document_id)[0],
        packet=packet,
        received=labels.moment(packet.received_at, now=visit.at),
        what=labels.what(packet.kind, packet.operation),
        tags=(*((TWIN,) if packet.twin_of else ()), *((ERASED,) if packet.erasure else ())),
        facts=packet_parts.facts(packet),
        erasure=packet_parts.tombstone(packet),
        deliveries=packet_parts.deliveries(packet, now=visit.at),
        receipts=packet_parts.receipts(packet),
        steps=packet_parts.steps(packet),
    )


def _asked(request: HttpRequest) -> dict[str, str]:
    """The filters of the query string that mean something; others are as if they were not there."""
    found = {}
    for name, known in (("loai", KINDS), ("trang-thai", STATES)):
        if request.GET.get(name) in known:
            found[name] = request.GET[name]
    agency = request.GET.get("co-quan", "").strip().replace("\0", "")[:CODE_CHARS_MAX]
    return found | ({"co-quan": agency} if agency else {})


def _cursor(request: HttpRequest, name: str) -> UUID | None:
    try:
        return parse_short(request.GET.get(name, ""))
    except ValueError:
        return None


def _row(visit: Visit, line: queries.PacketLine) -> tuple[Cell, ...]:
    others = line.receivers - 1
    notation, before = labels.document(line.document_id)
    receiver = f"{line.receiver} và {others} nơi khác" if others > 0 else line.receiver
    tags = tuple(labels.state_tag(state, count) for state, count in line.states)
    marks = (*((ERASED,) if line.erased else ()), *((TWIN,) if line.twin else ()))
    return (
        Cell(labels.moment(line.received_at, now=visit.at), note=labels.what(line.kind, line.operation)),
        Cell(line.sender, note=f"→ {receiver}"),
        Cell(notation, reverse("console-packet", args=[line.id]), note=before),
        Cell(labels.size(line.size)),
        Cell(tags=(*tags, *marks)),
    )


def _choices(name: str, texts: dict[str, str], asked: dict[str, str]) -> tuple[Tab, ...]:
    """Filters as links; the chosen one leads back."""
    return tuple(
        Tab(
            text,
            _address(asked, without=name) if asked.get(name) == key else _address(asked, **{name: key}),
            current=asked.get(name) == key,
        )
        for key, text in texts.items()
    )


def _address(asked: dict[str, str], *, without: str = "", **more: str) -> str:
    query = {key: value for key, value in (asked | more).items() if key != without}
    return f"{reverse(PLACE)}?{urlencode(query)}" if query else reverse(PLACE)


def _pager(visit: Visit, page: queries.PacketPage, asked: dict[str, str]) -> Pager | None:
    if not page.lines:
        return None
    until = labels.moment(page.lines[-1].received_at, now=visit.at)
    return Pager(
        newer_href=_address(asked, **{"moi-hon": shorten(page.newer)}) if page.newer else "",
        older_href=_address(asked, **{"cu-hon": shorten(page.older)}) if page.older else "",
        shown=f"{len(page.lines)} gói tin, đến {until}",
    )


def _nothing(asked: dict[str, str]) -> Empty:
    if asked:
        return Empty("Không có gói tin nào khớp bộ lọc", link_text="Bỏ lọc", link_href=reverse(PLACE))
    return Empty("Chưa có gói tin nào qua trục", "Gói tin hiện ở đây ngay khi trục nhận.")
