"""A clerk in a process of its own, who registers paper while the database fails: `… CLERK ATTEMPTS`.

Every other registration meets a failure: at the first statement, then at the second, … then at the commit, and
again from the first. What happened goes to standard output as JSON.
"""

import json
import sys
from typing import Any

import django


def main(clerk: int, attempts: int) -> None:
    django.setup()
    from tests.node import cast, faults

    by = cast.actor("Vân")
    statements = _register(by, notation=f"{clerk}/ĐẾM", trouble=(counter := faults.Statements()))
    length = counter.count
    report = {"values": [statements], "failed": 0, "statements": length, "failed_at": []}
    for attempt in range(1, attempts):
        # Clerks begin at different statements, so that together they fail at all of them.
        point = (attempt // 2 + clerk * 3) % (length + 1) if attempt % 2 else None
        _attempt(
            by, report, notation=f"{clerk}-{attempt}/UBND", point=point, length=length, after=attempt % 4 == 1
        )
    sys.stdout.write(json.dumps(report))


def _attempt(by, report: dict, *, notation: str, point: int | None, length: int, after: bool) -> None:
    from tests.node import faults

    try:
        report["values"].append(_register(by, notation=notation, trouble=_trouble(point, length, after)))
    except faults.Injected:
        report["failed"] += 1
        report["failed_at"].append(point)


def _trouble(point: int | None, length: int, after: bool) -> Any:
    from tests.node import faults

    if point is None:
        return faults.Statements()
    return faults.failing_commit() if point == length else faults.failing(at=point + 1, after=after)


def _register(by, *, notation: str, trouble) -> int:
    from django.db import connection

    from congvan.node.incoming import actions
    from congvan.node.incoming.models import Channel
    from congvan.node.registers.models import Number, Purpose
    from tests.node import cast, faults, lives

    facts = lives.description(sender_code="", exchange_id="", notation=notation)
    into = cast.register(Purpose.INCOMING)
    block = connection.execute_wrapper(trouble) if isinstance(trouble, faults.Statements) else trouble
    with block:
        life = actions.enter_by_hand(
            by=by, at=cast.AT, register=into, channel=Channel.POST, description=facts
        )
    return Number.objects.get(pk=life.number_id).value


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
