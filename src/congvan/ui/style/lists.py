"""The rows of the lists that the page of style shows."""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from congvan.ui import words
from congvan.ui.parts import Clock, Group, Row
from congvan.ui.style import examples

ROWS = Path(__file__).parent / "rows.toml"


@cache
def groups(whose: str, address: str) -> tuple[Group, ...]:
    """The list of `whose` screen; its rows open under `address`."""
    return tuple(_group(told, address) for told in tomllib.loads(ROWS.read_text("utf-8"))[whose])


def groups_with(whose: str, address: str, chosen: str) -> tuple[tuple[Group, ...], Row]:
    """The groups with the chosen row current (the first where the key is unknown), and that row."""
    found = groups(whose, address)
    rows = {row.key: row for group in found for row in group.rows}
    current = rows.get(chosen, found[0].rows[0])
    marked = tuple(
        replace(group, rows=tuple(replace(row, current=row.key == current.key) for row in group.rows))
        for group in found
    )
    return marked, current


def _group(told: Mapping[str, Any], address: str) -> Group:
    rows = tuple(_row(one, address) for one in told["rows"])
    return Group(told["title"], len(rows), rows, told.get("pace", ""), told.get("link", ""), address)


def _row(told: Mapping[str, Any], address: str) -> Row:
    return Row(
        key=told["key"],
        href=f"{address}?vb={told['key']}",
        subject=told["subject"],
        code=told["code"],
        source=told["source"],
        grade=getattr(examples, told["grade"]) if "grade" in told else None,
        clock=_clock(told),
        tag=getattr(examples, told["tag"]),
        unread=told.get("unread", False),
        ticked=told.get("ticked", False),
    )


def _clock(told: Mapping[str, Any]) -> Clock | None:
    if "left" in told:
        return examples.left(told["left"])
    said = words.waiting(told["waiting"]) if "waiting" in told else told.get("said", "")
    return Clock(said, told.get("pace", "")) if said else None
