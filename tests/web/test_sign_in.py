"""Signing in: guessed passwords, unknown names, sessions that are too old, and where one is sent afterwards."""

from contextlib import contextmanager
from urllib.parse import urljoin, urlsplit

import pytest
from django.conf import settings
from django.core import signing
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from congvan.base.attempts import BY_LOGIN_MAX
from congvan.base.audit.models import AuditEvent
from congvan.ui import session
from congvan.ui.sign_in import THROTTLED, WRONG
from tests.node import cast
from tests.node.cast import PASSWORD
from tests.web.people import SIGN_IN, client_of

pytestmark = pytest.mark.usefixtures("node")
INBOX = f"/{cast.SO}/van-ban-den/chua-xu-ly"
SEEN_COOKIE = f"congvan_{settings.SITE.name}_seen"
MINUTE, HOUR = 60, 3600


def login(name: str) -> str:
    return cast.user(name).login


def attempt(login: str, password: str, client: Client | None = None, **more: str):
    return (client or Client()).post(SIGN_IN, {"login": login, "password": password, **more})


@pytest.mark.law("QD11/D13.K2")
def test_d13_k2_guessing_is_stopped_with_words():
    for _ in range(BY_LOGIN_MAX):
        response = attempt(login("Vân"), "sai")
        assert response.status_code == 422
        assert WRONG in response.content.decode()
    response = attempt(login("Vân"), PASSWORD)
    assert response.status_code == 429
    assert THROTTLED in response.content.decode()
    assert attempt(login("Lâm"), PASSWORD).status_code == 303, "nobody else is held up"


def test_failures_are_forgotten_by_a_right_password():
    for _ in range(BY_LOGIN_MAX - 1):
        attempt(login("Vân"), "sai")
    assert attempt(login("Vân"), PASSWORD).status_code == 303
    assert attempt(login("Vân"), "sai").status_code == 422


@pytest.mark.law("QD11/D13.K2")
def test_d13_k2_a_failed_sign_in_is_kept():
    attempt(login("Vân"), "sai")
    event = AuditEvent.objects.filter(act="agencies.sign_in").latest("id")
    assert (event.outcome, event.kept) == ("refused", {})


def test_an_unknown_name_costs_the_same_and_is_told_the_same(monkeypatch):
    """As many hashes, as many statements, the same page: nobody learns which names there are."""
    from django.contrib.auth.hashers import MD5PasswordHasher

    hashed, usual = [], MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *told: (hashed.append(1), usual(*told))[1])
    told = []
    for name in (login("Vân"), "khong-co"):
        hashed.clear()
        with CaptureQueriesContext(connection) as queries:
            response = attempt(name, "sai")
        page = response.content.decode().replace(name, "")
        told.append((response.status_code, len(hashed), len(queries), WRONG in page, len(page)))
    assert told[0] == told[1]
    assert told[0][1] == 1


@contextmanager
def ago(monkeypatch, seconds: float):
    """Marks are signed as if it were so long ago."""
    with monkeypatch.context() as patch:
        usual = signing.TimestampSigner.timestamp

        def timestamp(signer):
            return signing.b62_encode(signing.b62_decode(usual(signer)) - int(seconds))

        patch.setattr(signing.TimestampSigner, "timestamp", timestamp)
        yield


@pytest.mark.parametrize(("minutes", "status"), [(-1, 200), (1, 303)], ids=["just-in-time", "too-long"])
def test_idle_sessions_end(monkeypatch, minutes, status):
    client = client_of("Vân")
    with ago(monkeypatch, (settings.SITE.idle_minutes + minutes) * MINUTE):
        client.cookies[SEEN_COOKIE] = session._SEEN.sign(str(cast.user("Vân").pk))
    assert client.get(INBOX).status_code == status


@pytest.mark.parametrize(("minutes", "status"), [(-1, 200), (1, 303)], ids=["just-in-time", "too-long"])
def test_long_sessions_end_however_busy(monkeypatch, minutes, status):
    with ago(monkeypatch, settings.SITE.session_hours * HOUR + minutes * MINUTE):
        client = client_of("Vân")
    client.cookies[SEEN_COOKIE] = session._SEEN.sign(str(cast.user("Vân").pk))
    assert client.get(INBOX).status_code == status


def test_each_page_renews_the_mark():
    response = client_of("Vân").get(INBOX)
    cookie = response.cookies[SEEN_COOKIE]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


@pytest.mark.parametrize("value", ["", "x", "another's"])
def test_a_false_mark_is_no_session(value):
    client = client_of("Vân")
    other = session._SEEN.sign(str(cast.user("Lâm").pk))
    client.cookies[SEEN_COOKIE] = other if value == "another's" else value
    assert client.get(INBOX).status_code == 303


def test_signing_out_ends_the_session_for_every_copy_of_its_cookies():
    client, copy = client_of("Vân"), Client()
    copy.cookies.load({name: morsel.value for name, morsel in client.cookies.items()})
    assert copy.get(INBOX).status_code == 200
    assert client.post("/dang-xuat").status_code == 303
    assert copy.get(INBOX).status_code == 303


def test_a_session_gets_a_new_name_when_somebody_signs_in():
    client = client_of("Vân")
    before = client.cookies[settings.SESSION_COOKIE_NAME].value
    attempt(login("Lâm"), PASSWORD, client)
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != before


ELSEWHERE = [
    "//evil.example/", "https://evil.example/", "http:evil.example", "/\\evil.example", "\\\\evil.example",
    "javascript:alert(1)", "\t//evil.example", "/\t/evil.example", "///evil.example", "evil.example", "@evil.example",
    "/\n/evil.example", "http:///evil.example", "https:evil.example", "%2F%2Fevil.example",
]  # fmt: skip


@pytest.mark.parametrize("wanted", [*ELSEWHERE, "x" * 600])
def test_nobody_is_led_off_the_site(wanted):
    """Neither by the address of the sign-in nor by its field, as a browser reads what is sent."""
    for response in (
        attempt(login("Vân"), PASSWORD, next=wanted),
        client_of("Vân").get(SIGN_IN, {"tiep": wanted}),
        Client().get(SIGN_IN, {"tiep": wanted}),
    ):
        onwards = response.get("Location", "/").replace("\\", "/")
        assert urlsplit(urljoin("http://testserver/dang-nhap", onwards)).netloc == "testserver"
        assert 'name="next" value="//' not in response.content.decode()


def test_one_is_led_to_what_one_wanted():
    wanted = f"{INBOX}?nguon=ban-giay"
    page = Client().get(SIGN_IN, {"tiep": wanted}).content.decode()
    assert f'name="next" value="{wanted}"' in page
    assert attempt(login("Vân"), PASSWORD, next=wanted)["Location"] == wanted


def test_a_form_without_its_token_is_refused():
    client = Client(enforce_csrf_checks=True)
    assert attempt(login("Vân"), PASSWORD, client).status_code == 403
