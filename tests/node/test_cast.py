"""The cast stands as the architecture describes it."""

import pytest

from congvan.base.audit.models import AuditEvent
from congvan.node.acts.roles import ADMIN, CLERK, LEADER, OFFICER, UNIT_HEAD
from tests.node import cast

ROLES = {"Vân": CLERK, "Lâm": LEADER, "Phú": UNIT_HEAD, "Quân": ADMIN, "Ngọc": CLERK}


def test_each_has_their_role(node):
    for name in cast.PEOPLE:
        assert cast.actor(name).roles == {OFFICER, ROLES.get(name, OFFICER)}


def test_only_the_outsider_is_elsewhere(node):
    elsewhere = {name for name in cast.PEOPLE if cast.actor(name).scope_id != cast.agency().id}
    assert elsewhere == {"Ngọc"}


def test_everything_was_done_through_acts(node):
    assert not AuditEvent.objects.exclude(outcome="done").exists()
    assert AuditEvent.objects.filter(act="agencies.appoint").count() == len(cast.PEOPLE)


def test_a_clone_has_the_cast_and_is_apart(committed):
    assert cast.actor("Vân").name == "Vũ Vân"
    assert "/congvan_clone_" in committed


@pytest.mark.django_db
def test_the_usual_database_is_back_after_a_clone():
    from django.db import connection

    assert connection.settings_dict["NAME"] == "test_congvan"
