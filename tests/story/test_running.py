"""The demo as a program: it fails when a step differs, stops cleanly, starts anew."""

import sys
import time
from datetime import datetime, timedelta

import httpx
import pytest

from congvan.sites.demo.morning.plan import plan
from congvan.sites.supervisor import address_of
from tests.story.first_load import first_load
from tests.story.programs import PAUSE_SECONDS, WITHIN_SECONDS, Running, alive, check, is_free

OTHER_WANT = """
import sys
from dataclasses import replace
from pathlib import Path
from congvan.sites.demo import main
main.SEE_SECONDS = 1.0
main.STEPS = (replace(main.STEPS[0], want={**main.STEPS[0].want, "number": 1206}), *main.STEPS[1:])
sys.exit(main.run_demo(check=True, root=Path(sys.argv[1])))
"""
ADDRESS = "http://127.0.0.1:"
SCRIPT_BYTES_MAX = 45_000
SHEET_BYTES_MAX = 14_000
FIRST_LOAD_BYTES_MAX = 150_000


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """A folder that one run after the other uses."""
    return tmp_path_factory.mktemp("running") / "demo"


def stops_cleanly(demo):
    processes, ports = demo.processes(), demo.ports()
    assert len(processes) > len(ports) >= 6, "sites, databases, hands"
    assert demo.interrupt() == 0
    assert not alive(processes)
    assert all(is_free(port) for port in ports)


def wait_until_time_goes_on(root):
    """Legal time goes on from the morning at the pace of real time."""
    deadline = time.monotonic() + WITHIN_SECONDS
    while (legal := datetime.fromisoformat((root / "clock").read_text("ascii"))) <= plan().opens:
        assert time.monotonic() < deadline, legal
        time.sleep(PAUSE_SECONDS)
    assert legal - plan().opens < timedelta(seconds=WITHIN_SECONDS)


def test_left_running_it_answers_and_stops_at_ctrl_c(root):
    with Running(root) as demo:
        said = demo.wait_for("Ctrl-C để dừng")
        addresses = [word for word in said.split() if word.startswith(ADDRESS)]
        assert len(set(addresses)) == 3
        assert all(
            httpx.get(one, trust_env=False, follow_redirects=True).status_code == 200 for one in addresses
        )
        assert "vanthu.sgddt" in said
        assert "phung.ubnd" in said
        sizes = first_load(address_of(root / "sgddt", "web"), login="vanthu.sgddt")
        assert 0 < sizes["js"] <= SCRIPT_BYTES_MAX, sizes
        assert 0 < sizes["css"] <= SHEET_BYTES_MAX, sizes
        assert sizes.total() <= FIRST_LOAD_BYTES_MAX, sizes
        wait_until_time_goes_on(root)
        stops_cleanly(demo)


def test_amid_the_story_it_stops_at_ctrl_c_and_nobody_else_may_use_its_folder(root):
    with Running(root) as demo:
        demo.wait_for("✓")
        second = check(root)
        assert second.code == 1
        assert "đang chạy" in second.said
        stops_cleanly(demo)


def test_after_an_interrupted_run_a_wrong_step_makes_it_fail(root):
    wrong = check(root, sys.executable, "-c", OTHER_WANT, str(root))
    assert wrong.code == 1, wrong.said
    assert wrong.found["ok"] is False
    [step] = wrong.found["steps"]
    assert (step["ok"], step["want"]["number"], step["got"]["number"]) == (False, 1206, 1205)
    assert wrong.found["numbers"] == {}


def test_the_second_run_is_measured(played, root, capsys):
    again = check(root)
    assert again.code == 0, again.said
    with capsys.disabled():
        print(f"\ncongvan demo --check: {played.seconds:.0f} s, lần sau {again.seconds:.0f} s")  # noqa: T201 — a measurement for the person who runs it
