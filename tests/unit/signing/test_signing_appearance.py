"""What a signature shows, by rule set: looked at in the drawn page."""

from io import BytesIO

import pypdfium2
import pytest
from PIL import Image, ImageDraw

from congvan.signing import limits
from congvan.signing.appearance import (
    Appearance,
    annex_appearance,
    copy_appearance,
    leader_appearance,
    seal_appearance,
)
from congvan.signing.errors import SigningError
from congvan.signing.prepare import FieldFonts, reserve
from congvan.signing.sign import Kind, prepare_signature
from congvan.typeset import font_bytes
from tests.unit.signing.conftest import AT
from tests.unit.signing.papers import Box, paper

FONT = font_bytes("Regular")
FONTS = FieldFonts(regular=FONT, italic=font_bytes("Italic"))
BLUE, RED = (20, 40, 170), (200, 0, 0)
PLACE = Box(1, 100, 300, 236, 368)


def png(colour: tuple[int, int, int], size: tuple[int, int] = (400, 200)) -> bytes:
    image = Image.new("RGBA", size, (0, 0, 0, 0))
    ImageDraw.Draw(image).rectangle((0, 0, size[0] // 2, size[1]), fill=(*colour, 255))
    target = BytesIO()
    image.save(target, format="PNG")
    return target.getvalue()


def shown(desk, appearance: Appearance, place: Box = PLACE) -> tuple[Image.Image, str]:
    """The place as it is drawn, and its text."""
    pdf = reserve(paper(), places={"seal": place}, fonts=FONTS, seal_at="seal")
    signed = prepare_signature(
        pdf, field="seal", certificate_chain=desk.key("seal").certificate_chain(), kind=Kind.SEAL, at=AT,
        appearance=appearance,
    ).pdf  # fmt: skip
    document = pypdfium2.PdfDocument(signed)
    page = document[0]
    pypdfium2.raw.FPDFPage_Flatten(page, pypdfium2.raw.FLAT_NORMALDISPLAY)
    page.close()
    page = document[0]
    height = page.get_height()
    text = page.get_textpage().get_text_bounded(place.x0, place.y0, place.x1, place.y1)
    image = page.render(scale=1).to_pil().convert("RGB")
    document.close()
    return image.crop((int(place.x0), int(height - place.y1), int(place.x1), int(height - place.y0))), text


@pytest.mark.law("ND30/PL1")
def test_pl1_the_hand_of_a_leader_is_a_transparent_picture_alone(desk):
    image, text = shown(desk, leader_appearance(name="Phạm Huy Văn", at=AT, font=FONT, picture=png(BLUE)))
    assert image.getpixel((40, 34)) == BLUE
    assert image.getpixel((100, 34)) == (255, 255, 255)
    assert text.strip() == ""


@pytest.mark.law("ND30/PL1")
def test_pl1_the_seal_of_an_agency_is_its_red_picture_in_real_size(desk):
    square = Box(1, 100, 300, 202, 402)
    image, text = shown(
        desk, seal_appearance(agency="Sở Y tế", at=AT, font=FONT, picture=png(RED, (300, 300))), square
    )
    assert image.getpixel((10, 51)) == RED
    assert image.getpixel((90, 51)) == (255, 255, 255)
    assert text.strip() == ""


@pytest.mark.law("QD11/D8.K1")
def test_d8_k1_text_stands_beside_the_picture_where_there_is_room(desk):
    wide = Box(1, 23, 779, 272, 830)
    _, text = shown(
        desk, seal_appearance(agency="Sở Y tế", at=AT, font=FONT, picture=png(RED, (300, 300))), wide
    )
    assert "Cơ quan: Sở Y tế" in text
    assert "MẪU" not in text


@pytest.mark.law("ND30/PL1")
def test_pl1_annexes_and_copies_show_black_text_only(desk):
    image, text = shown(desk, annex_appearance(notation="94/SGDĐT-VP", at=AT, font=FONT))
    assert "Số: 94/SGDĐT-VP" in text
    assert "Thời gian ký: 2018-04-11T09:15:00+07:00" in text
    assert all(max(pixel) - min(pixel) < 16 for pixel in image.get_flattened_data())
    _, text = shown(desk, copy_appearance(kind="SAO Y", agency="Sở Y tế", at=AT, font=FONT))
    assert text.split("\r\n")[:2] == ["SAO Y", "Sở Y tế"]


@pytest.mark.parametrize("junk", [b"", b"junk", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0 JFIF"])
def test_what_is_no_png_is_refused(desk, junk):
    with pytest.raises(SigningError) as refused:
        shown(desk, Appearance(lines=(), font=FONT, picture=junk))
    assert refused.value.code == "signing.picture"


def test_a_picture_is_bounded(desk, monkeypatch):
    fits = png(RED, (20, 30))
    monkeypatch.setattr(limits, "PICTURE_PIXELS_MAX", 600)
    shown(desk, Appearance(lines=(), font=FONT, picture=fits))
    monkeypatch.setattr(limits, "PICTURE_PIXELS_MAX", 599)
    with pytest.raises(SigningError):
        shown(desk, Appearance(lines=(), font=FONT, picture=png(BLUE, (20, 30))))
    monkeypatch.setattr(limits, "PICTURE_BYTES_MAX", 10)
    with pytest.raises(SigningError):
        shown(desk, Appearance(lines=(), font=FONT, picture=png(RED, (20, 31))))
