"""What leaves us is complete, in the order of the reference kit, and always the same bytes."""

from __future__ import annotations

import base64
import hashlib
import zipfile
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO

import pytest
from lxml import etree

from congvan.packet.check import check
from congvan.packet.codes import NAMESPACE, Operation, Priority, StatusCode
from congvan.packet.errors import PacketError
from congvan.packet.limits import Limits
from congvan.packet.model import (
    AttachmentInfo,
    Business,
    Code,
    DocumentHeader,
    DocumentPacket,
    Extra,
    Kind,
    Party,
    Replacement,
    ResponseFor,
    Staff,
    StatusPacket,
    TraceHop,
)
from congvan.packet.read import read
from congvan.packet.sink import MemorySink
from congvan.packet.wire import ZONE
from congvan.packet.write import write_document, write_status
from tests.protocol.packet.build import PDF, SDK, reading

SENDER = Party(agency_code="000.00.00.H45", name="Ủy ban nhân dân tỉnh Phú Yên", website="www.phuyen.gov.vn")
OFFICE = Party(agency_code="000.00.05.H45", name="Sở Nội vụ")
HEADER = DocumentHeader(
    sender=SENDER,
    recipients=(OFFICE,),
    document_id="000.00.00.H45,2018/03/27,11/2018/QĐ-UBND",
    code=Code(number="11", symbol="2018/QĐ-UBND"),
    place="Phú Yên",
    issued_on=date(2018, 3, 27),
    kind=Kind(name="Quyết định", code="1"),
    subject="Ban hành Quy chế quản lý, sử dụng Hệ thống <QLVBĐH> & điều hành",
    recipient_lines=("Như Điều 3", "Lưu: VT"),
    priority=Priority.URGENT,
)
INFO = AttachmentInfo(
    content_id="1",
    name="QĐ 11.pdf",
    content_type="application/zip",
    digest=hashlib.sha256(PDF).hexdigest(),
    size=len(PDF),
    media_type="application/pdf",
)
PACKET = DocumentPacket(
    header=HEADER,
    business=Business(operation=Operation.NEW, document_id=HEADER.document_id, paper=False),
    trace=(TraceHop(agency_code="000.00.00.H45", at=datetime(2018, 3, 27, 15, 30, tzinfo=ZONE)),),
    attachments=(INFO,),
)
STATUS = StatusPacket(
    sender=OFFICE,
    response_for=ResponseFor(
        agency_code="000.00.00.H45",
        notation="11/2018/QĐ-UBND",
        issued_on=date(2018, 3, 27),
        document_id=HEADER.document_id,
    ),
    code=StatusCode.RECEIVED,
    staff=Staff(name="Văn thư"),
    timestamp=datetime(2018, 3, 30, 7, 45, tzinfo=ZONE),
)


def written(packet=PACKET, *, content=PDF, **more) -> bytes:
    out = BytesIO()
    streams = {info.content_id: (lambda: BytesIO(content)) for info in packet.attachments}
    write_document(packet, attachments=streams, out=out, **more)
    return out.getvalue()


def with_header(**changes):
    return replace(PACKET, header=replace(HEADER, **changes))


def with_business(**changes):
    return replace(PACKET, business=replace(PACKET.business, **changes))


def test_what_is_written_is_read_back():
    sink = MemorySink()
    assert read(BytesIO(written()), sink=sink) == PACKET
    assert sink.content("1") == PDF


def test_a_status_is_read_back():
    assert reading(write_status(STATUS)) == STATUS


def test_our_own_packets_are_accepted_without_a_warning():
    assert check(BytesIO(written())).verdict == "accepted"
    assert check(BytesIO(write_status(STATUS))).verdict == "accepted"


def test_the_same_packet_gives_the_same_bytes():
    assert written() == written()


def test_streams_are_left_open_and_opened_ones_are_closed():
    given, opened = BytesIO(PDF), BytesIO(PDF)
    write_document(PACKET, attachments={"1": given}, out=BytesIO())
    write_document(PACKET, attachments={"1": lambda: opened}, out=BytesIO())
    assert (given.closed, opened.closed) == (False, True)


def test_the_zip_is_as_everybody_sends_it():
    root = etree.fromstring(written())
    payload = root.findtext(f".//{{{NAMESPACE}}}ContentTransferEncoded")
    with zipfile.ZipFile(BytesIO(base64.b64decode(payload))) as archive:
        assert archive.testzip() is None
        [entry] = archive.infolist()
        assert archive.read(entry) == PDF
    assert entry.filename.endswith(".pdf")
    assert len(entry.filename) == len("30d190ec-60e3-41b6-bda7-50b17d98b35d.pdf")
    assert entry.date_time == (1980, 1, 1, 0, 0, 0)


def order(raw, name):
    # The last one: a Reference of the signature stands before those of the manifest.
    node = etree.fromstring(raw).findall(f".//{{{NAMESPACE}}}{name}")[-1]
    return [etree.QName(child).localname for child in node]


@pytest.mark.skipif(not SDK.exists(), reason="../shared không có ở đây")
@pytest.mark.parametrize(
    "name", ["MessageHeader", "From", "OtherInfo", "TraceHeaderList", "Bussiness", "Reference", "Attachment"]
)
def test_elements_stand_in_the_order_of_the_kit(name):
    ours = order(written(), name)
    kit = order((SDK / "edoc_update.edxml").read_bytes(), name)
    assert ours == [child for child in dict.fromkeys(kit) if child in ours]


