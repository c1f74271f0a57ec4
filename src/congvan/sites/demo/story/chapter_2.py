"""Chapter 2, the axis: it stores, routes and waits; node 2 first connects on 30/3 at 07:30."""

from __future__ import annotations

from typing import Any

from congvan.sites.demo.story.chapter_1 import SUBJECT
from congvan.sites.demo.story.step import DONG_XUAN, SGDDT, STTTT, UBND, Stage, Step, chosen, on
from congvan.sites.demo.world import connect

DECISION = "11/2018/QĐ-UBND"


def wait(stage: Stage) -> None:
    """Nothing is done by hand: the worker sends."""


def connect_foreign(stage: Stage) -> None:
    """The other vendor's system takes what waits for it and states so."""
    for delivery in stage.peer.changes().deliveries:
        assert stage.peer.fetch(delivery.packet_id), "a packet has bytes"
        stage.peer.confirm(delivery, on("28/3", "07:10"))


def see_sent(stage: Stage) -> dict[str, Any]:
    rows = stage.ubnd.do("recipients", key="", agency=UBND, subject=SUBJECT)
    queue = stage.ubnd.do("queue", key="")
    return {"accepted": {row["code"]: row["accepted"] for row in rows}, **queue}


def see_waiting(stage: Stage) -> dict[str, Any]:
    rows = [row for row in stage.hub.do("state", key="") if row[2] == "document"]
    return {row[0]: row[1] for row in rows}


def connect_node_2(stage: Stage) -> None:
    """Node 2 connects for the first time; what waited comes in."""
    connect(stage.world, stage.world.sgddt)


def see_arrived(stage: Stage) -> dict[str, Any]:
    facts = stage.sgddt.do("incoming", key="", agency=SGDDT, notation=DECISION)
    return chosen(
        facts, "state", "legal_class", "why", "signatures", "forward_by", "electronic_only", "number"
    )


def see_states(stage: Stage) -> dict[str, Any]:
    rows = stage.ubnd.do("recipients", key="", agency=UBND, subject=SUBJECT)
    return {row["code"]: row["states"] for row in rows}


STEPS = (
    Step(
        "2.01-hub-takes-over", "QD11/D3.K4", on("27/3", "09:31"), wait, see_sent,
        {"accepted": {STTTT: True, SGDDT: True, DONG_XUAN: True}, "queued": 0, "dead": 0},
    ),
    Step(
        "2.02-foreign-system-takes-its-copy", "QD11/D3.K3", on("28/3", "07:10"), connect_foreign, see_waiting,
        {STTTT: "delivered", SGDDT: "waiting", DONG_XUAN: "waiting"},
    ),
    Step(
        "2.03-node-2-connects", "QD11/D5.K2", on("30/3", "07:30"), connect_node_2, see_arrived,
        {
            "state": "chờ tiếp nhận",
            "legal_class": "loại 1",
            "why": "Tập tin soạn thảo trên máy, có chữ ký số hợp lệ của người có thẩm quyền và của cơ quan "
            "ban hành.",
            "signatures": 2,
            "forward_by": "2018-04-02T07:30:00+07:00",
            "electronic_only": True,
            "number": None,
        },
    ),
    Step(
        "2.04-arrival-told", "QD11/D3.K4", on("30/3", "07:31"), wait, see_states,
        {STTTT: [], SGDDT: ["01"], DONG_XUAN: ["01"]},
    ),
)  # fmt: skip
