"""The loop: one thread, because a tethered process dies with the thread that started it."""

from __future__ import annotations

import selectors
import signal
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType

from congvan.sites.supervisor.child import Child
from congvan.sites.supervisor.errors import SupervisorError
from congvan.sites.supervisor.spec import ProcessSpec
from congvan.sites.supervisor.state import write_state

TURN_SECONDS = 0.1
STARTS_MAX = 6  # tries of a process that never became ready
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Supervisor:
    """Runs the processes of `specs` for the site in `home`."""

    def __init__(self, specs: Sequence[ProcessSpec], *, home: Path) -> None:
        """Nothing is started yet. Hold the home (`held`) first, or two would start everything twice."""
        names = [spec.name for spec in specs]
        assert len(set(names)) == len(names), "every process has a name of its own"
        self.home = home
        log_folder = home / "log"
        log_folder.mkdir(exist_ok=True)
        self.children = [Child(spec, log_folder) for spec in specs]
        self.selector = selectors.DefaultSelector()
        self.state = "starting"
        self.stop_wishes = 0

    def run(self, *, announce: Callable[[], None] | None = None) -> int:
        """Start everything, `announce` it, keep it running until a stop signal, stop it. 0: all went well."""
        self.listen_to_signals()
        try:
            self.start()
            if announce is not None and not self.stop_wishes:
                announce()
            while not self.stop_wishes:
                self.turn()
        finally:
            self.stop()
        return 0

    def start(self) -> None:
        """Start the processes in order, each when the one before is ready (or, `once`, has ended well)."""
        for child in self.children:
            if self.stop_wishes:
                return
            self.bring_up(child)
        if not self.stop_wishes:
            self.enter("running")

    def turn(self) -> None:
        """One turn: read what was written, bury what died, start what is due, ask who has become ready."""
        for key, _ in self.selector.select(TURN_SECONDS):
            if not key.data.read_output():  # readable, yet nothing: its end
                self.selector.unregister(key.fileobj)
        changed = False
        for child in self.children:
            changed = self.bury(child) or changed
            if self.state != "stopping":
                changed = self.revive(child) or child.ask_ready() or changed
        if changed:
            self.write()

    def stop(self) -> None:
        """Stop everything, the last started first; past its grace or at a second wish it is killed."""
        self.enter("stopping")
        for child in reversed(self.children):
            child.send(child.spec.stop_signal)
            deadline = time.monotonic() + child.spec.grace_seconds
            while child.process is not None:
                if time.monotonic() > deadline or self.stop_wishes > 1:
                    child.say("killed: did not stop in time", level="warning")
                    child.signal_group(signal.SIGKILL)
                self.turn()
            if child.spec.port_holder is not None:
                child.spec.port_holder.close()
        self.enter("stopped")
        self.selector.close()

    # — inside —

    def bring_up(self, child: Child) -> None:
        """Start one process and wait until it is ready."""
        self.spawn(child)
        deadline = time.monotonic() + child.spec.ready_within_seconds
        while not (child.exit_code == 0 if child.spec.once else child.ready):
            if self.stop_wishes:
                return
            failed = child.spec.once and child.exit_code not in {0, None}
            if failed or child.starts > STARTS_MAX or time.monotonic() > deadline:
                tail = "\n".join(child.tail)
                message = f"Tiến trình “{child.spec.name}” không chạy được, xem {child.log.path}:\n{tail}"
                raise SupervisorError("supervisor.not_ready", message)
            self.turn()

    def bury(self, child: Child) -> bool:
        """Stop listening to a process that has just ended; whether it had."""
        output = child.output
        if not child.reap():
            return False
        if output in self.selector.get_map():
            self.selector.unregister(output)
        return True

    def revive(self, child: Child) -> bool:
        """Start again what was started once, is down and is not meant to end; whether it was started."""
        if child.starts == 0 or child.spec.once or self.stop_wishes or not child.due():
            return False
        self.spawn(child)
        return True

    def spawn(self, child: Child) -> None:
        """Start a process and listen to what it writes."""
        self.selector.register(child.start(), selectors.EVENT_READ, child)
        self.write()

    def listen_to_signals(self) -> None:
        """Turn stop signals into a wish that the loop sees at its next turn."""

        def ask(number: int, frame: FrameType | None) -> None:
            del number, frame
            self.stop_wishes += 1

        for number in STOP_SIGNALS:
            signal.signal(number, ask)

    def enter(self, state: str) -> None:
        """Say in processes.json where we are."""
        self.state = state
        self.write()

    def write(self) -> None:
        """Write processes.json."""
        rows: dict[str, dict[str, object]] = {
            child.spec.name: {
                "pid": child.pid,
                "address": child.spec.address,
                "ready": child.ready,
                "starts": child.starts,
            }
            for child in self.children
            if not child.spec.once
        }
        write_state(self.home, state=self.state, processes=rows)
