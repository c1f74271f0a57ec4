"""An outgoing document's life, and the rows that its acts leave."""

from enum import StrEnum

from django.db import models
from django.db.models import Q

from congvan.base.actor import Actor
from congvan.base.files.models import StoredFile
from congvan.base.policy import Facts
from congvan.node.acts.roles import HOLDS_IT, SIGNS_IT
from congvan.node.acts.states import OutgoingState
from congvan.node.agencies.models import AgencyOwned, facts_within, scoped_fk
from congvan.node.agencies.people import NodeActor
from congvan.node.assignments.models import Part
from congvan.node.assignments.queries import parts_in


class AnswersFor(StrEnum):
    """What an initial answers for."""

    CONTENT = "nội dung"
    FORM = "thể thức"


class Via(StrEnum):
    """By which road a recipient gets a document."""

    AXIS = "liên thông"
    INTERNAL = "nội bộ"
    PAPER = "bản giấy"


class Outgoing(AgencyOwned):
    """Văn bản đi: its body (letterhead, series, seal), its drafter, its signatory and authority."""

    document = scoped_fk("documents.Document", related_name="outgoing")
    state = models.CharField(max_length=30, default=OutgoingState.DRAFTING)
    body = scoped_fk("agencies.IssuingBody", related_name="+")
    drafter = scoped_fk("agencies.Seat", related_name="drafts")
    signatory = scoped_fk("agencies.Seat", related_name="to_sign", null=True)
    authority = scoped_fk("agencies.SigningAuthority", related_name="+", null=True)
    released_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "outgoing"
        indexes = [models.Index(fields=["agency", "state", "-id"], name="outgoing_by_state")]
        constraints = [
            models.UniqueConstraint(fields=["document"], name="one_outgoing_life_per_document"),
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
        if Part.LEAD in parts:
            relations.append(HOLDS_IT)
        if self.signatory_id in actor.seat_ids:
            relations.append(SIGNS_IT)
        return facts_within(actor, self.agency_id, *relations)


class Initial(AgencyOwned):
    """Ký nháy: a recorded act before the leader signs, for the content or for the form."""

    outgoing = scoped_fk("outgoing.Outgoing", related_name="initials")
    version = scoped_fk("documents.Version", related_name="+")
    answers_for = models.CharField(max_length=12)
    seat = scoped_fk("agencies.Seat", related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "answers_for"], name="one_initial_per_version_and_matter"
            )
        ]

    def __str__(self) -> str:
        return self.answers_for


class Signature(AgencyOwned):
    """A digital signature that was put on a version and verified: the leader's, then the agency's."""

    outgoing = scoped_fk("outgoing.Outgoing", related_name="signatures")
    version = scoped_fk("documents.Version", related_name="+")
    by_agency = models.BooleanField()
    certificate = models.CharField(max_length=64)
    seat = scoped_fk("agencies.Seat", related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "by_agency"], name="one_signature_per_kind")
        ]

    def __str__(self) -> str:
        return self.certificate[:12]


class SealDraft(AgencyOwned):
    """The one revision with number, date and an empty seal, frozen until its digest is signed."""

    outgoing = scoped_fk("outgoing.Outgoing", related_name="seal_drafts")
    prepared = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    key = scoped_fk("agencies.SigningKey", related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.outgoing_id} {self.at}"


class Issuance(AgencyOwned):
    """Ban hành: the number, notation and date bound to the document for ever."""

    outgoing = scoped_fk("outgoing.Outgoing", related_name="issuances")
    number = scoped_fk("registers.Number", related_name="issuances")
    notation = models.CharField(max_length=60)
    issued_date = models.DateField()
    sealed_version = scoped_fk("documents.Version", related_name="+", null=True)
    sealed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["outgoing"], name="issued_once")]

    def __str__(self) -> str:
        return self.notation


class Dispatch(AgencyOwned):
    """One recipient of a released document: by which road, with or without paper (QD11/D8.K4)."""

    outgoing = scoped_fk("outgoing.Outgoing", related_name="dispatches")
    via = models.CharField(max_length=12)
    code = models.CharField(max_length=50, blank=True)
    name = models.CharField(max_length=200)
    electronic_only = models.BooleanField()
    transmission = scoped_fk("outbox.Transmission", related_name="dispatches", null=True)

    class Meta:
        verbose_name_plural = "dispatches"
        constraints = [
            models.UniqueConstraint(
                fields=["outgoing", "code"], condition=~Q(code=""), name="one_dispatch_per_agency"
            ),
            models.CheckConstraint(
                condition=~Q(via=Via.PAPER.value) | Q(electronic_only=False),
                name="paper_is_not_electronic_only",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.via})"
