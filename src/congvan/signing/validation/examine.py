"""One signature of a file, examined from its form to its time."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from asn1crypto import x509  # type: ignore[import-untyped]  # ships no types
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import (
    EmbeddedPdfSignature,
    PdfSignatureStatus,
    SignatureCoverageLevel,
    validate_pdf_signature,
)
from pyhanko.sign.validation.errors import SignatureValidationError

from congvan.signing import limits, problems
from congvan.signing.certificates import facts_of, kind_of
from congvan.signing.policy import Purpose, Revocation
from congvan.signing.report import Change, Coverage, Indication, Problem, SignatureFacts, SignerKind
from congvan.signing.validation import container, times
from congvan.signing.validation.chain import Measure, ask, purpose_of
from congvan.signing.validation.indication import judge
from congvan.signing.validation.revocation import Store, Word
from congvan.signing.validation.times import Stamp

log = logging.getLogger(__name__)

_UNNAMED = "GENERIC"
"""The library's word for faults of form that the standard has no word for."""
CURABLE = frozenset(
    {
        "OUT_OF_BOUNDS_NO_POE",
        "REVOKED_NO_POE",
        "REVOKED_CA_NO_POE",
        "CRYPTO_CONSTRAINTS_FAILURE_NO_POE",
        "CERTIFICATE_CHAIN_GENERAL_FAILURE",  # a certificate of an authority has expired
        "TRY_LATER",
    }
)
"""What a proof of an earlier time may heal."""
_COVERAGE = {
    SignatureCoverageLevel.ENTIRE_FILE: Coverage.WHOLE_FILE,
    SignatureCoverageLevel.ENTIRE_REVISION: Coverage.REVISION,
}
_CHANGES = {
    "NONE": Change.NONE,
    "LTA_UPDATES": Change.LONG_TERM_UPDATES,
    "FORM_FILLING": Change.FORM_FILLING,
    "ANNOTATIONS": Change.ANNOTATIONS,
    "OTHER": Change.OTHER,
}


@dataclass(frozen=True, kw_only=True)
class Case:
    """The file and what all its signatures share."""

    pdf: bytes
    reader: PdfFileReader
    measure: Measure
    store: Store
    stamps: tuple[Stamp, ...]


@dataclass(frozen=True, kw_only=True)
class Examined:
    """One signature with what is needed to compare it with the others."""

    revision: int
    byte_range: tuple[Any, ...]
    facts: SignatureFacts


def examine(case: Case, name: str, field: Any) -> Examined:
    """Never raises on what a file holds: the signature then has a fatal problem."""
    try:
        embedded = EmbeddedPdfSignature(case.reader, field, name)
        facts = _facts(case, embedded)
    except SignatureValidationError as refused:
        named = str(getattr(refused.ades_subindication, "standard_name", _UNNAMED))
        return _broken(name, refused, subindication="FORMAT_FAILURE" if named == _UNNAMED else named)
    except (Exception, RecursionError) as unforeseen:
        log.warning("signature cannot be verified", exc_info=True)
        return _broken(name, unforeseen, subindication="FORMAT_FAILURE")
    return Examined(revision=embedded.signed_revision, byte_range=tuple(embedded.byte_range), facts=facts)


