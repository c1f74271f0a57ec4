"""Broken and hostile files meet a sentence, never an error of the library."""

import re
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from congvan.signing.errors import SigningError
from congvan.signing.prepare import check_draft
from congvan.signing.sign import Kind, prepare_signature
from tests.unit.signing.conftest import AT
from tests.unit.signing.papers import paper
from tests.unit.signing.test_signing_several import FORM, FORM_OBJECTS, reserved, signed

KEYS = [
    "/AcroForm",
    "/Annots",
    "/DA",
    "/DR",
    "/DescendantFonts",
    "/FT",
    "/Fields",
    "/Font",
    "/FontDescriptor",
    "/FontFile2",
    "/ID",
    "/Kids",
    "/Lock",
    "/MK",
    "/MediaBox",
    "/P",
    "/Parent",
    "/Prev",
    "/Rect",
    "/Reference",
    "/Root",
    "/Rotate",
    "/Size",
    "/T",
    "/TransformParams",
    "/Type",
    "/V",
]
VALUES = ("null", "5 0 R", "1 0 R", "(x)", "[]", "<<>>", "-1", "99999 0 R", "true", "/X", "[1 0 R]", "1e9")


@pytest.fixture(scope="module")
def files(desk):
    with_form = paper(catalog=FORM, page_extra="/Annots [5 0 R]", more=FORM_OBJECTS)
    whole = reserved(with_form, "leader", "seal")
    return with_form, paper(compressed=True), whole, signed(desk, whole, "leader")


@st.composite
def changes(draw):
    """Values overwritten in place, so that the table still finds its objects, or bytes changed or cut."""
    kind = draw(st.sampled_from(("value", "value", "byte", "cut")))
    return kind, draw(st.sampled_from(KEYS)), draw(st.sampled_from(VALUES)), draw(st.floats(0, 0.999))


def changed(data: bytes, edits) -> bytes:
    target = bytearray(data)
    for kind, key, value, share in edits:
        at = int(len(target) * share)
        if kind == "value":
            found = [match.end() for match in re.finditer(re.escape(key.encode()), bytes(target))]
            if found:
                start = found[int(len(found) * share)]
                target[start : start + len(value) + 2] = f" {value} ".encode()
        elif kind == "byte":
            target[at] ^= 0x55
        else:
            del target[at : at + 20]
    return bytes(target)


@settings(max_examples=150, deadline=None)
@given(which=st.integers(0, 3), edits=st.lists(changes(), min_size=1, max_size=4))
def test_a_hostile_file_is_prepared_or_refused_with_a_sentence(desk, files, which, edits):
    pdf = changed(files[which], edits)
    chain = desk.key("seal").certificate_chain()
    with suppress(SigningError):
        check_draft(pdf)
    with suppress(SigningError):
        reserved(pdf, "leader", "seal")
    for field, kind in (("leader", Kind.LEADER), ("seal", Kind.SEAL)):
        with suppress(SigningError):
            prepared = prepare_signature(
                pdf, field=field, certificate_chain=chain, kind=kind, at=AT, fill={"number": "94"}
            )
            assert prepared.pdf.startswith(pdf)
