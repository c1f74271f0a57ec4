"""What `congvan sign verify` needs: a bounded read, and the policy of its options."""

from __future__ import annotations

from pathlib import Path

from congvan.signing import limits
from congvan.signing.keys import read_chain
from congvan.signing.policy import TrustPolicy
from congvan.signing.policy_file import read_policy


def read_pdf(path: Path) -> bytes:
    """The file, cut one byte over the bound: enough to refuse it. Raises OSError."""
    with path.open("rb") as stream:
        return stream.read(limits.PDF_BYTES_MAX + 1)


def policy_of(*, root: Path | None, policy: Path | None) -> TrustPolicy:
    """The policy file, else the roots of a PEM file for every purpose, else nothing is trusted.

    Raises OSError or ValueError when a file cannot be read.
    """
    if policy is not None:
        return read_policy(policy)
    return TrustPolicy(roots=() if root is None else read_chain(root.read_bytes()))
