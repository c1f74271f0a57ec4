"""`congvan demo [--check]`: the whole life of a document on two nodes and a hub."""

from __future__ import annotations

import argparse
import importlib
from pathlib import Path

ROOT = Path("var/demo")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """`demo`'s own arguments."""
    parser.add_argument(
        "--check", action="store_true", help="tự kiểm từng bước, in kết quả JSON, rồi dừng tất cả"
    )
    parser.add_argument(
        "--root", type=Path, default=ROOT, help="thư mục của bản minh họa, được dựng lại từ đầu (var/demo)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Play the story; with `--check`, non-zero where a step differs."""
    story = importlib.import_module("congvan.sites.demo.main")
    code: int = story.run_demo(check=arguments.check, root=arguments.root.resolve())
    return code
