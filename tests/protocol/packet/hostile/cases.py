"""The golden hostile set: what must be refused, and with which code. Built here, so no huge files are kept."""

from __future__ import annotations

import base64
import struct
import zipfile
import zlib
from io import BytesIO

from tests.protocol.packet.build import (
    DOCUMENT_ID,
    FIELDS,
    FROM,
    MESSAGE,
    PDF,
    STATUS,
    TO,
    TRACE,
    attachment,
    packet,
    reference,
    status_packet,
    zipped,
)

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'


def _laughs() -> bytes:
    lines = ['<!ENTITY a0 "lol">']
    lines += [f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10)]
    return packet(before=f"{DECLARATION}<!DOCTYPE edXML [{''.join(lines)}]>", message=MESSAGE + "<X>&a9;</X>")


def _external_entity() -> bytes:
    return packet(
        before=f'{DECLARATION}<!DOCTYPE edXML [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        message=MESSAGE + "<X>&x;</X>",
    )


def _two_entries() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.pdf", PDF)
        archive.writestr("b.pdf", PDF)
    return out.getvalue()


def _encrypted() -> bytes:
    data = bytearray(zipped(PDF))
    data[6] |= 1
    return bytes(data)


def _other_name_in_directory() -> bytes:
    data = zipped(PDF, name="0f.pdf")
    at = data.rindex(b"0f.pdf")
    return data[:at] + b"0f.exe" + data[at + 6 :]


def _wrong_size() -> bytes:
    """Local header and directory agree on a size that the content does not have."""
    data = bytearray(zipped(PDF))
    directory = data.index(b"PK\x01\x02")
    struct.pack_into("<I", data, 22, 7)
    struct.pack_into("<I", data, directory + 24, 7)
    return bytes(data)


def _hidden_second_entry() -> bytes:
    """A second local entry that the directory does not list: some readers show it, some do not."""
    data = zipped(PDF)
    directory = data.index(b"PK\x01\x02")
    return data[:directory] + data[:directory] + data[directory:]


