"""Chapter 5: one document is late, the three counts come out right, nothing was altered."""

from __future__ import annotations

from typing import Any

from congvan.sites.demo.story.chapter_3 import CLERK, DIRECTOR, OFFICER
from congvan.sites.demo.story.step import SGDDT, UBND, Stage, Step, chosen, on

LATE = "305/UBND-VX"


def enter_late(stage: Stage) -> None:
    stage.do(
        stage.sgddt, "enter_by_hand", by=CLERK, kind="official_letter", notation=LATE, number="305",
        symbol="UBND-VX", issued="2018-03-28", issuer_name="Ủy ban nhân dân tỉnh Phú Yên",
        subject="Về việc báo cáo tình hình sử dụng hệ thống quản lý văn bản và điều hành", due="2018-04-20",
    )  # fmt: skip
    stage.do(stage.sgddt, "add_scan", by=CLERK, notation=LATE, letter="overdue_letter")


def direct_late(stage: Stage) -> None:
    stage.do(stage.sgddt, "submit", by=CLERK, notation=LATE, to=DIRECTOR)
    stage.do(
        stage.sgddt, "direct", by=DIRECTOR, notation=LATE, text="Văn phòng Sở tổng hợp, báo cáo.",
        lead=OFFICER, cooperate=[], inform=[], due="2018-04-20T17:00",
    )  # fmt: skip


def wait(stage: Stage) -> None:
    """The deadline passes."""


def late(*names: str) -> Any:
    """Look at the late document."""
    return lambda stage: chosen(stage.sgddt.do("incoming", key="", agency=SGDDT, notation=LATE), *names)


def counts(agency: str, site: str) -> Any:
    """The three counts from January to now."""
    return lambda stage: getattr(stage, site).do(
        "counts", key="", agency=agency, since="2018-01-01T00:00:00+07:00", until="2018-04-23T17:00:00+07:00"
    )


def see_audit(stage: Stage) -> dict[str, Any]:
    """Every seal of every site holds."""
    sites = {"hub": stage.hub, "ubnd": stage.ubnd, "sgddt": stage.sgddt}
    return {name: hand.do("verify_audit", key="") for name, hand in sites.items()}


WHOLE = {"fault": None, "open": 0, "sealed": True}
STEPS = (
    Step(
        "5.01-enter-late", "QD11/D5.K1", on("16/4", "08:30"), enter_late, late("state", "number"),
        {"state": "đã đăng ký", "number": 542},
    ),
    Step(
        "5.02-direct-late", "QD11/D7.K1", on("16/4", "09:00"), direct_late, late("state"),
        {"state": "đang giải quyết"},
    ),
    Step(
        "5.03-counts", "QD11/D7.K3", on("23/4", "17:00"), wait, counts(SGDDT, "sgddt"),
        {"arrived": 2, "finished": 1, "overdue": 1},
    ),
    Step(
        "5.04-counts-of-ubnd", "QD11/D7.K3", on("23/4", "17:01"), wait, counts(UBND, "ubnd"),
        {"arrived": 1, "finished": 1, "overdue": 0},
    ),
    Step(
        "5.05-audit-holds", "QD11/D10.K4", on("23/4", "17:02"), wait, see_audit,
        {"hub": WHOLE, "ubnd": WHOLE, "sgddt": WHOLE},
    ),
)  # fmt: skip
