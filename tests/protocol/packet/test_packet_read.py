"""A receiver is lenient about form and never changes what it got."""

from __future__ import annotations

import base64
import hashlib
import random
import zipfile
from datetime import date, datetime
from io import BytesIO

import pytest

from congvan.packet.codes import NAMESPACE, Operation, StatusCode
from congvan.packet.errors import PacketError
from congvan.packet.limits import Limits
from congvan.packet.model import Extra
from congvan.packet.read import read, read_header
from congvan.packet.sink import MemorySink
from congvan.packet.wire import ZONE
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
    codes,
    packet,
    reading,
    reference,
    status_packet,
    zipped,
)


def test_a_clean_packet_has_no_findings_and_its_content_arrives():
    sink = MemorySink()
    found = read(BytesIO(packet()), sink=sink)
    assert found.findings == ()
    assert sink.content("1") == PDF
    [info] = found.attachments
    assert (info.name, info.size, info.media_type) == ("QĐ 11.pdf", len(PDF), "application/pdf")
    assert info.digest == hashlib.sha256(PDF).hexdigest()


def test_no_namespace_is_a_warning():
    assert codes(reading(packet(namespace=""))) == {"no_namespace"}


def test_prefixes_do_not_matter():
    raw = packet(namespace=f' xmlns="{NAMESPACE}" xmlns:any="{NAMESPACE}"')
    raw = raw.replace(b"<Subject>", b"<any:Subject>").replace(b"</Subject>", b"</any:Subject>")
    found = reading(raw)
    assert found.header.subject.startswith("Ban hành Quy chế")
    assert found.findings == ()


def test_order_does_not_matter():
    found = reading(packet(message=FIELDS + DOCUMENT_ID + TO + FROM))
    assert found == reading(packet())


def test_attachments_may_stand_before_the_envelope():
    raw = packet().decode()
    start, end = raw.index("<AttachmentEncoded>"), raw.index("</edXML>")
    moved = raw[:start] + raw[end:]
    moved = moved.replace("<edXMLEnvelope>", raw[start:end] + "<edXMLEnvelope>")
    assert reading(moved.encode()) == reading(packet())


def test_cid_on_one_side_only():
    assert reading(packet(references=reference("1"))).attachments[0].content_id == "1"


def test_the_dotnet_variant_is_read():
    """Attributes on the trace list and xlink on references."""
    raw = packet(
        namespace=f' xmlns="{NAMESPACE}" xmlns:xlink="http://www.w3.org/1999/xlink"',
        trace=TRACE.replace("<TraceHeaderList>", '<TraceHeaderList id="t" version="1.0" mustUnderstand="1">'),
        references=reference().replace("<Reference>", '<Reference xlink:href="cid:1" xlink:type="simple">'),
    )
    assert reading(raw).findings == ()


def test_dates_with_dashes_are_read_with_a_warning():
    found = reading(packet(message=MESSAGE.replace("2018/03/27</Prom", "2018-03-27</Prom")))
    assert found.header.issued_on == date(2018, 3, 27)
    assert codes(found) == {"value_form"}


def test_a_day_first_date_is_never_guessed():
    """A deployed system stored 12/03/2018 as the year 0012."""
    found = reading(packet(message=MESSAGE + "<DueDate>12/03/2018</DueDate>"))
    assert found.header.due_on is None
    assert found.header.extras == (Extra("MessageHeader/DueDate", "12/03/2018"),)
    assert codes(found) == {"value_unreadable"}


def test_an_impossible_date_is_kept_as_received():
    found = reading(packet(message=MESSAGE.replace("2018/03/27</Prom", "2018/02/30</Prom")))
    assert found.header.issued_on is None
    assert found.header.extras == (Extra("MessageHeader/PromulgationInfo/PromulgationDate", "2018/02/30"),)


def test_long_fields_are_kept_whole_with_a_warning():
    subject = "Về việc " * 100
    found = reading(packet(message=MESSAGE.replace("<Subject>Ban hành", f"<Subject>{subject}Ban hành")))
    assert len(found.header.subject) > 800
    assert codes(found) == {"field_long"}


def test_missing_fields_are_reported():
    found = reading(packet(message=FROM + TO + DOCUMENT_ID, trace=""))
    assert [finding.code for finding in found.findings] == ["field_missing"] * 6
    assert found.business.operation is Operation.NEW


def test_unknown_fields_are_kept_as_received():
    raw = packet(message=MESSAGE + "<ResponseForTask><TaskCode>T1</TaskCode></ResponseForTask>")
    assert reading(raw).header.extras == (Extra("MessageHeader/ResponseForTask/TaskCode", "T1"),)


def test_foreign_elements_are_never_taken_for_ours():
    found = reading(packet(message=MESSAGE + '<x:DocumentId xmlns:x="urn:x">no</x:DocumentId>'))
    assert found.header.document_id == "000.00.00.H45,2018/03/27,11/2018/QĐ-UBND"
    assert found.header.extras == (Extra("MessageHeader/{urn:x}DocumentId", "no"),)


