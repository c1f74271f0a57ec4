"""The parts of one packet's page, from its values. Pure but for the hub's own key."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from congvan.hub.console import labels
from congvan.hub.console import receipts as statements
from congvan.hub.console.limits import DELIVERIES_SHOWN_MAX, HISTORY_SHOWN_MAX
from congvan.hub.console.queries.packet import DeliveryPart, PacketDetail
from congvan.hub.console.tables import Cell, Lines
from congvan.ui import words
from congvan.ui.parts import Column, Notice, Step, Tag, Tone

COPIES = {0: "đã nhận, đang sao thành hai bản", 1: "mới một bản, đang sao bản thứ hai"}
DELIVERY_COLUMNS = (Column("Nơi nhận"), Column("Qua hệ thống"), Column("Trạng thái"), Column("Lúc"))
RECEIPT_COLUMNS = (Column("Biên nhận"), Column("Bên ký"), Column("Nêu lúc"), Column("Kiểm tra chữ ký"))
FACT_COLUMNS = (Column("Thông tin"), Column("Giá trị"))
VALID, INVALID = Tag("Hợp lệ", "good", "shield-check"), Tag("Không hợp lệ", "bad", "shield-x")


@dataclass(frozen=True)
class Happened:
    """One thing that happened to a packet, before it is ordered and put in words."""

    at: datetime
    what: str
    who: str
    note: str = ""
    tone: Tone = ""
    icon: str = "check"


def facts(packet: PacketDetail) -> Lines:
    """The envelope; the content stays closed."""
    copies = COPIES.get(packet.copies, "đủ hai bản đã kiểm tra")
    rows = [
        Cell("Loại"), Cell(labels.what(packet.kind, packet.operation)),
        Cell("Mã văn bản"),
        Cell(packet.document_id),
        Cell("Nơi gửi"), Cell(packet.sender, note=packet.from_code),
        Cell("Hệ thống gửi"), Cell(packet.member),
        Cell("Trục nhận lúc"), Cell(labels.full(packet.received_at)),
        Cell("Kích thước"), Cell(labels.size(packet.size)),
        Cell("Lưu giữ"), Cell("đã xóa, chỉ còn mã băm" if packet.erasure else copies),
        Cell("Mã gói tin"), Cell(str(packet.id)),
        Cell("Mã băm SHA-256"), Cell(packet.digest),
    ]  # fmt: skip
    if packet.twin_of:
        first = reverse("console-packet", args=[packet.twin_of])
        rows += [Cell("Gửi lặp"), Cell("Xem gói tin đầu tiên của văn bản này", first)]
    if packet.twins:
        rows += [Cell("Bị gửi lặp"), Cell(f"{words.number(packet.twins)} lần sau đó")]
    pairs = tuple(zip(rows[::2], rows[1::2], strict=True))
    return Lines("Phong bì", FACT_COLUMNS, pairs, titled=True)


def tombstone(packet: PacketDetail) -> Notice | None:
    """What is left of erased bytes."""
    erasure = packet.erasure
    if erasure is None:
        return None
    gone = "Nội dung đã rời khỏi mọi kho" if erasure.gone else "Nội dung đang được xóa khỏi các kho"
    return Notice(
        f"Lý do: {labels.refusal(erasure.because)}. Do {erasure.by} báo lúc {labels.full(erasure.at)}. "
        f"{gone}; mã băm, kích thước và biên nhận vẫn giữ.",
        "Nội dung gói tin này đã bị xóa",
        "warn",
    )


def deliveries(packet: PacketDetail, *, now: datetime) -> Lines:
    """Each receiver and where its delivery stands."""
    rows = tuple(
        (
            Cell(
                one.agency_name or one.agency,
                note=one.agency if one.agency_name else "không có trong danh mục",
            ),
            Cell(one.member or "không có"),
            Cell(tags=(labels.state_tag(one.state),), note=labels.refusal(one.refusal)),
            Cell(_when(one, now)),
        )
        for one in packet.deliveries
    )
    more = packet.receivers - len(packet.deliveries)
    caption = f"Nơi nhận ({words.number(packet.receivers)})"
    if more:
        caption += f", {words.number(DELIVERIES_SHOWN_MAX)} nơi đầu"
    return Lines(caption, DELIVERY_COLUMNS, rows, titled=True)


def _when(one: DeliveryPart, now: datetime) -> str:
    at = one.delivered_at or one.turned_away_at or one.available_at
    if at is None:
        return ""
    if one.delivered_at is None and one.turned_away_at is None:
        return f"chờ {labels.length(now - at)}"
    return labels.moment(at, now=now)


def receipts(packet: PacketDetail) -> Lines:
    """Who stated what, and whether the signature bears it."""
    rows = []
    for one in packet.receipts:
        verdict = statements.judge(one, packet)
        rows.append(
            (
                Cell(labels.LEVELS[one.level], note=labels.RECEIPT_LEVELS[one.level]),
                Cell(one.signed_by, note=one.agency),
                Cell(labels.full(one.stated_at)),
                Cell(tags=(VALID if verdict.holds else INVALID,), note=verdict.sentence),
            )
        )
    return Lines(f"Biên nhận ({len(rows)})", RECEIPT_COLUMNS, tuple(rows), titled=True)


def steps(packet: PacketDetail) -> tuple[Step, ...]:
    """What happened, in order: accepted, taken or turned away by each receiver, erased."""
    found = [Happened(packet.received_at, "Trục nhận và ký biên nhận", packet.member, icon="send")]
    for one in packet.deliveries:
        found += _of_delivery(one)
    if packet.erasure:
        at, by = packet.erasure.at, packet.erasure.by
        found.append(Happened(at, "Xóa nội dung, giữ mã băm", by, tone="warn", icon="x"))
    found.sort(key=lambda one: one.at)
    return tuple(
        Step(labels.full(one.at), one.what, one.who, one.note, tone=one.tone, icon=one.icon)
        for one in found[:HISTORY_SHOWN_MAX]
    )


def _of_delivery(one: DeliveryPart) -> list[Happened]:
    name = one.agency_name or one.agency
    if one.delivered_at:
        return [Happened(one.delivered_at, f"Vào hàng chờ của {name}", one.member, tone="good")]
    if one.turned_away_at:
        why = labels.refusal(one.refusal)
        said = Happened(one.turned_away_at, f"{name} trả lại", one.member, why, "bad", "arrow-back-up")
        return [said]
    return []
