"""A paper document as a scanner would deliver it: every page one picture, no text."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

from congvan.reading.document import opened
from congvan.reading.pages import draw

_JPEG_QUALITY = 75


def rasterise(pdf: bytes, *, dpi: int = 200) -> bytes:
    """The PDF with each page drawn as one grey JPEG; stands for paper that was scanned.

    Raises ReadingError on a broken file. Same input, same bytes: the file is put together here, without the
    clock and chance that libraries put into theirs.
    """
    bodies: list[bytes] = []
    with opened(pdf) as document:
        document.init_forms()
        for page in document:
            width, height = page.get_size()
            bodies += _page(
                draw(page, dpi=dpi).convert("L"), width=width, height=height, first=3 + len(bodies)
            )
    kids = " ".join(f"{3 + index} 0 R" for index in range(0, len(bodies), 3))
    return _file(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            f"<< /Type /Pages /Count {len(bodies) // 3} /Kids [{kids}] >>".encode(),
            *bodies,
        ]
    )


def _page(image: Image.Image, *, width: float, height: float, first: int) -> list[bytes]:
    """Three objects, numbered from `first`: the page, its content, its picture."""
    target = BytesIO()
    image.save(target, format="JPEG", quality=_JPEG_QUALITY)
    jpeg = target.getvalue()
    content = f"q {width:.3f} 0 0 {height:.3f} 0 0 cm /Im0 Do Q".encode()
    head = (
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width:.3f} {height:.3f}] /Contents {first + 1} 0 R "
        f"/Resources << /XObject << /Im0 {first + 2} 0 R >> >> >>"
    )
    picture = (
        f"<< /Type /XObject /Subtype /Image /Width {image.width} /Height {image.height} "
        f"/ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /DCTDecode /Length {len(jpeg)} >>"
    )
    return [
        head.encode(),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        picture.encode() + b"\nstream\n" + jpeg + b"\nendstream",
    ]


def _file(objects: list[bytes]) -> bytes:
    """Header, objects from number 1, cross-reference table, trailer."""
    target = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(target))
        target += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(target)
    target += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    target += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    target += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(target)
