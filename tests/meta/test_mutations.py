"""The mutation list: take a rule away, and a test named for it must fail; with the rule in place it passes.

Each mutation runs in a copy of the source of its own, two at a time (the machine has two cores). A run proves
something only when its tests ran: failures count, errors in what surrounds a test do not.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from congvan.law.refs import require
from congvan.sites.database.cluster import Cluster
from dev.repository import ROOT
from tests.node.house import environment, make_home

AT_ONCE = 2
COPIED = ("src", "tests", "dev", "pyproject.toml")
MUTATIONS_MIN = 10
RUN_SECONDS_MAX = 150
NODE = "tests.node.settings"
MIGRATED = "migrated"
PLUGINS = ("-p", "dev.house_rules")


@dataclass(frozen=True)
class Mutation:
    """One rule taken away, and the tests that must notice."""

    name: str
    law: str
    file: str
    old: str
    new: str
    settings: str
    tests: tuple[str, ...]

    def __str__(self):
        return self.name


@dataclass(frozen=True)
class Ran:
    """How many tests passed, failed, or broke down around the test; and the last words of the run."""

    passed: int
    failed: int
    broken: int
    said: str


MUTATIONS = [
    Mutation(**{**row, "tests": tuple(row["tests"])})
    for row in tomllib.loads(Path(__file__).with_name("mutations.toml").read_text("utf-8"))["mutation"]
]
SETTINGS = sorted({mutation.settings for mutation in MUTATIONS})


class NodeSite:
    """A running cluster with a migrated database: each run of node tests gets a copy of it and a home."""

    def __init__(self, folder):
        self.folder = folder
        self.cluster = Cluster(folder / "database")
        self.cluster.start()
        self.first = make_home(folder / "first", database_url=self.cluster.create_database(MIGRATED))
        command = [sys.executable, "-m", "django", "migrate", "-v0"]
        subprocess.run(command, env=environment(self.first), check=True, capture_output=True)

    def lend(self, name):
        """A home with an empty, migrated test database of its own."""
        self.cluster.create_database(f"test_{name}", template=MIGRATED)
        return make_home(self.folder / name, database_url=self.cluster.url(name), keys=self.first / "keys")


@pytest.fixture(scope="module")
def outcomes(request, tmp_path_factory):
    """Settings or mutation → how its run ended: those that were asked for, two at a time."""
    asked = [item.callspec.params for item in request.session.items if "outcomes" in item.fixturenames]
    wanted = list(dict.fromkeys(value for params in asked for value in params.values()))
    site = NodeSite(tmp_path_factory.mktemp("site"))
    try:
        homes = {
            value: site.lend(f"run_{number}")
            for number, value in enumerate(wanted)
            if NODE in settings_of(value)
        }
        with ThreadPoolExecutor(AT_ONCE) as pool:
            runs = {value: pool.submit(played, value, homes.get(value)) for value in wanted}
            return {value: run.result() for value, run in runs.items()}
    finally:
        site.cluster.destroy()


def settings_of(value):
    return value.settings if isinstance(value, Mutation) else value


def played(value, home):
    """A mutation without its rule; for a settings module all of its tests, with every rule in place."""
    with copied() as folder:
        if isinstance(value, Mutation):
            take_away(folder, value)
            return run(folder, value.settings, value.tests, home)
        tests = [test for mutation in MUTATIONS if mutation.settings == value for test in mutation.tests]
        return run(folder, value, list(dict.fromkeys(tests)), home)


@contextmanager
def copied():
    """The source and the tests in a folder of their own."""
    with tempfile.TemporaryDirectory(prefix="congvan-mutation-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # the database's own account passes through
        for part in COPIED:
            if (ROOT / part).is_dir():
                shutil.copytree(ROOT / part, folder / part)
            else:
                shutil.copy2(ROOT / part, folder / part)
        (folder / ".venv").symlink_to(ROOT / ".venv")
        yield folder


def take_away(folder, mutation):
    file = folder / mutation.file
    for compiled in file.parent.glob(f"__pycache__/{file.stem}.*"):
        compiled.unlink()
    file.write_text(file.read_text("utf-8").replace(mutation.old, mutation.new), "utf-8")


def run(folder, settings, tests, home):
    kept = folder / "counts.json"
    own = {
        "PYTHONPATH": f"{folder}/src:{folder}",
        "DJANGO_SETTINGS_MODULE": settings,
        "CONGVAN_TEST_COUNTS": str(kept),
        "CONGVAN_TEST_HOME": str(home or ""),
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",  # a plugin that these tests do not need costs a second a run
    }
    chosen = {name: value for name, value in (os.environ | own).items() if value}
    command = [sys.executable, "-m", "pytest", "-q", "--no-header", "-p", "no:cacheprovider", *PLUGINS]
    command += ["-p", "pytest_django.plugin"] if settings else []
    done = subprocess.run(
        [*command, *tests], cwd=folder, env=chosen, capture_output=True, text=True, check=False,
        timeout=RUN_SECONDS_MAX,
    )  # fmt: skip
    counts = json.loads(kept.read_text("utf-8")) if kept.exists() else {"error": 1}
    said = (done.stdout + done.stderr)[-3000:]
    return Ran(counts.get("passed", 0), counts.get("failed", 0), counts.get("error", 0), said)


def test_there_are_enough_rules_each_with_its_own_name_and_clause():
    assert len({mutation.name for mutation in MUTATIONS}) == len(MUTATIONS) >= MUTATIONS_MIN
    assert require(*(mutation.law for mutation in MUTATIONS))


@pytest.mark.parametrize("mutation", MUTATIONS, ids=str)
def test_what_is_taken_away_stands_exactly_once(mutation):
    assert (ROOT / mutation.file).read_text("utf-8").count(mutation.old) == 1
    assert mutation.new != mutation.old


@pytest.mark.parametrize("settings", SETTINGS)
def test_with_every_rule_in_place_the_tests_pass(outcomes, settings):
    ran = outcomes[settings]
    assert (ran.failed, ran.broken) == (0, 0), ran.said
    assert ran.passed >= len(
        {test for mutation in MUTATIONS if mutation.settings == settings for test in mutation.tests}
    )


@pytest.mark.parametrize("mutation", MUTATIONS, ids=str)
def test_without_its_rule_a_test_fails(outcomes, mutation):
    ran = outcomes[mutation]
    assert ran.failed > 0, ran.said
    assert ran.broken == 0, ran.said
