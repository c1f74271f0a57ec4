"""What a signed statement is worth: its signature against the signer's key, its words against our rows."""

import json
from dataclasses import dataclass
from functools import cache

import jwt
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key
from django.conf import settings

from congvan.hub.console.queries.packet import PacketDetail, ReceiptPart
from congvan.hub.relay.models import HUB_STORED

ALGORITHM = "EdDSA"
UNREADABLE = (jwt.InvalidTokenError, ValueError, KeyError, TypeError, RecursionError)


@dataclass(frozen=True)
class Verdict:
    """Whether a statement holds, in one sentence."""

    holds: bool
    sentence: str


HOLDS = Verdict(holds=True, sentence="Chữ ký đúng, nội dung khớp với gói tin.")
WRONG_SIGNATURE = Verdict(
    holds=False,
    sentence="Chữ ký không khớp với khóa hiện có của bên ký. Đối chiếu khóa trước khi dùng làm bằng chứng.",
)
OTHER_CONTENT = Verdict(
    holds=False,
    sentence="Chữ ký đúng nhưng nội dung nói về gói tin khác, nên không chứng minh được gì ở đây.",
)
NO_KEY = Verdict(holds=False, sentence="Không có khóa công khai của bên ký, nên chưa kiểm tra được chữ ký.")


def judge(receipt: ReceiptPart, packet: PacketDetail) -> Verdict:
    """The verdict on one statement about a packet."""
    key = hub_public_key() if receipt.level == HUB_STORED else receipt.public_key
    if not key:
        return NO_KEY
    try:
        said = json.loads(jwt.PyJWS().decode(receipt.text, key, algorithms=[ALGORITHM]))
        stated = (said["level"], said["packet_id"], said["digest"], said["iss"])
        about = said.get("agency", ""), said.get("delivery_id", "")
    except UNREADABLE:
        return WRONG_SIGNATURE
    if stated != (receipt.level, str(packet.id), packet.digest, receipt.signed_by):
        return OTHER_CONTENT
    of_delivery = (receipt.agency, str(receipt.delivery_id))
    if receipt.delivery_id is not None and about != of_delivery:
        return OTHER_CONTENT
    return HOLDS


@cache
def hub_public_key() -> str:
    """The public half of this hub's key (PEM), read once."""
    pem = settings.SITE.path(settings.SITE.hub_key).read_bytes()
    public = load_pem_private_key(pem, password=None).public_key()
    return public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
