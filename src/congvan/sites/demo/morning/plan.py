"""The timetable of the morning, read from `plan.toml`: what arrives, what is drafted, how far it has come."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from congvan.sites.demo.morning.neighbours import Worth
from congvan.sites.demo.story.step import on


@dataclass(frozen=True, kw_only=True)
class Office:
    """An agency of ours: its node, and who receives and who directs there."""

    site: str
    clerk: str
    leader: str


@dataclass(frozen=True, kw_only=True)
class Life:
    """What one receiver has done with a document; the acts that it names happen at these moments."""

    agency: str
    register: datetime | None = None
    reject: datetime | None = None
    reason: str = ""
    submit: datetime | None = None
    direct: datetime | None = None
    text: str = ""
    lead: str = ""
    cooperate: tuple[str, ...] = ()
    inform: tuple[str, ...] = ()
    due: str = ""
    finish: datetime | None = None
    outcome: str = ""


@dataclass(frozen=True, kw_only=True)
class Leftover:
    """A document of the story that a receiver goes on with."""

    notation: str
    lives: tuple[Life, ...]


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """A letter that the other vendor's system sends to agencies `to`."""

    letter: str
    sent: datetime
    to: tuple[str, ...]
    urgency: int = 0
    due: date | None = None
    worth: Worth = Worth.SIGNED
    lives: tuple[Life, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A document that an agency of ours makes. `checkers`: who initials in turn, and what each answers for.

    `when` names the moments of start, revise, forward, submit, approve, sign, to_issue, number, seal and
    release as far as it has come. `cut_off`: the reason why the hub answers its sender nothing just then.
    """

    letter: str
    officer: str
    checkers: tuple[tuple[str, str], ...]
    signer: str
    when: Mapping[str, datetime]
    initials: tuple[datetime, ...] = ()
    urgency: int = 0
    answers: str = ""
    carries_out: str = ""
    axis: tuple[str, ...] = ()
    internal: tuple[str, ...] = ()
    by_paper: tuple[str, ...] = ()
    cut_off: str = ""
    lives: tuple[Life, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A paper that the clerk entered by hand, and when it was scanned."""

    agency: str
    entered: datetime
    notation: str
    number: str
    symbol: str
    issued: date
    issuer: str
    subject: str
    due: date | None = None
    scanned: datetime | None = None
    letter: str = ""


@dataclass(frozen=True, kw_only=True)
class CaseFile:
    """A hồ sơ công việc and the documents put into it."""

    code: str
    title: str
    by: str
    at: datetime
    documents: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Plan:
    """The whole timetable; `opens` is the moment at which the morning is left to the people."""

    opens: datetime
    offices: Mapping[str, Office]
    left: tuple[Leftover, ...] = field(default=())
    arrivals: tuple[Arrival, ...] = field(default=())
    drafts: tuple[Draft, ...] = field(default=())
    papers: tuple[Entry, ...] = field(default=())
    dossiers: tuple[CaseFile, ...] = field(default=())


@cache
def plan() -> Plan:
    """The timetable."""
    data = tomllib.loads((Path(__file__).parent / "plan.toml").read_text("utf-8"))
    return Plan(
        opens=_moment(data["opens"]),
        offices={code: Office(**row) for code, row in data["agency"].items()},
        left=tuple(Leftover(notation=row["notation"], lives=_lives(row)) for row in data["left"]),
        arrivals=tuple(_arrival(row) for row in data["arrival"]),
        drafts=tuple(_draft(row) for row in data["draft"]),
        papers=tuple(Entry(**_timed(row, "entered", "scanned")) for row in data["paper"]),
        dossiers=tuple(CaseFile(**_timed(row, "at")) for row in data["dossier"]),
    )


def _arrival(row: Mapping[str, Any]) -> Arrival:
    worth = Worth(row.get("worth", Worth.SIGNED))
    return Arrival(**{**_timed(row, "sent"), "worth": worth, "lives": _lives(row)})


def _draft(row: Mapping[str, Any]) -> Draft:
    when = dict(row["when"])
    initials = tuple(_moment(text) for text in when.pop("initials", ()))
    moments = {name: _moment(text) for name, text in when.items()}
    return Draft(**{**row, "when": moments, "initials": initials, "lives": _lives(row)})


def _lives(row: Mapping[str, Any]) -> tuple[Life, ...]:
    names = ("register", "reject", "submit", "direct", "finish")
    return tuple(Life(**_timed(one, *names)) for one in row.get("lives", ()))


def _timed(row: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """The row with the texts under these names read as moments."""
    return {name: _moment(value) if name in names else value for name, value in row.items()}


def _moment(text: str) -> datetime:
    return on(*text.split(" "))
