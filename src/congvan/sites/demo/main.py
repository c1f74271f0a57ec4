"""`congvan demo [--check]`: play the story on fresh sites; leave them running, or judge and stop."""

from __future__ import annotations

import json
import signal
import sys
import time
from datetime import timedelta
from pathlib import Path
from types import FrameType
from typing import Any

from congvan.sites.demo import result, world
from congvan.sites.demo.hand.client import Hand, HandLost, NotDoneThere
from congvan.sites.demo.morning.axis import MorningFailed
from congvan.sites.demo.morning.play import play_morning
from congvan.sites.demo.peer import Peer
from congvan.sites.demo.story import STEPS
from congvan.sites.demo.story.step import Stage, Step, on
from congvan.sites.supervisor import SupervisorError, held

FOUNDED = on("2/1", "08:00")
SEE_SECONDS = 30.0
PAUSE_SECONDS = 0.05
TICK_SECONDS = 2.0
FOREIGN_TITLE = "Hệ thống của nhà cung cấp khác, tại Sở Thông tin và Truyền thông (minh họa)"


class Interrupted(Exception):
    """Người dùng đã bấm Ctrl-C."""


def run_demo(*, check: bool, root: Path) -> int:
    """Play the story under `root`, made anew; 0 when every step came out as the law wants it."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _interrupt)
    root.mkdir(parents=True, exist_ok=True)
    try:
        with held(root):
            return _run_alone(check=check, root=root)
    except SupervisorError as error:
        sys.stderr.write(f"{error}\n")
        return 1


def _run_alone(*, check: bool, root: Path) -> int:
    """The demo, while nobody else uses its folder."""
    started = time.monotonic()
    stage = None
    try:
        stage = open_stage(root)
        outcomes = play_all(stage)
        whole = len(outcomes) == len(STEPS)
        found = result.judge(stage, outcomes, whole=whole, seconds=time.monotonic() - started)
        if whole:
            found["morning"] = play_morning(stage)
            found["ok"] = found["ok"] and found["morning"]["ok"]
            found["seconds"] = round(time.monotonic() - started, 1)
        if check:
            sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")
        else:
            _show(stage, ok=found["ok"])
            _keep_time(stage)
        return 0 if found["ok"] else 1
    except Interrupted:
        return 0
    except (world.WorldFailed, HandLost, MorningFailed) as error:
        sys.stderr.write(f"{error.__doc__} {error}\n")
        return 1
    finally:
        if stage is not None:
            close_stage(stage)


def open_stage(root: Path) -> Stage:
    """Fresh sites, all running; node 1 is connected to the hub, node 2 will be when the story says so."""
    made = world.make_world(root, at=FOUNDED)
    stage = Stage(
        world=made,
        hub=Hand(made.hub.home, kind="hub"),
        ubnd=Hand(made.ubnd.home, kind="node"),
        sgddt=Hand(made.sgddt.home, kind="node"),
        peer=None,  # type: ignore[arg-type]  # the hub has no address yet
    )
    try:
        for site in made.sites:
            site.launch()
        for site in made.sites:
            site.wait()
        _enrol(stage)
        stage.peer = Peer(made.hub.address, world.FOREIGN, made.foreign_key())
        for name in ("ubnd", "sgddt"):
            found(stage, name)
        world.connect(made, made.ubnd)
    except BaseException:
        close_stage(stage)
        raise
    return stage


def close_stage(stage: Stage) -> None:
    """Stop hands, the foreign system and sites."""
    for hand in (stage.hub, stage.ubnd, stage.sgddt):
        hand.close()
    if stage.peer is not None:
        stage.peer.close()
    stage.world.stop()


def found(stage: Stage, site: str) -> None:
    """Found the agencies and people of one node."""
    people = world.cast()
    agencies = [row for row in people["agency"] if row["node"] == site]
    codes = {row["code"] for row in agencies}
    hand: Hand = getattr(stage, site)
    hand.do(
        "found", key="", agencies=agencies, at=FOUNDED.isoformat(),
        people=[row for row in people["person"] if row["agency"] in codes],
    )  # fmt: skip


def play_all(stage: Stage) -> list[dict[str, Any]]:
    """Play the steps up to the first that differs: what follows rests on it."""
    outcomes = []
    for step in STEPS:
        outcomes.append(play(stage, step))
        if not outcomes[-1]["ok"]:
            break
    return outcomes


def play(stage: Stage, step: Step) -> dict[str, Any]:
    """One step: play it, then look until what is wanted is seen or patience ends."""
    stage.enter(step.id, step.at)
    try:
        step.play(stage)
        got = _look(stage, step)
    except NotDoneThere as refusal:
        got = {"refused": str(refusal)}
    ok = got == step.want
    sys.stderr.write(f"{'✓' if ok else '✗'} {step.at:%d/%m %H:%M} {step.id}\n")
    if not ok:
        sys.stderr.write(f"  muốn: {step.want}\n  thấy: {got}\n")
    return {"id": step.id, "law": step.law, "ok": ok, "want": step.want, "got": got}


def _look(stage: Stage, step: Step) -> dict[str, Any]:
    deadline = time.monotonic() + SEE_SECONDS
    got = step.see(stage)
    while got != step.want and time.monotonic() < deadline:
        time.sleep(PAUSE_SECONDS)
        got = step.see(stage)
    return got


def _enrol(stage: Stage) -> None:
    people = world.cast()
    homes = {"ubnd": stage.world.ubnd.home, "sgddt": stage.world.sgddt.home}
    keys = {name: home / "member.pem" for name, home in homes.items()}
    keys[world.FOREIGN] = stage.world.root / f"{world.FOREIGN}.pem"
    members = {
        name: {"name": world.TITLES.get(name, FOREIGN_TITLE), "public_key": world.public_key(path)}
        for name, path in keys.items()
    }
    stage.hub.do("enrol", key="", members=members, agencies=people["agency"])


def _show(stage: Stage, *, ok: bool) -> None:
    """Addresses and one account per role per agency."""
    names = {row["code"]: row["name"] for row in world.cast()["agency"]}
    lines = ["", "Bản minh họa đang chạy" if ok else "Bản minh họa đang chạy, nhưng có bước sai (✗)", ""]
    lines += [f"  {world.TITLES[site.name]}: {site.address}" for site in stage.world.sites]
    lines += ["", "  Tài khoản (mật khẩu chung của bản minh họa: minh-hoa-2018):"]
    lines += [
        f"  {row['login']:<22}{row['name']:<22}{row['title']}, {names[row['agency']]}"
        for row in world.cast()["person"]
    ]
    lines += [
        f"  {world.OPERATOR_LOGIN:<22}{world.OPERATOR_NAME:<22}Vận hành trục, tại địa chỉ của trục, /truc/"
    ]
    at = stage.world.clock()
    lines += [
        "",
        f"  Đồng hồ của bản minh họa: {at:%H:%M} ngày {at:%d/%m/%Y}; ai đăng nhập cũng có việc đang chờ.",
    ]
    lines += ["", f"  Tập tin đã ban hành: {stage.world.exports}", "  Ctrl-C để dừng.", ""]
    sys.stdout.write("\n".join(lines))
    sys.stdout.flush()


def _keep_time(stage: Stage) -> None:
    """Until Ctrl-C legal time goes on at the pace of real time: clocks on screens move."""
    begun, real = stage.world.clock(), time.monotonic()
    while True:
        time.sleep(TICK_SECONDS)
        stage.world.set_clock(begun + timedelta(seconds=round(time.monotonic() - real)))


def _interrupt(number: int, frame: FrameType | None) -> None:
    del number, frame
    raise Interrupted
