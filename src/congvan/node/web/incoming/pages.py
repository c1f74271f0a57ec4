"""What the page of an incoming document says (QD11/D5 – D7)."""

from collections.abc import Callable
from uuid import UUID

from django.utils.text import Truncator

from congvan.base.clock import ZONE
from congvan.base.ids import shorten
from congvan.node.acts.roles import CLERK
from congvan.node.acts.states import IncomingState
from congvan.node.assignments.queries import own_line
from congvan.node.incoming.queries import Opened, directives_of, opened
from congvan.node.web import lists
from congvan.node.web.clocks import grade_of
from congvan.node.web.detail import Detail, Remark
from congvan.node.web.documents.parts import parts_of
from congvan.node.web.documents.signatures import class_tag
from congvan.node.web.dossiers.filing import filing_action
from congvan.node.web.incoming.lists import RECEPTION
from congvan.node.web.lists import Way
from congvan.node.web.resource import Found
from congvan.node.web.visit import Visit
from congvan.ui.parts import Action, Fact, Notice, Stamp, Tag
from congvan.ui.words import moment

STAMP_CHARS = 40  # the whole of the bút phê stands under the acts

TO_DIRECT = "cho ý kiến"  # its note stands in the panel of the bút phê


def find(visit: Visit, identifier: UUID) -> Found | None:
    """An incoming document that the person may see."""
    found = opened(visit.actor, identifier)
    if found is None:
        return None
    life, facts = found
    return Found(id=identifier, life=life, line=own_line(visit.actor, identifier), facts=facts)


def list_of(visit: Visit, found: Found) -> str:
    """Beside which list it is shown when the address names none."""
    if CLERK in visit.actor.roles and found.facts.entry.state in RECEPTION:
        return "inbox"
    return "to-do" if found.line is not None else "passed-on"


def detail(visit: Visit, found: Found, way: Way, tab: str) -> Detail:
    """All that the page says but for its acts."""
    facts: Opened = found.facts
    entry, glance = facts.entry, facts.entry.glance
    return Detail(
        heading=f"Văn bản đến số {entry.number}" if entry.number else "Văn bản đến",
        back_href=lists.href(visit, way),
        subject=glance.subject,
        code=glance.notation or "không số",
        meta=_meta(visit, facts),
        grade=grade_of(glance.urgency),
        tags=_tags(facts),
        stamp=_stamp(visit, facts),
        notices=_notices(facts),
        remarks=_remarks(visit, found),
        actions=_drafting(visit, found),
        quiet_actions=_quiet(visit, found, way),
        **parts_of(visit, found.id, tab=tab, href=_tab_href(visit, found, way)),
    )


def _quiet(visit: Visit, found: Found, way: Way) -> tuple[Action, ...]:
    """What is received may go into a case file."""
    if found.facts.entry.state == IncomingState.ARRIVED:
        return ()
    return (filing_action(visit, found.id, way=way),)


def _drafting(visit: Visit, found: Found) -> tuple[Action, ...]:
    """Soạn dự thảo in answer, for whoever handles it (QD11/D7.K4)."""
    if found.line is None or found.facts.entry.state != IncomingState.IN_HANDLING:
        return ()
    href = visit.url("start-draft", query={"tra-loi": shorten(found.id)})
    return (Action("Soạn dự thảo", icon="pencil", href=href, key="KeyN", key_label="N"),)


def _tab_href(visit: Visit, found: Found, way: Way) -> Callable[[str], str]:
    def href(word: str) -> str:
        query = {"ds": str(way), **({"the": word} if word else {})}
        return visit.url("incoming", id=found.id, query=query)

    return href


def _meta(visit: Visit, facts: Opened) -> tuple[str, ...]:
    entry, glance = facts.entry, facts.entry.glance
    issued = f"{glance.issued_date:%d/%m/%Y}" if glance.issued_date else "không ngày"
    arrived = moment(entry.delivered_at.astimezone(ZONE), now=visit.at.astimezone(ZONE))
    said = [glance.issuer_name, f"{glance.kind_name} ngày {issued}", f"nhận {arrived}"]
    if facts.due_date:
        said.append(f"hạn theo văn bản {facts.due_date:%d/%m/%Y}")
    return tuple(said)


def _tags(facts: Opened) -> tuple[Tag, ...]:
    entry, glance = facts.entry, facts.entry.glance
    tags = [
        class_tag(
            legal_class=glance.legal_class,
            valid=glance.valid,
            has_file=glance.has_file,
            channel=entry.channel,
        )
    ]
    if entry.channel == "liên thông":
        tags.append(Tag("Liên thông", icon="arrows-exchange"))
    if facts.electronic_only:
        tags.append(Tag("Không văn bản giấy"))
    if facts.paper_on:
        tags.append(Tag(f"Có bản giấy từ {facts.paper_on:%d/%m/%Y}"))
    if entry.state not in RECEPTION:
        tags.append(Tag(entry.state.capitalize(), "good" if entry.state == IncomingState.FINISHED else ""))
    return tuple(tags)


def _stamp(visit: Visit, facts: Opened) -> Stamp:
    """The five rows of the dấu đến; before the number is given it says so (QD11/D5.K4.b)."""
    entry = facts.entry
    expected = f"dự kiến {visit.desk.next_number}" if visit.desk.next_number else "chưa mở sổ"
    dated = f"{entry.arrival_date:%d/%m/%Y}" if entry.arrival_date else "khi tiếp nhận"
    return Stamp(
        "ĐẾN",
        "Dấu đến",
        (
            Fact("Cơ quan nhận", visit.agency.abbreviation or visit.agency.name),
            Fact("Số đến", str(entry.number) if entry.number else expected, empty=entry.number is None),
            Fact("Ngày đến", dated, empty=entry.arrival_date is None),
            Fact(
                "Chuyển",
                Truncator(facts.directed_to).chars(STAMP_CHARS) or "chưa bút phê",
                empty=not facts.directed_to,
            ),
            Fact("Lưu hồ sơ số", ", ".join(facts.dossiers) or "chưa lập", empty=not facts.dossiers),
        ),
    )


def _notices(facts: Opened) -> tuple[Notice, ...]:
    """What the packet's reader found for the clerk to know, and what became of a refused document."""
    notices = [Notice(finding.get("message", ""), tone="warn") for finding in facts.findings]
    if facts.outcome:
        notices.append(Notice(facts.outcome, title="Kết quả giải quyết", tone="good"))
    return tuple(notice for notice in notices if notice.text)


def _remarks(visit: Visit, found: Found) -> tuple[Remark, ...]:
    """The bút phê, the newest first, and what came with one's own line."""
    remarks = []
    if found.facts.directed_to:
        now = visit.at.astimezone(ZONE)
        for told in directives_of(found.life):
            until = f" · hạn {told.due_at.astimezone(ZONE):%d/%m/%Y}" if told.due_at else ""
            said = moment(told.at.astimezone(ZONE), now=now)
            remarks.append(Remark(told.text, f"{told.name}, {told.title} · {said}{until}"))
    elif found.line is not None and found.line.note and found.line.part != TO_DIRECT:
        remarks.append(Remark(found.line.note, "Ý kiến kèm theo"))
    return tuple(remarks)
