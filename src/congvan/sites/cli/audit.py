"""`congvan audit verify --home DIR`: walk the seals of a site's audit log. Its database must be running."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

import django

from congvan.sites.configuration import HOME_VARIABLE, load_site

EXIT_BROKEN = 1
EXIT_UNREADABLE = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`audit`'s own arguments."""
    actions = parser.add_subparsers(dest="action", required=True)
    verifying = actions.add_parser("verify", help="kiểm tra dãy niêm phong của nhật ký")
    verifying.add_argument("--home", type=Path, required=True, help="thư mục nhà, nơi có site.toml")


def run(arguments: argparse.Namespace) -> int:
    """Print what the walk found; 0 where every seal holds."""
    home = arguments.home.resolve()
    if not (home / "site.toml").exists():
        sys.stderr.write(f"Không thấy {home}/site.toml; hãy chỉ đúng thư mục nhà của hệ thống.\n")
        return EXIT_UNREADABLE
    os.environ[HOME_VARIABLE] = str(home)
    os.environ["DJANGO_SETTINGS_MODULE"] = f"congvan.sites.{load_site().kind}.settings"
    django.setup()
    return walk()


def walk() -> int:
    """Verify in the database that the settings name; models can be imported only now."""
    from django.db import OperationalError

    from congvan.base.audit.sealing import verify_seals

    try:
        verdict = verify_seals()
    except OperationalError as error:
        sys.stderr.write(f"Không nối được cơ sở dữ liệu; hãy chạy congvan serve trước. {error}\n")
        return EXIT_UNREADABLE
    counts = (
        f"{verdict.seals} niêm phong, {verdict.sealed_events} dòng đã niêm, {verdict.open_events} chờ niêm"
    )
    sys.stdout.write(f"{counts}: {verdict.fault or 'nguyên vẹn'}\n")
    return EXIT_BROKEN if verdict.fault else 0
