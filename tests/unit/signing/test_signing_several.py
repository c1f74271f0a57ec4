"""Several who sign, files of other programs, and files that somebody signed before."""

import shutil
import subprocess
from io import BytesIO

import pytest
from asn1crypto import x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import MDPPerm, SigFieldSpec
from pyhanko.sign.validation.dss import DocumentSecurityStore

from congvan.signing.appearance import leader_appearance, seal_appearance
from congvan.signing.errors import SigningError
from congvan.signing.prepare import FieldFonts, check_draft, reserve
from congvan.signing.report import Change
from congvan.signing.sign import Kind, complete_signature, prepare_signature
from congvan.signing.verify import verify
from congvan.signing.writer import form_field, open_for_update
from congvan.typeset import font_bytes
from tests.unit.signing.conftest import AT, FILL
from tests.unit.signing.papers import Box, paper

FONTS = FieldFonts(regular=font_bytes("Regular"), italic=font_bytes("Italic"))
TEXTS = {
    "number": Box(1, 100, 760, 128, 775),
    "day": Box(1, 400, 760, 416, 775),
    "month": Box(1, 440, 760, 456, 775),
}
SIGNERS = {
    "initial": Box(1, 60, 300, 120, 330),
    "leader": Box(1, 350, 200, 486, 268),
    "leader2": Box(1, 100, 200, 236, 268),
    "leader3": Box(1, 350, 100, 486, 168),
    "leader4": Box(1, 100, 100, 236, 168),
    "seal": Box(1, 23, 779, 272, 830),
    "seal2": Box(1, 300, 779, 549, 830),
    "seal3": Box(1, 20, 600, 80, 660),
}


def signed(desk, pdf: bytes, field: str, fill: dict[str, str] | None = None) -> bytes:
    kind = Kind.SEAL if field.startswith("seal") else Kind.LEADER
    label = "seal" if kind is Kind.SEAL else "leader"
    key = desk.key(label)
    font = font_bytes("Regular")
    shown = (
        seal_appearance(agency="Sở Y tế", at=AT, font=font)
        if kind is Kind.SEAL
        else leader_appearance(name="Phạm Huy Văn", at=AT, font=font)
    )
    prepared = prepare_signature(
        pdf, field=field, certificate_chain=key.certificate_chain(), kind=kind, at=AT, appearance=shown, fill=fill
    )  # fmt: skip
    return complete_signature(prepared, signature=key.sign(prepared.attributes))


def code_of(call) -> str:
    with pytest.raises(SigningError) as refused:
        call()
    assert refused.value.message.endswith((".", "!"))
    return refused.value.code


def reserved(pdf: bytes, *names: str, seals: int = 1, texts: bool = True) -> bytes:
    places = {name: SIGNERS[name] for name in names} | (TEXTS if texts else {})
    return reserve(pdf, places=places, fonts=FONTS, seal_at="seal", seals=seals)


@pytest.mark.law("QD11/D8.K1")
@pytest.mark.parametrize("compressed", [False, True])
@pytest.mark.parametrize("leaders", [1, 2, 3, 4])
def test_d8_k1_leaders_sign_in_order_and_two_agencies_seal(desk, tmp_path, leaders, compressed):
    persons = ["initial", "leader", *(f"leader{ordinal}" for ordinal in range(2, leaders + 1))]
    pdf = reserved(paper(compressed=compressed), *persons, "seal", "seal2", seals=2)
    for field in persons:
        pdf = signed(desk, pdf, field)
    pdf = signed(desk, pdf, "seal", FILL)
    pdf = signed(desk, pdf, "seal2")
    report = verify(pdf, policy=desk.policy, at=AT)
    assert [one.field for one in report.signatures] == [*persons, "seal", "seal2"]
    assert report.valid_all
    assert [one.certified_level for one in report.signatures] == [2] + [None] * (leaders + 2)
    assert report.signatures[0].change is Change.FORM_FILLING
    assert report.signatures[-1].change is Change.NONE
    if shutil.which("qpdf"):
        path = tmp_path / "issued.pdf"
        path.write_bytes(pdf)
        subprocess.run(["qpdf", "--check", path], capture_output=True, check=True)


def test_material_for_long_life_is_added_after_several_seals(desk):
    pdf = reserved(paper(), "leader", "seal", "seal2", "seal3", seals=3)
    for field, fill in (("leader", None), ("seal", FILL), ("seal2", None), ("seal3", None)):
        pdf = signed(desk, pdf, field, fill)
    target = BytesIO(pdf)
    DocumentSecurityStore.add_dss(target, sig_contents=None, certs=[x509.Certificate.load(desk.pki.root)])
    report = verify(target.getvalue(), policy=desk.policy, at=AT)
    assert report.valid_all
    assert report.signatures[-1].change is Change.LONG_TERM_UPDATES


def test_nobody_signs_out_of_turn(desk):
    pdf = reserved(paper(), "leader", "leader2", "seal")
    assert code_of(lambda: signed(desk, pdf, "leader2")) == "signing.not_your_turn"
    first = signed(desk, pdf, "leader")
    assert code_of(lambda: signed(desk, first, "seal", FILL)) == "signing.not_your_turn"
    both = signed(desk, first, "leader2")
    sealed = signed(desk, both, "seal", FILL)
    assert verify(sealed, policy=desk.policy, at=AT).valid_all


