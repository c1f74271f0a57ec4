"""Numbers have no gap and no repeat, whoever takes them at once and whatever fails meanwhile (QD11/D5.K4.b.T2)."""

import contextlib
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from congvan.base.audit.models import AuditEvent
from congvan.base.errors import Repeated, Stale
from congvan.node.acts.incoming import ENTER_BY_HAND
from congvan.node.acts.states import OutgoingState
from congvan.node.documents.models import Document
from congvan.node.incoming import actions as incoming
from congvan.node.incoming.models import Incoming
from congvan.node.outgoing import actions as outgoing
from congvan.node.outgoing.models import Issuance, SealDraft
from congvan.node.registers.models import Number, Purpose, Series
from congvan.node.registers.queries import check_ledger
from tests.node import cast, faults, house, lives
from tests.node.scenes import scene
from tests.node.threads import together

CLERKS, ATTEMPTS = 8, 200
CLERKS_SECONDS_MAX = 300  # about 30 on two quiet cores


def reports_of_clerks(home: Path) -> list[dict[str, Any]]:
    """What eight processes say that they did; none outlives the test."""
    command = [sys.executable, "-m", "tests.node.number_clerk"]
    options: dict[str, Any] = {"env": house.environment(home), "cwd": house.ROOT, "text": True}
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    clerks = [
        subprocess.Popen([*command, str(number), str(ATTEMPTS)], **options, **pipes)
        for number in range(CLERKS)
    ]
    try:
        said = [clerk.communicate(timeout=CLERKS_SECONDS_MAX) for clerk in clerks]
    finally:
        for clerk in clerks:
            clerk.kill()
    assert [clerk.returncode for clerk in clerks] == [0] * CLERKS, [errors[-2000:] for _, errors in said]
    return [json.loads(output) for output, _ in said]


@pytest.mark.law("QD11/D5.K4.b.T2", "QD11/D5.K1")
def test_d5_k4_b_t2_eight_clerks_and_failures_at_every_statement_leave_no_gap_and_no_repeat(
    committed, tmp_path
):
    from tests.node.settings import HOME

    home = house.make_home(tmp_path / "home", database_url=committed, keys=HOME / "keys")
    reports = reports_of_clerks(home)
    given = sorted(value for report in reports for value in report["values"])
    failed = sum(report["failed"] for report in reports)

    assert len(given) + failed == CLERKS * ATTEMPTS
    assert failed == CLERKS * ATTEMPTS // 2
    assert given == list(range(1, len(given) + 1)), "no gap, no repeat, in what the clerks were told"
    series = cast.series(Purpose.INCOMING)
    assert series.last == len(given)
    assert check_ledger(series).missing == ()
    ledger = Number.objects.filter(series=series).order_by("value").values_list("value", flat=True)
    assert list(ledger) == given, "nor in the ledger"
    assert Incoming.objects.count() == Document.objects.count() == len(given), "failed ones left nothing"
    outcomes = AuditEvent.objects.filter(act=ENTER_BY_HAND.code).values_list("outcome", flat=True)
    assert Counter(outcomes) == {"done": len(given), "failed": failed}
    kept = AuditEvent.objects.filter(act=ENTER_BY_HAND.code, outcome="done").values_list(
        "kept__number", flat=True
    )
    assert sorted(kept) == given
    points = {point for report in reports for point in report["failed_at"]}
    assert points == set(range(reports[0]["statements"] + 1)), (
        "each statement and the commit failed at least once"
    )


@pytest.mark.law("QD11/D8.K1")
def test_d8_k1_a_numbering_that_fails_anywhere_leaves_the_number_free(committed):
    life = lives.outgoing_at(OutgoingState.TO_ISSUE)
    series = cast.series(Purpose.OUTGOING)
    what = {"register": cast.register(Purpose.OUTGOING), "chain": cast.key("so").certificate_chain()}
    point = 0
    while True:
        point += 1
        by, subject = cast.actor("Vân"), lives.fresh(life)
        with (
            faults.failing(at=point, after=point % 2 == 0) as statements,
            contextlib.suppress(faults.Injected),
        ):
            outgoing.assign_number(by=by, at=cast.AT, outgoing=subject, **what)
        if not statements.failed:
            break
        assert lives.fresh(life).state == OutgoingState.TO_ISSUE
        assert Series.objects.get(pk=series.pk).last == Number.objects.filter(series=series).count() == 0
        assert Issuance.objects.count() == SealDraft.objects.count() == 0
    assert point > 20, "the loop went through the whole act"
    assert Number.objects.get(series=series).value == 1
    outcomes = Counter(
        AuditEvent.objects.filter(act="outgoing.assign_number").values_list("outcome", flat=True)
    )
    assert outcomes == {"failed": point - 1, "done": 1}


def test_of_clerks_who_register_the_same_document_one_is_stale(committed):
    life, into = lives.arrived(), cast.register(Purpose.INCOMING)

    def register() -> str:
        try:
            incoming.register(by=cast.actor("Vân"), at=cast.AT, incoming=lives.fresh(life), into=into)
        except Stale:
            return "stale"
        return "done"

    assert sorted(together(register, times=4)) == ["done", "stale", "stale", "stale"]
    assert Number.objects.filter(document_id=life.document_id).count() == 1
    assert cast.series(Purpose.INCOMING).last == 1


def test_of_two_requests_with_one_key_one_is_done_and_both_learn_the_same(committed):
    played = scene(ENTER_BY_HAND)

    def enter() -> tuple[str, int | None]:
        try:
            return "done", played.play(key="k").number.value
        except Repeated as repeated:
            return "repeated", repeated.kept["number"]

    assert sorted(together(enter, times=3)) == [("done", 1), ("repeated", 1), ("repeated", 1)]
    assert Incoming.objects.count() == 1
