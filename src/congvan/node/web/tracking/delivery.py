"""“Giao nhận”: every recipient of one document, by which road, how far; the hub's receipt (QD11/D8.K4)."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from congvan.base.clock import ZONE
from congvan.node.acts.exchange import RETRY
from congvan.node.outbox.tracking import Progress, Tracked, tracked_of
from congvan.node.outgoing.issuing import dispatched
from congvan.node.web.detail import Button
from congvan.node.web.resource import Found
from congvan.node.web.tracking.words import MEANS, reason_of, tag_of, verdict_of
from congvan.node.web.visit import Visit
from congvan.ui.parts import Action, Cell, Column, Notice, Table, Tag
from congvan.ui.routes import could_ever

TAB = "giao-nhan"
COLUMNS = tuple(map(Column, ("Nơi nhận", "Gửi bằng", "Trạng thái", "Lúc", "Lý do")))
RECEIPTS = tuple(map(Column, ("Trục xác nhận", "Kết quả kiểm")))
FAULTS_SHOWN = 3


def delivery_of(visit: Visit, found: Found, *, tab: str) -> dict[str, Any]:
    """The values of a Detail for a document that has left: what went wrong on every tab, all on its own."""
    rows = tracked_of(visit.actor, found.id)
    shown: dict[str, Any] = {
        "notices": tuple(_notices(rows)),
        "actions": tuple(_retries(visit, rows)),
    }
    if tab == TAB:
        shown["tables"] = tuple(_tables(found, rows))
    return shown


def _notices(rows: Sequence[Tracked]) -> Iterator[Notice]:
    """Refusals and stops by name, with the reason; beyond a few only how many more."""
    faults = [row for row in rows if row.is_fault]
    for row in faults[:FAULTS_SHOWN]:
        refused = row.progress is Progress.REJECTED
        title = f"{row.name} từ chối tiếp nhận" if refused else f"{row.name}: {row.progress}"
        yield Notice(reason_of(row) or MEANS[row.progress], title=title, tone="bad")
    if len(faults) > FAULTS_SHOWN:
        yield Notice(f"Còn {len(faults) - FAULTS_SHOWN} nơi nhận có lỗi, xem thẻ Giao nhận.", tone="bad")


def _retries(visit: Visit, rows: Sequence[Tracked]) -> Iterator[Button]:
    """“Gửi lại” for each packet that was stopped, for who may."""
    if not could_ever(RETRY.may, visit.actor.roles):
        return
    for packet in sorted({row.transmission_id for row in rows if row.stopped}):
        yield Button(Action("Gửi lại", "primary", "refresh"), visit.url("retry", id=packet))


def _tables(found: Found, on_hub: Sequence[Tracked]) -> Iterator[Table]:
    """The recipients, faults first, and one line for each receipt of the hub."""
    rows: list[tuple[Cell, ...]] = [
        (row.name, "liên thông", tag_of(row), f"{row.at.astimezone(ZONE):%H:%M %d/%m/%Y}", reason_of(row))
        for row in sorted(on_hub, key=lambda row: not row.is_fault)
    ]
    rows += [(row.name, row.via, _sent(row.via), "", "") for row in dispatched(found.life)]
    yield Table("Nơi nhận", COLUMNS, tuple(rows))
    receipts = tuple(_receipts(on_hub))
    if receipts:
        yield Table("Biên nhận của trục", RECEIPTS, receipts)


def _sent(via: str) -> Tag:
    return Tag("Đã chuyển" if via == "nội bộ" else "Gửi bản giấy")


def _receipts(rows: Iterable[Tracked]) -> Iterator[tuple[Cell, ...]]:
    """Each packet once, by its receipt."""
    by_packet = {row.transmission_id: row for row in rows if row.receipt}
    for row in by_packet.values():
        tone, sentence = verdict_of(row.receipt)
        yield sentence, Tag({"good": "Hợp lệ", "bad": "Có lỗi"}.get(tone, "Chưa kiểm"), tone)
