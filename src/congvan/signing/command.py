"""What `congvan sign verify` does: read two files, return the report."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from congvan.signing import limits
from congvan.signing.keys import read_chain
from congvan.signing.policy import TrustPolicy
from congvan.signing.report import SignatureReport
from congvan.signing.verify import verify


def verify_file(path: Path, *, root: Path | None, at: datetime) -> SignatureReport:
    """Verify a PDF file against the trust anchors of a PEM file; without one, no chain is trusted.

    Raises OSError or ValueError when a file cannot be read; never on what the PDF holds.
    """
    roots = () if root is None else read_chain(root.read_bytes())
    with path.open("rb") as stream:
        pdf = stream.read(limits.PDF_BYTES_MAX + 1)  # one byte over the bound is enough to refuse it
    return verify(pdf, policy=TrustPolicy(roots=roots), at=at)
