"""What the page of an outgoing document says (QD11/D7.K4 – D8)."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from congvan.base.clock import ZONE
from congvan.node.acts.roles import CLERK
from congvan.node.acts.states import OutgoingState as State
from congvan.node.assignments.queries import own_line
from congvan.node.outgoing.queries import Opened, opened
from congvan.node.web import lists
from congvan.node.web.clocks import grade_of
from congvan.node.web.detail import Detail, Remark
from congvan.node.web.documents.parts import parts_of
from congvan.node.web.documents.signatures import class_tag
from congvan.node.web.dossiers.filing import filing_action
from congvan.node.web.lists import Way
from congvan.node.web.outgoing.lists import TO_ISSUE
from congvan.node.web.resource import Found
from congvan.node.web.tracking.delivery import TAB, delivery_of
from congvan.node.web.visit import Visit
from congvan.ui.parts import Action, Tag
from congvan.ui.words import moment

BEFORE_SIGNATURE = (State.DRAFTING, State.SUBMITTED, State.APPROVED)


def find(visit: Visit, identifier: UUID) -> Found | None:
    """An outgoing document that the person may see."""
    found = opened(visit.actor, identifier)
    if found is None:
        return None
    life, facts = found
    return Found(id=identifier, life=life, line=own_line(visit.actor, identifier), facts=facts)


def list_of(visit: Visit, found: Found) -> str:
    """Beside which list it is shown when the address names none."""
    state = found.facts.entry.state
    if CLERK in visit.actor.roles and state in TO_ISSUE:
        return "to-issue"
    if found.line is not None:
        return "to-do"
    return "issued" if state == State.RELEASED else "drafts"


def detail(visit: Visit, found: Found, way: Way, tab: str) -> Detail:
    """All that the page says but for its acts."""
    facts: Opened = found.facts
    glance = facts.entry.glance
    return Detail(
        heading=f"Văn bản đi {glance.notation}" if glance.notation else "Dự thảo văn bản",
        back_href=lists.href(visit, way),
        subject=glance.subject,
        code=glance.notation,
        meta=_meta(facts),
        grade=grade_of(glance.urgency),
        tags=_tags(facts),
        remarks=_remarks(visit, found),
        quiet_actions=_quiet(visit, found, way),
        **_delivery(visit, found, tab),
        **parts_of(visit, found.id, tab=tab, href=_tab_href(visit, found, way), more=_more(found)),
    )


def _quiet(visit: Visit, found: Found, way: Way) -> tuple[Action, ...]:
    """What has been issued may go into a case file."""
    if found.facts.entry.state not in {State.ISSUED, State.RELEASED}:
        return ()
    return (filing_action(visit, found.id, way=way),)


def _more(found: Found) -> tuple[tuple[str, str], ...]:
    """What has left has a tab of those who get it."""
    return ((TAB, "Giao nhận"),) if found.facts.entry.state == State.RELEASED else ()


def _delivery(visit: Visit, found: Found, tab: str) -> dict[str, Any]:
    return delivery_of(visit, found, tab=tab) if _more(found) else {}


def _tab_href(visit: Visit, found: Found, way: Way) -> Callable[[str], str]:
    def href(word: str) -> str:
        query = {"ds": str(way), **({"the": word} if word else {})}
        return visit.url("outgoing", id=found.id, query=query)

    return href


def _meta(facts: Opened) -> tuple[str, ...]:
    entry, glance = facts.entry, facts.entry.glance
    dated = f" ngày {glance.issued_date:%d/%m/%Y}" if glance.issued_date else ""
    said = [f"{glance.kind_name}{dated}", facts.body, f"soạn: {entry.drafter}"]
    if entry.signatory:
        said.append(f"ký: {entry.signatory}")
    if facts.version and not glance.issued_date:
        said.append(f"bản {facts.version}")
    return tuple(said)


def _tags(facts: Opened) -> tuple[Tag, ...]:
    entry, glance = facts.entry, facts.entry.glance
    tags = [Tag(entry.state.capitalize(), "good" if entry.state == State.RELEASED else "line")]
    if entry.state in {State.ISSUED, State.RELEASED}:
        tags.append(class_tag(legal_class=glance.legal_class, valid=glance.valid, has_file=glance.has_file))
    tags += [Tag(f"Đã ký nháy {one}", "good", "checks") for one in sorted(_answered(facts))]
    return tuple(tags)


def _answered(facts: Opened) -> set[str]:
    """For what ký nháy stand on the draft: once it is submitted, on the version before its places."""
    state = facts.entry.state
    if state not in BEFORE_SIGNATURE:
        return set()
    version = facts.version if state == State.DRAFTING else facts.version - 1
    return {one.answers_for for one in facts.initials if one.version >= version}


def _remarks(visit: Visit, found: Found) -> tuple[Remark, ...]:
    """Who has answered for the draft by ký nháy, and what came with one's own line."""
    now = visit.at.astimezone(ZONE)
    remarks = []
    if found.line is not None and found.line.note:
        remarks.append(Remark(found.line.note, "Ý kiến kèm theo"))
    if found.facts.entry.state in BEFORE_SIGNATURE:
        remarks += [
            Remark(f"Ký nháy {one.answers_for}, bản {one.version}", f"{one.name}, {one.title} · {said}")
            for one in found.facts.initials
            for said in [moment(one.at.astimezone(ZONE), now=now)]
        ]
    return tuple(remarks)
