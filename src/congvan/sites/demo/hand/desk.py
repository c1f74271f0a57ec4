"""Finding what a command names: agencies by code, people by login, documents by notation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from congvan.base import clock
from congvan.base.actor import RequestMark
from congvan.node.agencies.models import Agency, IssuingBody, Seat, Unit, User
from congvan.node.agencies.people import NodeActor, actor_for
from congvan.node.agencies.queries import agency_by_code
from congvan.node.assignments.models import Line, Part
from congvan.node.assignments.queries import open_line
from congvan.node.documents.models import Document
from congvan.node.incoming.models import Incoming
from congvan.node.outgoing.models import Outgoing
from congvan.node.registers.models import Purpose, Register
from congvan.node.registers.queries import register_of

DEMO_PASSWORD = "minh-hoa-2018"  # noqa: S105 — shown on the demo's own page, opens nothing but the demo


@dataclass(frozen=True)
class Desk:
    """One command's actor, agency and legal moment."""

    login: str
    key: str
    at: datetime

    @classmethod
    def for_request(cls, request: dict[str, Any]) -> Desk:
        """The desk of one request, on the legal clock."""
        return cls(login=request["by"], key=request["key"], at=clock.now())

    @property
    def agency(self) -> Agency:
        """The agency of the acting person; each person of the story has one seat."""
        return User.objects.get(login=self.login).appointments.select_related("agency").get().agency

    @property
    def by(self) -> NodeActor:
        """The acting person with the request's idempotency key."""
        user = User.objects.get(login=self.login)
        return actor_for(user=user, agency=self.agency, at=self.at, request=RequestMark(key=self.key))

    def register(self, purpose: Purpose) -> Register:
        """The agency's book of this year."""
        found = register_of(self.agency, purpose=purpose, year=self.at.year)
        assert found is not None, f"{self.agency} has opened its books"
        return found

    def incoming(self, notation: str) -> Incoming:
        """The incoming document with a notation."""
        rows = Incoming.objects.filter(agency=self.agency, document__notation=notation)
        return rows.select_related("document", "agency", "number").order_by("-id")[0]

    def outgoing(self, subject: str) -> Outgoing:
        """The outgoing document with a subject."""
        rows = Outgoing.objects.filter(agency=self.agency, document__subject=subject)
        return rows.select_related("document", "agency", "body", "signatory", "authority", "drafter").get()

    def document(self, notation: str) -> Document:
        """A document of the agency with a notation."""
        return Document.objects.filter(agency=self.agency, notation=notation).order_by("-id")[0]

    def line(self, document: Document) -> Line:
        """The lead's open line of a document."""
        found = open_line(document, part=Part.LEAD)
        assert found is not None, f"{document} has a lead"
        return found

    def body(self) -> IssuingBody:
        """The issuing body of the agency."""
        return IssuingBody.objects.get(agency=self.agency)


def seat(login: str) -> Seat:
    """The seat of a person."""
    return Seat.objects.get(appointments__user__login=login)


def unit(code: str, name: str) -> Unit:
    """A unit of an agency by name."""
    agency = agency_by_code(code)
    return Unit.objects.get(agency=agency, name=name)
