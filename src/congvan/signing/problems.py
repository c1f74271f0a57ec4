"""The findings of the validator as Vietnamese sentences with stable codes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from asn1crypto import x509  # type: ignore[import-untyped]  # ships no types
from pyhanko.sign.diff_analysis import SuspiciousModification
from pyhanko.sign.validation import PdfSignatureStatus, SignatureCoverageLevel

from congvan.signing.report import Problem

_WEAK = (
    "signature.weak_algorithm",
    "Chữ ký số hoặc chứng thư dùng thuật toán hay độ dài khóa không còn an toàn: hãy yêu cầu nơi gửi ký lại.",
)
_REVOKED = ("signature.revoked", "Chứng thư số đã bị thu hồi: hãy yêu cầu nơi gửi ký lại.")
_CHAIN = {
    "NO_CERTIFICATE_CHAIN_FOUND": (
        "signature.untrusted",
        "Chứng thư số không do tổ chức chứng thực được tin cậy cấp: hãy hỏi nơi gửi về chứng thư của họ.",
    ),
    "REVOKED_NO_POE": _REVOKED,
    "REVOKED": _REVOKED,
    "REVOKED_CA_NO_POE": (
        "signature.revoked",
        "Chứng thư của tổ chức cấp đã bị thu hồi: hãy yêu cầu nơi gửi ký lại.",
    ),
    "TRY_LATER": (
        "signature.revocation_unknown",
        "Chưa có dữ liệu thu hồi của chứng thư số: hãy kiểm tra lại sau.",
    ),
    "CRYPTO_CONSTRAINTS_FAILURE": _WEAK,
    "CRYPTO_CONSTRAINTS_FAILURE_NO_POE": _WEAK,
    "CHAIN_CONSTRAINTS_FAILURE": (
        "signature.wrong_usage",
        "Chứng thư số không được cấp để ký văn bản: hãy yêu cầu nơi gửi ký lại bằng chứng thư đúng mục đích.",
    ),
}
_OUT_OF_VALIDITY = (
    "signature.out_of_validity",
    "Chứng thư số chưa có hoặc đã hết hiệu lực vào lúc kiểm tra: hãy yêu cầu nơi gửi ký lại.",
)
_REJECTED = (
    "signature.chain_rejected",
    "Chứng thư số không được chấp nhận để ký văn bản: hãy hỏi nơi gửi về chứng thư của họ.",
)
_SELF_SIGNED = (
    "signature.self_signed",
    "Chứng thư số do chính người ký tự cấp: hãy yêu cầu nơi gửi ký bằng chứng thư của tổ chức chứng thực.",
)
_AUTHORITY = (
    "signature.authority_certificate",
    "Chứng thư dùng để ký là của tổ chức chứng thực, không phải của người ký: hãy yêu cầu nơi gửi ký lại.",
)


def of_digest(status: PdfSignatureStatus) -> Iterator[Problem]:
    """The bytes or the key do not agree with the signature."""
    if not status.intact or not status.valid:
        yield Problem(
            code="signature.broken",
            message="Chữ ký số không khớp với tập tin: nội dung đã bị thay đổi. Hãy yêu cầu nơi gửi gửi lại.",
        )


def of_chain(subindication: str, certificate: x509.Certificate, *, at: datetime) -> Problem:
    """Why the chain does not hold, by the standard's word and what the certificate itself says."""
    code, message = _CHAIN.get(subindication, _REJECTED)
    known = subindication in _CHAIN
    if not known and not certificate.not_valid_before <= at <= certificate.not_valid_after:
        code, message = _OUT_OF_VALIDITY
    if code == "signature.untrusted" and certificate.self_issued:
        code, message = _SELF_SIGNED
    return Problem(code=code, message=message)


