"""Agencies and people: User (a person) – Appointment (a period) – Seat (a place in a unit) – Agency."""

from typing import Any

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractBaseUser
from django.db import models
from django.db.models import Q

from congvan.base.actor import Actor
from congvan.base.acts import Relation
from congvan.base.ids import new_id
from congvan.base.policy import Facts
from congvan.node.acts.roles import OWNS_IT, SAME_AGENCY

PERIOD_IS_LAWFUL = Q(to_date=None) | Q(to_date__gte=models.F("from_date"))


def facts_within(actor: Actor, agency_id: Any, *relations: Relation, visible: bool = True) -> Facts:
    """Facts between an actor and a thing of an agency. Of another agency nothing holds or is seen."""
    if actor.scope_id != agency_id:
        return Facts(frozenset(actor.roles) if actor.scope_id is None else frozenset(), visible=False)
    return Facts(frozenset(actor.roles) | {SAME_AGENCY, *relations}, visible=visible)


class Installation(models.Model):
    """The node itself: parent of agencies; the operator's acts have it as their subject."""

    id = models.UUIDField(primary_key=True, default=new_id)
    name = models.CharField(max_length=200, unique=True)

    def __str__(self) -> str:
        return self.name

    def facts_for(self, actor: Actor) -> Facts:
        return Facts(frozenset(actor.roles), visible=True)


class Agency(models.Model):
    """Cơ quan: a tenant. Level is data; predecessor and successor are known from day one.

    `hours` are its working intervals as ["07:00", "11:30"] pairs; none: the usual eight hours.
    """

    id = models.UUIDField(primary_key=True, default=new_id)
    name = models.CharField(max_length=200)
    sort_key = models.CharField(max_length=1000, db_collation="C")
    abbreviation = models.CharField(max_length=30)
    place = models.CharField(max_length=50)
    level = models.SmallIntegerField()
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    successor = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="predecessors")
    profile = models.CharField(max_length=40)
    adopted_on = models.DateField(null=True)
    hours = models.JSONField(default=list)
    founded_on = models.DateField()
    closed_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name", "founded_on"], name="one_agency_per_name_and_day")
        ]

    def __str__(self) -> str:
        return self.name

    def facts_for(self, actor: Actor) -> Facts:
        return facts_within(actor, self.id)


