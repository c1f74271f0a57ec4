"""`congvan sign verify FILE`: who signed a PDF, whether it holds, what was changed afterwards."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import datetime
from pathlib import Path

from congvan.signing.command import verify_file
from congvan.signing.report import SignatureFacts, SignatureReport
from congvan.sites.realtime import ZONE, real_now

EXIT_INVALID = 1
EXIT_UNREADABLE = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`sign`'s own arguments."""
    actions = parser.add_subparsers(dest="action", required=True)
    verifying = actions.add_parser("verify", help="kiểm tra mọi chữ ký số trong một tệp PDF")
    verifying.add_argument("file", type=Path, help="tệp .pdf")
    verifying.add_argument("--json", action="store_true", help="in báo cáo dạng JSON")
    verifying.add_argument("--root", type=Path, help="chứng thư gốc được tin cậy (PEM)")
    verifying.add_argument(
        "--at", type=moment, help="kiểm tra tại thời điểm này (ISO 8601); bỏ trống là lúc này"
    )


def moment(text: str) -> datetime:
    """A moment of the command line; without a zone it is ours."""
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=ZONE)


def run(arguments: argparse.Namespace) -> int:
    """Print the report; 0 where every signature is valid, 1 where not, 2 where a file cannot be read."""
    try:
        report = verify_file(arguments.file, root=arguments.root, at=arguments.at or real_now())
    except (OSError, ValueError) as error:
        sys.stderr.write(f"Không đọc được tệp: {error}. Hãy kiểm tra đường dẫn và chứng thư gốc.\n")
        return EXIT_UNREADABLE
    if arguments.json:
        sys.stdout.write(json.dumps(report.to_dict(), ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write("\n".join(lines(report)) + "\n")
    return 0 if report.valid_all else EXIT_INVALID


def lines(report: SignatureReport) -> list[str]:
    """The report for a person."""
    if report.error is not None:
        return [report.error.message]
    if not report.signed:
        return ["Tệp không có chữ ký số nào."]
    found = [f"Tất cả chữ ký hợp lệ: {'có' if report.valid_all else 'KHÔNG'}"]
    for signature in report.signatures:
        found += signature_lines(signature)
    return found


def signature_lines(signature: SignatureFacts) -> list[str]:
    """One signature for a person."""
    holder = signature.certificate.common_name if signature.certificate else "không rõ"
    when = signature.signed_at.isoformat() if signature.signed_at else "không rõ lúc ký"
    head = f"  {signature.field}: {holder}, {when}: {'hợp lệ' if signature.valid else 'KHÔNG hợp lệ'}"
    return [head, *(f"    {problem.message} ({problem.code})" for problem in signature.problems)]
