"""Hồ sơ công việc: the documents of one matter, by reference."""

from django.db import models

from congvan.base.actor import Actor
from congvan.base.policy import Facts
from congvan.node.acts.roles import KEEPS_IT
from congvan.node.acts.states import DossierState
from congvan.node.agencies.models import AgencyOwned, facts_within, scoped_fk
from congvan.node.documents.steps import WHOLE_AGENCY


class Dossier(AgencyOwned):
    """A case file, kept by the seat that follows the matter; it passes to the successor with the seat."""

    code = models.CharField(max_length=20)
    title = models.CharField(max_length=500)
    keeper = scoped_fk("agencies.Seat", related_name="dossiers")
    state = models.CharField(max_length=12, default=DossierState.OPEN)
    opened_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "code"], name="one_dossier_per_code")]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    def facts_for(self, actor: Actor) -> Facts:
        keeps = self.keeper_id in getattr(actor, "seat_ids", ())
        seen = (
            keeps
            or not actor.roles.isdisjoint(WHOLE_AGENCY)
            or self.keeper.unit_id in getattr(actor, "headed_unit_ids", ())
        )
        return facts_within(actor, self.agency_id, *([KEEPS_IT] if keeps else []), visible=seen)


class Filing(AgencyOwned):
    """A document in a dossier, at its place in order."""

    dossier = scoped_fk("dossiers.Dossier", related_name="filings")
    document = scoped_fk("documents.Document", related_name="filings")
    ordinal = models.IntegerField()
    filed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dossier", "document"], name="a_document_once_in_a_dossier"),
            models.UniqueConstraint(fields=["dossier", "ordinal"], name="one_document_per_ordinal"),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} #{self.ordinal}"
