"""What a view gets: who visits which agency, when, with which request."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from congvan.base.errors import Repeated
from congvan.law.working_time import WorkingCalendar
from congvan.node.agencies.people import NodeActor
from congvan.node.agencies.queries import calendar_of
from congvan.node.reports.desks import Desk, desk_of

_Done = TypeVar("_Done")


@dataclass(frozen=True)
class Visit:
    """One request of a person who works at an agency. `agency` is the handle that verbs take."""

    request: HttpRequest
    actor: NodeActor
    agency: Any
    code: str
    title: str
    at: datetime

    def url(self, name: str, *, query: dict[str, str] | None = None, **parts: Any) -> str:
        """The address of a route within this agency."""
        address = reverse(name, kwargs={"agency": self.code, **parts})
        return f"{address}?{urlencode(query)}" if query else address

    @cached_property
    def desk(self) -> Desk:
        """What waits at the person's desk, read once for the navigation and the tabs."""
        return desk_of(self.actor, at=self.at)

    @cached_property
    def calendar(self) -> WorkingCalendar:
        """When the agency works."""
        return calendar_of(self.agency)

    def part(self, ordinal: int) -> "Visit":
        """The same visit for one of many things that a request asks for, with a key of its own."""
        mark = self.actor.request
        key = f"{mark.key}.{ordinal}" if mark.key else None
        return replace(self, actor=replace(self.actor, request=replace(mark, key=key)))

    def once(self, verb: Callable[[NodeActor], _Done], *, ordinal: int = 1) -> _Done | None:
        """Do one act of this request. A request may do several: each has the request's key with its ordinal.

        None where the same request did it before; that is as good as done.
        """
        mark = self.actor.request
        key = f"{mark.key}:{ordinal}" if mark.key else None
        try:
            return verb(replace(self.actor, request=replace(mark, key=key)))
        except Repeated:
            return None
