"""An official document as held by one agency: versions, files, links, who may see it and who read it."""

from enum import StrEnum

from django.db import models
from django.db.models import Q

from congvan.base.actor import Actor
from congvan.base.files.models import StoredFile
from congvan.base.policy import Facts
from congvan.node.acts.roles import SEES_IT
from congvan.node.agencies.models import AgencyOwned, facts_within, scoped_fk
from congvan.node.agencies.people import NodeActor


class Direction(StrEnum):
    INCOMING = "đến"
    OUTGOING = "đi"


class FileRole(StrEnum):
    MAIN = "văn bản chính"
    ANNEX = "tài liệu kèm theo"
    FORM = "biểu mẫu"
    REFERENCE = "tài liệu tham khảo"


class Because(StrEnum):
    """Why a document points to another."""

    ANSWERS = "trả lời"
    CARRIES_OUT = "triển khai"
    ATTACHES = "đính kèm"


class Document(AgencyOwned):
    """Văn bản. Its rules are pinned at birth by (profile, pinned_on): a 2018 document keeps 2018 law."""

    direction = models.CharField(max_length=5)
    kind = models.CharField(max_length=20)
    kind_name = models.CharField(max_length=100)
    number = models.CharField(max_length=20, blank=True)
    symbol = models.CharField(max_length=40, blank=True)
    notation = models.CharField(max_length=60, blank=True)
    issued_date = models.DateField(null=True)
    subject = models.CharField(max_length=2000)
    issuer_code = models.CharField(max_length=50, blank=True)
    issuer_name = models.CharField(max_length=200)
    signatory_name = models.CharField(max_length=255, blank=True)
    signatory_title = models.CharField(max_length=200, blank=True)
    urgency = models.SmallIntegerField(default=0)
    due_date = models.DateField(null=True)
    electronic_only = models.BooleanField(null=True)
    exchange_id = models.TextField(blank=True)
    sender_code = models.CharField(max_length=50, blank=True)
    profile = models.CharField(max_length=40)
    pinned_on = models.DateField()
    adopted_on = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["agency", "direction", "-id"], name="documents_newest"),
            models.Index(fields=["agency", "notation"], name="documents_by_notation"),
            models.Index(
                fields=["agency", "exchange_id"],
                condition=Q(direction=Direction.OUTGOING.value),
                name="documents_we_sent",
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(urgency__range=(0, 3)), name="urgency_known"),
            models.CheckConstraint(condition=~Q(subject=""), name="document_has_a_subject"),
        ]

    def __str__(self) -> str:
        return self.notation or self.subject[:60]

    def facts_for(self, actor: Actor) -> Facts:
        seen = isinstance(actor, NodeActor) and Grant.objects.filter(to_actor(actor), document=self).exists()
        return facts_within(actor, self.agency_id, *([SEES_IT] if seen else []), visible=seen)


class Version(AgencyOwned):
    """One state of a document's files. `places` are the reserved places on the page (points)."""

    document = scoped_fk("documents.Document", related_name="versions")
    ordinal = models.SmallIntegerField()
    note = models.CharField(max_length=500, blank=True)
    seat = scoped_fk("agencies.Seat", related_name="+", null=True)
    made_at = models.DateTimeField()
    places = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "ordinal"], name="one_version_per_ordinal")
        ]

    def __str__(self) -> str:
        return f"bản {self.ordinal}"


class File(AgencyOwned):
    """Tập tin of a version: original bytes, never altered, and what they are worth in law."""

    version = scoped_fk("documents.Version", related_name="files")
    role = models.CharField(max_length=20)
    name = models.CharField(max_length=255)
    ordinal = models.SmallIntegerField()
    stored = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    legal_class = models.CharField(max_length=10, blank=True)
    standing = models.JSONField(default=dict)
    signatures = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "ordinal"], name="one_file_per_ordinal")]

    def __str__(self) -> str:
        return self.name


class Link(AgencyOwned):
    """A document points to another of the agency: it answers it, carries it out, or attaches it."""

    document = scoped_fk("documents.Document", related_name="links")
    to = scoped_fk("documents.Document", related_name="linked_from")
    because = models.CharField(max_length=20)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "to", "because"], name="one_link_per_reason"),
            models.CheckConstraint(condition=~Q(document=models.F("to")), name="link_to_another"),
        ]

    def __str__(self) -> str:
        return f"{self.because} {self.to_id}"


class Grant(AgencyOwned):
    """Quyền xem: a seat, the head of a unit, or a role at the agency may see a document, because of what."""

    document = scoped_fk("documents.Document", related_name="grants")
    seat = scoped_fk("agencies.Seat", related_name="+", null=True)
    unit = scoped_fk("agencies.Unit", related_name="+", null=True)
    role = models.CharField(max_length=20, blank=True)
    because = models.CharField(max_length=80)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["agency", "seat", "document"], name="grants_of_a_seat"),
            models.Index(fields=["agency", "role", "document"], name="grants_of_a_role"),
            models.Index(fields=["document"], name="grants_of_a_document"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "seat", "unit", "role", "because"],
                name="one_grant_per_reason",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return self.because


def to_actor(actor: NodeActor) -> Q:
    """Grants in force to one of the actor's seats, to a unit that they head, or to a role of theirs."""
    mine = (
        Q(seat__in=actor.seat_ids)
        | Q(unit__in=actor.headed_unit_ids)
        | Q(role__in=[role.code for role in actor.roles])
    )
    return mine & Q(agency=actor.scope_id, until_at=None)


class Opening(AgencyOwned):
    """Lượt mở: who read a document, when. Recall, the urgent ladder and the person concerned need it."""

    document = scoped_fk("documents.Document", related_name="openings")
    user = models.ForeignKey("agencies.User", on_delete=models.PROTECT, related_name="+")
    seat = scoped_fk("agencies.Seat", related_name="+")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["document", "-at"], name="openings_of_a_document")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.at}"
