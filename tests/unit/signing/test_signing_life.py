"""Certify, fill and seal: both signatures hold, and what follows is detected."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime

import pypdfium2
import pytest
from pyhanko.pdf_utils import generic

from congvan.signing import objects
from congvan.signing.policy import Revocation, TrustPolicy
from congvan.signing.report import Change, Coverage, Indication, SignatureReport, SignerKind
from congvan.signing.sign import Prepared
from congvan.signing.verify import verify
from congvan.signing.writer import form_field, open_for_update, to_bytes
from tests.unit.signing.conftest import AT, LEADER, SEAL, make_reserved


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    page = document[0]
    pypdfium2.raw.FPDFPage_Flatten(page, pypdfium2.raw.FLAT_NORMALDISPLAY)
    page.close()
    text = document[0].get_textpage().get_text_range()
    document.close()
    return " ".join(text.split())


@pytest.mark.law("QD11/D8.K1")
def test_d8_k1_number_and_date_written_after_the_leader_keep_both_signatures_valid(desk, issued):
    report = verify(issued, policy=desk.policy, at=AT)
    leader, seal = report.signatures
    assert (leader.field, leader.kind, leader.change, leader.certified_level) == (
        "leader",
        SignerKind.PERSON,
        Change.FORM_FILLING,
        2,
    )
    assert (seal.field, seal.kind, seal.change, seal.coverage) == (
        "seal",
        SignerKind.SEAL,
        Change.NONE,
        Coverage.WHOLE_FILE,
    )
    assert leader.valid
    assert seal.valid
    assert report.valid_all
    assert not report.changed_after_signing


@pytest.mark.law("QD11/D8.K1")
def test_d8_k1_number_and_date_stand_in_the_text_of_the_line(desk, issued, signed_by_leader):
    assert "94" not in text_of(signed_by_leader)
    document = pypdfium2.PdfDocument(issued)
    page = document[0]
    pypdfium2.raw.FPDFPage_Flatten(page, pypdfium2.raw.FLAT_NORMALDISPLAY)
    page.close()
    lines = document[0].get_textpage()
    places = desk.composed.places
    inside = {
        name: lines.get_text_bounded(
            places[name].x0, places[name].y0, places[name].x1, places[name].y1
        ).strip()
        for name in ("number", "day", "month")
    }
    document.close()
    assert inside == {"number": "94", "day": "11", "month": "4"}


@pytest.mark.law("QD11/D8.K1")
def test_d8_k1_the_seal_stands_top_left_on_page_one(issued):
    writer = open_for_update(issued)
    field = form_field(writer, name="seal", kind="/Sig")
    x0, y0, _, y1 = (float(corner) for corner in field["/Rect"])
    assert x0 < 60
    assert y1 > 800
    assert y0 > 770


def test_signature_texts_show_vietnamese_letters_and_the_time_with_its_zone(issued):
    text = text_of(issued)
    assert "Người ký: Phạm Huy Văn" in text
    assert "Cơ quan: Sở Giáo dục và Đào tạo" in text
    assert text.count("Thời gian ký: 2018-04-11T09:15:00+07:00") == 2
    assert "MẪU" in text


def test_leader_version_alone_is_valid_and_covers_all(desk, signed_by_leader):
    (leader,) = verify(signed_by_leader, policy=desk.policy, at=AT).signatures
    assert leader.valid
    assert leader.coverage is Coverage.WHOLE_FILE
    assert leader.change is Change.NONE


def test_report_names_holder_issuer_and_time(desk, issued):
    leader, seal = verify(issued, policy=desk.policy, at=AT).signatures
    assert leader.certificate.common_name == LEADER.name
    assert seal.certificate.common_name == SEAL.name
    assert seal.certificate.organization == "BẢN MINH HỌA"
    assert seal.certificate.organization_identifier == SEAL.agency_code
    assert seal.signed_at == AT
    assert seal.time_source == "signer"
    assert [problem.code for problem in seal.problems] == ["signature.revocation_not_checked"]


def test_report_survives_json(desk, issued):
    report = verify(issued, policy=desk.policy, at=AT)
    data = json.loads(json.dumps(report.to_dict()))
    assert data["schema"] == "congvan.signature-report/2"
    assert data["valid_all"] is True
    assert data["signatures"][1]["sentence"].startswith(f"{SEAL.name}: chữ ký số hợp lệ")
    assert SignatureReport.from_dict(data) == report


def test_a_report_of_schema_1_is_still_read(desk, issued):
    data = verify(issued, policy=desk.policy, at=AT).to_dict()
    later = ("indication", "subindication", "level", "timestamp_authority", "sentence")
    more = ("revocation_at", "revocation_source", "covered_bytes")
    for signature in data["signatures"]:
        for key in (*later, *more):
            del signature[key]
    old = SignatureReport.from_dict({**data, "schema": "congvan.signature-report/1"})
    assert old.valid_all
    assert old.signatures[0].indication is Indication.NOT_STATED


def test_same_input_freezes_the_same_bytes(desk, signed_by_leader):
    once, twice = desk.prepare_seal(signed_by_leader), desk.prepare_seal(signed_by_leader)
    assert once == twice
    assert make_reserved(desk.composed) == desk.reserved
    assert once.pdf.startswith(signed_by_leader)


def test_prepared_survives_storage(desk, signed_by_leader, issued):
    stored = desk.prepare_seal(signed_by_leader).to_bytes()
    prepared = Prepared.from_bytes(stored)
    assert prepared.to_bytes() == stored
    assert desk.complete(prepared, "seal") == issued


def test_seal_over_a_third_of_the_leader_image_is_valid_too(desk):
    reserved = make_reserved(desk.composed, "seal")
    leader = desk.complete(desk.prepare_leader(reserved), "leader")
    report = verify(desk.complete(desk.prepare_seal(leader), "seal"), policy=desk.policy, at=AT)
    assert report.valid_all


def drawn_on(pdf: bytes) -> bytes:
    """Another program writes on the page itself."""
    writer = open_for_update(pdf)
    page = writer.root["/Pages"]["/Kids"][0]
    reference = writer.add_object(objects.stream({}, b"BT 1 0 0 rg ET 100 100 50 50 re f"))
    page["/Contents"] = generic.ArrayObject([page.raw_get("/Contents"), reference])
    writer.update_container(page)
    return to_bytes(writer)


def renumbered(pdf: bytes) -> bytes:
    """Another number is written into the field."""
    writer = open_for_update(pdf)
    field = form_field(writer, name="number", kind="/Tx")
    field["/V"] = objects.text("95")
    writer.update_container(field)
    return to_bytes(writer)


@pytest.mark.parametrize("change", [drawn_on, renumbered])
def test_a_change_after_the_seal_is_detected(desk, issued, change):
    report = verify(change(issued), policy=desk.policy, at=AT)
    seal = report.of_kind(SignerKind.SEAL)[0]
    assert not report.valid_all
    assert report.changed_after_signing
    assert seal.intact  # the old bytes are untouched: only difference analysis tells
    assert seal.change is Change.OTHER
    assert "signature.changed_after_signing" in [problem.code for problem in seal.problems]
    assert any("sửa đổi sau khi ký" in problem.message for problem in seal.problems)


def test_drawing_on_the_page_after_the_leader_is_detected(desk, signed_by_leader):
    (leader,) = verify(drawn_on(signed_by_leader), policy=desk.policy, at=AT).signatures
    assert not leader.valid
    assert leader.changed_after_signing


def test_filling_by_the_leaders_permission_alone_is_form_filling(desk, signed_by_leader):
    (leader,) = verify(renumbered(signed_by_leader), policy=desk.policy, at=AT).signatures
    assert leader.valid
    assert leader.change is Change.FORM_FILLING


@pytest.mark.parametrize("share", [0.02, 0.3, 0.5])
def test_a_changed_byte_breaks_both_signatures(desk, issued, share):
    starts = [match.start() for match in re.finditer(rb"stream\r?\n", issued)]
    place = starts[int(len(starts) * share)] + 12
    damaged = issued[:place] + bytes([issued[place] ^ 1]) + issued[place + 1 :]
    report = verify(damaged, policy=desk.policy, at=AT)
    assert not report.valid_all
    assert all(not signature.intact for signature in report.signatures)


def test_unknown_root_is_not_trusted(desk, issued):
    report = verify(issued, policy=TrustPolicy(roots=()), at=AT)
    assert not report.valid_all
    for signature in report.signatures:
        assert signature.intact
        assert not signature.trusted
        assert "signature.untrusted" in [problem.code for problem in signature.problems]


@pytest.mark.parametrize("year", [2016, 2038])
def test_certificate_outside_its_validity_is_not_trusted(desk, issued, year):
    report = verify(issued, policy=desk.policy, at=datetime(year, 6, 1, tzinfo=UTC))
    assert not report.valid_all
    assert "signature.out_of_validity" in [problem.code for problem in report.signatures[0].problems]


def test_hard_revocation_refuses_a_chain_without_data(desk, issued):
    report = verify(issued, policy=replace(desk.policy, revocation=Revocation.HARD), at=AT)
    assert not report.valid_all
    assert not any(signature.trusted for signature in report.signatures)


def test_unsigned_file_has_no_signatures(desk):
    report = verify(desk.reserved, policy=desk.policy, at=AT)
    assert not report.signed
    assert not report.valid_all
    assert report.error is None
