"""`congvan keys list|try`: which keys a node's signer will hold, and whether one of them signs."""

from __future__ import annotations

import argparse
import getpass
import os
import secrets
import sys
from collections.abc import Iterator
from pathlib import Path

from congvan.signing import cms
from congvan.signing.certificates import facts_of_der
from congvan.signing.errors import SigningError
from congvan.signing.keys import KeyRing, LockedKey, ring_from_directory
from congvan.signing.keys.pin import read_pin
from congvan.sites.configuration import HOME_VARIABLE, SettingUnknown, load_site
from congvan.sites.realtime import ZONE, real_now

EXIT_REFUSED = 1
EXIT_UNREADABLE = 2
_SAMPLE_BYTES = 32


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`keys`' own arguments."""
    actions = parser.add_subparsers(dest="action", required=True)
    listing = actions.add_parser("list", help="liệt kê các khóa ký đã khai báo")
    trying = actions.add_parser("try", help="ký thử một mẫu ngẫu nhiên bằng một khóa")
    for action in (listing, trying):
        action.add_argument("--home", type=Path, required=True, help="thư mục nhà, nơi có site.toml")
    trying.add_argument("label", help="nhãn của khóa")
    trying.add_argument("--pin", default="prompt", help="prompt (hỏi), env:TÊN hoặc file:ĐƯỜNG_DẪN")


def run(arguments: argparse.Namespace) -> int:
    """0 where all is well; 1 where a key cannot be used; 2 where the settings cannot be read."""
    os.environ[HOME_VARIABLE] = str(arguments.home.resolve())
    try:
        site = load_site()
        ring = ring_from_directory(site.path(site.signer_keys))
        found = lines(ring) if arguments.action == "list" else tried(ring, arguments.label, arguments.pin)
        for line in found:
            sys.stdout.write(line + "\n")
    except SigningError as refused:
        sys.stderr.write(f"{refused.message} ({refused.code})\n")
        return EXIT_REFUSED
    except (OSError, ValueError, SettingUnknown) as error:
        sys.stderr.write(f"Không đọc được cài đặt: {error}. Hãy kiểm tra site.toml.\n")
        return EXIT_UNREADABLE
    return 0


def lines(ring: KeyRing) -> Iterator[str]:
    """Every key: kind, whose, until when, and what to beware of."""
    if not ring.keys:
        yield "Chưa khai báo khóa ký nào; xem docs/howto/keys.md."
    for label, kind in ring.kinds().items():
        yield f"{label}  [{kind}]  {_whose(ring.get(label))}"
        if kind.caution:
            yield f"    Cảnh báo: {kind.caution}"


def tried(ring: KeyRing, label: str, source: str) -> Iterator[str]:
    """Sign random bytes, which are nobody's document, and check them against the key's own certificate."""
    key = ring.get(label)
    pin = read_pin(source, environment=os.environ, prompt=lambda: getpass.getpass("Mã PIN: "))
    sample = secrets.token_bytes(_SAMPLE_BYTES)
    signature = key.sign(sample, pin=pin)
    cms.check_signature(attributes=sample, signature=signature, certificate=key.certificate_chain()[0])
    yield f"Khóa {label} ký được: {_whose(key)}"


def _whose(key: LockedKey) -> str:
    try:
        facts = facts_of_der(key.certificate_chain()[0])
    except SigningError as refused:
        return refused.message
    until = f"{facts.not_after.astimezone(ZONE):%d/%m/%Y}"
    word = "hiệu lực đến" if real_now() <= facts.not_after else "ĐÃ HẾT HẠN ngày"
    return f"{facts.common_name}, {word} {until}"