def test_extras_are_bounded():
    raw = packet(message=MESSAGE + "<A>1</A>" * 5)
    found = reading(raw, limits=Limits(extras_max=3))
    assert len(found.header.extras) == 3
    assert "extras_omitted" in codes(found)


def test_findings_are_bounded():
    raw = packet(message=MESSAGE + "<ResponseFor><PromulgationDate>?</PromulgationDate></ResponseFor>" * 10)
    findings = reading(raw, limits=Limits(findings_max=4)).findings
    assert len(findings) == 5
    assert findings[-1].code == "findings_omitted"


def test_an_unknown_priority_is_kept_as_received():
    found = reading(packet(message=MESSAGE + "<OtherInfo><Priority>5</Priority></OtherInfo>"))
    assert found.header.priority is None
    assert found.header.extras == (Extra("MessageHeader/OtherInfo/Priority", "5"),)


def test_an_empty_answer_is_no_answer():
    empty = "<ResponseFor><OrganId></OrganId><Code></Code></ResponseFor>"
    assert reading(packet(message=MESSAGE + empty)).header.responses_for == ()


def test_hub_stamps_without_agency_are_read():
    trace = TRACE.replace(
        "<Bussiness>", "<TraceHeader><Timestamp>2025-10-20T10:48:03</Timestamp></TraceHeader><Bussiness>"
    )
    found = reading(packet(trace=trace))
    assert found.trace[1].agency_code == ""
    assert found.trace[1].at == datetime(2025, 10, 20, 10, 48, 3, tzinfo=ZONE)


def test_a_signature_is_evidence_not_proof():
    trace = TRACE + "<Signature><SignedInfo><X/></SignedInfo><SignatureValue>abc</SignatureValue></Signature>"
    assert codes(reading(packet(trace=trace))) == {"signature_not_verified"}


def test_a_signature_in_its_real_namespace_too():
    trace = TRACE + '<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignedInfo/></Signature>'
    assert codes(reading(packet(trace=trace))) == {"signature_not_verified"}


def test_a_raw_pdf_is_accepted_with_a_warning():
    sink = MemorySink()
    found = read(BytesIO(packet(attachments=attachment(PDF))), sink=sink)
    assert codes(found) == {"attachment_not_zipped"}
    assert sink.content("1") == PDF


def test_a_stored_zip_is_read():
    sink = MemorySink()
    read(BytesIO(packet(attachments=attachment(zipped(PDF, method=zipfile.ZIP_STORED)))), sink=sink)
    assert sink.content("1") == PDF


def test_a_streamed_zip_is_read():
    """Sizes behind the content, as Java and every writer to a socket do."""

    class Unseekable(BytesIO):
        def seekable(self):
            return False

        def seek(self, *_):
            raise OSError

        def tell(self):
            raise OSError

    out = Unseekable()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("0f.pdf", PDF)
    sink = MemorySink()
    read(BytesIO(packet(attachments=attachment(out.getvalue()))), sink=sink)
    assert sink.content("1") == PDF


def test_base64_in_lines_is_read():
    text = base64.encodebytes(zipped(random.Random(1).randbytes(5000))).decode().replace("\n", "\r\n\t ")
    assert reading(packet(attachments=attachment(text))).attachments[0].size == 5000


def test_a_pdf_ruined_by_text_decoding_is_found():
    binary = b"%PDF-1.7\n" + random.Random(2).randbytes(4000) + b"%%EOF\n"
    ruined = binary.decode("utf-8", "replace").encode()
    assert codes(reading(packet(attachments=attachment(zipped(ruined))))) == {"attachment_ruined"}
    assert codes(reading(packet(attachments=attachment(zipped(binary))))) == set()


def test_a_ruin_across_pieces_is_found():
    """U+FFFD cut by the pieces in which the content arrives."""
    ruined = b"%PDF-1.7\n" + b"\xef\xbf\xbd" * 100_000 + b"%%EOF"
    assert "attachment_ruined" in codes(reading(packet(attachments=attachment(ruined))))


def test_a_pdf_without_its_end_is_found():
    assert codes(reading(packet(attachments=attachment(zipped(PDF[:-7]))))) == {"pdf_incomplete"}


