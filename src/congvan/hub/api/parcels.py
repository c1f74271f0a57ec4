"""From received bytes to a Parcel: the header is read to route it, attachments stay closed."""

import hashlib
from uuid import UUID

from congvan.base.files import vault
from congvan.base.files.tombstones import is_erased
from congvan.hub.api import errors
from congvan.hub.api.body import Upload
from congvan.hub.relay.models import (
    AGENCY_CODE_CHARS_MAX,
    DOCUMENT,
    DOCUMENT_ID_CHARS_MAX,
    STATUS,
    Parcel,
    Route,
)
from congvan.hub.relay.steps import SECRET, SentAgain
from congvan.packet.errors import PacketError
from congvan.packet.model import DocumentPacket, StatusPacket
from congvan.packet.read import read_header

TOO_LONG = "Trường này dài quá {} ký tự nên không định tuyến được. Đề nghị bên gửi tạo lại gói tin."
VERSION_OF_SENDERS = 7
VERSION_OF_DIGESTS = 8


def packet_id_of(header: str | None, *, digest: str) -> UUID:
    """The sender's Packet-Id, a UUIDv7; without one, the id that the digest gives. Raises ParameterUnfit."""
    if header is None:
        return digest_id(digest)
    try:
        packet_id = UUID(header)
    except ValueError:
        raise errors.ParameterUnfit(param="Packet-Id") from None
    if packet_id.version != VERSION_OF_SENDERS or str(packet_id) != header:
        raise errors.ParameterUnfit(param="Packet-Id")
    return packet_id


def digest_id(digest: str) -> UUID:
    """The UUIDv8 (RFC 9562) made of the first 128 bits of a SHA-256 in hex."""
    value = int(digest[:32], 16)
    value &= ~(0xF << 76) & ~(0b11 << 62)
    return UUID(int=value | VERSION_OF_DIGESTS << 76 | 0b10 << 62)


def parse_id(text: str) -> UUID:
    """A packet's id as an address writes it: UUID, or 64 hex digits of the digest. Raises PacketUnknown."""
    try:
        if len(text) == hashlib.sha256().digest_size * 2:
            return digest_id(text)
        return UUID(text)
    except ValueError:
        raise errors.PacketUnknown from None


def read_parcel(upload: Upload, *, packet_id: UUID) -> Parcel:
    """Read the header, then keep the bytes in the first store. Raises PacketError; then nothing was kept.

    Bytes that were erased as secret (P94) are secret still, whoever sends them and under whatever id.
    """
    if is_erased(upload.digest):
        raise PacketError(SECRET, "", (SentAgain.__doc__ or "").strip())
    route = _route(read_header(upload.stream))
    upload.stream.seek(0)
    kept = vault.stores()[0].put(upload.stream)
    assert kept.digest == upload.digest, "the bytes kept are the bytes received"
    return Parcel(packet_id=packet_id, kept=kept, route=route)


def _route(packet: DocumentPacket | StatusPacket) -> Route:
    """Where a packet goes: a document to each To, a status to the agency that it answers."""
    if isinstance(packet, DocumentPacket):
        head = packet.header
        recipients = tuple(party.agency_code for party in head.recipients)
        operation = int(packet.business.operation)
        route = Route(DOCUMENT, head.sender.agency_code, head.document_id, operation, recipients)
    else:
        about = packet.response_for
        route = Route(STATUS, packet.sender.agency_code, about.document_id, None, (about.agency_code,))
    if len(route.document_id) > DOCUMENT_ID_CHARS_MAX:
        raise PacketError("too_long", "DocumentId", TOO_LONG.format(DOCUMENT_ID_CHARS_MAX))
    if max(map(len, (route.from_code, *route.recipients))) > AGENCY_CODE_CHARS_MAX:
        raise PacketError("too_long", "OrganId", TOO_LONG.format(AGENCY_CODE_CHARS_MAX))
    return route
