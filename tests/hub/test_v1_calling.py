"""Statements P6, P10–P17, P80 of docs/protocol/v1.md: who calls, and how a refusal looks."""

import time

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from congvan.sites.demo.peer import Peer
from tests.hub import packets
from tests.hub.cast import EDUCATION, PROVINCE, SGDDT, UBND

PATH = "/v1/changes?since=0"


@pytest.fixture
def ask(hub):
    """Make a request with a token that may be wrong; the answer's status and code."""
    peer = hub.peer(PROVINCE)

    def make(method="GET", path=PATH, *, body=b"", token=None, **changed):
        token = token if token is not None else peer.token(method, path, body, **changed)
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        response = httpx.request(
            method, hub.url + path, content=body or None, headers=headers, trust_env=False
        )
        return response.status_code, response.json().get("code")

    return make


def test_p10_a_token_made_for_the_request_is_enough(ask):
    assert ask() == (200, None)


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "he-thong.la"},
        {"iss": 7},
        {"iss": "he\0thong"},
        {"aud": "khac"},
        {"jti": "short"},
        {"jti": "x" * 65},
        {"jti": "khoảng trắng không dùng được"},
        {"jti": 12345678901234567890},
        {"htm": None},
        {"exp": "mai"},
    ],
)
def test_p11_p16_a_malformed_claim_is_refused_without_saying_which(ask, claims):
    assert ask(**claims) == (401, "auth.invalid")


def test_p11_a_token_for_more_than_120_seconds_is_refused(ask):
    now = int(time.time())
    assert ask(iat=now, exp=now + 120) == (200, None)
    assert ask(iat=now, exp=now + 121) == (401, "auth.invalid")
    assert ask(iat=now, exp=now) == (401, "auth.invalid")


def test_p12_a_token_outside_its_time_is_refused(ask):
    now = int(time.time())
    assert ask(iat=now - 100, exp=now - 40) == (401, "auth.expired")
    assert ask(iat=now + 40, exp=now + 100) == (401, "auth.expired")
    assert ask(iat=now - 40, exp=now - 5) == (200, None), "30 s are allowed between the clocks"


def test_p13_a_token_is_used_once(hub, ask):
    token = hub.peer(PROVINCE).token("GET", PATH)
    assert ask(token=token) == (200, None)
    assert ask(token=token) == (401, "auth.replayed")


def test_p13_the_same_jti_of_another_member_is_another_token(hub, ask):
    jti = "the-same-for-both-members"
    assert ask(jti=jti) == (200, None)
    assert ask(token=hub.peer(EDUCATION).token("GET", PATH, jti=jti)) == (200, None)


def test_p14_a_token_for_another_request_is_refused(ask):
    assert ask(htm="POST") == (401, "auth.elsewhere")
    assert ask(htu="/v1/changes?since=1") == (401, "auth.elsewhere")
    assert ask(htu="/v1/changes") == (401, "auth.elsewhere")


def test_p15_a_body_that_is_not_the_signed_one_is_refused_and_not_kept(hub, ask):
    body, before = packets.document(UBND, [SGDDT]), hub.stored()
    token = hub.peer(PROVINCE).token("POST", "/v1/packets", b"something else")
    assert ask("POST", "/v1/packets", body=body, token=token) == (401, "auth.body_differs")
    assert hub.stored() == before
    assert hub.rows("SELECT count(*) FROM hub_relay_packetrow") == [(0,)]


def test_p15_a_get_signs_that_it_has_no_body(hub, ask):
    assert ask(token=hub.peer(PROVINCE).token("GET", PATH, b"x")) == (401, "auth.body_differs")


def test_p16_no_token_and_no_sense(ask):
    assert ask(token="") == (401, "auth.missing")
    assert ask(token="not.a.token") == (401, "auth.invalid")
    assert ask(token="x" * 4097) == (401, "auth.invalid")


def test_p16_the_key_of_another_is_refused(hub, ask):
    with Peer(hub.url, PROVINCE, Ed25519PrivateKey.generate()) as thief:
        assert ask(token=thief.token("GET", PATH)) == (401, "auth.invalid")


def test_p16_only_eddsa_is_believed(hub, ask):
    """The classic confusion: the member's public key used as the secret of an HMAC, or no signature at all."""
    import base64
    import hmac
    import json

    def part(value):
        return base64.urlsafe_b64encode(
            value if isinstance(value, bytes) else json.dumps(value).encode()
        ).rstrip(b"=")

    claims = hub.peer(PROVINCE).token("GET", PATH).split(".")[1].encode()
    pem = hub.rows("SELECT public_key FROM hub_members_member WHERE code = %s", PROVINCE)[0][0]
    signed = part({"alg": "HS256", "typ": "JWT"}) + b"." + claims
    forged = signed + b"." + part(hmac.digest(pem.encode(), signed, "sha256"))
    unsigned = part({"alg": "none", "typ": "JWT"}) + b"." + claims + b"."
    assert ask(token=forged.decode()) == (401, "auth.invalid")
    assert ask(token=unsigned.decode()) == (401, "auth.invalid")


def test_p17_a_suspended_member_is_answered_so(hub, ask):
    change = "UPDATE hub_members_member SET state = %s WHERE code = %s RETURNING 1"
    hub.rows(change, "suspended", PROVINCE)
    try:
        assert ask() == (403, "auth.suspended")
    finally:
        hub.rows(change, "active", PROVINCE)
    assert ask() == (200, None)


def test_p6_p80_a_refusal_names_its_code_and_the_request(hub):
    headers = {"X-Request-Id": "so-nhat-ky-0001"}
    response = httpx.get(hub.url + PATH, headers=headers, trust_env=False)
    assert response.headers["X-Request-Id"] == "so-nhat-ky-0001"
    assert response.headers["WWW-Authenticate"].startswith("Bearer")
    assert response.json() == {
        "type": "refused",
        "code": "auth.missing",
        "message": "Yêu cầu chưa có mã xác thực. Hãy gửi Authorization: Bearer với mã ký bằng khóa của thành viên.",
        "param": None,
        "law": None,
        "request_id": "so-nhat-ky-0001",
    }


def test_p80_wrong_method_and_wrong_address_are_json_too(ask):
    assert ask("DELETE", "/v1/changes") == (405, "request.method")
    assert ask("GET", "/v1/nothing") == (404, "request.not_found")
    assert ask("GET", "/v1/deliveries/1/receipt") == (404, "request.not_found")


def test_home_page_names_members_under_the_strict_policy(hub):
    response = httpx.get(hub.url + "/", trust_env=False)
    assert response.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert "Trục liên thông văn bản" in response.text
    assert "Bản minh họa, không có giá trị pháp lý" in response.text
    assert EDUCATION in response.text
    assert "<script>" not in response.text