def _facts(case: Case, embedded: EmbeddedPdfSignature) -> SignatureFacts:
    certificate = embedded.signer_cert
    kind = kind_of(certificate, case.measure.policy)
    purpose = purpose_of(kind)
    status = _validated(case, embedded, purpose)
    trust = _trust(case, embedded, status, purpose)
    inner = times.inside(status, embedded)
    proofs = times.proofs(inner, case.stamps, revision=embedded.signed_revision)
    if trust.subindication in CURABLE and proofs:
        inner, proofs, trust = _in_the_past(case, embedded, purpose, now=(inner, proofs, trust))
    found = _problems(case, embedded, status=status, trust=trust, inner=inner)
    indication, subindication = judge(
        found, hash_holds=status.intact, signature_holds=status.valid, chain=trust.subindication
    )
    level = status.modification_level
    certified = embedded.docmdp_level if _is_certifying(embedded) else None
    proof = proofs[0] if proofs else None
    word = trust.word
    return SignatureFacts(
        field=short(embedded.field_name),
        kind=kind,
        certificate=facts_of(certificate),
        signed_at=proof.at if proof else embedded.self_reported_timestamp,
        time_source="timestamp" if proof else "signer" if embedded.self_reported_timestamp else "none",
        intact=status.intact and status.valid,
        trusted=status.intact and status.valid and not trust.subindication,
        coverage=Coverage.PART if status.coverage is None else _COVERAGE.get(status.coverage, Coverage.PART),
        change=Change.UNKNOWN if level is None else _CHANGES[level.name],
        change_permitted=bool(status.docmdp_ok),
        certified_level=None if certified is None else certified.value,
        revocation=trust.revocation,
        problems=found,
        indication=indication,
        subindication=subindication,
        level=times.level_of(
            pades=container.entry(embedded.sig_object, "/SubFilter") == container.PADES,
            chain=trust.path[:-1],
            inner=inner,
            stamps=case.stamps,
            revision=embedded.signed_revision,
            store=case.store,
        ),
        timestamp_authority=proof.authority if proof else "",
        revocation_at=word.this_update if word else None,
        revocation_source=f"{word.source}, {trust.origin}" if word else "",
        covered_bytes=_covered(embedded),
    )


def _validated(
    case: Case, embedded: EmbeddedPdfSignature, purpose: Purpose, *, skip_diff: bool = False
) -> PdfSignatureStatus:
    others = case.store.certificates
    return validate_pdf_signature(
        embedded,
        signer_validation_context=case.measure.context(purpose, others=others),
        ts_validation_context=case.measure.context(Purpose.TIMESTAMP, others=others),
        key_usage_settings=case.measure.usage,
        skip_diff=skip_diff,
    )


Finding = tuple[Stamp | None, tuple[Stamp, ...], "_Trust"]
"""The time-stamp inside, every proof of time, and the trust that follows."""


def _in_the_past(case: Case, embedded: EmbeddedPdfSignature, purpose: Purpose, *, now: Finding) -> Finding:
    """The same as of the earliest proven time: first the time-stamp inside, then the signature itself.

    Only word about revocation heals: a key that nobody vouches for may have been revoked before.
    """
    inner, proofs, _ = now
    if inner is not None and not inner.trusted:
        earlier = replace(case, measure=replace(case.measure, at=proofs[0].at))
        inner = times.inside(_validated(earlier, embedded, purpose, skip_diff=True), embedded)
        proofs = times.proofs(inner, case.stamps, revision=embedded.signed_revision)
    then = replace(case, measure=replace(case.measure, at=proofs[0].at))
    status = _validated(then, embedded, purpose, skip_diff=True)
    trust = _trust(then, embedded, status, purpose)
    healed = not trust.subindication and trust.word is not None
    return (inner, proofs, replace(trust, revocation="good")) if healed else now


@dataclass(frozen=True, kw_only=True)
class _Trust:
    """The chain and the word on revocation together."""

    path: tuple[x509.Certificate, ...] = ()
    subindication: str = ""
    revocation: str = "not_checked"
    word: Word | None = None
    origin: str = ""


def _trust(
    case: Case, embedded: EmbeddedPdfSignature, status: PdfSignatureStatus, purpose: Purpose
) -> _Trust:
    failed = "" if status.trust_problem_indic is None else status.trust_problem_indic.standard_name
    whole = status.validation_path
    path = tuple(whole.iter_certs(include_root=True))[::-1] if whole else ()  # leaf first
    if not status.trusted or whole is None:
        return _Trust(path=path, subindication=str(failed or "GENERIC") if status.valid else "")
    found = _Trust(path=path)
    for store in (case.measure.held, case.store):
        others = [*embedded.other_embedded_certs, *case.store.certificates]
        context = case.measure.context(purpose, others=others, store=store)
        for one, word in _words(store, path[:-1]):
            said = ask(one, whole, context, kind=word.source)
            if said == "revoked":
                failed = "REVOKED_NO_POE" if one is path[0] else "REVOKED_CA_NO_POE"
                return _Trust(
                    path=path, subindication=failed, revocation=said, word=word, origin=store.origin
                )
            if said == "good" and one is path[0] and found.word is None:
                found = _Trust(
                    path=path, revocation=_state(word, case.measure), word=word, origin=store.origin
                )
    demanded = case.measure.policy.revocation is Revocation.HARD
    return replace(found, subindication="TRY_LATER") if demanded and found.revocation != "good" else found


