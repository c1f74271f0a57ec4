"""From the timetable to what people do: each move is one act of one person, or one sending, at its moment."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from congvan.sites.demo.letters.morning import papers
from congvan.sites.demo.morning.axis import Axis
from congvan.sites.demo.morning.plan import CaseFile, Draft, Entry, Life, Plan
from congvan.sites.demo.story.step import Stage

LETTER = "official_letter"


@dataclass(frozen=True)
class Move:
    """Something done at a legal moment."""

    at: datetime
    do: Callable[[Stage], None]


def moves_of(plan: Plan, axis: Axis) -> list[Move]:
    """All moves of the timetable in the order of time; at the same moment in the order of the plan."""
    found: list[Move] = []
    for left in plan.left:
        found += _lives(plan, left.lives, notation=left.notation)
    for arrival in plan.arrivals:
        found.append(Move(arrival.sent, partial(axis.send, arrival=arrival)))
        found += _lives(plan, arrival.lives, notation=papers()[arrival.letter].notation)
    for entry in plan.papers:
        found += _entry(plan, entry)
    for draft in plan.drafts:
        found += _draft(draft, axis)
        found += _lives(plan, draft.lives, notation=papers()[draft.letter].notation)
    for dossier in plan.dossiers:
        found += _dossier(dossier, axis)
    return sorted(found, key=lambda move: move.at)


def _act(site: str, verb: str, *, by: str, **arguments: Any) -> Callable[[Stage], None]:
    return lambda stage: stage.do(getattr(stage, site), verb, by=by, **arguments)


def _lives(plan: Plan, lives: tuple[Life, ...], *, notation: str) -> Iterator[Move]:
    for life in lives:
        office = plan.offices[life.agency]
        facts: tuple[tuple[datetime | None, str, str, dict[str, Any]], ...] = (
            (life.reject, "reject", office.clerk, {"ground": "wrong_recipient", "reason": life.reason}),
            (life.register, "register", office.clerk, {}),
            (life.submit, "submit", office.clerk, {"to": office.leader}),
            (life.direct, "read", office.leader, {}),
            (
                life.direct, "direct", office.leader,
                {
                    "text": life.text, "lead": life.lead, "cooperate": list(life.cooperate),
                    "inform": list(life.inform), "due": life.due,
                },
            ),
            (life.finish, "finish", life.lead, {"outcome": life.outcome}),
        )  # fmt: skip
        for at, verb, by, more in facts:
            if at is not None:
                yield Move(at, _act(office.site, verb, by=by, notation=notation, **more))


def _entry(plan: Plan, entry: Entry) -> Iterator[Move]:
    office = plan.offices[entry.agency]
    due = {"due": entry.due.isoformat()} if entry.due else {}
    yield Move(
        entry.entered,
        _act(
            office.site, "enter_by_hand", by=office.clerk, kind=LETTER, notation=entry.notation,
            number=entry.number, symbol=entry.symbol, issued=entry.issued.isoformat(),
            issuer_name=entry.issuer, subject=entry.subject, **due,
        ),
    )  # fmt: skip
    if entry.scanned is not None:
        scan = _act(office.site, "add_scan", by=office.clerk, notation=entry.notation, letter=entry.letter)
        yield Move(entry.scanned, scan)


def _draft(draft: Draft, axis: Axis) -> Iterator[Move]:
    """As far as the draft has come: steps without a moment have not happened."""
    paper = papers()[draft.letter]
    site, clerk, subject = axis.site_of(draft.officer), axis.clerk_of(draft.officer), paper.subject
    yield Move(
        draft.when["start"],
        _act(
            site, "start", by=draft.officer, kind=paper.kind, symbol=paper.symbol, subject=subject,
            answers=draft.answers, carries_out=draft.carries_out, urgency=draft.urgency,
        ),
    )  # fmt: skip
    yield Move(
        draft.when["revise"],
        _act(
            site, "revise", by=draft.officer, subject=subject, letter=draft.letter,
            file_name=f"{paper.kind_name}.pdf",
        ),
    )  # fmt: skip
    yield from _checked(draft, site=site, subject=subject)
    last = draft.checkers[-1][0] if draft.checkers else draft.officer
    later: tuple[tuple[str, str, str, dict[str, Any]], ...] = (
        ("submit", "submit_draft", last, {"to": draft.signer}),
        ("approve", "approve", draft.signer, {}),
        ("sign", "sign", draft.signer, {}),
        ("to_issue", "send_to_issue", draft.signer, {}),
        ("number", "assign_number", clerk, {}),
        ("seal", "seal", clerk, {}),
    )
    for step, verb, by, more in later:
        if step in draft.when:
            yield Move(draft.when[step], _act(site, verb, by=by, subject=subject, **more))
    if "release" in draft.when:
        yield Move(draft.when["release"], partial(axis.release, draft=draft))


def _checked(draft: Draft, *, site: str, subject: str) -> Iterator[Move]:
    """Chuyển xử lý to each checker in turn; each initials, the last one keeps it."""
    if "forward" not in draft.when:
        return
    names = [login for login, _ in draft.checkers]
    yield Move(draft.when["forward"], _act(site, "forward", by=draft.officer, subject=subject, to=names[0]))
    for index, at in enumerate(draft.initials):
        login, answers_for = draft.checkers[index]
        yield Move(at, _act(site, "initial", by=login, subject=subject, answers_for=answers_for))
        if index + 1 < len(names):
            yield Move(at, _act(site, "forward", by=login, subject=subject, to=names[index + 1]))


def _dossier(dossier: CaseFile, axis: Axis) -> Iterator[Move]:
    site = axis.site_of(dossier.by)
    yield Move(dossier.at, _act(site, "open_dossier", by=dossier.by, code=dossier.code, title=dossier.title))
    for notation in dossier.documents:
        yield Move(dossier.at, _act(site, "file_into", by=dossier.by, code=dossier.code, notation=notation))