def test_the_frame_is_the_one_of_the_kit():
    text = written().decode()
    assert text.startswith(
        f'<?xml version="1.0" encoding="UTF-8"?>\n<edXML xmlns="{NAMESPACE}">\n  <edXML:edXMLEnvelope'
    )
    assert "\n    <Attachment>\n" in text
    assert "<edXML:ContentTransferEncoded xmlns:edXML=" in text


@pytest.mark.parametrize(
    ("packet", "code"),
    [
        (with_header(subject=""), "field_missing"),
        (with_header(issued_on=None), "field_missing"),
        (with_header(code=Code(number="11")), "field_missing"),
        (with_header(kind=Kind(name="Quyết định")), "field_missing"),
        (with_header(document_id=""), "field_missing"),
        (with_header(sender=Party(agency_code="000.00.00.H45")), "field_missing"),
        (with_header(recipients=()), "field_missing"),
        (with_header(recipients=(OFFICE, OFFICE)), "recipient_duplicate"),
        (with_header(subject="x" * 501), "field_long"),
        (with_header(code=Code(number="1" * 12, symbol="QĐ")), "field_long"),
        (with_header(subject="Quyết định\x01"), "text_illegal"),
        (with_header(subject="Quyết định\ufffe"), "text_illegal"),
        (with_header(sphere="Mật"), "secret"),
        (with_header(priority=Priority.FLASH_AT_HOUR), "priority_unknown"),
        (with_header(pages=70_000), "number_range"),
        (with_header(extras=(Extra("a", "b"),)), "extras_present"),
        (with_business(operation=Operation.RECALL), "field_missing"),
        (with_business(operation=Operation.REPLACE, reason="Sai"), "field_missing"),
        (with_business(operation=Operation.UPDATE, reason="Sai", document_id=""), "field_missing"),
        (with_business(operation=Operation.RECALL, reason="Sai", document_id="khác"), "recall_ambiguous"),
        (replace(PACKET, trace=()), "field_missing"),
        (replace(PACKET, attachments=(replace(INFO, name="../a.pdf"),)), "attachment_name_unsafe"),
        (replace(PACKET, attachments=(replace(INFO, name=""),)), "field_missing"),
        (replace(PACKET, attachments=(replace(INFO, digest=None),)), "field_missing"),
        (replace(PACKET, attachments=(INFO, INFO)), "attachment_duplicate"),
    ],
)
def test_a_strict_sender_refuses(packet, code):
    out = BytesIO()
    with pytest.raises(PacketError) as refused:
        write_document(packet, attachments={"1": BytesIO(PDF)}, out=out)
    assert refused.value.code == code
    assert out.getvalue() == b""


def test_lengths_at_the_bound_are_sent():
    written(with_header(subject="ế" * 500))


def test_a_changed_content_is_noticed():
    with pytest.raises(PacketError, match="attachment_changed"):
        written(content=PDF + b" ")


def test_attachments_must_be_those_of_the_packet():
    with pytest.raises(PacketError, match="attachment_mismatch"):
        write_document(PACKET, attachments={}, out=BytesIO())


def test_a_packet_too_large_for_every_receiver_is_not_sent():
    size = len(written())
    written(limits=Limits(packet_bytes_max=size))
    with pytest.raises(PacketError, match="packet_too_large"):
        written(limits=Limits(packet_bytes_max=size - 1))


def test_a_recall_may_have_no_attachment():
    recall = replace(
        PACKET,
        attachments=(),
        business=Business(operation=Operation.RECALL, document_id=HEADER.document_id, reason="Gửi nhầm"),
    )
    assert reading(written(recall)) == recall


def test_a_replacement_is_read_back():
    replacement = with_business(
        operation=Operation.REPLACE,
        reason="Sai",
        replacements=(Replacement(document_id="x", agency_codes=("a", "b")),),
    )
    found = reading(written(replacement))
    assert found == replacement
    assert found.acted_on == ("x",)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"code": "07"}, "status_code_unknown"),
        ({"code": StatusCode.REJECTED}, "field_missing"),
        ({"timestamp": None}, "field_missing"),
        ({"response_for": ResponseFor(agency_code="a")}, "field_missing"),
        ({"response_for": ResponseFor(document_id="a")}, "field_missing"),
        ({"code": StatusCode.REJECTED, "description": "Mật"}, "secret"),
    ],
)
def test_a_strict_sender_refuses_a_status(changes, code):
    with pytest.raises(PacketError) as refused:
        write_status(replace(STATUS, **changes))
    assert refused.value.code == code


@pytest.mark.law("QD11/D5.K6.b")
def test_d5_k6_b_a_rejection_never_leaves_without_its_reason():
    with pytest.raises(PacketError, match="lý do"):
        write_status(replace(STATUS, code=StatusCode.REJECTED, description=""))
    rejection = replace(STATUS, code=StatusCode.REJECTED, description="Gửi nhầm đơn vị nhận")
    assert reading(write_status(rejection)).description == "Gửi nhầm đơn vị nhận"


def test_times_are_written_in_vietnam_time():
    from datetime import UTC

    status = replace(STATUS, timestamp=datetime(2018, 3, 30, 0, 45, tzinfo=UTC))
    assert b"<edXML:Timestamp>2018/03/30 07:45:00<" in write_status(status)
