"""The JSON that `make demo CHECK=1` prints as its last line: schema congvan.demo/1."""

from __future__ import annotations

from typing import Any

import httpx

from congvan.sites.demo.story import chapter_1, chapter_2, chapter_3
from congvan.sites.demo.story.step import SGDDT, TUY_HOA, UBND, Stage

SCHEMA = "congvan.demo/1"
SINCE, UNTIL = "2018-01-01T00:00:00+07:00", "2018-04-23T17:00:00+07:00"
NO_OUTCOME: dict[str, Any] = {
    "numbers": {},
    "legal_class": {},
    "recipients": [],
    "counts": {},
    "files": [],
}
"""Of a story that stopped at a step that differs."""


def judge(stage: Stage, steps: list[dict[str, Any]], *, whole: bool, seconds: float) -> dict[str, Any]:
    """What the story came to; `ok` when it was played whole and all steps and pages are as wanted."""
    pages = _pages(stage)
    return {
        "schema": SCHEMA,
        "ok": whole and all(step["ok"] for step in steps) and all(pages.values()),
        "seconds": round(seconds, 1),
        "steps": steps,
        **(_outcome(stage) if whole else NO_OUTCOME),
        "pages": pages,
    }


def _outcome(stage: Stage) -> dict[str, Any]:
    """What the whole story left: numbers, classes, states, counts, files."""
    decision = stage.ubnd.do("outgoing", key="", agency=UBND, subject=chapter_1.SUBJECT)
    notice = stage.sgddt.do("outgoing", key="", agency=SGDDT, subject=chapter_3.SUBJECT)
    received = stage.sgddt.do("incoming", key="", agency=SGDDT, notation=chapter_2.DECISION)
    return {
        "numbers": {
            "issued": [decision["notation"], notice["notation"]],
            "arrived": {SGDDT: received["number"], TUY_HOA: _number_at(stage, TUY_HOA)},
        },
        "legal_class": {
            decision["notation"]: received["legal_class"],
            notice["notation"]: notice["legal_class"],
        },
        "recipients": _recipients(stage, decision, notice),
        "counts": stage.sgddt.do("counts", key="", agency=SGDDT, since=SINCE, until=UNTIL),
        "files": _files(stage),
    }


def _number_at(stage: Stage, agency: str) -> int:
    facts = stage.sgddt.do("incoming", key="", agency=agency, notation=chapter_3.NOTICE)
    number: int = facts["number"]
    return number


def _recipients(stage: Stage, decision: dict[str, Any], notice: dict[str, Any]) -> list[dict[str, Any]]:
    sides = (
        (decision["notation"], stage.ubnd, UBND, chapter_1.SUBJECT),
        (notice["notation"], stage.sgddt, SGDDT, chapter_3.SUBJECT),
    )
    return [
        {"document": notation, "agency": row["name"], "states": row["states"]}
        for notation, hand, agency, subject in sides
        for row in hand.do("recipients", key="", agency=agency, subject=subject)
    ]


def _files(stage: Stage) -> list[dict[str, str]]:
    """The issued files, written out for other people's validators."""
    issued = (
        ("QD-11-2018-UBND.pdf", stage.ubnd, UBND, chapter_1.SUBJECT),
        ("94-SGDDT-VP.pdf", stage.sgddt, SGDDT, chapter_3.SUBJECT),
    )
    files = []
    for name, hand, agency, subject in issued:
        path = stage.world.exports / name
        digest = hand.do("export", key="", agency=agency, subject=subject, to=str(path))
        files.append({"path": str(path), "sha256": digest})
    return files


def _pages(stage: Stage) -> dict[str, bool]:
    """The first page of each site, or the one to sign in at, answers."""
    return {site.name: _answers(site.address) for site in stage.world.sites}


def _answers(address: str) -> bool:
    page = httpx.get(address, trust_env=False, follow_redirects=True)
    return page.status_code == httpx.codes.OK and page.text.startswith("<!doctype html>")
