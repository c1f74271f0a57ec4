"""`congvan packet check FILE`: a receiver's verdict on a packet, before anything is sent or taken in."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from congvan.packet.check import Report, check

EXIT_CODES = {"accepted": 0, "accepted_with_warnings": 0, "refused": 1}
EXIT_UNREADABLE = 2
VERDICTS = {
    "accepted": "Tiếp nhận được",
    "accepted_with_warnings": "Tiếp nhận được, có cảnh báo",
    "refused": "Không tiếp nhận",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`packet`'s own arguments."""
    actions = parser.add_subparsers(dest="action", required=True)
    checking = actions.add_parser("check", help="đọc gói tin như bên nhận và nói kết luận")
    checking.add_argument("file", type=Path, help="tệp .edxml")
    checking.add_argument("--json", action="store_true", help="in kết luận dạng JSON")


def run(arguments: argparse.Namespace) -> int:
    """Print the verdict; 0 where a receiver would take the packet, 1 where not, 2 where there is no file."""
    try:
        with arguments.file.open("rb") as source:
            report = check(source)
    except OSError as error:
        sys.stderr.write(f"Không đọc được {arguments.file}: {error.strerror}. Hãy kiểm tra đường dẫn.\n")
        return EXIT_UNREADABLE
    if arguments.json:
        sys.stdout.write(json.dumps(report.to_dict(), ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write("\n".join(lines(report)) + "\n")
    return EXIT_CODES[report.verdict]


def lines(report: Report) -> list[str]:
    """The verdict for a person."""
    found = [f"Kết luận: {VERDICTS[report.verdict]} ({report.verdict})"]
    if report.kind == "document":
        found.append(f"Gói tin văn bản {report.document_id or '(không có mã)'}, nghiệp vụ {report.operation}")
        found += [
            f"  tệp {item.name}: {item.size} byte, SHA-256 {item.digest}" for item in report.attachments
        ]
    if report.kind == "status":
        found.append(f"Gói tin trạng thái {report.status}, trả lời văn bản {report.document_id}")
    found += [f"  {item.code} tại {item.where}: {item.message}" for item in report.findings]
    return found
