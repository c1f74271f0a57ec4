"""Keys on the user's own machine: what the page sends to the local signing service, and what it answers.

The service of Ban Cơ yếu (VGCA) listens on the user's machine only; the page opens a WebSocket per call,
sends one text and receives one. The page is a pipe: the text is made and the answer judged here, so that
what differs between versions is a setting and no page decides that a signature is good. The shapes are those
that callers in the field use (`/SignMsg` over a digest); no specification of them is published. The PIN is
typed into the service's own window: we never see it.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from dataclasses import dataclass
from typing import Any

from congvan.signing import cms
from congvan.signing.errors import KeyRefused
from congvan.signing.keys import refusals

REPLY_CHARACTERS_MAX = 64 * 1024
"""One answer: a signature, a certificate and some words."""


@dataclass(frozen=True, kw_only=True)
class AgentSettings:
    """The service's contract as last seen; every value may differ in another version."""

    address: str = "wss://127.0.0.1:8987"
    sign_path: str = "SignMsg"
    version_path: str = "GetVersion"
    digest_field: str = "HashValue"
    fixed_fields: tuple[tuple[str, str], ...] = (("HashAlg", "SHA256"), ("Encode", "RSA"))
    status_field: str = "Status"
    signature_field: str = "Signature"
    certificate_field: str = "CertBase64"
    good_status: int = 0
    cancelled_status: int = 11
    wrong_pin_status: int = 3


@dataclass(frozen=True, kw_only=True)
class AgentCall:
    """One WebSocket: connect to `address`, send `text`, receive one text, close."""

    address: str
    text: str


def call_for_version(settings: AgentSettings) -> AgentCall:
    """What the self-test sends first: any answer at all shows that the service runs."""
    return AgentCall(address=f"{settings.address}/{settings.version_path}", text=settings.version_path)


def call_to_sign(attributes: bytes, *, settings: AgentSettings) -> AgentCall:
    """What has one attribute set signed."""
    digest = base64.b64encode(hashlib.sha256(attributes).digest()).decode()
    message = {settings.digest_field: digest, **dict(settings.fixed_fields)}
    return AgentCall(address=f"{settings.address}/{settings.sign_path}", text=json.dumps(message))


def read_signature(text: str, *, attributes: bytes, certificate: bytes, settings: AgentSettings) -> bytes:
    """The signature in an answer, checked against the certificate (DER) that was prepared for.

    Raises KeyRefused, or SigningError ("signing.wrong_key") where the service signed something else.
    """
    reply = _object(text)
    status = reply.get(settings.status_field)
    if status != settings.good_status:
        raise _refusal(status, settings)
    if _bytes(reply, settings.certificate_field) != certificate:
        raise refusals.certificate_changed()
    signature = _bytes(reply, settings.signature_field)
    cms.check_signature(attributes=attributes, signature=signature, certificate=certificate)
    return signature


def absent() -> KeyRefused:
    """The page could not reach the service, or lost it in the middle."""
    return KeyRefused(
        refusals.UNAVAILABLE,
        "Chưa kết nối được phần mềm ký số trên máy này: hãy mở phần mềm, cắm thiết bị rồi thử lại.",
    )


def _refusal(status: object, settings: AgentSettings) -> KeyRefused:
    if status == settings.cancelled_status:
        return KeyRefused("signer.cancelled", "Bạn đã hủy ký trên phần mềm ký số: hãy ký lại khi sẵn sàng.")
    if status == settings.wrong_pin_status:
        return refusals.wrong_pin()
    if not isinstance(status, int):
        return _broken()
    return KeyRefused(
        "signer.agent_refused",
        f"Phần mềm ký số báo lỗi {status}: hãy kiểm tra thiết bị và chứng thư trên máy rồi ký lại.",
    )


def _object(text: str) -> dict[str, Any]:
    if len(text) > REPLY_CHARACTERS_MAX:
        raise _broken()
    try:
        reply = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _broken() from error
    if not isinstance(reply, dict):
        raise _broken()
    return reply


def _bytes(reply: dict[str, Any], name: str) -> bytes:
    value = reply.get(name)
    if not isinstance(value, str):
        raise _broken()
    try:
        return base64.b64decode(value, validate=True)
    except (binascii.Error, ValueError) as error:
        raise _broken() from error


def _broken() -> KeyRefused:
    return KeyRefused(
        "signer.agent_broken",
        "Phần mềm ký số trên máy trả lời không đúng quy ước: hãy cập nhật phần mềm hoặc báo người quản trị.",
    )
