"""What `make lint`, `make check`, `make test` … do: the steps in order, then one closing line of counts."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
import tomllib
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from dev.law_marks import WANTED, Marks, merged

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv/bin"
COUNTED = ("passed", "failed", "skipped", "xfailed", "xpassed")
PYTEST_NO_TESTS = 5
LAW_MARKS = ROOT / "build/law-marks.json"
LANES = min(2, os.cpu_count() or 1)
PRINTING = threading.Lock()


@dataclass(frozen=True)
class Suite:
    """One run of pytest: its folders or files under one Django settings module (empty: none)."""

    name: str
    folders: tuple[str, ...]
    settings: str
    quick: bool
    ignore: tuple[str, ...] = ()  # what lies inside its folders and belongs to another run
    alone: bool = False  # it measures or counts on its share of the machine: nothing runs beside it


@dataclass
class Outcome:
    """What one or more runs of pytest came to."""

    passed: bool = True
    counts: Counter[str] = field(default_factory=Counter)
    marks: list[dict[str, Marks]] = field(default_factory=list)


def main() -> int:
    """Run the named task; 0 when every step of it passed."""
    tasks = {
        "lint": lint,
        "types": types,
        "imports": imports,
        "unit": lambda: suites_pass(only="unit"),
        "meta": lambda: suites_pass(only="meta"),
        "crash": lambda: suites_pass(only="crash"),
        "check": lambda: all_of(lint, types, imports, partial(suites_pass, quick=True)),
        "test": lambda: all_of(lint, types, imports, everything_passes),
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
        partial(
            types_of,
            "hub",
            "congvan/(sites/)?node/|congvan/sites/demo/(?!hand/hub_commands)|congvan/sites/cli/",
        ),
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


def everything_passes() -> bool:
    """Every suite; then the page of law coverage must be what the marks of the tests that ran make it.

    Only a whole run that passed knows which clauses are proved, so only it leaves the marks for `make docs`.
    """
    LAW_MARKS.unlink(missing_ok=True)
    outcome = run_suites(suites())
    if not outcome.passed:
        return False
    LAW_MARKS.parent.mkdir(exist_ok=True)
    LAW_MARKS.write_text(json.dumps(merged(outcome.marks), indent=1), "utf-8")
    return called(BIN / "python", "-m", "dev.docs.make_law_coverage", "check")


def suites_pass(*, only: str = "", quick: bool = False) -> bool:
    """Run some suites: the one named, or the quick ones."""
    chosen = [suite for suite in suites() if (not only or suite.name == only) and (suite.quick or not quick)]
    return run_suites(chosen).passed


def run_suites(chosen: list[Suite]) -> Outcome:
    """Run suites, two beside each other where they may be, and close with one line of counts over all."""
    total = Outcome()
    beside = [suite for suite in chosen if not suite.alone]
    with ThreadPoolExecutor(LANES) as lanes:
        outcomes = list(lanes.map(pytest, beside))
    outcomes += [pytest(suite) for suite in chosen if suite.alone]
    for outcome in outcomes:
        outcome.counts["failed"] += outcome.counts.pop("error", 0)
        total.counts.update(outcome.counts)
        total.marks += outcome.marks
        total.passed = total.passed and outcome.passed
    counted = [name for name in COUNTED if total.counts[name] or name in {"passed", "failed"}]
    closing = ", ".join(f"{total.counts[name]} {name}" for name in counted)
    sys.stdout.write(f"\n{closing}\n")
    total.passed = total.passed and total.counts["passed"] > 0
    return total


def suites() -> list[Suite]:
    """The suites of dev/suites.toml whose folders exist."""
    rows = tomllib.loads((ROOT / "dev/suites.toml").read_text("utf-8"))["suite"]
    listed = [folder for row in rows for folder in row["folders"]]
    found = []
    for row in rows:
        folders = tuple(folder for folder in row["folders"] if (ROOT / folder).exists())
        inner = tuple(one for one in listed if any(one.startswith(f"{folder}/") for folder in folders))
        if folders:
            alone = row.get("alone", False)
            found.append(Suite(row["name"], folders, row["settings"], row["quick"], inner, alone))
    return found


def pytest(suite: Suite) -> Outcome:
    """One run of pytest: whether it passed, its counts and law marks; a folder without tests yet passes.

    What it prints comes whole at its end, for another may run beside it.
    """
    title = f"— pytest: {suite.name} ({' '.join(suite.folders)})"
    say(f"{title} …")
    environment = os.environ | {"PYTHONPATH": str(ROOT), "DJANGO_SETTINGS_MODULE": suite.settings}
    if not suite.settings:
        del environment["DJANGO_SETTINGS_MODULE"]
    plugins = ("-p", "dev.house_rules", "-p", "dev.law_marks")
    ignored = [f"--ignore={path}" for path in suite.ignore]
    arguments = ["-q", *plugins, *ignored, "--durations=20", "--durations-min=0.05", *suite.folders]
    with tempfile.TemporaryDirectory() as folder:
        counts, marks = Path(folder, "counts.json"), Path(folder, "marks.json")
        environment |= {"CONGVAN_TEST_COUNTS": str(counts), WANTED: str(marks)}
        command: list[str | Path] = [BIN / "python", "-m", "pytest", *arguments]
        done = subprocess.run(
            command, cwd=ROOT, env=environment, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        with PRINTING:
            say(title)
            sys.stdout.buffer.write(done.stdout)
            sys.stdout.flush()
        return Outcome(
            passed=done.returncode in {0, PYTEST_NO_TESTS},
            counts=Counter(json.loads(counts.read_text("utf-8"))) if counts.exists() else Counter(error=1),
            marks=[json.loads(marks.read_text("utf-8"))] if marks.exists() else [],
        )


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
