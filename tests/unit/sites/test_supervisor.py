"""The supervisor with real processes: order, restart, stop, and what is left when it is killed itself."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from congvan.sites.supervisor import (
    ProcessSpec,
    Supervisor,
    SupervisorError,
    held,
    read_state,
    wait_until_ready,
)
from congvan.sites.supervisor import child as child_module
from congvan.sites.supervisor.log import LINE_BYTES_MAX

ENVIRONMENT = {"PATH": os.defpath, "PYTHONUNBUFFERED": "1"}
SLEEPER = """
import signal
signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
print("up", flush=True)
signal.sigwait({signal.SIGTERM})
print("bye", flush=True)
"""
STUBBORN = """
import signal
signal.signal(signal.SIGTERM, signal.SIG_IGN)
print("up", flush=True)
while True:
    signal.pause()
"""
WITHIN_SECONDS = 20.0


def python(name, code, **more):
    return ProcessSpec(name=name, argv=[sys.executable, "-c", code], env=ENVIRONMENT, **more)


def turn_until(supervisor, condition):
    deadline = time.monotonic() + WITHIN_SECONDS
    while not condition():
        assert time.monotonic() < deadline, "the supervisor never got there"
        supervisor.turn()


def logged(home, name):
    return [json.loads(line) for line in (home / f"log/{name}.jsonl").read_text("utf-8").splitlines()]


def alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text("ascii").rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def wait_for(condition):
    """Wait on a state outside this process; the machine's scheduler brings it about."""
    deadline = time.monotonic() + WITHIN_SECONDS
    while not condition():
        assert time.monotonic() < deadline
        os.sched_yield()


@pytest.fixture
def supervisors():
    made = []
    yield made.append
    for supervisor in made:
        if supervisor.state != "stopped":
            supervisor.stop_wishes = 2
            supervisor.stop()


def test_starts_in_order_and_waits_for_each(tmp_path, supervisors):
    first, second = tmp_path / "first", tmp_path / "second"
    specs = [
        python("once", f"open({str(first)!r}, 'w').close()", once=True),
        python(
            "next",
            f"import os\nassert os.path.exists({str(first)!r})\nopen({str(second)!r}, 'w')\n{SLEEPER}",
            ready=second.exists,
        ),
    ]
    supervisor = Supervisor(specs, home=tmp_path)
    supervisors(supervisor)
    supervisor.start()
    state = read_state(tmp_path)
    assert state["state"] == "running"
    assert list(state["processes"]) == ["next"]
    assert state["processes"]["next"]["ready"]
    assert alive(state["processes"]["next"]["pid"])


def test_killed_process_is_started_again_under_the_same_name(tmp_path, supervisors):
    supervisor = Supervisor([python("worker", SLEEPER)], home=tmp_path)
    supervisors(supervisor)
    supervisor.start()
    before = read_state(tmp_path)["processes"]["worker"]["pid"]
    os.kill(before, signal.SIGKILL)
    turn_until(supervisor, lambda: read_state(tmp_path)["processes"]["worker"]["pid"] not in {0, before})
    assert read_state(tmp_path)["processes"]["worker"]["starts"] == 2
    assert not alive(before)


def test_children_of_a_killed_process_go_with_it(tmp_path, supervisors):
    note = tmp_path / "grandchild"
    fresh = tmp_path / "fresh"
    write = f"open({str(fresh)!r}, 'w').write(str(os.getpid())) and os.rename({str(fresh)!r}, {str(note)!r})"
    code = f"import os\nif os.fork() == 0:\n {write}\n{SLEEPER}"
    supervisor = Supervisor([python("web", code, ready=note.exists)], home=tmp_path)
    supervisors(supervisor)
    supervisor.start()
    grandchild = int(note.read_text("ascii"))
    os.kill(read_state(tmp_path)["processes"]["web"]["pid"], signal.SIGKILL)
    turn_until(supervisor, lambda: not alive(grandchild))


