"""Who judges an issued file: our verifier, pdfsig, openssl, qpdf, and the pixels. Nothing here signs."""

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pypdfium2
from cryptography.hazmat.primitives.serialization import Encoding
from PIL import ImageChops, ImageDraw
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from congvan.signing.policy import TrustPolicy
from congvan.signing.report import SignatureReport
from congvan.signing.verify import verify
from tests.conformance.issued import people
from tests.conformance.issued.making import AT, Issued

DPI = 60
_SIGNED = re.compile(rb"/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]")


@dataclass(frozen=True)
class Bench:
    """A folder for files, with the root as openssl and as pdfsig want it."""

    folder: Path

    @classmethod
    def prepared(cls, folder: Path) -> "Bench":
        (folder / "root.pem").write_bytes(people.root().public_bytes(Encoding.PEM))
        said(["certutil", "-N", "-d", f"sql:{folder}", "--empty-password"])
        said(
            ["certutil", "-A", "-n", "root", "-t", "C,C,C", "-i", folder / "root.pem", "-d", f"sql:{folder}"]
        )
        return cls(folder)

    def put(self, name: str, data: bytes) -> Path:
        path = self.folder / name
        path.write_bytes(data)
        return path


def said(command: list) -> str:
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, (command[0], done.stdout, done.stderr)
    return done.stdout + done.stderr


def ours(pdf: bytes) -> SignatureReport:
    return verify(pdf, policy=TrustPolicy(roots=(people.root().public_bytes(Encoding.DER),)), at=AT)


def signatures(pdf: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Each signature as the bytes it covers and its container, read without any library."""
    for match in _SIGNED.finditer(pdf):
        start, length, after, rest = map(int, match.groups())
        assert start == 0
        container = bytes.fromhex(pdf[length + 1 : after - 1].decode())
        yield pdf[:length] + pdf[after : after + rest], container[: _der_length(container)]


def _der_length(data: bytes) -> int:
    octets = data[1] & 0x7F
    return 2 + octets + int.from_bytes(data[2 : 2 + octets], "big")


def pdfsig_finds_all_valid(bench: Bench, issued: Issued) -> None:
    path = bench.put("issued.pdf", issued.pdf)
    text = said(["pdfsig", "-nssdir", f"sql:{bench.folder}", path])
    assert text.count("Signature is Valid.") == issued.signatures, text
    assert text.count("Certificate is Trusted.") == issued.signatures, text
    assert text.count("- Total document signed") == 1, text


def openssl_finds_all_valid(bench: Bench, issued: Issued) -> None:
    found = list(signatures(issued.pdf))
    assert len(found) == issued.signatures
    for covered, container in found:
        command = [
            *(
                "openssl",
                "cms",
                "-verify",
                "-binary",
                "-inform",
                "DER",
                "-purpose",
                "any",
                "-out",
                "/dev/null",
            ),
            *("-CAfile", bench.folder / "root.pem", "-in", bench.put("container", container)),
            *("-content", bench.put("covered", covered)),
        ]
        assert "Verification successful" in said(command).replace("CMS ", "")


def qpdf_finds_it_clean(bench: Bench, issued: Issued) -> None:
    assert "No syntax or stream encoding errors" in said(
        ["qpdf", "--check", bench.put("issued.pdf", issued.pdf)]
    )


def only_the_boxes_changed(issued: Issued) -> None:
    """Each page as it was before and is now, the boxes blanked: not one pixel differs."""
    for number, (before, now) in enumerate(
        zip(_drawn(issued.draft), _drawn(issued.pdf), strict=True), start=1
    ):
        difference = ImageChops.difference(before, now)
        assert number > 1 or difference.getbbox() is not None, "nothing is shown on page 1"
        pen, scale = ImageDraw.Draw(difference), DPI / 72
        for box in issued.boxes:
            if box.page == number:
                corners = (box.x0, issued_height(now) - box.y1, box.x1, issued_height(now) - box.y0)
                left, top, right, bottom = (value * scale for value in corners)
                pen.rectangle((left - 1, top - 1, right + 1, bottom + 1), fill=0)
        assert difference.getbbox() is None, (number, difference.getbbox())


def issued_height(page) -> float:
    return page.height * 72 / DPI


def _drawn(pdf: bytes) -> list:
    document = pypdfium2.PdfDocument(pdf)
    document.init_forms()
    pages = [page.render(scale=DPI / 72, may_draw_forms=True).to_pil().convert("L") for page in document]
    document.close()
    return pages


def dotted(pdf: bytes, boxes) -> bytes:
    """A further revision that paints a dot of 1 × 1 pt on page 1 outside the boxes, by the library alone."""
    x, y = next(
        (x, y)
        for y in range(420, 760, 7)
        for x in range(30, 560, 7)
        if not any(
            box.page == 1 and box.x0 - 2 < x < box.x1 + 2 and box.y0 - 2 < y < box.y1 + 2 for box in boxes
        )
    )
    writer = IncrementalPdfFileWriter(BytesIO(pdf), strict=False)
    reference, _ = writer.find_page_for_modification(0)
    page = reference.get_object()
    dot = writer.add_object(generic.StreamObject(stream_data=b"q 0 g %d %d 1 1 re f Q" % (x, y)))
    contents = page.raw_get("/Contents")
    before = list(page["/Contents"]) if isinstance(page["/Contents"], generic.ArrayObject) else [contents]
    page[generic.pdf_name("/Contents")] = generic.ArrayObject([*before, dot])
    writer.update_container(page)
    target = BytesIO()
    writer.write(target)
    return target.getvalue()


def flipped(pdf: bytes, chance) -> bytes:
    """One byte changed: somewhere that a signature covers, or (every second time) inside a container."""
    match = chance.choice(list(_SIGNED.finditer(pdf)))
    _, length, after, rest = map(int, match.groups())
    changed = bytearray(pdf)
    if chance.random() < 0.5:
        container = bytearray.fromhex(pdf[length + 1 : after - 1].decode())
        container[chance.randrange(_der_length(container))] ^= 1 << chance.randrange(8)
        changed[length + 1 : after - 1] = container.hex().encode()
    else:
        at = chance.choice((chance.randrange(length), after + chance.randrange(rest)))
        changed[at] ^= 1 << chance.randrange(8)
    return bytes(changed)
