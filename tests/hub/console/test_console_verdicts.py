"""What the console says of a receipt, and of the hub's own health."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from congvan.base.ids import new_id
from congvan.hub.console import labels, receipts
from congvan.hub.console.limits import UNCOPIED_AFTER, UNSEALED_AFTER
from congvan.hub.console.queries.health import Backlog, DatabaseFacts, Health, StoreFacts, health
from congvan.hub.console.queries.packet import packet_detail
from congvan.hub.console.views.health import judged
from tests.hub.cast import FOREIGN, KEYS
from tests.hub.house import public_pem

FOREIGN_KEY = public_pem(KEYS[FOREIGN])


@pytest.fixture
def packet(traffic):
    return packet_detail(UUID(traffic["delivered"]["packet_id"]))


class TestReceipt:
    def test_the_hubs_and_the_receivers_hold(self, packet):
        assert [receipts.judge(one, packet) for one in packet.receipts] == [receipts.HOLDS] * 2

    def test_another_key_did_not_sign_it(self, packet):
        _, theirs = packet.receipts
        assert receipts.judge(replace(theirs, public_key=FOREIGN_KEY), packet) == receipts.WRONG_SIGNATURE
        assert receipts.judge(replace(theirs, public_key=""), packet) == receipts.NO_KEY

    @pytest.mark.parametrize("text", ["", "a.b.c", "x" * 100])
    def test_what_is_no_statement_does_not_hold(self, packet, text):
        ours, _ = packet.receipts
        assert receipts.judge(replace(ours, text=text), packet) == receipts.WRONG_SIGNATURE

    @pytest.mark.parametrize("changed", [{"digest": "0" * 64}, {"id": new_id()}])
    def test_a_statement_about_another_packet_proves_nothing(self, packet, changed):
        other = replace(packet, **changed)
        assert {receipts.judge(one, other) for one in packet.receipts} == {receipts.OTHER_CONTENT}

    @pytest.mark.parametrize(
        "changed",
        [{"agency": "1.H45"}, {"delivery_id": new_id()}, {"signed_by": "x"}, {"level": "TURNED_AWAY"}],
    )
    def test_a_statement_about_another_delivery_proves_nothing(self, packet, changed):
        _, theirs = packet.receipts
        assert receipts.judge(replace(theirs, **changed), packet) == receipts.OTHER_CONTENT


WELL = Health(
    database=DatabaseFacts("15.6", 1024, 3),
    stores=(StoreFacts("first", 50, 100), StoreFacts("second", 50, 100)),
    uncopied=Backlog(0, None),
    unerased=0,
    unsealed=Backlog(0, None),
    sealed_ago=timedelta(seconds=3),
    members_active=3,
    members_suspended=0,
    agencies_open=4,
    agencies_cut_off=0,
)


class TestHealth:
    def test_all_well(self):
        assert [step.tone for step in judged(WELL)] == ["good"] * 7

    @pytest.mark.parametrize(
        ("changed", "what", "tone"),
        [
            ({"uncopied": Backlog(2, UNCOPIED_AFTER)}, "Hai bản của mỗi gói tin", "bad"),
            ({"unsealed": Backlog(9, UNSEALED_AFTER)}, "Niêm phong nhật ký", "bad"),
            ({"stores": (StoreFacts("first", 9, 100),)}, "Kho thứ nhất", "warn"),
            ({"stores": (StoreFacts("second", 2, 100),)}, "Kho thứ hai", "bad"),
            ({"unerased": 1}, "Xóa nội dung có dấu mật", "warn"),
            ({"members_suspended": 1, "agencies_cut_off": 2}, "Danh mục", "warn"),
        ],
    )
    def test_what_is_not_well_says_what_to_do(self, changed, what, tone):
        (step,) = [step for step in judged(replace(WELL, **changed)) if step.tone != "good"]
        assert (step.what, step.tone) == (what, tone)
        assert step.note.endswith(".")

    @pytest.mark.parametrize(
        "changed",
        [
            {"uncopied": Backlog(2, UNCOPIED_AFTER - timedelta(seconds=1))},
            {"unsealed": Backlog(9, UNSEALED_AFTER - timedelta(seconds=1))},
            {"sealed_ago": None},
        ],
    )
    def test_work_that_has_just_come_is_no_fault(self, changed):
        assert {step.tone for step in judged(replace(WELL, **changed))} == {"good"}

    def test_it_measures_this_hub(self, traffic):
        found = health()
        assert (found.members_active, found.agencies_open) == (3, 4)
        assert (found.uncopied.count, found.unerased) == (7, 1)
        assert found.unsealed.count > 0
        assert found.database.size > 0


@pytest.mark.parametrize(
    ("span", "said"),
    [
        (timedelta(seconds=-5), "dưới 1 phút"),
        (timedelta(seconds=59), "dưới 1 phút"),
        (timedelta(minutes=12), "12 phút"),
        (timedelta(hours=3, minutes=5), "3 giờ 05"),
        (timedelta(hours=48), "2 ngày"),
        (timedelta(days=1247), "1.247 ngày"),
    ],
)
def test_length_of_time_in_words(span, said):
    assert labels.length(span) == said


@pytest.mark.parametrize(
    ("count", "said"), [(840, "840 byte"), (1024, "1 KB"), (1_258_291, "1,2 MB"), (500_000_000, "476,8 MB")]
)
def test_size_in_words(count, said):
    assert labels.size(count) == said


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("000.00.00.H45,2018/03/27,1593/UBND-TH", ("1593/UBND-TH", "000.00.00.H45, 2018/03/27")),
        ("không theo mẫu", ("không theo mẫu", "")),
        ("a,b,", ("a,b,", "")),
    ],
)
def test_a_documents_id_is_read_in_its_parts(written, read):
    assert labels.document(written) == read


@pytest.mark.parametrize(
    ("kind", "operation", "said"),
    [
        ("document", 0, "Văn bản"),
        ("document", 1, "Văn bản: thu hồi"),
        ("document", 9, "Văn bản: nghiệp vụ 9"),
        ("status", None, "Trạng thái xử lý"),
    ],
)
def test_what_a_packet_is(kind, operation, said):
    assert labels.what(kind, operation) == said
