"""When a signature existed: time-stamps inside it and document time-stamps after it (RFC 3161)."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from asn1crypto import x509  # type: ignore[import-untyped]  # ships no types
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import CMSExtractionError
from pyhanko.sign.validation import (
    DocumentTimestampStatus,
    EmbeddedPdfSignature,
    PdfSignatureStatus,
    SignatureCoverageLevel,
    validate_pdf_timestamp,
)
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.status import TimestampSignatureStatus

from congvan.signing import limits, problems
from congvan.signing.policy import Purpose
from congvan.signing.report import Problem
from congvan.signing.validation.chain import Measure
from congvan.signing.validation.container import range_holds
from congvan.signing.validation.revocation import Store

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Stamp:
    """A time-stamp: who says when. `revision`: the last that it covers; `sound`: its own form and digest."""

    at: datetime
    authority: str
    revision: int
    sound: bool
    trusted: bool
    subindication: str
    certificate: x509.Certificate
    has_store: bool = False


def inside(status: PdfSignatureStatus, embedded: EmbeddedPdfSignature) -> Stamp | None:
    """The time-stamp that the signature carries, as the library judged it."""
    found = status.timestamp_validity
    return None if found is None else _stamp(found, revision=embedded.signed_revision)


def of_document(
    pdf: bytes, reader: PdfFileReader, fields: Sequence[tuple[str, Any]], measure: Measure, store: Store
) -> tuple[Stamp, ...]:
    """The document time-stamps, oldest first; a broken one proves nothing and is left out.

    Each is judged as of the time that the next newer one proves, the newest as of now: so a chain of them
    outlives its authorities (ETSI EN 319 142-1, B-LTA).
    """
    found: list[Stamp] = []
    moment = measure
    for embedded in _newest_first(pdf, reader, fields[: limits.TIMESTAMPS_MAX]):
        try:
            context = moment.context(Purpose.TIMESTAMP, others=store.certificates)
            status = validate_pdf_timestamp(embedded, context, skip_diff=True)
        except (SignatureValidationError, PdfError, ValueError, TypeError, KeyError):
            log.warning("document time-stamp cannot be verified", exc_info=True)
            continue
        if status.coverage >= SignatureCoverageLevel.ENTIRE_REVISION:
            stores = "/DSS" in reader.get_historical_root(embedded.signed_revision)
            stamp = _stamp(status, revision=embedded.signed_revision, has_store=stores)
            found.append(stamp)
            moment = replace(measure, at=stamp.at) if stamp.trusted else moment
    return tuple(reversed(found))


def _newest_first(
    pdf: bytes, reader: PdfFileReader, fields: Sequence[tuple[str, Any]]
) -> list[EmbeddedPdfSignature]:
    found = []
    for name, field in fields:
        try:
            embedded = EmbeddedPdfSignature(reader, field, name)
        except (SignatureValidationError, PdfError, CMSExtractionError, ValueError, TypeError, KeyError):
            log.warning("document time-stamp cannot be read", exc_info=True)
            continue
        if range_holds(pdf, embedded.byte_range, embedded.pkcs7_content):
            found.append(embedded)
    return sorted(found, key=lambda embedded: embedded.signed_revision, reverse=True)


def _stamp(
    status: TimestampSignatureStatus | DocumentTimestampStatus, *, revision: int, has_store: bool = False
) -> Stamp:
    failed = status.trust_problem_indic
    name = status.signing_cert.subject.native.get("common_name", "")
    return Stamp(
        at=status.timestamp,
        authority=str(name)[: limits.TEXT_MAX],
        revision=revision,
        sound=status.intact and status.valid,
        trusted=status.intact and status.valid and status.trusted,
        subindication="" if failed is None else str(getattr(failed, "name", "")),
        certificate=status.signing_cert,
        has_store=has_store,
    )


def proofs(inner: Stamp | None, stamps: Sequence[Stamp], *, revision: int) -> tuple[Stamp, ...]:
    """Trusted time-stamps over a signature of this revision, oldest first."""
    later = [stamp for stamp in stamps if stamp.revision > revision]
    every = [*([] if inner is None else [inner]), *later]
    return tuple(sorted((stamp for stamp in every if stamp.trusted), key=lambda stamp: stamp.at))


def problems_of(inner: Stamp | None) -> Iterator[Problem]:
    """What is wrong with the time-stamp inside a signature.

    One whose certificate had expired when it was made is broken, one whose certificate expired since is not.
    """
    if inner is None or inner.trusted:
        return
    certificate = inner.certificate
    in_force = certificate.not_valid_before <= inner.at <= certificate.not_valid_after
    yield problems.of_timestamp(sound=inner.sound and in_force, subindication=inner.subindication)


def level_of(
    *,
    pades: bool,
    chain: Sequence[x509.Certificate],
    inner: Stamp | None,
    stamps: Sequence[Stamp],
    revision: int,
    store: Store,
) -> str:
    """The PAdES baseline level by what the file holds (ETSI EN 319 142-1); empty for the older kind.

    `chain`: leaf first, without the root. T needs a sound time-stamp, LT word on every certificate of signer
    and authority of time, LTA a document time-stamp over that word.
    """
    if not pades:
        return ""
    later = [stamp for stamp in stamps if stamp.revision > revision and stamp.sound]
    first = inner if inner is not None and inner.sound else next(iter(later), None)
    if first is None:
        return "B-B"
    if not chain or not store.speaks_of([*chain, first.certificate]):
        return "B-T"
    return "B-LTA" if any(stamp.has_store for stamp in later) else "B-LT"
