"""A book in the columns in which it is printed (ND30/PL4), and what a look at its numbers found."""

from collections.abc import Iterable
from datetime import date, datetime

from congvan.base.clock import ZONE
from congvan.node.registers.queries import Book, SeriesCheck
from congvan.node.reports.books import Issued, Received
from congvan.node.web.visit import Visit
from congvan.ui.parts import Anchor, Cell, Column, Fact, Notice, Table

NAMED_MAX = 3  # recipients by name; the page of the document names all
NOT_SEEN = "Văn bản không thuộc quyền xem."
VOID = "số đã hủy"
RECEIVED_COLUMNS = (
    Column("Ngày đến", whole=True), Column("Số đến", figures=True), Column("Tác giả"),
    Column("Số, ký hiệu văn bản", whole=True), Column("Ngày tháng văn bản", whole=True),
    Column("Tên loại và trích yếu nội dung văn bản"),
    Column("Đơn vị hoặc người nhận"), Column("Ngày chuyển", whole=True), Column("Ký nhận"), Column("Ghi chú"),
)  # fmt: skip
ISSUED_COLUMNS = (
    Column("Số, ký hiệu văn bản", whole=True), Column("Ngày tháng văn bản", whole=True),
    Column("Tên loại và trích yếu nội dung văn bản"), Column("Người ký"), Column("Nơi nhận văn bản"),
    Column("Đơn vị, người nhận bản lưu"), Column("Số lượng bản"), Column("Ngày chuyển", whole=True),
    Column("Ký nhận"), Column("Ghi chú"),
)  # fmt: skip


def received_table(visit: Visit, caption: str, rows: Iterable[Received]) -> Table:
    """The book of documents received."""
    return Table(caption, RECEIVED_COLUMNS, tuple(_received(visit, row) for row in rows))


def issued_table(visit: Visit, caption: str, rows: Iterable[Issued]) -> Table:
    """The book of documents issued."""
    return Table(caption, ISSUED_COLUMNS, tuple(_issued(visit, row) for row in rows))


def cover(visit: Visit, book: Book, rows: list[Received] | list[Issued]) -> tuple[Fact, ...]:
    """The facts of a book's cover, for the lines that are shown."""
    facts = [Fact("Cơ quan", visit.agency.name), Fact("Năm", str(book.year)), Fact("Quyển số", book.code)]
    if rows:
        first, last = rows[0].slot, rows[-1].slot
        facts.append(Fact("Từ ngày, đến ngày", f"{day(first.taken_on)} – {day(last.taken_on)}"))
        facts.append(Fact("Từ số, đến số", f"{first.value} – {last.value}"))
    return tuple(facts)


def verdicts(checks: Iterable[SeriesCheck]) -> tuple[Notice, ...]:
    """“Kiểm tra sổ”: one sentence for each series."""
    found = list(checks)
    return tuple(_verdict(one, alone=len(found) == 1) for one in found)


def _verdict(one: SeriesCheck, *, alone: bool) -> Notice:
    title = "Kiểm tra sổ" if alone else f"Kiểm tra sổ, dãy số {one.code}"
    if one.missing:
        told = ", ".join(map(str, one.missing[:10]))
        return Notice(
            f"Thiếu số {told}. Giữ nguyên sổ và báo quản trị hệ thống để tìm nguyên nhân.",
            title=title,
            tone="bad",
        )
    if one.last < one.first:
        return Notice(f"Chưa cấp số nào. Số tiếp theo là {one.first}.", title=title)
    return Notice(f"Không thiếu, không trùng số từ {one.first} đến {one.last}.", title=title, tone="good")


def _received(visit: Visit, row: Received) -> tuple[Cell, ...]:
    slot, document = row.slot, row.document
    if document is None:
        told = VOID if slot.void else ""
        return (day(slot.taken_on), str(slot.value), "", "", "", NOT_SEEN, "", "", "", told)
    return (
        day(slot.taken_on), str(slot.value), document.issuer_name,
        Anchor(document.notation or "không số", visit.url("incoming", id=document.id)),
        day(document.issued_date), f"{document.kind_name}: {document.subject}", row.holder,
        moment_day(row.passed_at),
        f"mở {moment_day(row.read_at)}" if row.read_at else "", _received_note(row),
    )  # fmt: skip


def _received_note(row: Received) -> str:
    said = [VOID if row.slot.void else "", row.channel]
    if row.dossiers:
        said.append(f"lưu hồ sơ {', '.join(row.dossiers)}")
    return "; ".join(one for one in said if one)


def _issued(visit: Visit, row: Issued) -> tuple[Cell, ...]:
    slot, document = row.slot, row.document
    if document is None:
        told = VOID if slot.void else ""
        return (slot.notation, day(slot.taken_on), NOT_SEEN, "", "", "", "", "", "", told)
    return (
        Anchor(document.notation, visit.url("outgoing", id=document.id)), day(document.issued_date),
        f"{document.kind_name}: {document.subject}", document.signatory_name, _named(row.recipients),
        f"Văn thư; {row.drafted_by}", _copies(row), moment_day(row.released_at),
        f"{row.confirmed}/{row.on_axis} nơi đã tiếp nhận" if row.on_axis else "",
        VOID if slot.void else "" if row.released_at else row.state,
    )  # fmt: skip


def _named(recipients: tuple[str, ...]) -> str:
    named = "; ".join(recipients[:NAMED_MAX])
    more = len(recipients) - NAMED_MAX
    return f"{named} và {more} nơi khác" if more > 0 else named


def _copies(row: Issued) -> str:
    if not row.recipients:
        return ""
    return f"{row.on_paper} bản giấy" if row.on_paper else "bản điện tử"


def day(on: date | None) -> str:
    """A day as the books write it; nothing for none."""
    return f"{on:%d/%m/%Y}" if on else ""


def moment_day(at: datetime | None) -> str:
    """The day of a moment in the agency's zone."""
    return day(at.astimezone(ZONE).date()) if at else ""
