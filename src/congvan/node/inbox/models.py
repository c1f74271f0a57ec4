"""How far this node has read the hub's changes."""

from django.db import models

from congvan.base.actor import Actor
from congvan.base.ids import new_id
from congvan.base.policy import Facts


class HubCursor(models.Model):
    """The place up to which every packet is safe at this node. One row per hub."""

    id = models.UUIDField(primary_key=True, default=new_id)
    hub = models.CharField(max_length=200, unique=True)
    cursor = models.CharField(max_length=100, default="0")

    def __str__(self) -> str:
        return f"{self.hub}: {self.cursor}"

    def facts_for(self, actor: Actor) -> Facts:
        return Facts(frozenset(actor.roles), visible=False)
