"""The rules that hold for an agency on a day: `resolve` gives them typed, frozen, each with its source."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from congvan.law.errors import UnknownProfile, UnknownRule
from congvan.law.parameters import (
    GROUPS,
    Handling,
    LegalValue,
    Numbering,
    Reception,
    Release,
    Secrecy,
    Signing,
)
from congvan.law.refs import LawRef
from congvan.law.rule_data import Profile, Rule, RuleValue, profiles, rules
from congvan.law.texts import clauses, instruments

HOUSE = "house"
RESOLVED_MAX = 1024
"""Rulebooks kept; one is a few hundred bytes, and a node meets few (profile, day) pairs at a time."""


@dataclass(frozen=True)
class Source:
    """Where a rule's value comes from. `law` is a law id, or HOUSE where every source was silent."""

    law: str
    since: date | None = None
    adopted_early: bool = False

    @property
    def shown(self) -> str:
        """As users read it beside the rule."""
        if self.since is None:
            return "Quy ước của hệ thống, không phải quy định của pháp luật"
        instrument = clauses()[self.law].instrument
        cited = f"{LawRef.parse(self.law).place} {instrument.short}"
        if self.adopted_early:
            return f"{cited} (áp dụng thí điểm trước ngày có hiệu lực {self.since:%d/%m/%Y})"
        return cited


@dataclass(frozen=True)
class Rulebook:
    """All rules of one profile on one day. A document pins `(profile, on, adopted_on)` at birth."""

    profile: str
    on: date
    adopted_on: date | None
    reception: Reception
    numbering: Numbering
    signing: Signing
    release: Release
    legal_value: LegalValue
    handling: Handling
    secrecy: Secrecy
    sources: Mapping[str, Source] = field(hash=False)

    def source_of(self, rule: str) -> Source:
        """The source of a rule named like `reception.forward_within`."""
        if rule not in self.sources:
            raise UnknownRule(rule)
        return self.sources[rule]


def resolve(*, profile: str, on: date, adopted_on: date | None = None) -> Rulebook:
    """Each rule by the first source in the profile's order that is in force on the day, else by the house.

    `adopted_on` is the day from which the agency applies the profile early, before its sources are in force.
    """
    assert not isinstance(on, datetime), "a rulebook is resolved for a day"
    return _resolved(profile, on, adopted_on)


@lru_cache(maxsize=RESOLVED_MAX)
def _resolved(code: str, on: date, adopted_on: date | None) -> Rulebook:
    profile = profiles().get(code)
    if profile is None:
        raise UnknownProfile(code, tuple(profiles()))
    sources: dict[str, Source] = {}
    parts: dict[str, dict[str, Any]] = {group: {} for group in GROUPS}
    for name, rule in rules().items():
        found = _in_force(rule, profile=profile, on=on, adopted_on=adopted_on)
        group, _, field_name = name.partition(".")
        parts[group][field_name] = found.value if found else rule.otherwise
        sources[name] = Source(found.law, found.since, on < found.since) if found else Source(HOUSE)
    built = {group: GROUPS[group](**values) for group, values in parts.items()}
    return Rulebook(code, on, adopted_on, **built, sources=MappingProxyType(sources))


def _in_force(rule: Rule, *, profile: Profile, on: date, adopted_on: date | None) -> RuleValue | None:
    for source in profile.sources:
        for value in rule.values:
            if value.source == source and _counts(value, on=on, adopted_on=adopted_on):
                return value
    return None


def _counts(value: RuleValue, *, on: date, adopted_on: date | None) -> bool:
    """Early adoption brings forward only what a source says from its own first day, not its later changes."""
    since = value.since
    if adopted_on is not None and since == instruments()[value.source].in_force:
        since = min(since, adopted_on)
    return since <= on and (value.until is None or on < value.until)
