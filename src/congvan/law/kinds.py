"""The kinds of documents: the 29 of ND30/D7, and the normative ones, whose notation holds the year."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from congvan.law.data import table
from congvan.law.errors import UnknownKind
from congvan.vietnamese import fold


@dataclass(frozen=True)
class DocumentKind:
    """One kind. `abbreviation` is empty where the notation names no kind; `normative` ones are VBQPPL."""

    code: str
    name: str
    abbreviation: str
    normative: bool


@cache
def kinds() -> Mapping[str, DocumentKind]:
    """Every kind by its code: the administrative ones in the order of ND30/D7, then the normative ones."""
    content = table("kinds.toml")
    rows = [(row, False) for row in content["administrative"]] + [(row, True) for row in content["normative"]]
    return MappingProxyType({row["code"]: DocumentKind(**row, normative=flag) for row, flag in rows})


def kind(code: str) -> DocumentKind:
    """The kind with this code."""
    found = kinds().get(code)
    if found is None:
        raise UnknownKind(code)
    return found


def kind_by_name(name: str, *, normative: bool = False) -> DocumentKind:
    """The kind that a name means, in any case, with or without diacritics and "(cá biệt)".

    Quyết định and Nghị quyết exist as both; `normative` says which is meant. Otherwise the only one is found.
    """
    wanted = fold(name).removesuffix(" (ca biet)")
    found = [kind for kind in kinds().values() if fold(kind.name) == wanted]
    if not found:
        raise UnknownKind(name)
    return next((kind for kind in found if kind.normative is normative), found[0])
