"""A skip without a listed reason fails the run; the counts of a run are handed on."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from dev.house_rules import allowed_skips
from dev.repository import ROOT

CASES = {
    "passes": ("def test_it(): assert True", 0, {"passed": 1}),
    "fails": ("def test_it(): assert False", 1, {"failed": 1}),
    "listed": ("import pytest\ndef test_it(): pytest.skip('../shared không có ở đây')", 0, {"skipped": 1}),
    "unlisted": ("import pytest\ndef test_it(): pytest.skip('hôm nay mệt')", 1, {"skipped": 1}),
    "module": ("import pytest\npytest.skip('cả tệp', allow_module_level=True)", 1, {"skipped": 1}),
    "mark": ("import pytest\n@pytest.mark.skip(reason='vì thế')\ndef test_it(): pass", 1, {"skipped": 1}),
    "fixture": (
        "import pytest\n@pytest.fixture\ndef bad(): raise ValueError\ndef test_it(bad): pass",
        1,
        {"error": 1},
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_outcome_and_counts(case, tmp_path):
    code, exit_code, counts = CASES[case]
    (tmp_path / "test_it.py").write_text(code, "utf-8")
    kept = tmp_path / "counts.json"
    own = {"PYTHONPATH": str(ROOT), "CONGVAN_TEST_COUNTS": str(kept), "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    environment = os.environ | own
    arguments = [
        "-q",
        "-c",
        os.devnull,
        "--rootdir",
        str(tmp_path),
        "-p",
        "dev.house_rules",
        "-p",
        "no:cacheprovider",
    ]
    command = [sys.executable, "-m", "pytest", *arguments, str(tmp_path)]
    done = subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode in ({exit_code, 5} if case == "module" else {exit_code}), done.stdout
    assert done.returncode != 0 or exit_code == 0
    assert json.loads(kept.read_text("utf-8")) == counts


def test_the_list_knows_remarks():
    assert allowed_skips("# vì sao\n\nlý do\n") == {"lý do"}
