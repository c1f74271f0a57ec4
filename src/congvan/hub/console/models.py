"""The table of the people who run the hub."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from congvan.base.actor import Actor
from congvan.base.acts import Atom
from congvan.base.ids import new_id
from congvan.base.policy import Facts
from congvan.hub.acts.roles import OWN_ACCOUNT

LOGIN_CHARS_MAX = 80
NAME_CHARS_MAX = 100
LOGIN_SHAPE = r"^[a-z0-9][a-z0-9._-]{2,79}$"


class Operator(AbstractBaseUser):
    """A person with an account at the console: login, name, and the hash of a password."""

    last_login = None  # the audit says it, by legal time

    id = models.UUIDField(primary_key=True, default=new_id)
    login = models.CharField(max_length=LOGIN_CHARS_MAX, unique=True)
    name = models.CharField(max_length=NAME_CHARS_MAX)

    USERNAME_FIELD = "login"
    objects = BaseUserManager["Operator"]()

    class Meta:
        constraints = [
            models.CheckConstraint(name="operator_login_shape", condition=models.Q(login__regex=LOGIN_SHAPE)),
            models.CheckConstraint(name="operator_has_a_name", condition=~models.Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name

    def facts_for(self, actor: Actor) -> Facts:
        """Operators know each other; an account is its owner's only."""
        own: set[Atom] = {OWN_ACCOUNT} if actor.user_id == self.pk else set()
        return Facts(holds=frozenset(actor.roles | own), visible=True)
