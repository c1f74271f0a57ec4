"""Accounts of the console: enrolled, signed in and out, audited, throttled, and never guessed."""

import pytest
from django.test import Client

from congvan.base import attempts
from congvan.base.actor import Actor
from congvan.base.audit.models import AuditEvent
from congvan.base.errors import Denied
from congvan.hub.acts.roles import MEMBER
from congvan.hub.console import actions
from congvan.hub.console.door import visitor
from congvan.hub.console.models import Operator
from congvan.ui.sign_in import WRONG
from tests.hub import packets
from tests.hub.cast import LOGIN, OPERATOR_NAME, PASSWORD, PROVINCE, SGDDT, UBND
from tests.hub.conftest import AT
from tests.hub.test_members import BY

ADDRESS = "/truc/dang-nhap"


def sign_in(client, login=LOGIN, password=PASSWORD, **more):
    return client.post(ADDRESS, {"login": login, "password": password} | more)


def events(outcome="done", act="console.sign_in"):
    return list(AuditEvent.objects.filter(act=act, outcome=outcome).order_by("id"))


@pytest.mark.law("QD11/D13.K2")
def test_d13_k2_a_person_signs_in_by_name_and_password_and_it_is_recorded(cast, client):
    response = sign_in(client)
    assert (response.status_code, response["Location"]) == (303, "/truc/")
    (event,) = events()
    account = Operator.objects.get()
    assert (event.subject_id, event.kept, event.at) == (account.pk, {"login": LOGIN}, AT)
    assert f"{OPERATOR_NAME} · Vận hành trục" in client.get("/truc/").content.decode()


@pytest.mark.law("QD11/D13.K2")
@pytest.mark.parametrize(("login", "password"), [(LOGIN, "sai"), ("khong.co", PASSWORD), ("khong.co", "")])
def test_d13_k2_wrong_or_unknown_gets_the_same_words_and_is_recorded(cast, client, login, password):
    response = sign_in(client, login, password or "x")
    assert response.status_code == 422
    assert WRONG in response.content.decode()
    (event,) = events("refused")
    assert event.reason.startswith("console.wrong_password: ")
    assert login not in event.reason, "people type passwords into the wrong field"
    assert client.get("/truc/").status_code == 303


def test_name_is_read_without_regard_to_case_and_spaces(cast, client):
    assert sign_in(client, f" {LOGIN.upper()} ").status_code == 303


def test_guessing_is_throttled_and_then_not_even_recorded(cast, client):
    for _ in range(attempts.BY_LOGIN_MAX):
        assert sign_in(client, password="sai").status_code == 422
    response = sign_in(client)
    assert response.status_code == 429
    assert "Chờ 15 phút rồi thử lại" in response.content.decode()
    assert (len(events("refused")), len(events())) == (attempts.BY_LOGIN_MAX, 0)


def test_success_forgives_the_failures_before(cast, client):
    for _ in range(attempts.BY_LOGIN_MAX - 1):
        sign_in(client, password="sai")
    assert sign_in(client).status_code == 303
    assert sign_in(Client(), password="sai").status_code == 422


@pytest.mark.parametrize(("next_", "to"), [
    ("/truc/goi-tin/?loai=van-ban", "/truc/goi-tin/?loai=van-ban"),
    ("https://elsewhere.example/", "/truc/"), ("//elsewhere.example/", "/truc/"), ("truc", "/truc/"),
])  # fmt: skip
def test_one_goes_on_to_what_one_wanted_but_never_off_the_site(cast, client, next_, to):
    assert sign_in(client, next=next_)["Location"] == to


def test_signed_in_the_page_of_signing_in_leads_on(operator):
    assert operator.get(ADDRESS)["Location"] == "/truc/"


def test_cookies_are_kept_from_scripts_and_other_sites(operator):
    for name in ("congvan_hub", "congvan_hub_seen"):
        cookie = operator.cookies[name]
        assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_who_was_idle_for_too_long_signs_in_again(operator):
    operator.cookies["congvan_hub_seen"] = "older:than:an-hour"
    assert operator.get("/truc/")["Location"].startswith(ADDRESS)


@pytest.mark.law("QD11/D13.K2")
def test_d13_k2_sign_out_ends_the_session_and_is_recorded(operator):
    response = operator.post("/truc/dang-xuat")
    assert (response.status_code, response["Location"]) == (303, ADDRESS)
    assert operator.get("/truc/").status_code == 303
    (event,) = events(act="console.sign_out")
    assert (event.actor_name, event.kept) == (OPERATOR_NAME, {"login": LOGIN})


def test_nobody_signs_another_one_out(cast):
    other = Operator.objects.get()
    stranger = Actor(name="Phan Hà", roles=BY.roles, user_id=None)
    with pytest.raises(Denied):
        actions.sign_out(by=stranger, at=AT, operator=other)


def test_forms_of_another_site_are_refused_but_the_protocol_needs_no_cookie(cast, peers):
    strict = Client(enforce_csrf_checks=True)
    response = sign_in(strict)
    assert response.status_code == 403
    assert "Trang đã mở quá lâu" in response.content.decode()
    body = packets.document(UBND, [SGDDT])
    token = peers[PROVINCE].token("POST", "/v1/packets", body)
    sent = strict.generic("POST", "/v1/packets", body, headers={"Authorization": f"Bearer {token}"})
    assert sent.status_code == 201


@pytest.mark.law("QD11/D10.K4")
def test_d10_k4_only_an_operator_makes_an_account(cast):
    for other in (visitor(), Actor(name="he-thong", roles=frozenset({MEMBER}))):
        with pytest.raises(Denied):
            actions.enroll_operator(by=other, at=AT, login="ai.do", name="Ai Đó", password="mot-mat-khau-dai")
    assert Operator.objects.count() == 1


@pytest.mark.parametrize(("changed", "refusal"), [
    ({"login": LOGIN}, actions.LoginTaken),
    ({"login": "Có Dấu"}, actions.LoginUnfit),
    ({"login": "ab"}, actions.LoginUnfit),
    ({"login": "a" * 81}, actions.LoginUnfit),
    ({"password": "x" * 11}, actions.PasswordShort),
])  # fmt: skip
def test_account_is_refused(cast, changed, refusal):
    facts = {"login": "phan.ha", "name": "Phan Hà", "password": "x" * 12} | changed
    with pytest.raises(refusal):
        actions.enroll_operator(by=BY, at=AT, **facts)


def test_of_a_password_only_its_hash_is_kept(cast):
    account = Operator.objects.get()
    assert PASSWORD not in account.password
    assert account.check_password(PASSWORD)


def test_public_page_leads_to_the_console(cast, client):
    assert 'href="/truc/"' in client.get("/").content.decode()
