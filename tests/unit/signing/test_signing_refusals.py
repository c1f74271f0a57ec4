"""What is refused when preparing and completing, and hostile bytes."""

from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from congvan.reading import rasterise
from congvan.signing import limits as signing_limits
from congvan.signing.errors import SigningError
from congvan.signing.layout import seal_place
from congvan.signing.prepare import FieldFonts, reserve
from congvan.signing.report import Coverage, SignerKind
from congvan.signing.sign import Kind, complete_signature, prepare_signature
from congvan.signing.verify import verify
from congvan.typeset import Place, font_bytes
from tests.unit.signing.conftest import AT, FILL

FONTS = FieldFonts(regular=font_bytes("Regular"), italic=font_bytes("Italic"))


def code_of(call) -> str:
    with pytest.raises(SigningError) as refused:
        call()
    assert refused.value.message
    return refused.value.code


def test_reserving_twice_is_refused(desk):
    assert (
        code_of(lambda: reserve(desk.reserved, places=desk.composed.places, fonts=FONTS))
        == "signing.field_taken"
    )


def test_reserving_without_places_or_pages_is_refused(desk):
    pdf = desk.composed.pdf
    assert code_of(lambda: reserve(pdf, places={}, fonts=FONTS)) == "signing.no_places"
    nowhere = {"leader": Place(page=99, x0=1, y0=1, x1=9, y1=9)}
    assert code_of(lambda: reserve(pdf, places=nowhere, fonts=FONTS)) == "signing.no_page"


@pytest.mark.parametrize("junk", [b"", b"junk", b"%PDF-1.7\n%%EOF"])
def test_broken_pdf_is_refused(junk):
    assert code_of(lambda: reserve(junk, places={}, fonts=FONTS)) == "signing.pdf_broken"


def test_signing_one_place_twice_is_refused(desk, signed_by_leader, issued):
    assert code_of(lambda: desk.prepare_leader(signed_by_leader)) == "signing.field_signed"
    assert code_of(lambda: desk.prepare_seal(issued)) == "signing.field_signed"


def test_a_draft_without_fields_cannot_be_signed(desk):
    assert code_of(lambda: desk.prepare_leader(desk.composed.pdf)) == "signing.field_missing"


@pytest.mark.parametrize(
    ("fill", "code"),
    [
        ({"number": "94a"}, "signing.fill_not_digits"),
        ({"number": ""}, "signing.fill_not_digits"),
        ({"number": "٩٤"}, "signing.fill_not_digits"),
        ({"number": "1234567"}, "signing.fill_not_digits"),
        ({"year": "2018"}, "signing.field_missing"),
        ({"seal": "1"}, "signing.field_missing"),
    ],
)
def test_bad_values_are_not_filled(desk, signed_by_leader, fill, code):
    assert code_of(lambda: desk.prepare_seal(signed_by_leader, fill)) == code


def test_signature_of_another_key_is_refused(desk, signed_by_leader):
    prepared = desk.prepare_seal(signed_by_leader)
    foreign = desk.key("leader").sign(prepared.attributes)
    assert code_of(lambda: complete_signature(prepared, signature=foreign)) == "signing.wrong_key"
    assert code_of(lambda: complete_signature(prepared, signature=b"x")) == "signing.wrong_key"


def test_signature_of_other_attributes_is_refused(desk, signed_by_leader):
    prepared = desk.prepare_seal(signed_by_leader)
    other = desk.key("seal").sign(prepared.attributes + b"\0")
    assert code_of(lambda: complete_signature(prepared, signature=other)) == "signing.wrong_key"


def test_changed_frozen_bytes_are_refused(desk, signed_by_leader):
    prepared = desk.prepare_seal(signed_by_leader)
    changed = replace(prepared, before=prepared.before.replace(b"/Rect", b"/Rekt"))
    signature = desk.key("seal").sign(prepared.attributes)
    assert code_of(lambda: complete_signature(changed, signature=signature)) == "signing.frozen_changed"


