"""The findings of the validator as Vietnamese sentences with stable codes."""

from __future__ import annotations

from datetime import datetime

from pyhanko.sign.diff_analysis import SuspiciousModification
from pyhanko.sign.validation import PdfSignatureStatus, SignatureCoverageLevel

from congvan.signing import limits
from congvan.signing.report import Problem

_TRUST = {
    "NO_CERTIFICATE_CHAIN_FOUND": (
        "signature.untrusted",
        "Chứng thư số không do tổ chức chứng thực được tin cậy cấp: hãy hỏi nơi gửi về chứng thư của họ.",
    ),
    "REVOKED_NO_POE": ("signature.revoked", "Chứng thư số đã bị thu hồi: hãy yêu cầu nơi gửi ký lại."),
    "REVOKED": ("signature.revoked", "Chứng thư số đã bị thu hồi: hãy yêu cầu nơi gửi ký lại."),
    "REVOKED_CA_NO_POE": (
        "signature.revoked",
        "Chứng thư của tổ chức cấp đã bị thu hồi: hãy yêu cầu nơi gửi ký lại.",
    ),
    "TRY_LATER": (
        "signature.revocation_unknown",
        "Chưa có dữ liệu thu hồi của chứng thư số: hãy kiểm tra lại sau.",
    ),
}
_OUT_OF_VALIDITY = (
    "signature.out_of_validity",
    "Chứng thư số chưa có hoặc đã hết hiệu lực vào lúc kiểm tra: hãy yêu cầu nơi gửi ký lại.",
)
_UNTRUSTED = (
    "signature.chain_rejected",
    "Chứng thư số không được chấp nhận để ký văn bản: hãy hỏi nơi gửi về chứng thư của họ.",
)


def from_status(status: PdfSignatureStatus, *, at: datetime, soft: bool) -> tuple[Problem, ...]:
    """What is wrong with one signature; the note that revocation was not checked is not fatal."""
    found = [*_digest(status), *_chain(status, at), *_changes(status)]
    if soft and not status.revoked:
        found.append(
            Problem(
                code="signature.revocation_not_checked",
                message="Chưa kiểm tra chứng thư số có bị thu hồi hay không (chính sách không bắt buộc).",
                fatal=False,
            )
        )
    return tuple(found[: limits.PROBLEMS_MAX])


def _digest(status: PdfSignatureStatus) -> list[Problem]:
    if status.intact and status.valid:
        return []
    return [
        Problem(
            code="signature.broken",
            message="Chữ ký số không khớp với tập tin: nội dung đã bị thay đổi. Hãy yêu cầu nơi gửi gửi lại.",
        )
    ]


def _chain(status: PdfSignatureStatus, at: datetime) -> list[Problem]:
    if status.trusted or not (status.intact and status.valid):
        return []
    certificate = status.signing_cert
    name = getattr(status.trust_problem_indic, "name", "")  # an enumeration, typed as an interface
    code, message = _TRUST.get(name, _UNTRUSTED)
    if name not in _TRUST and not certificate.not_valid_before <= at <= certificate.not_valid_after:
        code, message = _OUT_OF_VALIDITY
    return [Problem(code=code, message=message)]


def _changes(status: PdfSignatureStatus) -> list[Problem]:
    found = []
    if status.coverage is not None and status.coverage < SignatureCoverageLevel.ENTIRE_REVISION:
        found.append(
            Problem(
                code="signature.partial_coverage",
                message="Chữ ký số không bao trùm toàn bộ nội dung lúc ký: không xác định được phần đã ký.",
            )
        )
    elif not status.docmdp_ok:
        detail = ""
        if isinstance(status.diff_result, SuspiciousModification):
            detail = " Phần thay đổi không thuộc loại được phép."
        found.append(
            Problem(
                code="signature.changed_after_signing",
                message=f"Văn bản bị sửa đổi sau khi ký.{detail} Hãy đối chiếu hoặc yêu cầu nơi gửi ký lại.",
            )
        )
    if not status.seed_value_ok:
        found.append(
            Problem(
                code="signature.constraint", message="Chữ ký số trái với điều kiện ghi sẵn trong biểu mẫu."
            )
        )
    return found
