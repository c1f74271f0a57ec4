"""Keyset paging: a page begins beside a row, never at a count, so that rows which come or go move no page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import F, Model, Q, QuerySet
from django.db.models.expressions import OrderBy

Row = TypeVar("Row")


@dataclass(frozen=True)
class Key:
    """One column of an order; a `nullable` one ascends with its empty values last. The last key is unique."""

    path: str
    descending: bool = False
    nullable: bool = False


@dataclass(frozen=True)
class Place:
    """Where a page lies: beside the row with these values of the keys, after it or `back` before it."""

    values: tuple[Any, ...]
    back: bool = False


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Some rows in their order, and whether there are others before and after them."""

    rows: tuple[Row, ...]
    before: bool = False
    after: bool = False


def ordered(rows: QuerySet[Any], keys: Sequence[Key], *, back: bool = False) -> QuerySet[Any]:
    """The rows in the order of the keys, or against it."""
    return rows.order_by(*(_order(key, back=back) for key in keys))


def page_of(rows: QuerySet[Any], keys: Sequence[Key], *, size: int, place: Place | None) -> Page[Any]:
    """At most `size` rows beside a place, from the beginning without one, or where nothing is left there."""
    if place is None:
        found = list(ordered(rows, keys)[: size + 1])
        return Page(tuple(found[:size]), after=len(found) > size)
    beside = rows.filter(_beyond(keys, place))
    found = list(ordered(beside, keys, back=place.back)[: size + 1])
    if not found:
        return page_of(rows, keys, size=size, place=None)
    shown, more = found[:size], len(found) > size
    if place.back:
        return Page(tuple(reversed(shown)), before=more, after=True)
    return Page(tuple(shown), before=True, after=more)


def place_beside(rows: QuerySet[Any, Model], keys: Sequence[Key], *, back: bool) -> Place | None:
    """The place beside the first of these rows; None where there is none."""
    values = rows.order_by("-pk").values_list(*(key.path for key in keys)).first()
    return None if values is None else Place(tuple(values), back)


def _order(key: Key, *, back: bool) -> OrderBy:
    column = F(key.path)
    if key.nullable:
        return column.desc(nulls_first=True) if back else column.asc(nulls_last=True)
    return column.desc() if key.descending is not back else column.asc()


def _beyond(keys: Sequence[Key], place: Place) -> Q:
    """The rows that come later in the order: equal in the first keys and beyond in the next."""
    found, equal = Q(pk__in=[]), Q()
    for key, value in zip(keys, place.values, strict=True):
        found |= equal & _past(key, value, back=place.back)
        equal &= Q(**{f"{key.path}__isnull": True}) if value is None else Q(**{key.path: value})
    return found


def _past(key: Key, value: Any, *, back: bool) -> Q:
    if not key.nullable:
        word = "lt" if key.descending is not back else "gt"
        return Q(**{f"{key.path}__{word}": value})
    if value is None:
        return Q(**{f"{key.path}__isnull": False}) if back else Q(pk__in=[])
    if back:
        return Q(**{f"{key.path}__lt": value})
    return Q(**{f"{key.path}__gt": value}) | Q(**{f"{key.path}__isnull": True})
