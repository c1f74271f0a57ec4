"""`congvan`: one command, a small module for each subcommand, imported only when it is called."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Subcommand:
    """A word of the command line and the module of `congvan.sites.cli` that answers it."""

    name: str
    module: str
    meaning: str


SUBCOMMANDS = (
    Subcommand("serve", "serve", "Chạy các tiến trình của một hệ thống (node) hoặc của trục (hub)"),
    Subcommand("packet", "packet", "Kiểm tra một gói tin edXML"),
    Subcommand("sign", "sign", "Kiểm tra chữ ký số trong một tệp PDF, hoặc ký một tệp"),
    Subcommand("keys", "keys", "Liệt kê các khóa ký đã khai báo, ký thử một khóa"),
    Subcommand("audit", "audit", "Kiểm tra dãy niêm phong của nhật ký"),
    Subcommand("demo", "demo", "Chạy cả vòng đời một văn bản trên hai hệ thống và một trục"),
)
EXIT_USAGE = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Answer one command line; the exit code is 0 where what was asked is so."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    chosen = next((row for row in SUBCOMMANDS if given and row.name == given[0]), None)
    if chosen is None:
        return explain(asked=bool(given) and given[0] in {"-h", "--help"})
    module = importlib.import_module(f"congvan.sites.cli.{chosen.module}")
    parser = argparse.ArgumentParser(prog=f"congvan {chosen.name}", description=chosen.meaning)
    module.add_arguments(parser)
    code: int = module.run(parser.parse_args(given[1:]))
    return code


def explain(*, asked: bool) -> int:
    """Print the subcommands: an answer where it was asked for, else a usage error."""
    lines = ["Cách dùng: congvan LỆNH …", ""]
    lines += [f"  {row.name:<8}{row.meaning}" for row in SUBCOMMANDS]
    stream = sys.stdout if asked else sys.stderr
    stream.write("\n".join(lines) + "\n")
    return 0 if asked else EXIT_USAGE


if __name__ == "__main__":
    sys.exit(main())
