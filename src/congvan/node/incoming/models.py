"""An incoming document's life at the agency, and the rows that its acts leave."""

from enum import StrEnum

from django.db import models
from django.db.models import Q

from congvan.base.actor import Actor
from congvan.base.policy import Facts
from congvan.law.parameters import Ground
from congvan.node.acts.roles import HOLDS_IT, LEADS_IT
from congvan.node.acts.states import IncomingState
from congvan.node.agencies.models import AgencyOwned, facts_within, scoped_fk
from congvan.node.agencies.people import NodeActor
from congvan.node.assignments.models import Part
from congvan.node.assignments.queries import parts_in


class Channel(StrEnum):
    """By which road a document came."""

    AXIS = "liên thông"
    POST = "bản giấy"
    EMAIL = "thư điện tử"
    FAX = "fax"


class Incoming(AgencyOwned):
    """Văn bản đến. `delivered_at` starts the 8 working hours, `forwarded_at` stops them (QD11/D5.K2)."""

    document = scoped_fk("documents.Document", related_name="incoming")
    state = models.CharField(max_length=20, default=IncomingState.ARRIVED)
    channel = models.CharField(max_length=15)
    sender_name = models.CharField(max_length=200)
    packet_id = models.CharField(max_length=80, blank=True)
    packet_digest = models.CharField(max_length=64, blank=True)
    findings = models.JSONField(default=list)
    delivered_at = models.DateTimeField()
    forward_by = models.DateTimeField(null=True)
    forwarded_at = models.DateTimeField(null=True)
    number = scoped_fk("registers.Number", related_name="incoming", null=True)
    arrival_date = models.DateField(null=True)
    due_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=2000, blank=True)

    class Meta:
        verbose_name_plural = "incoming"
        indexes = [models.Index(fields=["agency", "state", "-id"], name="incoming_by_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "packet_id"], condition=~Q(packet_id=""), name="a_packet_arrives_once"
            ),
            models.UniqueConstraint(fields=["document"], name="one_incoming_life_per_document"),
        ]

    def __str__(self) -> str:
        return f"{self.document}"

    def facts_for(self, actor: Actor) -> Facts:
        if not isinstance(actor, NodeActor) or actor.scope_id != self.agency_id:
            return facts_within(actor, self.agency_id)
        parts = parts_in(actor, self.document_id)
        if parts is None:
            return facts_within(actor, self.agency_id, visible=False)
        relations = []
        if Part.DIRECT in parts:
            relations.append(HOLDS_IT)
        if Part.LEAD in parts:
            relations.append(LEADS_IT)
        return facts_within(actor, self.agency_id, *relations)


class Rejection(AgencyOwned):
    """Từ chối tiếp nhận: one of two grounds, with a reason and, for the second, the check's evidence."""

    incoming = scoped_fk("incoming.Incoming", related_name="rejections")
    ground = models.CharField(max_length=30)
    reason = models.CharField(max_length=2000)
    evidence = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["incoming"], name="rejected_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="rejection_has_a_reason"),
            models.CheckConstraint(
                condition=Q(ground__in=[ground.value for ground in Ground]), name="rejection_ground_known"
            ),
        ]

    def __str__(self) -> str:
        return self.ground


class Directive(AgencyOwned):
    """Bút phê: immutable; a correction is a new one that supersedes (QD11/D6.K2)."""

    incoming = scoped_fk("incoming.Incoming", related_name="directives")
    seat = scoped_fk("agencies.Seat", related_name="+")
    user = models.ForeignKey("agencies.User", on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=2000)
    due_at = models.DateTimeField(null=True)
    supersedes = scoped_fk("self", related_name="superseded_by", null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["supersedes"], condition=Q(supersedes__isnull=False), name="superseded_once"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="directive_says_something"),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class PaperCopy(AgencyOwned):
    """The paper of an electronic document, received later: it joins the same number (QD11/D5.K5)."""

    incoming = scoped_fk("incoming.Incoming", related_name="paper_copies")
    received_on = models.DateField()
    seat = scoped_fk("agencies.Seat", related_name="+")

    class Meta:
        verbose_name_plural = "paper copies"
        constraints = [models.UniqueConstraint(fields=["incoming"], name="paper_joins_once")]

    def __str__(self) -> str:
        return f"{self.received_on}"
