"""What the pages of case files show: rows, tabs, the timeline."""

from datetime import datetime

from congvan.base.clock import ZONE
from congvan.base.ids import shorten
from congvan.node.documents.steps import WHOLE_AGENCY
from congvan.node.dossiers.queries import CaseFile, Filed
from congvan.node.web.documents.parts import DIRECTIONS
from congvan.node.web.visit import Visit
from congvan.ui.parts import Action, Anchor, Cell, Column, Fact, Pager, Step, Tab, Table, Tag
from congvan.ui.words import moment, number

PLACE = "dossiers"
COLUMNS = (
    Column("Tên hồ sơ"), Column("Số hồ sơ", whole=True), Column("Phụ trách"), Column("Ngày mở", whole=True),
    Column("Số văn bản", figures=True), Column("Trạng thái"),
)  # fmt: skip
FILED_COLUMNS = (
    Column("STT", figures=True), Column("Số, ký hiệu", whole=True), Column("Ngày văn bản", whole=True),
    Column("Loại và trích yếu"), Column("Cơ quan ban hành"), Column("Vào hồ sơ"),
)  # fmt: skip


def table_of(visit: Visit, rows: list[CaseFile]) -> Table | None:
    """The list of case files; None for none."""
    return Table("Hồ sơ công việc", COLUMNS, tuple(_cells(visit, row) for row in rows)) if rows else None


def filed_table(visit: Visit, filed: list[Filed]) -> Table | None:
    """The documents of a case file; None for none."""
    if not filed:
        return None
    return Table("Văn bản trong hồ sơ", FILED_COLUMNS, tuple(_filed_cells(visit, one) for one in filed))


def facts_of(found: CaseFile) -> tuple[Fact, ...]:
    """What a case file is."""
    return (
        Fact("Số hồ sơ", found.code), Fact("Phụ trách", found.keeper), Fact("Ngày mở", _day(found.opened_at)),
        Fact("Số văn bản", number(found.documents)), Fact("Trạng thái", found.state.capitalize()),
    )  # fmt: skip


def new_action(visit: Visit) -> Action:
    """The way to the form of a new case file."""
    href = visit.url("open-dossier")
    return Action("Lập hồ sơ", "primary", "plus", href=href, key="KeyN", key_label="N")


def tabs_of(visit: Visit, *, own: bool) -> tuple[Tab, ...]:
    """All and one's own; for who sees only their own there is nothing to choose."""
    if visit.actor.roles.isdisjoint(WHOLE_AGENCY) and not visit.actor.headed_unit_ids:
        return ()
    return (
        Tab("Tất cả", visit.url(PLACE), current=not own),
        Tab("Tôi phụ trách", visit.url(PLACE, query={"cua": "toi"}), current=own),
    )


def pager_of(visit: Visit, rows: list[CaseFile], *, own: bool, newer: bool, older: bool) -> Pager | None:
    """The ways to newer and older ones; None where all are shown."""
    if not rows or not (newer or older):
        return None
    kept = {"cua": "toi"} if own else {}
    return Pager(
        newer_href=visit.url(PLACE, query={**kept, "truoc": shorten(rows[0].id)}) if newer else "",
        older_href=visit.url(PLACE, query={**kept, "sau": shorten(rows[-1].id)}) if older else "",
        shown=f"{len(rows)} hồ sơ, mới nhất trước",
    )


def _cells(visit: Visit, row: CaseFile) -> tuple[Cell, ...]:
    return (
        Anchor(row.title, visit.url("dossier", id=row.id)), row.code, row.keeper, _day(row.opened_at),
        number(row.documents), Tag(row.state.capitalize()),
    )  # fmt: skip


def _filed_cells(visit: Visit, one: Filed) -> tuple[Cell, ...]:
    """A document that the reader may not see keeps its place, and tells nothing else."""
    filed_at = _day(one.filed_at)
    if not one.seen:
        return (str(one.ordinal), "", "", "Văn bản không thuộc quyền xem.", "", filed_at)
    return (
        str(one.ordinal), Anchor(_name(one), visit.url(DIRECTIONS[one.direction], id=one.id)),
        f"{one.issued_date:%d/%m/%Y}" if one.issued_date else "", f"{one.kind_name}: {one.subject}",
        one.issuer_name, filed_at,
    )  # fmt: skip


def steps_of(visit: Visit, found: CaseFile, filed: list[Filed]) -> tuple[Step, ...]:
    """From the opening on, oldest first."""
    now = visit.at.astimezone(ZONE)
    first = Step(
        moment(found.opened_at.astimezone(ZONE), now=now), "Lập hồ sơ công việc", found.keeper, icon="folder"
    )
    return (
        first,
        *(
            Step(
                moment(one.filed_at.astimezone(ZONE), now=now),
                f"Đưa văn bản vào hồ sơ: {_name(one)}" if one.seen else "Đưa văn bản vào hồ sơ",
                one.filed_by,
                icon="file-plus",
            )
            for one in filed
        ),
    )


def _name(one: Filed) -> str:
    return one.notation or ("không số" if one.direction == "đến" else "Dự thảo")


def _day(at: datetime) -> str:
    return f"{at.astimezone(ZONE):%d/%m/%Y}"
