"""The right verdict on every packet of the reference kit of 2019."""

from __future__ import annotations

import json
from datetime import date, datetime
from io import BytesIO

import pytest

from congvan.packet.check import check
from congvan.packet.codes import Operation, Priority, StatusCode
from congvan.packet.read import read, read_header
from congvan.packet.sink import MemorySink
from congvan.packet.wire import ZONE
from tests.protocol.packet.build import SDK, codes

pytestmark = pytest.mark.skipif(not SDK.exists(), reason="../shared không có ở đây")

# The kit signs with placeholders, and its ".doc" is really an edXML.
DOUBTFUL = {"signature_not_verified", "attachment_type_mismatch"}
DOCUMENTS = {
    "edoc_new": Operation.NEW,
    "edoc_replacement": Operation.REPLACE,
    "edoc_revocation": Operation.RECALL,
    "edoc_update": Operation.UPDATE,
    "sdk_output_dc0bdef0": Operation.NEW,
}
STATUSES = {
    "status": StatusCode.ARRIVED,
    "status_acceptance_03": StatusCode.RECEIVED,
    "status_assignment_04": StatusCode.ASSIGNED,
    "status_cancellation_13": StatusCode.TAKE_BACK,
    "status_change-acceptance_15": StatusCode.AGREED,
    "status_change-rejection_16": StatusCode.REFUSED,
    "status_finish_06": StatusCode.FINISHED,
    "status_inbox_01": StatusCode.ARRIVED,
    "status_processing_05": StatusCode.IN_PROGRESS,
    "status_rejection_02": StatusCode.REJECTED,
}


def checked(name):
    with (SDK / f"{name}.edxml").open("rb") as source:
        return check(source)


def opened(name):
    with (SDK / f"{name}.edxml").open("rb") as source:
        return read(source, sink=MemorySink())


def test_no_sample_is_forgotten():
    assert {path.stem for path in SDK.glob("*.edxml")} == {"edoc", *DOCUMENTS, *STATUSES}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_documents_are_accepted_with_warnings(name):
    report = checked(name)
    assert report.verdict == "accepted_with_warnings"
    assert (report.kind, report.operation, report.status) == ("document", DOCUMENTS[name].name, None)
    assert codes(report) == DOUBTFUL
    assert [info.media_type for info in report.attachments] == ["application/xml"]


@pytest.mark.parametrize("name", STATUSES)
def test_statuses_are_accepted(name):
    report = checked(name)
    assert (report.verdict, report.kind, report.status) == ("accepted", "status", STATUSES[name].value)
    assert report.findings == ()


def test_the_template_is_refused_as_not_well_formed():
    report = checked("edoc")
    assert report.verdict == "refused"
    assert [(finding.code, finding.where) for finding in report.findings] == [
        ("not_well_formed", "dòng 74, cột 9")
    ]


def test_a_report_is_json():
    report = json.loads(json.dumps(checked("edoc_update").to_dict()))
    assert report["verdict"] == "accepted_with_warnings"
    assert set(report["findings"][0]) == {"code", "where", "message"}


def test_every_field_of_the_update_is_read():
    packet = opened("edoc_update")
    header, business = packet.header, packet.business
    assert header.sender.agency_code == "000.00.00.G22"
    assert header.sender.address == "Số 1 Hoàng Hoa Thám, Quận Ba Đình, Hà Nội"
    assert [party.agency_code for party in header.recipients] == [
        "000.00.00.H41",
        "000.00.00.H14",
        "000.00.00.G17",
    ]
    assert header.recipients[2].phone == "(84-4) 3821 5137"
    assert header.document_id == "000.00.00.G22,2015/09/30,7816/VPCP-TTĐT"
    assert header.code.notation == "7816/VPCP-TTĐT"
    assert (header.place, header.issued_on, header.due_on) == ("Hà Nội", date(2018, 9, 28), date(2018, 9, 28))
    assert (header.kind.code, header.kind.detail, header.kind.name) == ("1", "0", "Công văn")
    assert header.subject == "V/v kết nối, liên thông phần mềm quản lý văn bản"
    assert header.signer.authority == "TL. BO TRUONG"
    assert (header.priority, header.sphere) == (Priority.ROUTINE, "Liên thông văn bản quốc gia")
    assert (header.typist_mark, header.copies, header.pages, header.direction) == ("TVC", 2, 22, False)
    assert len(header.annex_titles) == 1
    assert header.steering == 1
    assert len(header.recipient_lines) == 2
    assert header.extras == ()
    assert packet.trace[0].at == datetime(2018, 9, 28, tzinfo=ZONE)
    assert (business.paper, business.metadata_changed, business.receivers_changed) == (False, True, True)
    assert [(change.agency_code, change.added) for change in business.receiver_changes] == [
        ("000.00.00.H41", False),
        ("000.00.00.H14", True),
    ]
    assert business.staff
    assert business.staff.name == "Nguyễn Thị Ngọc Trâm"
    # An impossible date inside an identifier: identifiers are opaque.
    assert packet.acted_on == ("000.00.00.G22,2014/02/30,7806/VPCP-TTĐT",)


def test_a_recall_names_its_document_in_the_header_only():
    packet = opened("edoc_revocation")
    assert packet.business.document_id == ""
    assert packet.acted_on == (packet.header.document_id,)
    assert len(packet.header.responses_for) == 1


def test_a_replacement_lists_what_it_replaces():
    replacements = opened("edoc_replacement").business.replacements
    assert [replacement.agency_codes for replacement in replacements] == [
        ("000.00.00.H41", "000.00.00.H14")
    ] * 2


def test_the_take_back_goes_to_the_receiver():
    with (SDK / "status_cancellation_13.edxml").open("rb") as source:
        status = read_header(source)
    assert (status.sender.agency_code, status.response_for.agency_code) == ("000.00.00.G22", "000.00.00.H41")
    assert status.timestamp == datetime(2015, 9, 20, 11, 8, 36, tzinfo=ZONE)
    assert status.staff.phone == "84912000001"


def test_the_nested_packet_is_itself_refused():
    with (SDK / "sdk_output_dc0bdef0.edxml").open("rb") as source:
        sink = MemorySink()
        read(source, sink=sink)
    assert check(BytesIO(sink.content("209"))).findings[0].code == "not_well_formed"
