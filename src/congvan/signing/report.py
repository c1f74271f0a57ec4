"""What a verification found, as values that can be stored and shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final, Self


class SignerKind(StrEnum):
    """Whose certificate it is, by the rules of the trust policy."""

    PERSON = "person"
    SEAL = "seal"
    UNKNOWN = "unknown"


class Coverage(StrEnum):
    """How much of the file the signature covers."""

    WHOLE_FILE = "whole_file"
    REVISION = "revision"
    PART = "part"


class Change(StrEnum):
    """What was changed after the signature, as the difference analysis judges it."""

    NONE = "none"
    LONG_TERM_UPDATES = "long_term_updates"
    FORM_FILLING = "form_filling"
    ANNOTATIONS = "annotations"
    OTHER = "other"
    UNKNOWN = "unknown"


class Indication(StrEnum):
    """The word of ETSI EN 319 102-1 for one signature; empty in reports of schema 1."""

    PASSED = "TOTAL_PASSED"
    INDETERMINATE = "INDETERMINATE"
    FAILED = "TOTAL_FAILED"
    NOT_STATED = ""


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One thing wrong, or worth knowing when not `fatal`; the message is a Vietnamese sentence."""

    code: str
    message: str
    fatal: bool = True


SCHEMA: Final = "congvan.signature-report/2"
"""Schema 1 had no indication, level, authority of time, word on revocation, covered bytes and sentence."""

_CHANGE_SENTENCES: Final = {
    Change.NONE: "không có gì đổi sau chữ ký này",
    Change.LONG_TERM_UPDATES: "sau đó chỉ thêm dữ liệu lưu trữ lâu dài",
    Change.FORM_FILLING: "sau đó chỉ điền các chỗ dành sẵn và thêm chữ ký",
    Change.ANNOTATIONS: "sau đó có chú thích được thêm",
    Change.OTHER: "sau đó nội dung đã thay đổi",
    Change.UNKNOWN: "không xác định được phần thay đổi sau đó",
}


@dataclass(frozen=True, kw_only=True)
class CertificateFacts:
    """Who a certificate says its holder and issuer are; `serial` in hexadecimal."""

    common_name: str
    organization: str
    organizational_unit: str
    organization_identifier: str
    subject_serial: str
    issuer_common_name: str
    issuer_organization: str
    serial: str
    not_before: datetime
    not_after: datetime
    sha256: str


@dataclass(frozen=True, kw_only=True)
class SignatureFacts:
    """One signature. `signed_at` is the signer's own word unless `time_source` is "timestamp".

    `level`: "B-B" to "B-LTA" by PAdES, empty for the older kind. `subindication` is the standard's word,
    empty when passed. `revocation`: "good", "revoked", "stale", "not_checked"; `revocation_at` is when that
    word was issued, `revocation_source` "crl" or "ocsp" and its origin. `covered_bytes`: the signed revision
    ends there.
    """

    field: str
    kind: SignerKind
    certificate: CertificateFacts | None
    signed_at: datetime | None
    time_source: str
    intact: bool
    trusted: bool
    coverage: Coverage
    change: Change
    change_permitted: bool
    certified_level: int | None
    revocation: str
    problems: tuple[Problem, ...]
    indication: Indication = Indication.NOT_STATED
    subindication: str = ""
    level: str = ""
    timestamp_authority: str = ""
    revocation_at: datetime | None = None
    revocation_source: str = ""
    covered_bytes: int = 0

    @property
    def valid(self) -> bool:
        """Digest and signature hold, the chain is trusted, and nothing forbidden was changed afterwards."""
        return (
            self.intact and self.trusted and self.change_permitted and not any(p.fatal for p in self.problems)
        )

    @property
    def changed_after_signing(self) -> bool:
        """Something was changed that the signature does not permit."""
        return not self.change_permitted

    @property
    def holds_over_its_revision(self) -> bool:
        """What was signed is what stands in the signed revision, whatever was added to the file later."""
        fatal = {problem.code for problem in self.problems if problem.fatal}
        return (
            self.intact
            and self.trusted
            and self.coverage in (Coverage.WHOLE_FILE, Coverage.REVISION)
            and fatal <= {"signature.changed_after_signing"}
        )

    @property
    def sentence(self) -> str:
        """Who signed, whether it holds, and the first reason where it does not."""
        name = self.certificate.common_name if self.certificate else "Người ký không rõ"
        if self.valid:
            return f"{name}: chữ ký số hợp lệ, {_CHANGE_SENTENCES[self.change]}."
        fatal = next((problem.message for problem in self.problems if problem.fatal), "không rõ nguyên nhân.")
        return f"{name}: chữ ký số không hợp lệ. {fatal}"


