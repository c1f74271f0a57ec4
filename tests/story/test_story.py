"""`congvan demo --check`: the regulation's own story comes out as the law wants it."""

import hashlib
from pathlib import Path

import pytest

from congvan.law.refs import require
from congvan.sites.demo.story import STEPS

KEYS = {"schema", "ok", "seconds", "steps", "numbers", "legal_class", "recipients", "counts", "files"}
DECISION, NOTICE = "11/2018/QĐ-UBND", "94/SGDĐT-VP"
SGDDT = "000.00.16.H45"


def test_it_ends_well_and_its_last_line_is_the_result(played):
    assert played.code == 0, played.said
    assert played.found["schema"] == "congvan.demo/1"
    assert played.found.keys() >= KEYS
    assert played.found["ok"] is True


def test_every_step_is_told_with_its_clause(played):
    steps = played.found["steps"]
    assert [step["id"] for step in steps] == [step.id for step in STEPS]
    assert all(step["ok"] and step["want"] == step["got"] for step in steps)
    assert len(require(*(step["law"] for step in steps))) == len(STEPS)


@pytest.mark.law("QD11/D8.K1", "QD11/D5.K4.b")
def test_the_numbers_of_the_real_documents(played):
    numbers = played.found["numbers"]
    assert numbers["issued"] == [DECISION, NOTICE]
    assert numbers["arrived"][SGDDT] == 541


@pytest.mark.law("QD11/D3.K1.a")
def test_both_documents_are_of_the_first_class(played):
    assert played.found["legal_class"] == {DECISION: "loại 1", NOTICE: "loại 1"}


@pytest.mark.law("QD11/D3.K4", "QD11/D5.K6.b")
def test_the_states_stand_beside_each_recipient(played):
    rows = played.found["recipients"]
    states = {(row["document"], row["agency"]): row["states"] for row in rows}
    assert len(states) == len(rows) == 6
    assert states[DECISION, "Sở Giáo dục và Đào tạo tỉnh Phú Yên"] == ["01", "03", "04", "05", "06"]
    assert states[DECISION, "Sở Thông tin và Truyền thông tỉnh Phú Yên"] == []
    assert states[NOTICE, "Phòng Giáo dục và Đào tạo thành phố Tuy Hòa"] == ["01", "03"]
    assert states[NOTICE, "Ủy ban nhân dân huyện Đồng Xuân"] == ["01", "02"]
    assert {state for one in states.values() for state in one} == {"01", "02", "03", "04", "05", "06"}


@pytest.mark.law("QD11/D7.K3")
def test_the_three_counts(played):
    counts = played.found["counts"]
    assert counts.keys() == {"arrived", "finished", "overdue"}
    assert counts["overdue"] >= 1
    assert counts["arrived"] >= counts["finished"] + counts["overdue"]


def test_the_issued_files_are_there_with_their_digests(played):
    files = played.found["files"]
    assert len(files) == 2
    for file in files:
        assert hashlib.sha256(Path(file["path"]).read_bytes()).hexdigest() == file["sha256"]


def test_a_plain_page_of_each_site_answered(played):
    assert played.found["pages"] == {"hub": True, "ubnd": True, "sgddt": True}