def of_holder(certificate: x509.Certificate, *, usages: frozenset[str]) -> Iterator[Problem]:
    """A trusted certificate that nobody may sign a document with."""
    named = certificate.extended_key_usage_value
    names = {name for one in named or () for name in (one.native, one.dotted)}
    if names and not names & {*usages, "any_extended_key_usage"}:
        code, message = _CHAIN["CHAIN_CONSTRAINTS_FAILURE"]
        yield Problem(code=code, message=message)
    if certificate.ca:
        yield Problem(code=_AUTHORITY[0], message=_AUTHORITY[1])
    elif certificate.self_issued:
        yield Problem(code=_SELF_SIGNED[0], message=_SELF_SIGNED[1])


def of_changes(status: PdfSignatureStatus) -> Iterator[Problem]:
    """What is not covered, what was changed, and what the form itself demands."""
    if status.coverage is not None and status.coverage < SignatureCoverageLevel.ENTIRE_REVISION:
        yield Problem(
            code="signature.partial_coverage",
            message="Chữ ký số không bao trùm toàn bộ nội dung lúc ký: không xác định được phần đã ký.",
        )
    elif not status.docmdp_ok:
        detail = ""
        if isinstance(status.diff_result, SuspiciousModification):
            detail = " Phần thay đổi không thuộc loại được phép."
        yield Problem(
            code="signature.changed_after_signing",
            message=f"Văn bản bị sửa đổi sau khi ký.{detail} Hãy đối chiếu hoặc yêu cầu nơi gửi ký lại.",
        )
    if not status.seed_value_ok:
        yield Problem(
            code="signature.constraint", message="Chữ ký số trái với điều kiện ghi sẵn trong biểu mẫu."
        )


def of_revocation(state: str) -> Iterator[Problem]:
    """Missing or stale word about revocation where the policy does not demand it: a note."""
    if state == "not_checked":
        yield Problem(
            code="signature.revocation_not_checked",
            message="Chưa kiểm tra chứng thư số có bị thu hồi hay không (chính sách không bắt buộc).",
            fatal=False,
        )
    elif state == "stale":
        yield Problem(
            code="signature.revocation_stale",
            message="Dữ liệu thu hồi của chứng thư số đã cũ: hãy kiểm tra lại khi có dữ liệu mới.",
            fatal=False,
        )


def of_timestamp(*, sound: bool, subindication: str) -> Problem:
    """A time-stamp that is broken is fatal; one of an unknown authority only proves nothing."""
    if sound and subindication in ("NO_CERTIFICATE_CHAIN_FOUND", "OUT_OF_BOUNDS_NO_POE"):
        return Problem(
            code="signature.timestamp_unproven",
            message="Dấu thời gian không do tổ chức được tin cậy cấp hoặc đã hết hạn: thời điểm ký chưa được "
            "chứng minh.",
            fatal=False,
        )
    return Problem(
        code="signature.timestamp_invalid",
        message="Dấu thời gian kèm theo chữ ký số không hợp lệ: hãy yêu cầu nơi gửi ký lại.",
    )


def tail() -> Problem:
    """Something stands behind the signed revision and belongs to no revision."""
    return Problem(
        code="signature.tail",
        message="Sau phần đã ký có dữ liệu lạ không thuộc bản nào của tập tin: "
        "hãy yêu cầu nơi gửi gửi lại tập tin gốc.",
    )


def duplicated() -> Problem:
    """Two fields of the form show one signature."""
    return Problem(
        code="signature.duplicated",
        message="Hai trường của biểu mẫu dùng chung một chữ ký số: hãy yêu cầu nơi gửi gửi lại tập tin gốc.",
    )


def certified_late() -> Problem:
    """ISO 32000-1 12.8.2.2: a certifying signature is the first one."""
    return Problem(
        code="signature.certified_late",
        message="Chữ ký chứng nhận không phải là chữ ký đầu tiên của tập tin: hãy yêu cầu nơi gửi ký lại.",
    )


def sloppy_file() -> Problem:
    """Scanners write sloppy tables; digest and difference are checked all the same."""
    return Problem(
        code="signature.sloppy_file",
        message="Tập tin PDF có lỗi nhỏ về cấu trúc, đã kiểm tra theo cách đọc nới lỏng.",
        fatal=False,
    )
