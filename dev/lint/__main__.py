"""`python -m dev.lint`: hold every file of the repository against the rules."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from dev.lint.rule import Rule
from dev.lint.rules import RULES

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDERS = ("src", "tests", "dev")


def main() -> int:
    """Name each line that breaks a rule, and each rule's reason once."""
    broken: dict[Rule, list[str]] = {}
    for rule, place in findings():
        broken.setdefault(rule, []).append(place)
    for rule, places in broken.items():
        sys.stderr.write("".join(f"{place}: {rule.code}\n" for place in places) + f"  vì: {rule.why}\n")
    return 1 if broken else 0


def findings() -> Iterator[tuple[Rule, str]]:
    """Each broken rule with its place `path:line`."""
    for file in sorted(file for folder in FOLDERS for file in (ROOT / folder).rglob("*.py")):
        path = file.relative_to(ROOT).as_posix()
        watching = [rule for rule in RULES if rule.watches(path)]
        for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1):
            yield from ((rule, f"{path}:{number}") for rule in watching if rule.catches(line))


if __name__ == "__main__":
    sys.exit(main())