@dataclass(frozen=True, kw_only=True)
class SignatureReport:
    """All signatures of a file in the order of signing. `error`: the file could not be examined."""

    file_sha256: str
    file_bytes: int
    checked_at: datetime
    policy_version: str
    checker: str
    signatures: tuple[SignatureFacts, ...]
    error: Problem | None = None

    @property
    def signed(self) -> bool:
        """There is at least one signature."""
        return bool(self.signatures)

    @property
    def valid_all(self) -> bool:
        """There is a signature and every one is valid."""
        return self.error is None and self.signed and all(signature.valid for signature in self.signatures)

    @property
    def changed_after_signing(self) -> bool:
        """Some signature does not permit what was changed after it, or nobody signed the last change.

        Filling a form may be permitted, but what is filled after the last signature is nobody's word.
        """
        return any(signature.changed_after_signing for signature in self.signatures) or self.open_ended

    @property
    def open_ended(self) -> bool:
        """Something other than long-term data was added after the last signature."""
        return self.signed and self.signatures[-1].change not in (Change.NONE, Change.LONG_TERM_UPDATES)

    def of_kind(self, kind: SignerKind) -> tuple[SignatureFacts, ...]:
        """The signatures of persons, of seals or of unknown holders."""
        return tuple(signature for signature in self.signatures if signature.kind is kind)

    def to_dict(self) -> dict[str, Any]:
        """JSON values; `valid` and `valid_all` are included for readers that are not this program."""
        data: dict[str, Any] = _plain(asdict(self))
        data["valid_all"] = self.valid_all
        for plain, signature in zip(data["signatures"], self.signatures, strict=True):
            plain["valid"] = signature.valid
            plain["sentence"] = signature.sentence
            plain["revocation_age_seconds"] = self._age_of(signature)
        return {"schema": SCHEMA, **data}

    def _age_of(self, signature: SignatureFacts) -> int | None:
        """How old the word on revocation was at the check; None without any."""
        if signature.revocation_at is None:
            return None
        return int((self.checked_at - signature.revocation_at).total_seconds())

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """Read what `to_dict` wrote, also under schema 1; KeyError or ValueError for something else."""
        return cls(
            file_sha256=data["file_sha256"],
            file_bytes=data["file_bytes"],
            checked_at=datetime.fromisoformat(data["checked_at"]),
            policy_version=data["policy_version"],
            checker=data["checker"],
            signatures=tuple(_signature(item) for item in data["signatures"]),
            error=None if data["error"] is None else Problem(**data["error"]),
        )


def _signature(data: Mapping[str, Any]) -> SignatureFacts:
    signed_at, revocation_at = data["signed_at"], data.get("revocation_at")
    return SignatureFacts(
        field=data["field"],
        kind=SignerKind(data["kind"]),
        certificate=None if data["certificate"] is None else _certificate(data["certificate"]),
        signed_at=None if signed_at is None else datetime.fromisoformat(signed_at),
        time_source=data["time_source"],
        intact=data["intact"],
        trusted=data["trusted"],
        coverage=Coverage(data["coverage"]),
        change=Change(data["change"]),
        change_permitted=data["change_permitted"],
        certified_level=data["certified_level"],
        revocation=data["revocation"],
        problems=tuple(Problem(**problem) for problem in data["problems"]),
        indication=Indication(data.get("indication", "")),
        subindication=data.get("subindication", ""),
        level=data.get("level", ""),
        timestamp_authority=data.get("timestamp_authority", ""),
        revocation_at=None if revocation_at is None else datetime.fromisoformat(revocation_at),
        revocation_source=data.get("revocation_source", ""),
        covered_bytes=data.get("covered_bytes", 0),
    )


def _certificate(data: Mapping[str, Any]) -> CertificateFacts:
    dates = {key: datetime.fromisoformat(data[key]) for key in ("not_before", "not_after")}
    return CertificateFacts(**{**data, **dates})


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value
