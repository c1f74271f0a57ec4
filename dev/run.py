"""What `make lint`, `make check`, `make test` … do: the steps in order, then one closing line of counts."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
import tomllib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv/bin"
COUNTED = ("passed", "failed", "skipped", "xfailed", "xpassed")
PYTEST_NO_TESTS = 5


@dataclass(frozen=True)
class Suite:
    """One run of pytest: its folders under one Django settings module (empty: none)."""

    name: str
    folders: tuple[str, ...]
    settings: str
    quick: bool


def main() -> int:
    """Run the named task; 0 when every step of it passed."""
    tasks = {
        "lint": lint,
        "types": types,
        "imports": imports,
        "unit": lambda: suites_pass(only="unit"),
        "meta": lambda: suites_pass(only="meta"),
        "check": lambda: all_of(lint, types, imports, partial(suites_pass, quick=True)),
        "test": lambda: all_of(lint, types, imports, suites_pass),
        "bench": bench,
        "docs": docs,
    }
    if len(sys.argv) != 2 or sys.argv[1] not in tasks:  # noqa: PLR2004 - program and task
        say(f"Cách dùng: python -m dev.run {'|'.join(tasks)}")
        return 2
    started = time.monotonic()
    passed = tasks[sys.argv[1]]()
    say(f"{sys.argv[1]}: {'đạt' if passed else 'KHÔNG ĐẠT'} sau {time.monotonic() - started:.0f} giây")
    return 0 if passed else 1


def say(line: str) -> None:
    """Tell the person at the terminal, apart from what a called program prints."""
    sys.stderr.write(line + "\n")


def all_of(*steps: Callable[[], bool]) -> bool:
    """Run every step, the later ones also where an earlier one failed: one run shows all faults."""
    outcomes = [step() for step in steps]
    return all(outcomes)


def lint() -> bool:
    """Ruff's rules and format, then the rules of the house."""
    folders = ("src", "tests", "dev")
    return all_of(
        lambda: called(BIN / "ruff", "check", "-q", *folders),
        lambda: called(BIN / "ruff", "format", "--check", "-q", *folders),
        lambda: called(BIN / "python", "-m", "dev.lint"),
    )


def types() -> bool:
    """Strict types over the package, twice: node and hub have different settings and user models."""
    return all_of(
        partial(types_of, "node", "congvan/(sites/)?hub/|congvan/sites/demo/hand/hub_commands"),
        partial(types_of, "hub", "congvan/(sites/)?node/|congvan/sites/demo/(?!hand/hub_commands)|congvan/sites/cli/"),
    )


def types_of(kind: str, left_out: str) -> bool:
    """One run of mypy under the settings of one site, without the other's packages."""
    environment = os.environ | {"PYTHONPATH": str(ROOT), "CONGVAN_TYPES": kind}
    command = [
        BIN / "mypy",
        "--no-error-summary",
        "--cache-dir",
        f".mypy_cache/{kind}",
        "--exclude",
        left_out,
    ]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode == 0


def imports() -> bool:
    """The direction of imports (contracts in pyproject.toml)."""
    done = subprocess.run([BIN / "lint-imports"], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        say(done.stdout + done.stderr)
    return done.returncode == 0


def suites_pass(*, only: str = "", quick: bool = False) -> bool:
    """Run the suites and close with one line of counts over all of them."""
    totals: Counter[str] = Counter()
    passed = True
    for suite in suites():
        if (only and suite.name != only) or (quick and not suite.quick):
            continue
        counts, good = pytest(suite)
        counts["failed"] += counts.pop("error", 0)
        totals.update(counts)
        passed = passed and good
    closing = ", ".join(
        f"{totals[name]} {name}" for name in COUNTED if totals[name] or name in {"passed", "failed"}
    )
    sys.stdout.write(f"\n{closing}\n")
    return passed and totals["passed"] > 0


def suites() -> list[Suite]:
    """The suites of dev/suites.toml whose folders exist."""
    rows = tomllib.loads((ROOT / "dev/suites.toml").read_text("utf-8"))["suite"]
    found = []
    for row in rows:
        folders = tuple(folder for folder in row["folders"] if (ROOT / folder).is_dir())
        if folders:
            found.append(Suite(row["name"], folders, row["settings"], row["quick"]))
    return found


def pytest(suite: Suite) -> tuple[Counter[str], bool]:
    """One run of pytest: what it counted, and whether it passed; a folder without tests yet passes."""
    say(f"— pytest: {suite.name} ({' '.join(suite.folders)})")
    environment = os.environ | {"PYTHONPATH": str(ROOT), "DJANGO_SETTINGS_MODULE": suite.settings}
    if not suite.settings:
        del environment["DJANGO_SETTINGS_MODULE"]
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder, "counts.json")
        environment["CONGVAN_TEST_COUNTS"] = str(kept)
        arguments = ["-q", "-p", "dev.house_rules", "--durations=20", "--durations-min=0.05", *suite.folders]
        done = subprocess.run(
            [BIN / "python", "-m", "pytest", *arguments], cwd=ROOT, env=environment, check=False
        )
        counts = Counter(json.loads(kept.read_text("utf-8"))) if kept.exists() else Counter({"error": 1})
    return counts, done.returncode in {0, PYTEST_NO_TESTS}


def bench() -> bool:
    """Every measurement of dev/bench, one after the other."""
    programs = sorted((ROOT / "dev/bench").glob("bench_*.py"))
    if not programs:
        say("Chưa có phép đo nào trong dev/bench.")
    return all_of(
        *(partial(called, BIN / "python", "-m", f"dev.bench.{program.stem}") for program in programs)
    )


def docs() -> bool:
    """Make the generated pages anew."""
    programs = sorted((ROOT / "dev/docs").glob("make_*.py"))
    if not programs:
        say("Chưa có trang nào được sinh từ mã.")
    return all_of(
        *(partial(called, BIN / "python", "-m", f"dev.docs.{program.stem}") for program in programs)
    )


def called(*command: str | Path) -> bool:
    """Run a program in the repository; whether it succeeded."""
    return subprocess.run([str(part) for part in command], cwd=ROOT, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
