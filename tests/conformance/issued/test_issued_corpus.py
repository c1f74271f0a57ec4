"""Every issued document holds before every judge, and no change of it goes unseen. `make corpus N=1000`: all."""

import random

import pytest

from congvan.signing.report import Change
from tests.conformance.issued import judges
from tests.conformance.issued.making import issue
from tests.conformance.issued.matrix import A_RUN_TAKES, ANNEXES, KEYS, LAYOUTS, PROFILES, Case, cases


@pytest.fixture(scope="module")
def bench(tmp_path_factory):
    return judges.Bench.prepared(tmp_path_factory.mktemp("issued"))


@pytest.mark.law("QD11/D8.K1", "ND30/PL1")
@pytest.mark.parametrize("case", cases(), ids=str)
def test_d8_k1_an_issued_document_holds_before_every_judge(bench, case: Case):
    for issued in issue(case, bench.folder):
        report = judges.ours(issued.pdf)
        assert report.valid_all, [(one.field, one.problems) for one in report.signatures] or report.error
        assert len(report.signatures) == issued.signatures
        assert report.signatures[-1].change is Change.NONE
        judges.pdfsig_finds_all_valid(bench, issued)
        judges.openssl_finds_all_valid(bench, issued)
        judges.qpdf_finds_it_clean(bench, issued)
        judges.only_the_boxes_changed(issued)
        assert not judges.ours(judges.dotted(issued.pdf, issued.boxes)).valid_all
        changed = judges.flipped(issued.pdf, random.Random(case.number))
        again = judges.ours(changed)
        assert not again.valid_all or len(again.signatures) < issued.signatures


def test_the_sample_has_every_layout_and_key_and_number_of_signers():
    sample = cases()[:A_RUN_TAKES]
    for name, levels in {
        "layout": LAYOUTS, "annex": ANNEXES, "profile": PROFILES, "leader_key": KEYS, "seal_key": KEYS,
        "leaders": (1, 2, 3, 4), "initials": (0, 1, 2), "seals": (1, 4),
    }.items():  # fmt: skip
        assert {getattr(case, name) for case in sample} >= set(levels), name
