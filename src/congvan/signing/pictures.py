"""The picture of a signature or a seal (PNG, transparent) as objects of a PDF."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from zlib import compress

from PIL import Image, UnidentifiedImageError
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.writer import BasePdfFileWriter

from congvan.signing import limits, objects
from congvan.signing.errors import SigningError


@dataclass(frozen=True, kw_only=True)
class Picture:
    """Pixels, colours and transparency, compressed as they stand in the file."""

    width: int
    height: int
    colours: bytes
    alpha: bytes


@lru_cache(maxsize=8)
def read(png: bytes) -> Picture:
    """Unpack a PNG; kept for the next document. SigningError when it is none or too large."""
    if len(png) > limits.PICTURE_BYTES_MAX:
        raise _unfit()
    try:
        with Image.open(BytesIO(png), formats=["PNG"]) as opened:
            if opened.width * opened.height > limits.PICTURE_PIXELS_MAX:
                raise _unfit()
            pixels = opened.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise _unfit() from error
    return Picture(
        width=pixels.width,
        height=pixels.height,
        colours=compress(pixels.convert("RGB").tobytes()),
        alpha=compress(pixels.getchannel("A").tobytes()),
    )


def embed(writer: BasePdfFileWriter, picture: Picture) -> generic.IndirectObject:
    """Add the picture with its transparency to the PDF."""
    mask = _image(picture, picture.alpha, "/DeviceGray", {})
    smask = {"/SMask": writer.add_object(mask)}
    return writer.add_object(_image(picture, picture.colours, "/DeviceRGB", smask))


def _image(
    picture: Picture, data: bytes, space: str, more: Mapping[str, generic.PdfObject]
) -> generic.StreamObject:
    head: dict[str, generic.PdfObject] = {
        "/Type": objects.name("/XObject"),
        "/Subtype": objects.name("/Image"),
        "/Width": objects.integer(picture.width),
        "/Height": objects.integer(picture.height),
        "/ColorSpace": objects.name(space),
        "/BitsPerComponent": objects.integer(8),
        "/Filter": objects.name("/FlateDecode"),
    }
    return generic.StreamObject(objects.dictionary({**head, **more}), encoded_data=data)


def _unfit() -> SigningError:
    return SigningError(
        "signing.picture",
        "Ảnh chữ ký hoặc con dấu không dùng được: hãy chọn tập tin PNG nền trong suốt, không quá 1 MB.",
    )