def test_process_that_never_comes_up_stops_the_start_with_its_last_words(tmp_path, supervisors, monkeypatch):
    monkeypatch.setattr(child_module, "BACKOFF_FIRST_SECONDS", 0.0)
    supervisor = Supervisor(
        [python("web", "print('cổng bị chiếm'); raise SystemExit(3)", ready=lambda: False)], home=tmp_path
    )
    supervisors(supervisor)
    with pytest.raises(SupervisorError, match="cổng bị chiếm") as caught:
        supervisor.start()
    assert caught.value.code == "supervisor.not_ready"


def test_failed_step_that_runs_once_is_not_repeated(tmp_path, supervisors):
    supervisor = Supervisor([python("migrate", "raise SystemExit(1)", once=True)], home=tmp_path)
    supervisors(supervisor)
    with pytest.raises(SupervisorError):
        supervisor.start()
    assert supervisor.children[0].starts == 1


def test_stop_asks_first_and_kills_after_the_grace(tmp_path):
    specs = [python("polite", SLEEPER), python("stubborn", STUBBORN, grace_seconds=0.3)]
    supervisor = Supervisor(specs, home=tmp_path)
    supervisor.start()
    turn_until(supervisor, lambda: all(child.tail for child in supervisor.children))
    supervisor.stop()
    assert [child.exit_code for child in supervisor.children] == [0, -signal.SIGKILL]
    assert read_state(tmp_path)["state"] == "stopped"
    assert "bye" in [row["message"] for row in logged(tmp_path, "polite")]


def test_log_keeps_the_request_id_of_a_json_line_and_bounds_a_long_one(tmp_path):
    code = 'print(\'{"message": "đã nhận", "request_id": "r1"}\')\nprint(\'x\' * 70000)'
    supervisor = Supervisor([python("web", code, once=True)], home=tmp_path)
    supervisor.start()
    supervisor.stop()
    rows = logged(tmp_path, "web")
    assert {"process": "web", "request_id": "r1"}.items() <= next(
        r for r in rows if r.get("request_id")
    ).items()
    assert max(len(row["message"]) for row in rows) == LINE_BYTES_MAX


def test_log_moves_a_full_file_aside(tmp_path, monkeypatch):
    monkeypatch.setattr("congvan.sites.supervisor.log.FILE_BYTES_MAX", 200)
    supervisor = Supervisor([python("web", "for n in range(40): print('dòng', n)", once=True)], home=tmp_path)
    supervisor.start()
    supervisor.stop()
    assert sorted(path.name for path in (tmp_path / "log").iterdir()) == [
        "web.1.jsonl",
        "web.2.jsonl",
        "web.3.jsonl",
        "web.jsonl",
    ]


def test_second_supervisor_of_a_home_is_refused(tmp_path):
    with held(tmp_path), pytest.raises(SupervisorError) as caught, held(tmp_path):
        pass
    assert caught.value.code == "supervisor.already_running"
    with held(tmp_path):  # free again
        pass


PROGRAM = f"""
import sys
from pathlib import Path
from congvan.sites.supervisor import ProcessSpec, Supervisor
code = {SLEEPER!r}
specs = [ProcessSpec(name=name, argv=[sys.executable, "-c", code], env={ENVIRONMENT!r}) for name in ("a", "b")]
sys.exit(Supervisor(specs, home=Path(sys.argv[1])).run())
"""


@pytest.fixture
def program(tmp_path):
    process = subprocess.Popen([sys.executable, "-c", PROGRAM, str(tmp_path)])
    assert wait_until_ready(tmp_path, supervisor=process.pid, within_seconds=WITHIN_SECONDS)
    yield process
    process.kill()
    process.wait()


def test_killed_supervisor_takes_its_processes_along(tmp_path, program):
    pids = [row["pid"] for row in read_state(tmp_path)["processes"].values()]
    program.kill()
    program.wait()
    wait_for(lambda: not any(alive(pid) for pid in pids))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_stop_signal_stops_everything_and_exits_clean(tmp_path, program, number):
    pids = [row["pid"] for row in read_state(tmp_path)["processes"].values()]
    program.send_signal(number)
    assert program.wait(WITHIN_SECONDS) == 0
    assert not any(alive(pid) for pid in pids)
    assert read_state(tmp_path)["state"] == "stopped"
