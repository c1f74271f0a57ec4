"""What an act answers instead of being done, and how HTTP says it."""

import json

import pytest

from congvan.base.errors import Denied, KeyReused, NotDone, Refusal, Repeated, Stale
from congvan.base.http import problem, status_of


class ReasonMissing(Refusal):
    """Phải ghi lý do."""

    code = "x.reason_missing"
    law = "QD11/D5.K6.b"


@pytest.mark.parametrize(
    ("error", "status", "outcome"),
    [
        (Denied("x.y", visible=False), 404, "denied"),
        (Denied("x.y", visible=True), 403, "denied"),
        (Stale("x.y", state="đã gửi"), 409, "stale"),
        (ReasonMissing(), 422, "refused"),
        (KeyReused(), 422, "refused"),
    ],
)
def test_each_error_has_its_status_and_its_word_in_the_audit(error, status, outcome):
    assert isinstance(error, NotDone)
    assert (status_of(error), error.outcome) == (status, outcome)


def test_what_is_not_seen_is_not_confirmed_by_the_message():
    assert str(Denied("x.y", visible=False)) == "Không tìm thấy nội dung này."
    assert "quyền" in str(Denied("x.y", visible=True))


def test_a_refusal_says_its_docstring_or_the_message_given():
    assert (str(ReasonMissing()), str(ReasonMissing("Thiếu gì đó."))) == ("Phải ghi lý do.", "Thiếu gì đó.")


def test_the_problem_object_of_a_refusal():
    said = problem(ReasonMissing(param="reason"))
    assert json.loads(json.dumps(said)) == {
        "type": "refused", "code": "x.reason_missing", "message": "Phải ghi lý do.", "param": "reason",
        "law": "QD11/D5.K6.b", "request_id": "",
    }  # fmt: skip


def test_the_problem_object_of_a_stale_act_names_no_clause():
    said = problem(Stale("x.y"))
    assert (said["type"], said["law"], said["param"]) == ("stale", None, None)


def test_a_repeated_request_is_no_refusal():
    assert not issubclass(Repeated, NotDone)
    assert Repeated({"number": 7}).kept == {"number": 7}