def test_chain_must_be_certificates(desk):
    for chain in ((), (b"junk",), (desk.pki.root,) * (signing_limits.CERTIFICATES_MAX + 1)):
        code = code_of(
            lambda chain=chain: prepare_signature(
                desk.reserved, field="leader", certificate_chain=chain, kind=Kind.LEADER, at=AT
            )
        )
        assert code == "signing.chain"


def test_naive_time_is_a_programmers_error(desk):
    with pytest.raises(ValueError, match="time zone"):
        verify(desk.reserved, policy=desk.policy, at=AT.replace(tzinfo=None))


def test_seal_place_knows_the_rules_values_only():
    assert seal_place("page1-top-left") == "seal_top_left"
    assert seal_place("over-a-third-of-leader-image-left") == "seal"
    assert code_of(lambda: seal_place("anywhere")) == "signing.seal_place"


@pytest.mark.law("QD11/D3.K1.b")
def test_d3_k1_b_a_scan_is_sealed_at_its_corner_without_a_leader(desk):
    scan = rasterise(desk.composed.pdf, dpi=72)
    corner = {"seal_top_left": desk.composed.places["seal_top_left"]}
    reserved = reserve(scan, places=corner, fonts=FONTS)
    report = verify(desk.complete(desk.prepare_seal(reserved, {}), "seal"), policy=desk.policy, at=AT)
    (seal,) = report.signatures
    assert report.valid_all
    assert seal.kind is SignerKind.SEAL
    assert seal.coverage is Coverage.WHOLE_FILE


def test_a_sloppy_file_of_a_scanner_is_sealed_and_verified_with_a_note(desk):
    target = BytesIO()
    Image.new("L", (800, 1100), 255).save(target, format="PDF")  # numbers its free object wrongly
    corner = {"seal_top_left": desk.composed.places["seal_top_left"]}
    reserved = reserve(target.getvalue(), places=corner, fonts=FONTS)
    report = verify(desk.complete(desk.prepare_seal(reserved, {}), "seal"), policy=desk.policy, at=AT)
    assert report.valid_all
    assert "signature.sloppy_file" in [problem.code for problem in report.signatures[0].problems]


def test_size_of_a_verified_file_is_bounded(monkeypatch, desk, issued):
    monkeypatch.setattr(signing_limits, "PDF_BYTES_MAX", len(issued))
    assert verify(issued, policy=desk.policy, at=AT).valid_all
    monkeypatch.setattr(signing_limits, "PDF_BYTES_MAX", len(issued) - 1)
    assert verify(issued, policy=desk.policy, at=AT).error.code == "verify.too_large"
    assert code_of(lambda: desk.prepare_seal(issued, FILL)) == "signing.pdf_too_large"


def test_count_of_signatures_is_bounded(monkeypatch, desk, issued):
    monkeypatch.setattr(signing_limits, "SIGNATURES_MAX", 1)
    assert verify(issued, policy=desk.policy, at=AT).error.code == "verify.too_many"


@pytest.mark.parametrize(
    "junk", [b"", b"junk", b"%PDF-1.7\n%%EOF", b"%PDF-1.7\ntrailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF"]
)
def test_junk_gets_a_report_with_an_error(desk, junk):
    report = verify(junk, policy=desk.policy, at=AT)
    assert report.error.code == "verify.unreadable"
    assert not report.valid_all


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_hostile_bytes_never_raise_and_never_pass(desk, issued, data):
    place = data.draw(st.integers(0, len(issued) - 1))
    length = data.draw(st.integers(1, 400))
    garbage = data.draw(st.binary(max_size=60))
    hostile = issued[:place] + garbage + issued[place + length :]
    report = verify(hostile, policy=desk.policy, at=AT)
    if hostile != issued:
        assert report.error is not None or not report.signed or not report.valid_all
    for signature in report.signatures:
        assert len(signature.problems) <= signing_limits.PROBLEMS_MAX
        assert all(len(problem.message) < 2 * signing_limits.TEXT_MAX for problem in signature.problems)
