"""A trust policy from a TOML file and the certificates and lists beside it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from congvan.signing import limits
from congvan.signing.policy import (
    ALGORITHMS,
    USAGES,
    AlgorithmRule,
    Anchor,
    Purpose,
    Revocation,
    SealRule,
    TrustPolicy,
)

_KNOWN = frozenset(
    {
        "version",
        "revocation",
        "age_max_days",
        "grace_hours",
        "usages",
        "crls",
        "ocsps",
        "anchor",
        "algorithm",
        "seal",
    }
)


class PolicyError(ValueError):
    """The policy file cannot be used. The message is Vietnamese and says what to do."""


def read_policy(path: Path) -> TrustPolicy:
    """The policy that a file describes; paths in it are relative to it. Raises OSError or PolicyError.

    What it leaves out has the default of `TrustPolicy`. An unknown word is refused: a misspelt rule must not
    silently trust more.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PolicyError(f"Tệp chính sách tin cậy không đúng TOML ({error}): hãy sửa lại.") from error
    unknown = sorted(data.keys() - _KNOWN)
    if unknown:
        raise PolicyError(f"Tệp chính sách tin cậy có mục lạ “{unknown[0]}”: hãy sửa hoặc bỏ mục này.")
    try:
        return _policy(data, path.parent)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        if isinstance(error, PolicyError):
            raise
        raise PolicyError(f"Tệp chính sách tin cậy có giá trị sai ({error}): hãy sửa lại.") from error


def _policy(data: Mapping[str, Any], folder: Path) -> TrustPolicy:
    standard = TrustPolicy()
    seals = tuple(
        SealRule(
            attribute=row["attribute"], values=tuple(value.casefold() for value in row.get("values", ()))
        )
        for row in data.get("seal", ())
    )
    return TrustPolicy(
        anchors=tuple(anchor for row in data.get("anchor", ()) for anchor in _anchors(row, folder)),
        seal_rules=seals or standard.seal_rules,
        revocation=Revocation(data.get("revocation", standard.revocation)),
        crls=_files(data.get("crls", ()), folder),
        ocsps=_files(data.get("ocsps", ()), folder),
        age_max=timedelta(days=data.get("age_max_days", standard.age_max.days)),
        grace=timedelta(hours=data.get("grace_hours", standard.grace / timedelta(hours=1))),
        algorithms=tuple(map(_algorithm, data["algorithm"])) if "algorithm" in data else ALGORITHMS,
        usages=frozenset(data.get("usages", USAGES)),
        version=str(data.get("version", standard.version)),
    )


def _anchors(row: Mapping[str, Any], folder: Path) -> Iterable[Anchor]:
    """The certificates of one PEM file, each for the purposes that the row names; all when it names none."""
    purposes = frozenset(map(Purpose, row.get("purposes", Purpose)))
    for certificate in x509.load_pem_x509_certificates((folder / row["file"]).read_bytes()):
        yield Anchor(certificate=certificate.public_bytes(Encoding.DER), purposes=purposes)


def _files(names: Iterable[str], folder: Path) -> tuple[bytes, ...]:
    found = tuple((folder / name).read_bytes() for name in names)
    if any(len(content) > limits.REVOCATION_BYTES_MAX for content in found):
        raise PolicyError("Danh sách thu hồi quá lớn: hãy dùng danh sách từng phần của tổ chức chứng thực.")
    return found


def _algorithm(row: Mapping[str, Any]) -> AlgorithmRule:
    until = row.get("until")
    if isinstance(until, date) and not isinstance(until, datetime):
        until = datetime.combine(until, time(), UTC)
    return AlgorithmRule(name=row["name"], until=until, bits_min=row.get("bits_min", 0))
