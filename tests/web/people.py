"""People of the cast in front of a browser: signed in by the real form."""

from django.test import Client

from congvan.node.acts.roles import PERSON_ROLES
from congvan.node.agencies.models import Duty, User
from congvan.node.agencies.people import NodeActor
from tests.node import cast
from tests.node.cast import PASSWORD

SIGN_IN = "/dang-nhap"


def client_of(who: str | NodeActor) -> Client:
    """The browser of somebody who has just signed in."""
    user = cast.user(who) if isinstance(who, str) else User.objects.get(pk=who.user_id)
    client = Client()
    response = client.post(SIGN_IN, {"login": user.login, "password": PASSWORD})
    assert response.status_code == 303, "the sign-in of the cast"
    return client


def stranger_of() -> Client:
    """Ngọc, with every duty at her own agency: what she does not find, she does not find for her agency."""
    held = {"agency": cast.agency(cast.HUYEN), "seat": cast.seat("Ngọc"), "from_date": cast.FROM}
    known = Duty.objects.filter(seat=held["seat"]).values_list("role", flat=True)
    codes = {role.code for role in PERSON_ROLES} - set(known)
    Duty.objects.bulk_create(Duty(role=code, **held) for code in sorted(codes))
    return client_of("Ngọc")
