"""Notices in the application: (kind, what about), never a URL."""

from django.db import models

from congvan.base.actor import Actor
from congvan.base.policy import Facts
from congvan.node.acts.roles import OWNS_IT
from congvan.node.agencies.models import AgencyOwned, facts_within, scoped_fk


class Notice(AgencyOwned):
    """Something that a seat should know. `urgent` ones stand first."""

    seat = scoped_fk("agencies.Seat", related_name="notices")
    kind = models.CharField(max_length=40)
    document = scoped_fk("documents.Document", related_name="notices")
    text = models.CharField(max_length=500)
    urgency = models.SmallIntegerField(default=0)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["agency", "seat", "-id"], name="notices_of_a_seat")]

    def __str__(self) -> str:
        return self.text

    def facts_for(self, actor: Actor) -> Facts:
        own = self.seat_id in getattr(actor, "seat_ids", ())
        return facts_within(actor, self.agency_id, *([OWNS_IT] if own else []), visible=own)
