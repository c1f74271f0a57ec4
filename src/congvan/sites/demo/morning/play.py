"""Play the morning after the story, and look whether it left something at every stage."""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from congvan.sites.demo.hand.client import NotDoneThere
from congvan.sites.demo.morning.axis import SITES, Axis, MorningFailed
from congvan.sites.demo.morning.moves import moves_of
from congvan.sites.demo.morning.plan import plan
from congvan.sites.demo.story.step import DONG_XUAN, PGD_DONG_XUAN, SGDDT, TUY_HOA, UBND, Stage

URGENT_MIN, URGENT_MAX = 0.05, 0.15
"""Khẩn and above among the new ones of a department: about one in eleven."""

Least = Mapping[str, int]
AT_LEAST: Mapping[str, Least] = MappingProxyType(
    {
        SGDDT: {
            "waiting": 8, "waiting_urgent": 1, "waiting_late": 1, "waiting_soon": 1, "waiting loại 3": 1,
            "waiting không phân loại": 1, "registered": 2, "registered_without_scan": 1, "submitted": 3,
            "in_handling": 3, "overdue": 1, "due_today": 1, "drafting": 1, "for_initial": 1, "to_sign": 3,
            "signed": 1, "to_issue": 2, "to_seal": 1, "released": 2, "refused": 1, "dead": 1, "dossiers": 2,
        },
        UBND: {
            "waiting": 3, "submitted": 2, "in_handling": 1, "overdue": 1, "drafting": 1, "for_initial": 2,
            "to_sign": 1, "to_issue": 1, "released": 2, "dossiers": 1,
        },
        TUY_HOA: {"waiting": 1, "submitted": 1, "in_handling": 1},
        PGD_DONG_XUAN: {"waiting": 1, "submitted": 1},
        DONG_XUAN: {"waiting": 1, "submitted": 1},
    }
)  # fmt: skip
"""What the morning must leave, by agency and stage (the names are those of `hand.stages`)."""


def play_morning(stage: Stage) -> dict[str, Any]:
    """Leave work waiting for everybody; what each agency has at each stage. Raises MorningFailed."""
    started = time.monotonic()
    timetable = plan()
    axis = Axis.of(timetable)
    with axis.writing(stage.world.root / "pki"):
        for index, move in enumerate(moves_of(timetable, axis)):
            stage.enter(f"morning:{index}", move.at)
            try:
                move.do(stage)
            except NotDoneThere as refusal:
                raise MorningFailed(f"{move.at:%d/%m %H:%M}: {refusal}") from refusal
    stage.world.set_clock(timetable.opens)
    axis.settle(stage)
    found = {
        code: getattr(stage, office.site).do("stages", key="", agency=code)
        for code, office in timetable.offices.items()
    }
    seconds = round(time.monotonic() - started, 1)
    missing = [*_missing(found), *_gaps(stage)]
    for line in missing:
        sys.stderr.write(f"✗ buổi sáng: {line}\n")
    sys.stderr.write(f"{'✗' if missing else '✓'} {timetable.opens:%d/%m %H:%M} buổi sáng, {seconds} giây\n")
    return {"ok": not missing, "seconds": seconds, "at": timetable.opens.isoformat(), "agencies": found}


def _missing(found: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Which stages hold less than they should."""
    thin = [
        f"{code} {name}: {found[code].get(name, 0)}, cần ít nhất {least}"
        for code, stages in AT_LEAST.items()
        for name, least in stages.items()
        if found[code].get(name, 0) < least
    ]
    share = found[SGDDT]["waiting_urgent"] / max(found[SGDDT]["waiting"], 1)
    if not URGENT_MIN <= share <= URGENT_MAX:
        thin.append(f"{SGDDT}: tỷ lệ khẩn {share:.0%}")
    return thin


def _gaps(stage: Stage) -> list[str]:
    """Series whose ledger misses a number."""
    return [f"dãy số thiếu số: {one}" for site in SITES for one in getattr(stage, site).do("gaps", key="")]