class AgencyCode(models.Model):
    """A code that an agency has or had (QCVN 102 or QĐ 20/2020), with its period."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="codes")
    scheme = models.CharField(max_length=10)
    code = models.CharField(max_length=35)
    from_date = models.DateField()
    to_date = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["code"], condition=Q(to_date=None), name="one_agency_per_open_code"
            ),
            models.CheckConstraint(condition=PERIOD_IS_LAWFUL, name="agency_code_period"),
        ]

    def __str__(self) -> str:
        return self.code


class AgencyOwned(models.Model):
    """Anything that belongs to one agency. Its key for references is (agency, id)."""

    id = models.UUIDField(primary_key=True, default=new_id)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


def scoped_fk(to: str, **options: Any) -> Any:
    """A reference within one agency: the database holds it by a composite key, made in a migration."""
    return models.ForeignKey(to, on_delete=models.PROTECT, db_constraint=False, **options)


class IssuingBody(AgencyOwned):
    """Cơ quan, tổ chức ban hành: letterhead, seal and series. One agency may hold several."""

    name = models.CharField(max_length=200)
    superior_name = models.CharField(max_length=200, blank=True)
    abbreviation = models.CharField(max_length=30)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "name"], name="one_body_per_name")]

    def __str__(self) -> str:
        return self.name


class Unit(AgencyOwned):
    """Đơn vị, phòng ban."""

    name = models.CharField(max_length=200)
    abbreviation = models.CharField(max_length=30, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "name"], name="one_unit_per_name")]

    def __str__(self) -> str:
        return self.name

    def facts_for(self, actor: Actor) -> Facts:
        return facts_within(actor, self.agency_id)


class User(AbstractBaseUser):
    """A person with an account, at no agency by itself: seats are held by appointment."""

    id = models.UUIDField(primary_key=True, default=new_id)
    login = models.CharField(max_length=80, unique=True)
    name = models.CharField(max_length=100)
    sort_key = models.CharField(max_length=500, db_collation="C")

    USERNAME_FIELD = "login"
    objects = BaseUserManager["User"]()

    def __str__(self) -> str:
        return self.name


class Seat(AgencyOwned):
    """Vị trí: one place in a unit. Lines, keys, duties and signing authority attach to it."""

    unit = scoped_fk("agencies.Unit", related_name="seats")
    title = models.CharField(max_length=100)
    place = models.SmallIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "title", "place"], name="one_seat_per_place")]

    def __str__(self) -> str:
        return self.title

    def facts_for(self, actor: Actor) -> Facts:
        return facts_within(actor, self.agency_id, *([OWNS_IT] if actor.seat_id == self.id else []))


class Appointment(AgencyOwned):
    """Who holds a seat, from when to when."""

    seat = scoped_fk("agencies.Seat", related_name="appointments")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="appointments")
    from_date = models.DateField()
    to_date = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["seat"], condition=Q(to_date=None), name="one_holder_per_seat"),
            models.CheckConstraint(condition=PERIOD_IS_LAWFUL, name="appointment_period"),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.seat}"


class Duty(AgencyOwned):
    """A role given to a seat for a period (văn thư is a duty, not a kind of user)."""

    seat = scoped_fk("agencies.Seat", related_name="duties")
    role = models.CharField(max_length=20)
    from_date = models.DateField()
    to_date = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["seat", "role"], condition=Q(to_date=None), name="one_open_duty_per_role"
            ),
            models.CheckConstraint(condition=PERIOD_IS_LAWFUL, name="duty_period"),
        ]

    def __str__(self) -> str:
        return f"{self.role} – {self.seat}"


class Delegation(AgencyOwned):
    """Xử lý thay: a seat acts with another's roles in the system for a time, never with its key."""

    seat = scoped_fk("agencies.Seat", related_name="delegations")
    substitute = scoped_fk("agencies.Seat", related_name="substitutions")
    from_date = models.DateField()
    to_date = models.DateField()
    reason = models.CharField(max_length=500)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=PERIOD_IS_LAWFUL, name="delegation_period"),
            models.CheckConstraint(condition=~Q(seat=models.F("substitute")), name="delegation_to_another"),
        ]

    def __str__(self) -> str:
        return f"{self.substitute} thay {self.seat}"


class SigningAuthority(AgencyOwned):
    """Thẩm quyền ký: who signs for which body in which form (TM., KT., TL., TUQ., Q.), on which basis."""

    seat = scoped_fk("agencies.Seat", related_name="authorities")
    body = scoped_fk("agencies.IssuingBody", related_name="authorities")
    form = models.CharField(max_length=10)
    lines = models.JSONField()
    kinds = models.JSONField(default=list)
    basis = models.CharField(max_length=500)
    from_date = models.DateField()
    to_date = models.DateField(null=True)

    class Meta:
        verbose_name_plural = "signing authorities"
        constraints = [
            models.UniqueConstraint(
                fields=["seat", "body", "form"], condition=Q(to_date=None), name="one_open_authority_per_form"
            ),
            models.CheckConstraint(condition=PERIOD_IS_LAWFUL, name="authority_period"),
        ]

    def __str__(self) -> str:
        return " / ".join(self.lines)


class SigningKey(AgencyOwned):
    """The certificate of a seat (a person) or a body (its seal), and its key's label at the signer."""

    seat = scoped_fk("agencies.Seat", related_name="keys", null=True)
    body = scoped_fk("agencies.IssuingBody", related_name="keys", null=True)
    label = models.CharField(max_length=100)
    fingerprint = models.CharField(max_length=64)
    from_date = models.DateField()
    to_date = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "fingerprint"], condition=Q(to_date=None), name="one_holder_per_key"
            ),
            models.CheckConstraint(
                condition=Q(seat=None, body__isnull=False) | Q(seat__isnull=False, body=None),
                name="key_of_a_seat_or_a_body",
            ),
        ]

    def __str__(self) -> str:
        return self.label
