"""Rules and profiles read from TOML and checked, so that nothing ambiguous is ever resolved."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from itertools import combinations
from types import MappingProxyType
from typing import Any, get_args, get_origin, get_type_hints

from congvan.law.data import table, tables
from congvan.law.errors import BadLawData, LawError
from congvan.law.parameters import GROUPS
from congvan.law.refs import require
from congvan.law.texts import instruments


@dataclass(frozen=True)
class RuleValue:
    """What one source says, from a day on and until (not including) another."""

    source: str
    since: date
    until: date | None
    law: str
    value: Any

    def meets(self, other: "RuleValue") -> bool:
        """Whether one source would say two things on one day."""
        return (
            self.source == other.source
            and (self.until is None or other.since < self.until)
            and (other.until is None or self.since < other.until)
        )


@dataclass(frozen=True)
class Rule:
    """A named, typed parameter. `otherwise` is the house's choice where every source is silent."""

    name: str
    meaning: str
    otherwise: Any
    values: tuple[RuleValue, ...]


@dataclass(frozen=True)
class Profile:
    """Which sources prevail, in which order."""

    code: str
    name: str
    sources: tuple[str, ...]


@cache
def rules() -> Mapping[str, Rule]:
    """Every rule by its name; refuses data that is incomplete, unknown, mistyped or ambiguous."""
    return read_rules(tables("rules"))


@cache
def profiles() -> Mapping[str, Profile]:
    """Every profile by its code; refuses a source that is no instrument."""
    return read_profiles(table("profiles.toml"))


def read_rules(files: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Rule]:
    """The rules of parsed TOML files. Exactly the fields of `parameters.GROUPS`, each once."""
    types = dict(_declared())
    found: dict[str, Rule] = {}
    for file, groups in files.items():
        for group, rows in groups.items():
            for field, row in rows.items():
                name = f"{group}.{field}"
                if name not in types:
                    raise BadLawData(file, f"quy tắc {name} không có trong parameters.GROUPS")
                if name in found:
                    raise BadLawData(file, f"quy tắc {name} có hai lần")
                found[name] = _rule(name, row, types[name])
    missing = sorted(set(types) - set(found))
    if missing:
        raise BadLawData("rules", f"thiếu quy tắc {', '.join(missing)}")
    return MappingProxyType(found)


def read_profiles(content: Mapping[str, Any]) -> Mapping[str, Profile]:
    """The profiles of a parsed TOML file."""
    found: dict[str, Profile] = {}
    for code, row in content.items():
        unknown = [source for source in row["sources"] if source not in instruments()]
        if unknown:
            raise BadLawData("profiles.toml", f"{code} dẫn nguồn lạ {', '.join(unknown)}")
        found[code] = Profile(code, row["name"], tuple(row["sources"]))
    return MappingProxyType(found)


def _declared() -> Iterator[tuple[str, Any]]:
    for group, kind in GROUPS.items():
        for field, hint in get_type_hints(kind).items():
            yield f"{group}.{field}", hint


def _rule(name: str, row: Mapping[str, Any], kind: Any) -> Rule:
    if "otherwise" not in row:
        # Every source is silent before its first day, so a rule without it would somewhere have no value.
        raise BadLawData(name, "không có otherwise, nên có ngày quy tắc không có giá trị")
    values = tuple(_value(name, value, kind) for value in row.get("values", ()))
    for one, other in combinations(values, 2):
        if one.meets(other):
            raise BadLawData(name, f"{one.source} nói hai điều trong cùng một ngày")
    return Rule(name, row["meaning"], coerce(row["otherwise"], kind=kind, where=name), values)


def _value(name: str, row: Mapping[str, Any], kind: Any) -> RuleValue:
    if row["source"] not in instruments():
        raise BadLawData(name, f"nguồn lạ {row['source']}")
    try:
        require(row["law"])
    except LawError as error:
        raise BadLawData(name, str(error)) from error
    value = coerce(row["is"], kind=kind, where=name)
    return RuleValue(row["source"], row["from"], row.get("until"), row["law"], value)


def coerce(raw: Any, *, kind: Any, where: str) -> Any:
    """A TOML value as the declared type: bool, int, StrEnum, tuple of one type, or frozen dataclass."""
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        if not isinstance(raw, dict) or set(raw) != {field.name for field in fields(kind)}:
            raise BadLawData(where, f"cần đủ các mục {', '.join(hints)}")
        parts = {key: coerce(value, kind=hints[key], where=where) for key, value in raw.items()}
        return kind(**parts)  # type: ignore[operator]  # is_dataclass also admits instances; kinds are types
    if get_origin(kind) is tuple:
        if not isinstance(raw, list):
            raise BadLawData(where, "cần một danh sách")
        return tuple(coerce(item, kind=get_args(kind)[0], where=where) for item in raw)
    if issubclass(kind, StrEnum):
        if raw not in set(kind):
            raise BadLawData(where, f"giá trị lạ {raw!r}")
        return kind(raw)
    if type(raw) is not kind:
        raise BadLawData(where, f"{raw!r} không đúng kiểu {kind.__name__}")
    return raw
