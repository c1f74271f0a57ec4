"""Tables of the members: systems, the agencies that they speak for, and the tokens already used."""

from datetime import date, timedelta
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from congvan.base.actor import Actor
from congvan.base.acts import Atom
from congvan.base.ids import new_id
from congvan.base.policy import Facts
from congvan.hub.acts.members import ACTIVE, SUSPENDED
from congvan.hub.acts.roles import IS_ITSELF, SPEAKS_FOR

CODE_CHARS_MAX = 50
NAME_CHARS_MAX = 200
PULL_NOTED_EVERY = timedelta(seconds=10)


class Member(models.Model):
    """A system connected to the hub: a node of ours or another vendor's. It acts by its key only.

    `pulled_at` is when it last asked for its deliveries, by the database's clock and to ten seconds.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    code = models.CharField(max_length=CODE_CHARS_MAX, unique=True)
    name = models.CharField(max_length=NAME_CHARS_MAX)
    public_key = models.TextField()
    state = models.CharField(max_length=10, default=ACTIVE)
    enrolled_at = models.DateTimeField()
    pulled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="member_state_known", condition=models.Q(state__in=[ACTIVE, SUSPENDED])
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def facts_for(self, actor: Actor) -> Facts:
        """A member is seen by all; only it is itself."""
        itself: set[Atom] = {IS_ITSELF} if actor.scope_id == self.pk else set()
        return Facts(holds=frozenset(actor.roles | itself), visible=True)

    @classmethod
    def note_pull(cls, member_id: UUID) -> None:
        """Keep that a member has just asked; members ask each second, so most calls change no row."""
        older = Q(pulled_at=None) | Q(pulled_at__lt=Now() - PULL_NOTED_EVERY)
        cls.objects.filter(older, pk=member_id).update(pulled_at=Now())


class HubAgency(models.Model):
    """An agency as the directory knows it: one code, valid for a period, reached through one member.

    `valid_to` is the first day on which the code no longer holds. `represented`: a body without a system of
    its own. `change` numbers the changes of the directory in the order of their commits.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    code = models.CharField(max_length=CODE_CHARS_MAX)
    name = models.CharField(max_length=NAME_CHARS_MAX)
    level = models.PositiveSmallIntegerField()
    member = models.ForeignKey(Member, on_delete=models.PROTECT)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    represented = models.BooleanField(default=False)
    change = models.BigIntegerField(unique=True)

    class Meta:
        indexes = [models.Index(fields=["code", "valid_from"], name="agency_by_code")]
        constraints = [
            models.UniqueConstraint(
                fields=["code"], condition=models.Q(valid_to=None), name="one_open_agency_per_code"
            ),
            models.CheckConstraint(
                name="agency_code_shape", condition=models.Q(code__regex=r"^[0-9A-Za-z.]+$")
            ),
            models.CheckConstraint(name="agency_level_1_to_4", condition=models.Q(level__range=(1, 4))),
            models.CheckConstraint(
                name="agency_period_forward",
                condition=models.Q(valid_to=None) | models.Q(valid_to__gte=models.F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def facts_for(self, actor: Actor) -> Facts:
        """The directory is open to all; only its member speaks for an agency."""
        speaks: set[Atom] = {SPEAKS_FOR} if actor.scope_id == self.member_id else set()
        return Facts(holds=frozenset(actor.roles | speaks), visible=True)

    def close(self, *, on: date, change: int) -> None:
        """End the code's period; from `on` it no longer holds."""
        self.valid_to, self.change = on, change
        self.save(update_fields=["valid_to", "change"])


class SeenToken(models.Model):
    """A request token that was used. It may be forgotten once it has expired by real time."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT)
    jti = models.CharField(max_length=64)
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "jti"], name="one_use_per_token")]

    def __str__(self) -> str:
        return self.jti
