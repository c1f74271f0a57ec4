"""Lines: what a seat or a unit holds of a document. Handoffs: how it passed on."""

from enum import StrEnum

from django.db import models
from django.db.models import Q

from congvan.base.actor import Actor
from congvan.base.policy import Facts
from congvan.node.acts.roles import HOLDS_IT
from congvan.node.acts.states import LineState
from congvan.node.agencies.models import AgencyOwned, facts_within, scoped_fk


class Part(StrEnum):
    DIRECT = "cho ý kiến"
    LEAD = "chủ trì"
    COOPERATE = "phối hợp"
    INFORM = "để biết"


class Line(AgencyOwned):
    """Dòng nhận: who holds a document, in which part, until when."""

    document = scoped_fk("documents.Document", related_name="lines")
    parent = scoped_fk("self", related_name="children", null=True)
    seat = scoped_fk("agencies.Seat", related_name="lines", null=True)
    unit = scoped_fk("agencies.Unit", related_name="lines", null=True)
    part = models.CharField(max_length=12)
    state = models.CharField(max_length=12, default=LineState.OPEN)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=2000, blank=True)

    class Meta:
        indexes = [models.Index(fields=["agency", "seat", "state"], name="lines_of_a_seat")]
        constraints = [
            models.CheckConstraint(
                condition=Q(seat=None, unit__isnull=False) | Q(seat__isnull=False, unit=None),
                name="line_held_by_a_seat_or_a_unit",
            ),
            models.UniqueConstraint(
                fields=["document"],
                condition=Q(state=LineState.OPEN.value, part=Part.LEAD.value),
                name="one_open_lead_per_document",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part}: {self.seat or self.unit}"

    def facts_for(self, actor: Actor) -> Facts:
        held = self.seat_id in getattr(actor, "seat_ids", ()) or (
            self.unit_id is not None and self.unit_id in getattr(actor, "headed_unit_ids", ())
        )
        seen = held or self.document.facts_for(actor).visible
        return facts_within(actor, self.agency_id, *([HOLDS_IT] if held else []), visible=seen)


class Handoff(AgencyOwned):
    """Chuyển xử lý: from one line to the next, with the draft where it is an answer."""

    line = scoped_fk("assignments.Line", related_name="passed_on")
    to = scoped_fk("assignments.Line", related_name="passed_from")
    version = scoped_fk("documents.Version", related_name="+", null=True)
    note = models.CharField(max_length=2000, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["line"], name="a_line_passes_on_once")]

    def __str__(self) -> str:
        return f"{self.line_id} → {self.to_id}"