def test_what_a_seal_locked_is_not_filled_again(desk):
    pdf = reserved(paper(), "leader", "seal", "seal2", seals=2)
    pdf = signed(desk, signed(desk, pdf, "leader"), "seal", {"number": "94"})
    assert code_of(lambda: signed(desk, pdf, "seal2", {"day": "11"})) == "signing.field_locked"


def test_the_year_is_filled_where_it_is_not_printed(desk):
    places = TEXTS | {"year_gap": Box(1, 470, 760, 500, 775), "seal": SIGNERS["seal"]}
    pdf = reserve(paper(), places=places, fonts=FONTS, seal_at="seal")
    sealed = signed(desk, pdf, "seal", FILL | {"year": "2018"})
    assert form_field(open_for_update(sealed), name="year", kind="/Tx")["/V"] == "2018"
    assert verify(sealed, policy=desk.policy, at=AT).valid_all


@pytest.mark.parametrize(("height", "size"), [(11.5, "10"), (13.8, "12"), (16.1, "14"), (40, "16"), (3, "8")])
def test_digits_are_as_large_as_the_text_around_the_gap(height, size):
    places = {"number": Box(1, 100, 700, 140, 700 + height)}
    writer = open_for_update(reserve(paper(), places=places, fonts=FONTS))
    assert form_field(writer, name="number", kind="/Tx")["/DA"] == f"/TinosRegular {size} Tf 0 g"


FORM = "/AcroForm << /Fields [5 0 R] /DA (/Helv 0 Tf) /DR << /Font << /TinosRegular 6 0 R >> >> >>"
FORM_OBJECTS = (
    b"<< /Type /Annot /Subtype /Widget /FT /Tx /T (ghi-chu) /Rect [10 10 50 20] /P 3 0 R >>",
    b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>",
)


def test_a_form_of_another_program_is_kept_and_its_fonts_are_not_trusted(desk):
    pdf = paper(catalog=FORM, page_extra="/Annots [5 0 R]", more=FORM_OBJECTS)
    check_draft(pdf)
    whole = reserved(pdf, "leader", "seal")
    writer = open_for_update(whole)
    assert form_field(writer, name="ghi-chu", kind="/Tx") is not None
    assert writer.root["/AcroForm"]["/DR"]["/Font"]["/TinosRegular"]["/Subtype"] == "/Type0"
    issued = signed(desk, signed(desk, whole, "leader"), "seal", FILL)
    assert verify(issued, policy=desk.policy, at=AT).valid_all


def test_a_form_that_draws_itself_is_refused():
    pdf = paper(catalog="/AcroForm << /Fields [] /XFA (x) >>")
    assert code_of(lambda: check_draft(pdf)) == "signing.xfa"


@pytest.fixture
def elsewhere(desk):
    """Sign with the library alone, as another program does: (certify, level or None)."""

    def sign(pdf: bytes, *, certify: bool, level: MDPPerm | None = None) -> bytes:
        signer = signers.SimpleSigner.load_pkcs12(
            desk.pki.directory / "leader.p12", passphrase=desk.pki.pin.encode()
        )
        meta = signers.PdfSignatureMetadata(
            field_name="Ngoai", certify=certify, docmdp_permissions=level or MDPPerm.FILL_FORMS, md_algorithm="sha256"
        )  # fmt: skip
        out = BytesIO()
        signers.PdfSigner(
            meta, signer, new_field_spec=SigFieldSpec("Ngoai", box=(200, 20, 300, 60))
        ).sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)), output=out)
        return out.getvalue()

    return sign


def test_a_file_signed_elsewhere_is_extended_by_a_seal_but_gets_no_number(desk, elsewhere):
    pdf = elsewhere(paper(), certify=False)
    assert code_of(lambda: check_draft(pdf)) == "signing.signed_draft"
    ours = reserved(pdf, "seal", texts=False)
    assert ours.startswith(pdf)
    report = verify(signed(desk, ours, "seal", {}), policy=desk.policy, at=AT)
    assert len(report.signatures) == 2
    assert report.valid_all


@pytest.mark.parametrize(
    ("level", "code"),
    [
        (MDPPerm.NO_CHANGES, "signing.forbidden"),
        (MDPPerm.FILL_FORMS, "signing.certified"),
        (MDPPerm.ANNOTATE, "signing.certified"),
    ],
)
def test_a_certified_file_is_not_extended_against_its_rules(elsewhere, level, code):
    pdf = elsewhere(paper(), certify=True, level=level)
    assert code_of(lambda: reserved(pdf, "seal", texts=False)) == code


def test_a_place_that_a_certified_file_reserved_is_signed(desk, elsewhere):
    pdf = elsewhere(reserved(paper(), "seal", texts=False), certify=True)
    report = verify(signed(desk, pdf, "seal", {}), policy=desk.policy, at=AT)
    assert len(report.signatures) == 2
    assert report.valid_all


def test_a_file_that_forbids_every_change_is_not_signed(desk, elsewhere):
    pdf = elsewhere(reserved(paper(), "seal", texts=False), certify=True, level=MDPPerm.NO_CHANGES)
    assert code_of(lambda: signed(desk, pdf, "seal", {})) == "signing.forbidden"


def test_signatures_share_one_font(desk):
    pdf = reserved(paper(), "leader", "seal")
    once = signed(desk, pdf, "leader")
    assert once.count(b"/FontFile2") == pdf.count(b"/FontFile2") == 2
    assert len(once) - len(pdf) < 16_000
