"""The same questions to every address of the console, asked from its table of routes."""

from dataclasses import replace
from urllib.parse import urlencode

import pytest
from django.urls import get_resolver, reverse

from congvan.base.acts import Act
from congvan.base.audit.models import AuditEvent
from congvan.base.ids import new_id, shorten
from congvan.hub.acts.roles import MEMBER, VISITOR
from congvan.hub.console.door import enter
from congvan.hub.console.routes import ROUTES
from congvan.hub.members import actions
from congvan.hub.members.models import Member
from congvan.law.refs import require
from congvan.ui.routes import Policy, could_ever
from dev.verbs import acts
from tests.hub.cast import EDUCATION
from tests.hub.conftest import AT
from tests.hub.test_members import BY

CLOSED = [route for route in ROUTES if not could_ever(route.need.may, frozenset({VISITOR}))]
WITH_ID = [route for route in ROUTES if "<short:" in route.path]
MOVING = [route for route in ROUTES if isinstance(route.need, Act) and route.need.move is not None]
NAMES = {"ids": lambda route: route.name}
SIGN_IN = "/truc/dang-nhap"


@pytest.fixture
def address(traffic):
    """The address of a route, with ids of things that are there (or with the given one)."""
    ids = {"member_id": Member.objects.get(code=EDUCATION).pk, "packet_id": traffic["waiting"]["packet_id"]}

    def of(route, value=None):
        path = "/" + route.path
        for name, known in ids.items():
            chosen = value or shorten(known if name == "member_id" else type(ids["member_id"])(known))
            path = path.replace(f"<short:{name}>", chosen)
        return path

    return of


def call(client, route, path, **data):
    return client.post(path, data) if "GET" not in route.methods else client.get(path)


@pytest.mark.parametrize("route", ROUTES, **NAMES)
def test_it_rests_on_an_act_or_a_policy_with_its_law(route):
    assert isinstance(route.need, Policy) or route.need in acts("hub")
    assert require(*route.need.law)
    assert route.methods


def test_nothing_under_truc_goes_around_the_door():
    patterns = [str(one.pattern) for one in get_resolver().url_patterns]
    assert sorted(one for one in patterns if one.startswith("truc")) == sorted(one.path for one in ROUTES)


@pytest.mark.parametrize("route", ROUTES, **NAMES)
def test_without_act_or_policy_the_program_does_not_start(route):
    with pytest.raises(AssertionError, match="who may enter"):
        enter(replace(route, need=None))


@pytest.mark.parametrize("route", CLOSED, **NAMES)
def test_signed_out_leads_to_sign_in_and_on_to_what_was_wanted(client, address, route):
    path = address(route)
    response = call(client, route, path)
    wanted = f"?{urlencode({'tiep': path})}" if "GET" in route.methods else ""
    assert (response.status_code, response["Location"]) == (303, SIGN_IN + wanted)


@pytest.mark.parametrize("route", CLOSED, **NAMES)
def test_signed_out_script_is_told_where_to_go(client, address, route):
    call_with = client.post if "GET" not in route.methods else client.get
    response = call_with(address(route), headers={"HX-Request": "true"})
    assert response.status_code == 401
    assert response["HX-Redirect"].startswith(SIGN_IN)


@pytest.mark.parametrize("route", ROUTES, **NAMES)
def test_wrong_method_gets_405_and_the_right_ones(operator, address, route):
    response = operator.delete(address(route))
    assert (response.status_code, response["Allow"]) == (405, ", ".join(route.methods))


@pytest.mark.parametrize("bad", [shorten(new_id()), "U" * 26, "Z" * 26, "abc"])
@pytest.mark.parametrize("route", WITH_ID, **NAMES)
def test_bad_id_gets_404_with_a_page(operator, address, route, bad):
    for answer in (operator.get, operator.post)[: 2 if "POST" in route.methods else 1]:
        response = answer(address(route, bad))
        assert response.status_code == 404
        assert "Không tìm thấy trang này" in response.content.decode()


@pytest.mark.parametrize("route", CLOSED, **NAMES)
def test_without_the_role_gets_403(operator, rf, address, route):
    """Who is signed in is an operator; so the same view is put behind a right that no operator has."""
    elsewhere = enter(replace(route, need=Policy("x.y", "Việc của thành viên", ("QD11/D10.K4",), may=MEMBER)))
    request = getattr(rf, route.methods[-1].lower())(address(route))
    request.session, request.COOKIES = (
        operator.session,
        {name: one.value for name, one in operator.cookies.items()},
    )
    request.user = type(operator_of(operator)).objects.get()
    assert elsewhere(request).status_code == 403


def operator_of(client):
    from django.contrib.auth import get_user_model

    return get_user_model().objects.get(pk=client.session["_auth_user_id"])


@pytest.mark.parametrize("route", MOVING, **NAMES)
def test_wrong_state_gets_409_and_the_way_to_the_new_one(operator, address, route):
    member = Member.objects.get(code=EDUCATION)
    if "suspend" in route.name:
        actions.suspend_member(by=BY, at=AT, member=member, reason="thử")
    response = operator.post(address(route), {"reason": "Đổi máy chủ tối nay"})
    assert response.status_code == 409
    text = response.content.decode()
    assert "vừa được người khác xử lý" in text
    assert "Đổi máy chủ tối nay" in text, "what was typed is not lost"
    assert f'href="{reverse("console-member", args=[member.pk])}"' in text


@pytest.mark.parametrize("route", MOVING, **NAMES)
def test_twice_is_harmless(operator, address, route):
    member = Member.objects.get(code=EDUCATION)
    if "resume" in route.name:
        actions.suspend_member(by=BY, at=AT, member=member, reason="thử")
    form = {"reason": "Đổi máy chủ", "idempotency_key": "once"}
    first, second = (operator.post(address(route), form) for _ in range(2))
    assert (first.status_code, second.status_code) == (303, 303)
    assert first["Location"] == second["Location"]
    done = AuditEvent.objects.filter(act=route.need.code, outcome="done", kept__reason="Đổi máy chủ")
    assert done.count() == 1


@pytest.mark.parametrize("route", MOVING, **NAMES)
def test_one_key_for_two_requests_is_refused(operator, address, route):
    if "resume" in route.name:
        actions.suspend_member(by=BY, at=AT, member=Member.objects.get(code=EDUCATION), reason="thử")
    operator.post(address(route), {"reason": "một", "idempotency_key": "once"})
    response = operator.post(address(route), {"reason": "hai", "idempotency_key": "once"})
    assert response.status_code == 422
    assert "Khóa chống lặp này đã dùng" in response.content.decode()


def test_sign_out_twice_is_harmless(operator):
    assert operator.post("/truc/dang-xuat").status_code == 303
    assert operator.post("/truc/dang-xuat").status_code == 303
    assert AuditEvent.objects.filter(act="console.sign_out", outcome="done").count() == 1


def test_unknown_address_is_a_page_for_people_and_json_for_programs(operator):
    assert "Không tìm thấy trang này" in operator.get("/truc/khong-co").content.decode()
    assert operator.get("/v1/khong-co").json()["code"] == "request.not_found"
