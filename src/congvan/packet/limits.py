"""Every maximum of a packet. A packet past one of them is refused, never cut."""

from __future__ import annotations

from dataclasses import dataclass

KIB = 1024
MIB = 1024 * KIB


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The bounds of one reading. Tests lower them; production takes `LIMITS`."""

    packet_bytes_max: int = 256 * MIB  # the XML as sent: base64 makes content 4/3 larger
    attachment_bytes_max: int = 150 * MIB  # one attachment, unzipped; some hubs drop those over 50 MB
    attachments_bytes_max: int = 512 * MIB  # all attachments together, unzipped
    attachments_max: int = 100
    recipients_max: int = 2_000  # a whole province has some 450 agencies
    depth_max: int = 32  # real packets are 9 deep
    elements_max: int = 50_000  # all elements of the packet
    attributes_max: int = 32  # of one element
    name_chars_max: int = 200  # of one element, with its namespace
    token_bytes_max: int = 256 * KIB  # one tag or comment; also the parser's look-ahead
    field_chars_max: int = 20_000  # one header field; a certificate has some 3 000
    header_chars_max: int = 4 * MIB  # all fields, names and attributes together, without attachments
    zip_name_bytes_max: int = 512
    zip_tail_bytes_max: int = 70 * KIB  # directory and comment behind the one entry
    zip_ratio_max: int = 200  # unzipped : zipped, once past the floor
    zip_ratio_floor_bytes: int = 10 * MIB  # a small file may be all blanks
    findings_max: int = 200
    extras_max: int = 500  # unknown fields kept as received


LIMITS = Limits()
