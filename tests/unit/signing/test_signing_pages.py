"""Places on pages that are turned or whose box begins elsewhere: looked at in the drawn page."""

import pypdfium2
import pytest

from congvan.signing.appearance import seal_appearance
from congvan.signing.prepare import FieldFonts, reserve
from congvan.signing.sign import Kind, complete_signature, prepare_signature
from congvan.signing.verify import verify
from congvan.typeset import font_bytes
from tests.unit.signing.conftest import AT
from tests.unit.signing.papers import A4, Box, paper

FONTS = FieldFonts(regular=font_bytes("Regular"), italic=font_bytes("Italic"))
WIDE = (A4[1], A4[0])


def sealed(desk, pdf: bytes, place: Box) -> bytes:
    places = {"seal": place, "number": Box(1, 300, 200, 340, 215)}
    reserved = reserve(pdf, places=places, fonts=FONTS, seal_at="seal")
    prepared = prepare_signature(
        reserved, field="seal", certificate_chain=desk.key("seal").certificate_chain(), kind=Kind.SEAL, at=AT,
        appearance=seal_appearance(agency="Sở Y tế", at=AT, font=FONTS.regular), fill={"number": "94"},
    )  # fmt: skip
    return complete_signature(prepared, signature=desk.key("seal").sign(prepared.attributes))


def seen(pdf: bytes):
    document = pypdfium2.PdfDocument(pdf)
    document.init_forms()
    image = document[0].render(scale=1, may_draw_forms=True).to_pil().convert("RGB")
    document.close()
    return image


@pytest.mark.parametrize(
    ("size", "extra"),
    [
        (A4, ""),
        (WIDE, "/Rotate 90"),
        (A4, "/Rotate 180"),
        (WIDE, "/Rotate 270"),
        (WIDE, "/Rotate -90"),
        (A4, "/Rotate 45"),
        ((A4[0] + 40, A4[1] + 60), f"/CropBox [30 50 {A4[0] + 30} {A4[1] + 50}]"),
        ((WIDE[0] + 40, WIDE[1] + 60), f"/Rotate 90 /CropBox [30 50 {WIDE[0] + 30} {WIDE[1] + 50}]"),
    ],
)
def test_the_seal_stands_upright_at_the_top_left_however_the_page_is_turned(desk, size, extra):
    place = Box(1, 23, 779, 272, 830)
    straight = seen(sealed(desk, paper(), place))
    pdf = sealed(desk, paper(size=size, page_extra=extra), place)
    assert verify(pdf, policy=desk.policy, at=AT).valid_all
    image = seen(pdf)
    assert image.size == straight.size
    for left, top, right, bottom in ((23, 12, 272, 63), (300, 627, 340, 642)):
        given, wanted = (one.crop((left, top, right, bottom)).convert("L") for one in (image, straight))
        ink = [sum(255 - value for value in one.get_flattened_data()) for one in (given, wanted)]
        assert ink[1] > 1000
        assert ink[0] == pytest.approx(ink[1], rel=0.1)
        boxes = [one.point(lambda value: 255 - value).getbbox() for one in (given, wanted)]
        assert boxes[0] == pytest.approx(boxes[1], abs=2)
