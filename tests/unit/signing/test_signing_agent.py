"""What the page sends to the service on the user's machine, and how its answers are judged."""

import base64
import json
from dataclasses import replace
from hashlib import sha256

import pytest

from congvan.signing.agent import (
    REPLY_CHARACTERS_MAX,
    AgentSettings,
    absent,
    call_for_version,
    call_to_sign,
    read_signature,
)
from congvan.signing.errors import KeyRefused, SigningError

ATTRIBUTES = b"attributes"
SETTINGS = AgentSettings()


def good(desk, **changes) -> dict:
    key = desk.key("seal")
    return {
        "Status": 0,
        "Signature": base64.b64encode(key.sign(ATTRIBUTES)).decode(),
        "CertBase64": base64.b64encode(key.certificate_chain()[0]).decode(),
        **changes,
    }


def judged(desk, text: str, settings: AgentSettings = SETTINGS) -> bytes:
    certificate = desk.key("seal").certificate_chain()[0]
    return read_signature(text, attributes=ATTRIBUTES, certificate=certificate, settings=settings)


def test_the_call_holds_the_digest_and_nothing_else():
    call = call_to_sign(ATTRIBUTES, settings=SETTINGS)
    assert call.address == "wss://127.0.0.1:8987/SignMsg"
    assert json.loads(call.text) == {
        "HashValue": base64.b64encode(sha256(ATTRIBUTES).digest()).decode(),
        "HashAlg": "SHA256",
        "Encode": "RSA",
    }
    assert call_for_version(SETTINGS).address == "wss://127.0.0.1:8987/GetVersion"


def test_good_answer_gives_the_signature(desk):
    assert judged(desk, json.dumps(good(desk))) == desk.key("seal").sign(ATTRIBUTES)


def test_another_version_is_a_matter_of_settings(desk):
    other = replace(
        SETTINGS, status_field="code", good_status=200, signature_field="sig", sign_path="SignHash"
    )
    answer = good(desk)
    answer |= {"code": 200, "sig": answer.pop("Signature")}
    assert judged(desk, json.dumps(answer), other)
    assert call_to_sign(ATTRIBUTES, settings=other).address.endswith("/SignHash")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"Status": 11}, "signer.cancelled"),
        ({"Status": 3}, "signer.wrong_pin"),
        ({"Status": 500}, "signer.agent_refused"),
        ({"Status": "0"}, "signer.agent_broken"),
        ({"Signature": ""}, "signing.wrong_key"),
        ({"Signature": "@@"}, "signer.agent_broken"),
        ({"Signature": None}, "signer.agent_broken"),
        ({"CertBase64": "AAAA"}, "signer.certificate_changed"),
    ],
)
def test_what_is_no_signature_of_ours_has_a_code(desk, changes, code):
    with pytest.raises(SigningError) as refused:
        judged(desk, json.dumps(good(desk, **changes)))
    assert refused.value.code == code


def test_signature_over_something_else_is_refused(desk):
    other = base64.b64encode(desk.key("seal").sign(b"something else")).decode()
    with pytest.raises(SigningError) as refused:
        judged(desk, json.dumps(good(desk, Signature=other)))
    assert refused.value.code == "signing.wrong_key"


@pytest.mark.parametrize("text", ["", "[]", "{", "[" * 10_000, "x" * (REPLY_CHARACTERS_MAX + 1)])
def test_what_is_no_answer_is_refused(desk, text):
    with pytest.raises(KeyRefused) as refused:
        judged(desk, text)
    assert refused.value.code == "signer.agent_broken"


def test_absent_service_says_what_to_do():
    assert "mở phần mềm" in absent().message
