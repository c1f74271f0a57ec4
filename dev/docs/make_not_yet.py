"""tests/meta/not_yet.txt: strike off what the code has come to define. To add is a person's decision."""

from __future__ import annotations

from dev.repository import ROOT, is_defined

PAGE = ROOT / "tests/meta/not_yet.txt"


def page() -> str:
    """The list without the names that exist by now."""
    lines = PAGE.read_text("utf-8").splitlines(keepends=True)
    return "".join(line for line in lines if not is_defined(line.strip()))


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
