"""One contract for keys of every kind, each with its processes: token, file, remote service, the user's machine."""

from datetime import datetime, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

import pytest

from congvan.signing.policy import TrustPolicy
from congvan.signing.prepare import FieldFonts, reserve
from congvan.signing.sign import Kind, complete_signature, prepare_signature
from congvan.signing.verify import verify
from congvan.typeset import Letter, Paragraph, compose, font_bytes
from tests.protocol.keys.benches import BENCHES, code_of

AT = datetime(2018, 4, 11, 9, 15, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
ITEMS = [b"attributes %d" % number for number in range(100)]
WRONG = "sai-bi-mat"


@pytest.fixture(params=BENCHES)
def kind(request):
    return BENCHES[request.param]


@pytest.fixture(scope="module")
def draft():
    """A letter with empty fields for number, date, leader and seal."""
    letter = Letter(
        parent_name="UBND tỉnh Phú Yên",
        issuer_name="Sở Giáo dục và Đào tạo",
        place="Phú Yên",
        year=2018,
        symbol="/SGDĐT-VP",
        kind=None,
        subject="thử khóa ký",
        addressees=("Các đơn vị trực thuộc Sở",),
        body=(Paragraph(text="Sở Giáo dục và Đào tạo thông báo./."),),
        recipient_lines=("Lưu: VT.",),
        authority_lines=("GIÁM ĐỐC",),
        signer_name="Phạm Huy Văn",
    )
    composed = compose(letter, at=AT)
    fonts = FieldFonts(regular=font_bytes("Regular"), italic=font_bytes("Italic"))
    return reserve(composed.pdf, places=composed.places, fonts=fonts)


def test_a_hundred_items_one_pin(issued, tmp_path, kind):
    with kind(issued, tmp_path) as bench:
        signatures = list(bench.ask(ITEMS, bench.pin))
    for item, signature in zip(ITEMS, signatures, strict=True):
        issued.verify(signature, item)


def test_prepared_here_signed_anywhere_embedded_and_verified(issued, tmp_path, kind, draft):
    prepared = [
        prepare_signature(draft, field="leader", certificate_chain=issued.chain, kind=Kind.LEADER, at=at)
        for at in (AT, AT + timedelta(minutes=1))
    ]
    with kind(issued, tmp_path) as bench:
        signatures = bench.ask([one.attributes for one in prepared], bench.pin)
        signed = [
            complete_signature(one, signature=made) for one, made in zip(prepared, signatures, strict=True)
        ]
    for pdf in signed:
        report = verify(pdf, policy=TrustPolicy(roots=(issued.root,)), at=AT)
        assert report.valid_all
        assert len(report.signatures) == 1


def test_wrong_pin_is_refused_counted_and_locks_in_the_end(issued, tmp_path, kind):
    with kind(issued, tmp_path) as bench:
        assert code_of(lambda: list(bench.ask(ITEMS[:2], WRONG))) == "signer.wrong_pin"
        assert len(list(bench.ask(ITEMS[:2], bench.pin))) == 2
        refused = [code_of(lambda: list(bench.ask(ITEMS[:2], WRONG))) for _ in range(4)]
        assert refused[0] == "signer.wrong_pin"
        assert refused[-1] in {"signer.slow_down", "signer.pin_locked", "signer.agent_refused"}
        assert code_of(lambda: list(bench.ask(ITEMS[:1], bench.pin))) == refused[-1]


def test_unknown_key_is_refused(issued, tmp_path, kind):
    with kind(issued, tmp_path) as bench:
        assert code_of(bench.ask_unknown) == bench.unknown_code


@pytest.mark.parametrize("die_after", [0, 1, 57, 99])
def test_killed_at_any_step_each_item_gets_exactly_one_signature(issued, tmp_path, kind, die_after):
    with kind(issued, tmp_path, die_after) as bench:
        signatures = list(bench.ask(ITEMS, bench.pin))
    assert (tmp_path / "died").exists()
    for item, signature in zip(ITEMS, signatures, strict=True):
        issued.verify(signature, item)


def test_remote_service_killed_between_approvals_is_resumed_under_the_same_pin(issued, tmp_path):
    with BENCHES["service"](issued, tmp_path, service_dies_at=4) as bench:
        signatures = list(bench.ask(ITEMS, bench.pin))
    assert (tmp_path / "service-died").exists()
    assert sorted((tmp_path / "journal").read_text().split()) == sorted(
        sha256(item).hexdigest() for item in ITEMS
    )
    for item, signature in zip(ITEMS, signatures, strict=True):
        issued.verify(signature, item)


def test_nothing_secret_is_logged(issued, tmp_path, kind):
    with kind(issued, tmp_path) as bench:
        list(bench.ask(ITEMS[:3], bench.pin))
        code_of(lambda: list(bench.ask(ITEMS[:3], WRONG)))
    logged = bench.log.read_text()
    assert bench.pin not in logged
    assert "bi-mat" not in logged
    assert "s3cret" not in logged
