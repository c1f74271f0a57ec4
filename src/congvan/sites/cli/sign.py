"""`congvan sign verify FILE`: who signed a PDF, whether it holds, what it is worth in law."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import datetime
from pathlib import Path

from congvan.law.rule_data import profiles
from congvan.law.rulebook import resolve
from congvan.signing.command import policy_of, read_pdf
from congvan.signing.report import SignatureFacts, SignatureReport
from congvan.signing.verify import verify
from congvan.sites.cli import sign_files
from congvan.sites.cli.standing import worth_of
from congvan.sites.realtime import ZONE, real_now

EXIT_INVALID = 1
EXIT_UNREADABLE = 2
TIME_SOURCES = {
    "timestamp": "theo dấu thời gian",
    "signer": "theo đồng hồ của người ký",
    "none": "không ghi trong tệp",
}
REVOCATIONS = {
    "good": "chứng thư chưa bị thu hồi",
    "revoked": "chứng thư đã bị thu hồi",
    "stale": "dữ liệu thu hồi đã cũ",
    "not_checked": "chưa kiểm tra được",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`sign`'s own arguments."""
    actions = parser.add_subparsers(dest="action", required=True)
    verifying = actions.add_parser("verify", help="kiểm tra mọi chữ ký số trong một tệp PDF")
    verifying.add_argument("file", type=Path, help="tệp .pdf")
    verifying.add_argument("--json", action="store_true", help="in báo cáo dạng JSON")
    verifying.add_argument("--root", type=Path, help="chứng thư gốc được tin cậy (PEM)")
    verifying.add_argument("--policy", type=Path, help="tệp chính sách tin cậy (TOML), thay cho --root")
    verifying.add_argument("--issuer", default="", help="mã hoặc tên cơ quan ban hành, để xét loại văn bản")
    verifying.add_argument(
        "--profile", choices=sorted(profiles()), default="phu-yen-2020", help="bộ quy tắc để xét loại văn bản"
    )
    verifying.add_argument(
        "--at", type=moment, help="kiểm tra tại thời điểm này (ISO 8601); bỏ trống là lúc này"
    )
    sign_files.add_arguments(actions)


def moment(text: str) -> datetime:
    """A moment of the command line; without a zone it is ours."""
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=ZONE)


def run(arguments: argparse.Namespace) -> int:
    """Print the report; 0 where every signature is valid, 1 where not, 2 where a file cannot be read."""
    if arguments.action != "verify":
        return sign_files.run(arguments)
    at = arguments.at or real_now()
    try:
        policy = policy_of(root=arguments.root, policy=arguments.policy)
        pdf = read_pdf(arguments.file)
    except (OSError, ValueError) as error:
        sys.stderr.write(f"Không đọc được tệp: {error}. Hãy kiểm tra đường dẫn và chứng thư gốc.\n")
        return EXIT_UNREADABLE
    report = verify(pdf, policy=policy, at=at)
    rules = resolve(profile=arguments.profile, on=at.astimezone(ZONE).date())
    worth = worth_of(pdf, report, issuer=arguments.issuer, rules=rules)
    if arguments.json:
        data = {**report.to_dict(), "standing": worth.to_dict()}
        sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write("\n".join([*lines(report), *worth.lines()]) + "\n")
    return 0 if report.valid_all else EXIT_INVALID


def lines(report: SignatureReport) -> list[str]:
    """The report for a person."""
    if report.error is not None:
        return [report.error.message]
    if not report.signed:
        return ["Tệp không có chữ ký số nào."]
    found = [f"Tất cả chữ ký hợp lệ: {'có' if report.valid_all else 'KHÔNG'}"]
    for signature in report.signatures:
        found += signature_lines(signature, report.checked_at)
    return found


def signature_lines(signature: SignatureFacts, at: datetime) -> list[str]:
    """One signature for a person: the sentence, then what it rests on."""
    word = " ".join(filter(None, (str(signature.indication), signature.subindication, signature.level)))
    found = [f"  {signature.field}: {signature.sentence}", f"    Kết luận theo chuẩn: {word}"]
    if signature.certificate is not None:
        holder = signature.certificate
        found.append(
            f"    Chứng thư {holder.serial} của {holder.organization or 'tổ chức không ghi'}, "
            f"do {holder.issuer_common_name} cấp"
        )
    when = signature.signed_at.astimezone(ZONE).isoformat() if signature.signed_at else "không rõ"
    found.append(f"    Thời điểm ký: {when}, {TIME_SOURCES[signature.time_source]}")
    found.append(
        f"    Thu hồi: {REVOCATIONS.get(signature.revocation, signature.revocation)}{_age(signature, at)}"
    )
    notes = (problem for problem in signature.problems if problem.message not in signature.sentence)
    return [*found, *(f"    {problem.message} ({problem.code})" for problem in notes)]


def _age(signature: SignatureFacts, at: datetime) -> str:
    if signature.revocation_at is None:
        return ""
    hours = int((at - signature.revocation_at).total_seconds() // 3600)
    return f" ({signature.revocation_source}, cách {hours} giờ)"
