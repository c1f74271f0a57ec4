"""PDF files as other programs write them, put together byte by byte: no library of ours or the signer's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zlib import compress

A4 = (595.276, 841.89)


@dataclass(frozen=True)
class Box:
    """A place on a page, in points from the lower left."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float


def paper(
    *,
    pages: int = 1,
    size: tuple[float, float] = A4,
    catalog: str = "",
    page_extra: str = "",
    more: Sequence[bytes] = (),
    compressed: bool = False,
) -> bytes:
    """A PDF of plain pages; `more` are further objects, the first numbered 3 + 2 * pages.

    `compressed` writes object streams and a cross-reference stream, as word processors do; else a table.
    """
    kids = " ".join(f"{3 + 2 * index} 0 R" for index in range(pages))
    bodies = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(),
        f"<< /Type /Pages /Count {pages} /Kids [{kids}] >>".encode(),
    ]
    for index in range(pages):
        content = f"BT /F0 13 Tf 90 700 Td (Trang {index + 1}) Tj ET".encode()
        bodies += [
            (
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {size[0]} {size[1]}] /Contents {4 + 2 * index} 0 R "
                "/Resources << /Font << /F0 << /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >> >> >> "
                f"{page_extra} >>"
            ).encode(),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        ]
    bodies += more
    return _with_streams(bodies) if compressed else _with_table(dict(enumerate(bodies, start=1)))


def _with_table(bodies: Mapping[int, bytes]) -> bytes:
    target = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    offsets = []
    for number, body in bodies.items():
        offsets.append(len(target))
        target += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(target)
    target += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    target += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    target += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, start)
    return bytes(target)


def _with_streams(bodies: Sequence[bytes]) -> bytes:
    """Objects without a stream go into one object stream."""
    target = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    packed = [(number, body) for number, body in enumerate(bodies, start=1) if b"stream" not in body]
    holder, table = len(bodies) + 1, len(bodies) + 2
    rows: dict[int, tuple[int, int, int]] = {0: (0, 0, 65535)}
    for number, body in enumerate(bodies, start=1):
        if b"stream" in body:
            rows[number] = (1, len(target), 0)
            target += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    head, whole = b"", b""
    for index, (number, body) in enumerate(packed):
        rows[number] = (2, holder, index)
        head += b"%d %d " % (number, len(whole))
        whole += body + b"\n"
    stream = compress(head + whole)
    rows[holder] = (1, len(target), 0)
    target += b"%d 0 obj\n<< /Type /ObjStm /N %d /First %d /Length %d /Filter /FlateDecode >>\nstream\n" % (
        holder, len(packed), len(head), len(stream),
    )  # fmt: skip
    target += stream + b"\nendstream\nendobj\n"
    rows[table] = (1, len(target), 0)
    data = compress(
        b"".join(
            bytes([kind]) + first.to_bytes(4, "big") + second.to_bytes(2, "big")
            for _, (kind, first, second) in sorted(rows.items())
        )
    )
    start = len(target)
    target += b"%d 0 obj\n<< /Type /XRef /Size %d /W [1 4 2] /Root 1 0 R /Length %d /Filter /FlateDecode >>\n" % (
        table, len(rows), len(data),
    )  # fmt: skip
    target += b"stream\n" + data + b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % start
    return bytes(target)