@pytest.mark.parametrize(
    ("name", "content", "agrees"),
    [
        ("a.pdf", PDF, True),
        ("a.PDF", PDF, True),
        ("a.doc", PDF, False),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), True),
        ("a.docx", zipped(b"x", name="[Content_Types].xml"), True),
        ("a.pdf", zipped(b"x", name="[Content_Types].xml"), False),
        ("a.zip", zipped(b"x"), True),
        ("a.txt", "Kính gửi".encode(), True),
        ("a.unknown", b"\x01\x02", True),
        ("a.pdf", b"MZ\x90\x00", False),
        ("a.unknown", b"MZ\x90\x00", False),
        ("không đuôi", PDF, True),
    ],
)
def test_name_and_content_are_compared(name, content, agrees):
    found = reading(
        packet(references=reference(name=name), attachments=attachment(zipped(content), name=name))
    )
    assert ("attachment_type_mismatch" not in codes(found)) is agrees


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "_.._etc_passwd"),
        ("C:\\Users\\a.pdf", "C__Users_a.pdf"),
        ("11/2018/QĐ-UBND.pdf", "11_2018_QĐ-UBND.pdf"),
        ("Quyết định\u202efdp.exe", "Quyết địnhfdp.exe"),
        ("...", "Tập tin đính kèm"),
        ("ă" * 300 + ".pdf", "ă" * 196 + ".pdf"),
    ],
)
def test_path_tricks_in_names_are_harmless(name, safe):
    given = []

    class Sink(MemorySink):
        def open(self, content_id, name):
            given.append(name)
            return super().open(content_id, name)

    raw = packet(references=reference(name=name), attachments=attachment(zipped(PDF), name=name))
    found = read(BytesIO(raw), sink=Sink())
    assert found.attachments[0].name == name
    assert found.attachments[0].safe_name == safe
    assert given == [safe]
    assert "attachment_name_unsafe" in codes(found)


def test_names_that_differ_are_reported():
    assert "attachment_name_differs" in codes(reading(packet(references=reference(name="khác.pdf"))))


def test_the_hub_opens_no_attachment():
    """It reads the header even where the content is damaged: that is the receiver's to find."""
    found = read_header(BytesIO(packet(attachments=attachment("!!!!"))))
    assert found.header == reading(packet()).header
    [info] = found.attachments
    assert (info.content_id, info.digest, info.size, info.media_type) == ("1", None, None, None)


def test_the_hub_still_sees_an_empty_attachment():
    with pytest.raises(PacketError, match="attachment_empty"):
        read_header(BytesIO(packet(attachments=attachment(" \n "))))


def test_an_unknown_status_is_kept_as_received():
    found = reading(status_packet(STATUS.replace(">03<", ">07<")))
    assert found.code == "07"
    assert not isinstance(found.code, StatusCode)
    assert codes(found) == {"status_code_unknown"}


@pytest.mark.parametrize("code", ["02", "13", "16"])
def test_a_status_without_its_reason_is_reported(code):
    assert codes(reading(status_packet(STATUS.replace(">03<", f">{code}<")))) == {"field_missing"}


@pytest.mark.parametrize(
    ("name", "at", "over", "code"),
    [
        ("packet_bytes_max", len(packet()), len(packet()) - 1, "packet_too_large"),
        ("attachment_bytes_max", len(PDF), len(PDF) - 1, "attachment_too_large"),
        ("attachments_bytes_max", len(PDF), len(PDF) - 1, "attachment_too_large"),
        ("attachments_max", 1, 0, "too_many_attachments"),
        ("recipients_max", 1, 0, "too_many_recipients"),
        ("depth_max", 6, 5, "too_deep"),
        ("zip_name_bytes_max", 6, 5, "zip_name"),
    ],
)
def test_each_limit_at_the_bound_and_past_it(name, at, over, code):
    reading(packet(), limits=Limits(**{name: at}))
    with pytest.raises(PacketError, match=code):
        reading(packet(), limits=Limits(**{name: over}))


def test_the_sum_of_attachments_is_bounded():
    raw = packet(
        references=reference("1") + reference("2"),
        attachments=attachment(zipped(PDF), "1") + attachment(zipped(PDF), "2"),
    )
    reading(raw, limits=Limits(attachments_bytes_max=2 * len(PDF)))
    with pytest.raises(PacketError, match="attachment_too_large"):
        reading(raw, limits=Limits(attachments_bytes_max=2 * len(PDF) - 1))


def test_writers_are_closed_also_when_reading_fails():
    closed = []

    class Sink:
        def open(self, content_id, name):
            return self

        def write(self, data):
            pass

        def close(self):
            closed.append(True)

    reading_of = {"good": packet(), "bad": packet(attachments=attachment(zipped(PDF)[:-5]))}
    read(BytesIO(reading_of["good"]), sink=Sink())
    assert closed == [True]
    with pytest.raises(PacketError):
        read(BytesIO(reading_of["bad"]), sink=Sink())
    assert closed == [True, True]


def test_a_byte_order_mark_is_ignored():
    assert reading(b"\xef\xbb\xbf" + packet()) == reading(packet())


def test_character_references_and_cdata_are_read():
    raw = packet(message=MESSAGE + "<Content>A &amp; B &#272; <![CDATA[<C>]]></Content>")
    assert reading(raw).header.content == "A & B Đ <C>"


def test_a_recipient_without_a_name_is_read():
    """Packets out of a real hub of 2025 lack it."""
    assert reading(packet(message=MESSAGE.replace("<OrganName>Sở Nội vụ</OrganName>", ""))).findings == ()


def test_reading_ends_soon_for_the_largest_header_let_in():
    """Many elements of one name: looking fields up must not take the square of them."""
    raw = packet(message=MESSAGE + "<ResponseFor><Code>1</Code></ResponseFor>" * 24_000)
    assert len(reading(raw).header.responses_for) == 24_000
