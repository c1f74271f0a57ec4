"""What a file is worth in law: cryptographic check, origin of the file, and the pure rule over both.

Beside the fixed file names of a package (ADR 0010): three libraries that do not know each other meet here.
"""

from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings

from congvan.law.legal_value import Origin, Standing, classify
from congvan.law.rulebook import Rulebook
from congvan.law.secrecy import Marking, marking_in
from congvan.reading.errors import ReadingError
from congvan.reading.looks import PageLook, page_looks
from congvan.reading.origin import judge_origin
from congvan.reading.pages import Page, read_pages, upper_lines
from congvan.signing.policy import TrustPolicy
from congvan.signing.policy_file import read_policy
from congvan.signing.report import CertificateFacts, SignatureReport
from congvan.signing.standing import evidence_of
from congvan.signing.validation.drawn import judge_drawn
from congvan.signing.verdicts import Verdicts
from congvan.vietnamese import fold

PDF_MAGIC = b"%PDF-"
POLICY_FILE = "policy.toml"


@dataclass(frozen=True)
class Issuer:
    """Who is said to have issued a file: code on the hub and name."""

    code: str
    name: str


@dataclass(frozen=True)
class Assessment:
    """The report on a file's signatures and its standing in law."""

    report: SignatureReport
    standing: Standing
    origin: str

    @property
    def legal_class(self) -> str:
        return self.standing.legal_class.value if self.standing.legal_class else ""

    def standing_facts(self) -> dict[str, Any]:
        """The standing as JSON values, with the origin it rests on."""
        facts = asdict(self.standing)
        return {**facts, "legal_class": self.legal_class, "origin": self.origin}


@cache
def trust() -> TrustPolicy:
    """What this installation trusts, from the folder in its settings: its policy file, else every root."""
    folder = Path(settings.SITE.path(settings.SITE.trusted_roots))
    if (folder / POLICY_FILE).exists():
        return read_policy(folder / POLICY_FILE)
    roots = [x509.load_pem_x509_certificate(path.read_bytes()) for path in sorted(folder.glob("*.pem"))]
    return TrustPolicy(roots=tuple(root.public_bytes(Encoding.DER) for root in roots))


@cache
def verdicts() -> Verdicts:
    """The reports that this process keeps for a second look."""
    return Verdicts()


def assess(
    pdf: bytes, *, issuer: Issuer, rules: Rulebook, at: datetime, origin_assured: bool = False
) -> Assessment:
    """Judge a PDF by its signatures and its pages, never by what somebody typed. Law: QD11/D3.K1.

    `origin_assured`: a known member sent it over the hub, which logged it; intact by its digest.
    """
    report = verdicts().verify(pdf, policy=trust(), at=at)
    origin = Origin(judge_origin(pdf).origin)
    standing = classify(
        evidence_of(
            report,
            origin=origin,
            is_issuer=partial(_is_of, issuer=issuer),
            drawn_by_d8_k1=report.changed_after_signing and judge_drawn(pdf, report, look=_look).lawful,
            sender_known=bool(issuer.code),
            origin_assured=origin_assured,
        ),
        rules=rules,
    )
    return Assessment(report=report, standing=standing, origin=str(origin))


def secret_marking(pdf: bytes) -> Marking | None:
    """The marking that stands as a whole line in the upper part of page 1. Law: QD11/D2.K2.

    None for what cannot be read: it has no legal value either, so a clerk judges it before anyone handles it.
    """
    pages = _pages(pdf)
    return marking_in(upper_lines(pages[0])) if pages else None


def is_readable_pdf(pdf: bytes) -> bool:
    """Whether a PDF has pages that can be read: not broken, not locked."""
    return bool(_pages(pdf))


def _pages(pdf: bytes) -> tuple[Page, ...]:
    if not pdf.startswith(PDF_MAGIC):
        return ()
    try:
        return read_pages(pdf)
    except ReadingError:
        return ()


def _look(pdf: bytes) -> tuple[PageLook, ...]:
    """The pages as they look; what cannot be drawn is a ValueError, as the judge expects."""
    try:
        return page_looks(pdf)
    except ReadingError as error:
        raise ValueError(error.code) from error


def _is_of(certificate: CertificateFacts, issuer: Issuer) -> bool:
    """Whether a seal certificate names the issuer: by its code on the hub, else by its name."""
    if certificate.organization_identifier:
        return bool(certificate.organization_identifier == issuer.code)
    return fold(certificate.common_name) == fold(issuer.name)
