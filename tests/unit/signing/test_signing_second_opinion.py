"""What independent programs say about our files: poppler's pdfsig and qpdf."""

import shutil
import subprocess

import pytest


def needs(*tools: str) -> pytest.MarkDecorator:
    missing = [tool for tool in tools if shutil.which(tool) is None]
    return pytest.mark.skipif(bool(missing), reason=f"thiếu công cụ hệ thống: {', '.join(missing)}")


def run(*arguments: str) -> str:
    return subprocess.run(arguments, check=True, capture_output=True, text=True, timeout=60).stdout


@needs("pdfsig", "certutil")
def test_pdfsig_with_our_root_calls_both_signatures_valid_and_trusted(desk, issued, tmp_path):
    database = f"sql:{tmp_path}"
    run("certutil", "-N", "-d", database, "--empty-password")
    root = str(desk.pki.directory / "root.pem")
    run("certutil", "-A", "-n", "demo", "-t", "C,C,C", "-i", root, "-d", database)
    path = tmp_path / "issued.pdf"
    path.write_bytes(issued)
    said = run("pdfsig", "-nssdir", database, str(path))
    assert said.count("Signature is Valid.") == 2
    assert said.count("Certificate is Trusted.") == 2
    assert said.count("- Total document signed") == 1


@needs("qpdf")
def test_qpdf_finds_every_revision_clean(desk, signed_by_leader, issued, tmp_path):
    for pdf in (desk.reserved, signed_by_leader, issued):
        path = tmp_path / "file.pdf"
        path.write_bytes(pdf)
        assert "No syntax or stream encoding errors found" in run("qpdf", "--check", str(path))


@needs("pdffonts")
def test_every_font_of_an_issued_letter_is_embedded(issued, tmp_path):
    path = tmp_path / "issued.pdf"
    path.write_bytes(issued)
    rows = run("pdffonts", str(path)).splitlines()[2:]
    assert rows
    assert all(row.split()[-5] == "yes" for row in rows)