def _words(store: Store, chain: Sequence[x509.Certificate]) -> Iterator[tuple[x509.Certificate, Word]]:
    """The newest word of each kind on each certificate: asking looks at all of a kind at once."""
    for certificate in chain:
        newest = {word.source: word for word in reversed(store.words_on(certificate))}
        yield from ((certificate, word) for word in newest.values())


def _state(word: Word, measure: Measure) -> str:
    policy = measure.policy
    return "good" if word.is_fresh(measure.at, age_max=policy.age_max, grace=policy.grace) else "stale"


def _problems(
    case: Case,
    embedded: EmbeddedPdfSignature,
    *,
    status: PdfSignatureStatus,
    trust: _Trust,
    inner: Stamp | None,
) -> tuple[Problem, ...]:
    certificate = embedded.signer_cert
    found = [] if embedded.reader.strict else [problems.sloppy_file()]
    found += [*container.problems_of(case.pdf, embedded), *problems.of_digest(status)]
    if _has_tail(case, embedded):
        found.append(problems.tail())
    if trust.subindication:
        found.append(problems.of_chain(trust.subindication, certificate, at=case.measure.at))
    elif status.intact and status.valid:
        found += problems.of_holder(certificate, usages=case.measure.policy.usages)
        found += problems.of_revocation(trust.revocation)
    found += [*times.problems_of(inner), *problems.of_changes(status)]
    return tuple(found[: limits.PROBLEMS_MAX])


def _covered(embedded: EmbeddedPdfSignature) -> int:
    numbers = [int(number) for number in embedded.byte_range]
    return numbers[2] + numbers[3] if len(numbers) == container.RANGE_NUMBERS else 0


def _has_tail(case: Case, embedded: EmbeddedPdfSignature) -> bool:
    """Bytes behind the last revision: no reader here looks at them, another one may."""
    last = case.reader.xrefs.total_revisions - 1
    return embedded.signed_revision == last and bool(case.pdf[_covered(embedded) :].strip())


def _is_certifying(embedded: EmbeddedPdfSignature) -> bool:
    root = embedded.reader.root
    if "/Perms" not in root or "/DocMDP" not in root["/Perms"]:
        return False
    certifying: generic.Reference = root["/Perms"].get_value_as_reference("/DocMDP")
    return certifying == embedded.sig_object.container_ref


def _broken(name: str, error: BaseException, *, subindication: str) -> Examined:
    problem = Problem(
        code="signature.unreadable",
        message=f"Không đọc được chữ ký số: tập tin hỏng hoặc sai chuẩn ({detail(error)}). "
        "Hãy yêu cầu nơi gửi gửi lại.",
    )
    failed = subindication.endswith("_FAILURE")
    facts = SignatureFacts(
        field=short(name),
        kind=SignerKind.UNKNOWN,
        certificate=None,
        signed_at=None,
        time_source="none",
        intact=False,
        trusted=False,
        coverage=Coverage.PART,
        change=Change.UNKNOWN,
        change_permitted=False,
        certified_level=None,
        revocation="not_checked",
        problems=(problem,),
        indication=Indication.FAILED if failed else Indication.INDETERMINATE,
        subindication=subindication,
    )
    return Examined(revision=limits.REVISIONS_MAX, byte_range=(), facts=facts)


def detail(error: BaseException) -> str:
    """A foreign error for a sentence: its kind and text, cut and printable."""
    return short(f"{type(error).__name__}: {error}")


def short(text: str) -> str:
    """Printable and at most `limits.TEXT_MAX` characters."""
    return "".join(character if character.isprintable() else " " for character in str(text))[
        : limits.TEXT_MAX
    ]
