"""How fast whole signings are: beside bare RSA, beside plain pyHanko, and beside the digest of a large scan.

A whole signing is: open the file, draw the visible image, append the revision, digest, CMS, sign, embed, and
the checks on the way. CPU seconds of one core are measured, so that a busy machine disturbs little.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from pathlib import Path
from statistics import median
from typing import Final
from zoneinfo import ZoneInfo

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from PIL import Image
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigFieldSpec

from congvan.signing.appearance import leader_appearance, seal_appearance
from congvan.signing.layout import FieldName
from congvan.signing.prepare import FieldFonts, reserve
from congvan.signing.sign import Kind, complete_signature, prepare_signature
from congvan.typeset import Letter, Paragraph, compose, font_bytes
from dev.bench.keyed import PASSPHRASE, Keyed, make_key

ROUNDS: Final = 5
SIGNINGS: Final = 60
PLAIN_SIGNINGS: Final = 4
SCAN_SIGNINGS: Final = 8
SCAN_PIXELS: Final = (1900, 2690)
AT: Final = datetime(2026, 11, 23, 9, 15, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


def main() -> int:
    """Measure in alternation, print the table."""
    with tempfile.TemporaryDirectory() as folder:
        keyed = make_key(Path(folder), bits=3072)
        letter = _letter()
        scan = _scan()
        measured: dict[str, list[float]] = {}
        for _ in range(ROUNDS):
            for name, measure in {
                "rsa": _bare_rsa,
                "ours": lambda: _rate(lambda: _sign(letter, keyed, Kind.LEADER), SIGNINGS),
                "plain": lambda: _rate(lambda: _plain(letter, keyed), PLAIN_SIGNINGS),
                "scan": lambda: _rate(lambda: _sign(scan, keyed, Kind.SEAL), SCAN_SIGNINGS),
                "bound": lambda: _rate(lambda: _digest_and_copy(scan), SCAN_SIGNINGS),
            }.items():
                measured.setdefault(name, []).append(measure())
    _print({name: median(rates) for name, rates in measured.items()}, scan=len(scan))
    return 0


def _print(rates: dict[str, float], *, scan: int) -> None:
    of_rsa = _share(rates["ours"], rates["rsa"], 0.25)
    of_digest = _share(rates["scan"], rates["bound"], 0.30)
    size = f"{scan / 2**20:.1f} MB"
    rows = (
        ("openssl speed rsa3072, số chữ ký/giây", f"{rates['rsa']:.0f}", ""),
        ("Ký trọn vẹn văn bản 3 trang, lần/giây", f"{rates['ours']:.0f}", of_rsa),
        ("pyHanko SimpleSigner để nguyên, lần/giây", f"{rates['plain']:.2f}", ""),
        ("  nhanh gấp", f"{rates['ours'] / rates['plain']:.0f}", "ít nhất 20"),
        (f"SHA-256 và một bản sao của {size}, lần/giây", f"{rates['bound']:.1f}", ""),
        (f"Ký trọn vẹn bản quét {size}, lần/giây", f"{rates['scan']:.1f}", of_digest),
    )
    for label, value, remark in rows:
        sys.stdout.write(f"{label:<52} {value:>8}  {remark}\n")


def _share(part: float, whole: float, least: float) -> str:
    return f"{part / whole:.1%}, ít nhất {least:.0%}"


def _rate(work: Callable[[], object], times: int) -> float:
    work()
    start = time.process_time()
    for _ in range(times):
        work()
    return times / (time.process_time() - start)


def _bare_rsa() -> float:
    """Signatures per CPU second by the system's openssl."""
    program = shutil.which("openssl")
    assert program is not None, "openssl is not installed"
    command = [program, "speed", "-seconds", "1", "rsa3072"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = re.search(r"rsa\s+3072 bits\s+\S+s\s+\S+s\s+([\d.]+)", said)
    assert found is not None, said
    return float(found[1])


def _letter() -> bytes:
    """Three pages with every place reserved."""
    composed = compose(_text("đo tốc độ ký số", 22), at=AT)
    return reserve(composed.pdf, places=composed.places, fonts=_fonts())


def _text(subject: str, paragraphs: int) -> Letter:
    words = "Các cơ quan, đơn vị thực hiện nghiêm túc, kịp thời và báo cáo kết quả theo quy định. " * 4
    return Letter(
        parent_name="UBND tỉnh Phú Yên", issuer_name="Sở Giáo dục và Đào tạo", place="Phú Yên", year=2026,
        symbol="/SGDĐT-VP", kind=None, subject=subject, addressees=("Các đơn vị trực thuộc",),
        body=tuple(Paragraph(text=words) for _ in range(paragraphs)),
        recipient_lines=("Như trên;", "Lưu: VT."), authority_lines=("GIÁM ĐỐC",), signer_name="Phạm Huy Văn",
    )  # fmt: skip


def _scan() -> bytes:
    """Three pages as noisy pictures, about 10 MB, with a place for the seal."""
    pages = [Image.effect_noise(SCAN_PIXELS, 60) for _ in range(3)]
    target = BytesIO()
    pages[0].save(target, format="PDF", save_all=True, append_images=pages[1:], resolution=200, quality=88)
    corner = {"seal_top_left": compose(_text("bản quét", 1), at=AT).places["seal_top_left"]}
    return reserve(target.getvalue(), places=corner, fonts=_fonts())


def _fonts() -> FieldFonts:
    return FieldFonts(regular=font_bytes("Regular"), italic=font_bytes("Italic"))


def _sign(pdf: bytes, keyed: Keyed, kind: Kind) -> bytes:
    font = font_bytes("Regular")
    shown = (
        leader_appearance(name="Phạm Huy Văn", at=AT, font=font)
        if kind is Kind.LEADER
        else seal_appearance(agency="Sở Giáo dục và Đào tạo", at=AT, font=font)
    )
    field = FieldName.LEADER if kind is Kind.LEADER else FieldName.SEAL
    prepared = prepare_signature(
        pdf, field=field, certificate_chain=keyed.chain, kind=kind, at=AT, appearance=shown
    )
    signature = keyed.key.sign(prepared.attributes, padding.PKCS1v15(), hashes.SHA256())
    return complete_signature(prepared, signature=signature)


def _plain(pdf: bytes, keyed: Keyed) -> bytes:
    """As the library's own examples do it: load the signer, sign the file."""
    signer = signers.SimpleSigner.load_pkcs12(keyed.path, passphrase=PASSPHRASE)
    meta = signers.PdfSignatureMetadata(field_name="plain", md_algorithm="sha256")
    target = BytesIO()
    signers.sign_pdf(
        IncrementalPdfFileWriter(BytesIO(pdf)),
        meta,
        signer=signer,
        new_field_spec=SigFieldSpec("plain", box=(300, 100, 440, 170)),
        output=target,
    )
    return target.getvalue()


def _digest_and_copy(pdf: bytes) -> tuple[bytes, bytearray]:
    return hashlib.sha256(pdf).digest(), bytearray(pdf)


if __name__ == "__main__":
    sys.exit(main())
