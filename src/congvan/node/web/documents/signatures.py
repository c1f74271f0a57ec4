"""The signatures of a file in sentences: the strip over the pages, and the panel (QD11/D3.K1)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from congvan.base.clock import ZONE
from congvan.law.legal_value import LegalClass
from congvan.node.documents.queries import FileSeen
from congvan.node.web.detail import SignatureLine, Strip
from congvan.ui.parts import Fact, Tag

NAMES = {
    LegalClass.BORN_SIGNED: "Loại 1",
    LegalClass.SIGNED_SCAN: "Loại 2",
    LegalClass.UNSIGNED_SCAN: "Loại 3",
}
CHANGES = {
    "none": "không có gì đổi sau chữ ký này",
    "long_term_updates": "chỉ thêm dữ liệu lưu trữ lâu dài sau chữ ký này",
    "form_filling": "chỉ điền các chỗ dành sẵn và thêm chữ ký sau chữ ký này",
    "annotations": "có chú thích được thêm sau chữ ký này",
    "other": "nội dung đã thay đổi sau khi ký",
    "unknown": "không xác định được phần thay đổi sau khi ký",
}
KINDS = {"person": "Người ký", "seal": "Cơ quan ký", "unknown": "Người ký chưa rõ"}


def class_tag(*, legal_class: str, valid: bool | None, has_file: bool, channel: str = "") -> Tag:
    """Class and signature in one tag, as rows and heads show it."""
    if not has_file:
        return Tag((channel or "chưa có tệp").capitalize())
    if valid is False:
        name = NAMES.get(LegalClass(legal_class), "Tệp") if legal_class else "Tệp"
        return Tag(f"{name}: chữ ký lỗi", "bad", "shield-x")
    if legal_class in {LegalClass.BORN_SIGNED, LegalClass.SIGNED_SCAN}:
        return Tag(NAMES[LegalClass(legal_class)], "good", "shield-check")
    if legal_class == LegalClass.UNSIGNED_SCAN:
        return Tag("Loại 3", "dashed", "shield")
    return Tag("Chưa xếp loại", "dashed", "shield")


def strip_of(file: FileSeen | None, *, href: str) -> Strip | None:
    """One sentence on all signatures of a file; None without a file."""
    if file is None:
        return None
    report = file.signatures
    found = report.get("signatures", [])
    if report.get("error"):
        return Strip("bad", "shield-x", report["error"]["message"], link_href=href, link_text="Chi tiết")
    if not found:
        return Strip("", "shield", "Tệp này chưa có chữ ký số.")
    faulty = [one for one in found if not one["valid"]]
    if faulty:
        why = next((p["message"] for p in faulty[0]["problems"] if p["fatal"]), _change(faulty[0]))
        lead = f"{len(faulty)} chữ ký không hợp lệ:"
        return Strip("bad", "shield-x", f"{_holder(faulty[0])}: {why}", lead, href, "Chi tiết")
    names = ", ".join(f"{_holder(one)}{_hour(one)}" for one in found)
    return Strip("good", "shield-check", names, f"{len(found)} chữ ký hợp lệ:", href, "Chi tiết")


def lines_of(file: FileSeen | None) -> tuple[SignatureLine, ...]:
    """Each signature with its verdict in one sentence, in the order of signing."""
    return tuple(_line(one) for one in (file.signatures.get("signatures", []) if file else []))


def standing_of(file: FileSeen | None) -> tuple[str, ...]:
    """What the file is worth in law and why, in sentences."""
    if file is None or not file.standing:
        return ()
    standing = file.standing
    said = [standing.get("reason", "")]
    if missing := standing.get("missing"):
        said.append(f"Còn thiếu: {', '.join(missing)}.")
    if remedy := standing.get("remedy"):
        said.append(remedy)
    return tuple(one for one in said if one)


def _line(one: Mapping[str, Any]) -> SignatureLine:
    certificate = one.get("certificate") or {}
    problems = tuple(Fact("Lưu ý", problem["message"]) for problem in one["problems"])
    valid = one["valid"]
    return SignatureLine(
        verdict=f"{_holder(one)}: {'chữ ký hợp lệ' if valid else 'chữ ký không hợp lệ'}, {_change(one)}.",
        tone="good" if valid else "bad",
        icon="shield-check" if valid else "shield-x",
        facts=(
            Fact(KINDS[one["kind"]], _holder(one)),
            Fact(
                "Tổ chức",
                certificate.get("organization") or "không ghi",
                empty=not certificate.get("organization"),
            ),
            Fact("Chứng thư số", certificate.get("serial") or "không có", empty=not certificate),
            Fact("Nơi cấp", certificate.get("issuer_common_name") or "không rõ", empty=not certificate),
            Fact("Hiệu lực", _term(certificate)),
            Fact("Thời gian ký", _signing_time(one)),
            Fact("Phần tệp được ký", "cả tệp" if one["coverage"] == "whole_file" else "bản tại lúc ký"),
            Fact("Thu hồi chứng thư", _revocation(one.get("revocation", ""))),
            *problems,
        ),
    )


def _holder(one: Mapping[str, Any]) -> str:
    return str((one.get("certificate") or {}).get("common_name") or "Người ký không rõ")


def _change(one: Mapping[str, Any]) -> str:
    return CHANGES.get(one["change"], CHANGES["unknown"])


def _hour(one: Mapping[str, Any]) -> str:
    signed = one.get("signed_at")
    return f" ({datetime.fromisoformat(signed).astimezone(ZONE):%H:%M})" if signed else ""


def _moment(text: str | None) -> str:
    return f"{datetime.fromisoformat(text).astimezone(ZONE):%d/%m/%Y %H:%M:%S}" if text else "không ghi"


def _signing_time(one: Mapping[str, Any]) -> str:
    """When, and by whose clock: an authority's time-stamp or the signer's own."""
    moment = _moment(one.get("signed_at"))
    if one.get("time_source") == "timestamp":
        return f"{moment}, theo dấu thời gian của {one.get('timestamp_authority') or 'nơi cấp không rõ'}"
    return f"{moment}, theo đồng hồ của người ký"


def _term(certificate: Mapping[str, Any]) -> str:
    if not certificate:
        return "không rõ"
    first, last = (datetime.fromisoformat(certificate[name]) for name in ("not_before", "not_after"))
    return f"{first:%d/%m/%Y} – {last:%d/%m/%Y}"


def _revocation(answer: str) -> str:
    return {
        "": "chưa kiểm tra",
        "not_checked": "chưa kiểm tra được",
        "checked": "chưa bị thu hồi",
        "good": "chưa bị thu hồi",
        "revoked": "đã bị thu hồi",
        "stale": "dữ liệu thu hồi đã cũ",
    }.get(answer, answer)
