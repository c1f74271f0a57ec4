"""The law's own words, clause by clause, and whom each clause binds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any

from congvan.law.data import tables
from congvan.law.errors import BadLawData


class Binds(StrEnum):
    """Whom a clause binds. Every SYSTEM clause must have an act or a rule, and a test."""

    SYSTEM = "system"
    PEOPLE = "people"
    NONE = "none"


class Confidence(StrEnum):
    """How we know the words: seen in a source, or recalled and not to be relied on."""

    SEEN = "S"
    RECALLED = "R"


@dataclass(frozen=True)
class Misprint:
    """What the published text prints, and how it must be read."""

    printed: str
    read: str


@dataclass(frozen=True)
class Instrument:
    """One legal instrument: `code` is what law ids begin with."""

    code: str
    short: str
    title: str
    issued: date
    in_force: date
    confidence: Confidence


@dataclass(frozen=True)
class Clause:
    """One clause. `digest` marks a summary of ours where the wording itself was not to be had."""

    id: str
    instrument: Instrument
    heading: str
    text: str
    binds: Binds
    confidence: Confidence
    digest: bool
    sic: tuple[Misprint, ...]


@cache
def instruments() -> Mapping[str, Instrument]:
    """Every instrument by its code."""
    found: dict[str, Instrument] = {}
    for name, content in tables("texts").items():
        for row in content["instrument"]:
            if row["code"] in found:
                raise BadLawData(name, f"văn bản {row['code']} có hai lần")
            found[row["code"]] = Instrument(**{**row, "confidence": Confidence(row["confidence"])})
    return MappingProxyType(found)


@cache
def clauses() -> Mapping[str, Clause]:
    """Every clause by its id, in the order of the texts."""
    found: dict[str, Clause] = {}
    for name, content in tables("texts").items():
        for row in content["clause"]:
            clause = _clause(row, name)
            if clause.id in found:
                raise BadLawData(name, f"{clause.id} có hai lần")
            found[clause.id] = clause
    return MappingProxyType(found)


def _clause(row: Mapping[str, Any], name: str) -> Clause:
    instrument = instruments().get(row["id"].partition("/")[0])
    if instrument is None:
        raise BadLawData(name, f"{row['id']} thuộc văn bản không khai ở [[instrument]]")
    return Clause(
        id=row["id"],
        instrument=instrument,
        heading=row.get("heading", ""),
        text=row["text"],
        binds=Binds(row["binds"]),
        confidence=Confidence(row.get("confidence", instrument.confidence)),
        digest=row.get("digest", False),
        sic=tuple(Misprint(**misprint) for misprint in row.get("sic", ())),
    )