def _bomb(megabytes: int = 64) -> bytes:
    """Some 64 KB that unzip to 64 MiB."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed, crc, zeros = b"", 0, bytes(1024 * 1024)
    for _ in range(megabytes):
        packed += deflate.compress(zeros)
        crc = zlib.crc32(zeros, crc)
    packed += deflate.flush()
    size = megabytes * len(zeros)
    local = struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, 0, 8, 0, 33, crc, len(packed), size, 1, 0) + b"x"
    head = (20, 20, 0, 8, 0, 33, crc, len(packed), size, 1, 0, 0, 0, 0, 0, 0)
    directory = struct.pack("<4s6H3I5H2I", b"PK\x01\x02", *head) + b"x"
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 1, 1, len(directory), len(local) + len(packed), 0)
    return local + packed + directory + end


def _with(payload: bytes | str) -> bytes:
    return packet(attachments=attachment(payload))


def _message(text: str) -> bytes:
    return packet(message=text)


def _many_recipients(count: int) -> bytes:
    to = "".join(f"<To><OrganId>{i}</OrganId></To>" for i in range(count))
    return _message(FROM + to + DOCUMENT_ID + FIELDS)


_BASE64 = base64.b64encode(zipped(PDF)).decode()

HOSTILE: dict[str, tuple[bytes, str]] = {
    "empty file": (b"", "not_well_formed"),
    "not XML": (PDF, "not_well_formed"),
    "other XML": (b"<html/>", "not_edxml"),
    "billion laughs": (_laughs(), "doctype"),
    "external entity": (_external_entity(), "doctype"),
    "DTD alone": (packet(before=f"{DECLARATION}<!DOCTYPE edXML>"), "doctype"),
    "undeclared entity": (_message(MESSAGE + "<X>&nbsp;</X>"), "entity"),
    "depth 10 000": (_message(MESSAGE + "<d>" * 10_000 + "</d>" * 10_000), "too_deep"),
    "depth 10 000 in a signature": (
        _message(MESSAGE + "<Signature>" + "<d>" * 10_000 + "</d>" * 10_000 + "</Signature>"),
        "too_deep",
    ),
    "100 000 elements": (_message(MESSAGE + "<d/>" * 100_000), "too_many_elements"),
    "100 000 recipients": (_many_recipients(100_000), "too_many_recipients"),
    "a huge field": (_message(MESSAGE + f"<Content>{'x' * 30_000}</Content>"), "field_too_large"),
    "a huge attribute": (_message(MESSAGE + f"<X y='{'x' * 100_000}'/>"), "field_too_large"),
    "an endless tag": (
        packet()[: packet().index(b"<From>")] + b"<x y='" + b"z" * 1_000_000,
        "token_too_large",
    ),
    "an endless comment": (packet()[:38] + b"<!--" + b"z" * 1_000_000, "token_too_large"),
    "a long tag name": (_message(MESSAGE + f"<{'x' * 1000}/>"), "tag_too_large"),
    "many attributes": (
        _message(MESSAGE + "<X " + " ".join(f"a{i}='1'" for i in range(100)) + "/>"),
        "tag_too_large",
    ),
    "many attachments": (
        packet(attachments="".join(attachment(zipped(PDF), f"cid:{i}") for i in range(101))),
        "too_many_attachments",
    ),
    "cut off": (packet()[:-20], "not_well_formed"),
    "two roots": (packet() + b"<edXML/>", "not_well_formed"),
    "text before the declaration": (b"x" + packet(), "not_well_formed"),
    "blank before the declaration": (b"\n" + packet(), "not_well_formed"),
    "UTF-16": (packet().decode().encode("utf-16"), "encoding"),
    "UTF-16 without a mark": (packet().decode().encode("utf-16-le"), "encoding"),
    "declares windows-1258": (packet(before='<?xml version="1.0" encoding="windows-1258"?>'), "encoding"),
    "declares UTF-8, is Latin-1": (
        packet(before=DECLARATION)[:300] + b"\xe9\xe9" + packet()[300:],
        "not_well_formed",
    ),
    "unbound prefix": (_message(MESSAGE + "<x:y/>"), "not_well_formed"),
    "other namespace": (packet(namespace=' xmlns="http://www.e-doc.vn/Schema/"'), "namespace"),
    "no envelope": (b"<edXML/>", "structure"),
    "no sender": (_message(TO + DOCUMENT_ID + FIELDS), "sender_missing"),
    "sender without code": (_message("<From/>" + TO + DOCUMENT_ID + FIELDS), "sender_missing"),
    "no recipient": (_message(FROM + DOCUMENT_ID + FIELDS), "recipient_missing"),
    "recipient without code": (_message(FROM + "<To/>" + DOCUMENT_ID), "recipient_missing"),
    "no document id": (_message(FROM + TO + FIELDS), "document_id_missing"),
    "empty document id": (_message(FROM + TO + FIELDS + "<DocumentId> </DocumentId>"), "document_id_missing"),
    "same recipient twice": (
        _message(FROM + TO + TO.replace("H45", "h45") + DOCUMENT_ID),
        "recipient_duplicate",
    ),
    "two document ids": (_message(MESSAGE + "<DocumentId>other</DocumentId>"), "element_repeated"),
    "two senders": (_message(MESSAGE + FROM), "element_repeated"),
    "two message headers": (
        packet().replace(b"</MessageHeader>", b"</MessageHeader><MessageHeader/>"),
        "element_repeated",
    ),
    "value split by an element": (_message(MESSAGE.replace("11/2018", "11<b/>/2018")), "mixed_content"),
    "unknown operation": (packet(trace=TRACE.replace("Type>0<", "Type>9<")), "operation_unknown"),
    "no operation": (packet(trace=TRACE.replace("Type>0<", "Type><")), "operation_unknown"),
    "status and document at once": (_message(MESSAGE + "<StatusCode>03</StatusCode>"), "kind_unclear"),
    "status without code": (status_packet(STATUS.replace(">03<", "><")), "status_code_missing"),
    "status about nothing": (status_packet(STATUS.replace("ResponseFor", "Answer")), "response_for_missing"),
    "reference without attachment": (packet(attachments=""), "attachment_mismatch"),
    "attachment without reference": (packet(references=""), "attachment_mismatch"),
    "other id": (packet(references=reference("cid:2")), "attachment_mismatch"),
    "same reference twice": (packet(references=reference() + reference("1")), "attachment_duplicate"),
    "same attachment twice": (
        packet(attachments=attachment(zipped(PDF)) + attachment(zipped(PDF), "1")),
        "attachment_duplicate",
    ),
    "attachment without id": (packet(attachments=attachment(zipped(PDF), "")), "attachment_order"),
    "no payload": (
        packet(attachments="<Attachment><ContentId>1</ContentId></Attachment>"),
        "attachment_empty",
    ),
    "empty payload": (_with(""), "attachment_empty"),
    "two payloads": (
        packet().replace(
            b"</Attachment>", b"<ContentTransferEncoded>AA==</ContentTransferEncoded></Attachment>"
        ),
        "element_repeated",
    ),
    "element in the payload": (_with(_BASE64[:8] + "<x/>" + _BASE64[8:]), "base64_invalid"),
    "truncated base64": (_with(_BASE64[:-5]), "base64_truncated"),
    "base64 cut at a group": (_with(_BASE64[:-8]), "zip_truncated"),
    "base64 with a foreign letter": (_with("JVBERi0*" + _BASE64), "base64_invalid"),
    "base64 with a Vietnamese letter": (_with("ếVBE" + _BASE64), "base64_invalid"),
    "base64 going on after its end": (_with("QQ==" + _BASE64), "base64_invalid"),
    "zip without an entry": (_with(b"PK\x05\x06" + bytes(18)), "zip_entries"),
    "zip with two entries": (_with(_two_entries()), "zip_entries"),
    "zip with a hidden entry": (_with(_hidden_second_entry()), "zip_entries"),
    "zip with a path": (_with(zipped(PDF, name="../../etc/cron.d/x")), "zip_path"),
    "zip with a folder": (_with(zipped(PDF, name="a/b.pdf")), "zip_path"),
    "zip with a Windows path": (_with(zipped(PDF, name="C:\\x.pdf")), "zip_path"),
    "zip with dots": (_with(zipped(PDF, name="..")), "zip_path"),
    "zip with a long name": (_with(zipped(PDF, name="x" * 600)), "zip_name"),
    "zip with another name in its directory": (_with(_other_name_in_directory()), "zip_damaged"),
    "zip with a wrong size": (_with(_wrong_size()), "zip_damaged"),
    "zip with a password": (_with(_encrypted()), "zip_encrypted"),
    "zip by LZMA": (_with(zipped(PDF, method=zipfile.ZIP_LZMA)), "zip_method"),
    "zip cut off": (_with(zipped(PDF)[:40]), "zip_truncated"),
    "zip without its end": (_with(zipped(PDF)[:-22]), "zip_truncated"),
    "zip with more behind": (_with(zipped(PDF) + b"more"), "zip_damaged"),
    "zip with much more behind": (_with(zipped(PDF) + bytes(100_000)), "zip_entries"),
    "zip damaged inside": (_with(zipped(PDF)[:36] + b"\xff" * 10 + zipped(PDF)[46:]), "zip_damaged"),
    "zip bomb": (_with(_bomb()), "zip_ratio"),
}
