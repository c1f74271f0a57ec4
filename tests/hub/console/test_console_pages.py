"""Each page of the console from real rows: what it says, with how few queries, and never a document."""

from uuid import UUID

import pytest

from congvan.base.ids import shorten
from congvan.hub.acts.relay import TURNED_AWAY
from congvan.hub.console.limits import PAGE_ROWS
from congvan.hub.console.queries import deliveries, packets
from congvan.hub.members import actions
from congvan.hub.members.models import Member
from congvan.hub.relay.models import PacketRow
from tests.hub.cast import DONG_XUAN, EDUCATION, FOREIGN, NEVER, SGDDT, STRANGER
from tests.hub.conftest import AT
from tests.hub.console.story import SUBJECT
from tests.hub.test_members import BY

QUERIES_MAX = 12
LISTS = ["/truc/", "/truc/thanh-vien/", "/truc/goi-tin/", "/truc/giao-nhan/"]
FATES = ["delivered", "waiting", "turned_away", "refused", "mixed", "secret", "twin", "status"]


def text_of(client, address):
    response = client.get(address)
    assert response.status_code == 200, response.content.decode()
    assert response["Cache-Control"] == "no-store"
    text = response.content.decode().replace("<wbr>", "")
    assert SUBJECT not in text, "envelopes only"
    return text


def packet_address(sent, fate):
    return f"/truc/goi-tin/{shorten(UUID(sent[fate]['packet_id']))}"


def member_address():
    return f"/truc/thanh-vien/{shorten(Member.objects.get(code=EDUCATION).pk)}"


@pytest.mark.parametrize("address", [*LISTS, "/truc/suc-khoe/"])
def test_it_works_on_a_hub_where_nothing_has_happened(operator, address):
    text_of(operator, address)


@pytest.mark.parametrize("address", LISTS)
def test_a_list_asks_few_questions(operator, traffic, address, django_assert_max_num_queries):
    with django_assert_max_num_queries(QUERIES_MAX):
        text_of(operator, address)


class TestOverview:
    def test_it_counts_the_day(self, operator, traffic):
        text = text_of(operator, "/truc/")
        for name, value, note in [
            ("Văn bản đã nhận", 7, "và 1 trạng thái xử lý"),
            ("Lượt đã giao", 2, "trong các gói tin hôm nay"),
            ("Đang chờ lấy", 5, "lâu nhất dưới 1 phút"),
            ("Bị trả lại", 2, "2 lượt không gửi được"),
            ("Từ chối tại cửa trục", 1, "không đọc được, hoặc có dấu chỉ độ mật"),
        ]:
            assert f"<span>{name}</span><b>{value}</b><span>{note}</span>" in text

    def test_it_draws_the_hours(self, operator, traffic):
        text = text_of(operator, "/truc/")
        assert "nhiều nhất 8 gói tin một giờ" in text
        assert "<li>10 giờ: 8</li>" in text


class TestMembers:
    def test_it_says_how_long_a_member_has_been_silent(self, operator, traffic):
        text = text_of(operator, "/truc/thanh-vien/")
        assert "dưới 1 phút trước" in text
        assert "chưa lấy lần nào" in text, "the province has only sent"
        Member.objects.filter(code=EDUCATION).update(pulled_at="2026-01-01T00:00Z")
        assert "chưa lấy từ" in text_of(operator, "/truc/thanh-vien/")

    def test_one_member_with_its_agencies_and_what_waits(self, operator, traffic):
        text = text_of(operator, member_address())
        assert all(code in text for code in (SGDDT, DONG_XUAN))
        assert "đến trước 01/01/2018" in text, "a closed code"
        assert "3 gói tin đang chờ hệ thống này lấy" in text

    @pytest.mark.law("QD11/D10.K4")
    def test_d10_k4_a_member_is_cut_off_and_connected_again_with_the_reason_kept(self, operator, cast):
        address = member_address()
        response = operator.post(f"{address}/tam-ngung", {"reason": "Nghi lộ khóa"})
        assert response["Location"] == f"{address}?xong=tam-ngung"
        text = text_of(operator, response["Location"])
        assert "Đã tạm ngừng kết nối." in text
        assert all(said in text for said in ("Tạm ngừng", "Nghi lộ khóa", "Trịnh Công Thành"))
        text = text_of(operator, operator.post(f"{address}/noi-lai", {"reason": "Đã thay khóa"})["Location"])
        assert all(said in text for said in ("Đã nối lại.", "Đang kết nối", "Đã thay khóa"))

    @pytest.mark.parametrize("act", ["tam-ngung", "noi-lai"])
    @pytest.mark.parametrize("reason", ["", "   ", "x" * 501])
    def test_without_a_fit_reason_the_form_comes_back(self, operator, cast, act, reason):
        response = operator.post(f"{member_address()}/{act}", {"reason": reason})
        assert response.status_code == 422
        assert "<title>Lỗi: " in response.content.decode()

    def test_the_act_itself_wants_the_reason_too(self, cast):
        with pytest.raises(actions.ReasonMissing):
            actions.suspend_member(by=BY, at=AT, member=Member.objects.get(code=EDUCATION), reason=" ")

    @pytest.mark.parametrize("act", ["tam-ngung", "noi-lai"])
    def test_the_form_stands_also_without_a_script(self, operator, cast, act):
        assert 'name="idempotency_key"' in text_of(operator, f"{member_address()}/{act}")

    def test_pulling_again_at_once_changes_no_row(self, peers):
        peers[EDUCATION].changes()
        first = Member.objects.get(code=EDUCATION).pulled_at
        peers[EDUCATION].changes()
        assert first is not None
        assert Member.objects.get(code=EDUCATION).pulled_at == first


class TestPackets:
    def test_a_row_says_who_to_whom_what_and_how_it_stands(self, operator, traffic):
        text = text_of(operator, "/truc/goi-tin/")
        assert "Cơ quan ngoài tỉnh và 2 nơi khác" in text
        for said in (
            "1593/UBND-TH",
            "Trạng thái xử lý",
            "Gửi lặp",
            "Đã xóa nội dung",
            "Không gửi được",
            NEVER,
        ):
            assert said in text

    @pytest.mark.parametrize(
        ("query", "fates"),
        [
            ("loai=trang-thai", {"status"}),
            ("trang-thai=cho&loai=van-ban", {"waiting", "twin", "mixed"}),
            ("trang-thai=da-giao", {"delivered", "mixed"}),
            ("trang-thai=bi-tra", {"turned_away", "secret"}),
            ("trang-thai=khong-gui", {"refused", "mixed"}),
            ("trang-thai=da-xoa", {"secret"}),
            (f"co-quan={DONG_XUAN}", {"waiting"}),
            (f"co-quan={STRANGER}&trang-thai=cho", {"mixed"}),
            ("loai=gi-do&trang-thai=gi-do&cu-hon=gi-do", set(FATES)),
        ],
    )
    def test_filters(self, operator, traffic, query, fates):
        text = text_of(operator, f"/truc/goi-tin/?{query}")
        assert {fate for fate in FATES if f'href="{packet_address(traffic, fate)}"' in text} == fates

    def test_filter_that_finds_nothing_offers_a_way_back(self, operator, traffic):
        text = text_of(operator, "/truc/goi-tin/?co-quan=%00%22%3E")
        assert "Không có gói tin nào khớp bộ lọc" in text
        assert "Bỏ lọc" in text
        assert 'value="&quot;&gt;"' in text

    def test_pages_follow_each_other_both_ways(self, traffic, monkeypatch):
        monkeypatch.setattr(packets, "PAGE_ROWS", 3)
        every = list(PacketRow.objects.order_by("-received_at", "-id").values_list("id", flat=True))
        pages, after = [], None
        while not pages or after:
            pages.append(packets.packets(packets.Filters(), after=after))
            after = pages[-1].older
        assert [[line.id for line in page.lines] for page in pages] == [every[:3], every[3:6], every[6:]]
        back = packets.packets(packets.Filters(), before=pages[2].newer)
        assert back == pages[1]
        assert packets.packets(packets.Filters(), before=back.newer) == pages[0]


class TestPacket:
    @pytest.mark.parametrize("fate", FATES)
    def test_it_shows_the_envelope_and_the_hubs_receipt(self, operator, traffic, fate):
        text = text_of(operator, packet_address(traffic, fate))
        for said in (traffic[fate]["digest"], traffic[fate]["packet_id"], "Trục đã nhận và lưu", "Hợp lệ"):
            assert said in text
        assert "Không hợp lệ" not in text

    @pytest.mark.parametrize(
        ("fate", "said"),
        [
            ("delivered", ["Đã vào hàng chờ của nơi nhận", "L2", "Vào hàng chờ của Sở Giáo dục và Đào tạo"]),
            ("waiting", ["chờ dưới 1 phút", "Bị gửi lặp", "1 lần sau đó"]),
            ("turned_away", ["Bị trả lại", "malformed", "Cơ quan ngoài tỉnh trả lại"]),
            ("refused", ["Không gửi được", "mã không có trong danh mục"]),
            ("mixed", ["Nơi nhận (3)", "Biên nhận (2)"]),
            ("secret", ["Nội dung gói tin này đã bị xóa", "có dấu chỉ độ mật", "chỉ còn mã băm"]),
            ("twin", ["Gửi lặp", "Xem gói tin đầu tiên"]),
            ("status", ["Trạng thái xử lý"]),
        ],
    )
    def test_what_became_of_it(self, operator, traffic, fate, said):
        text = text_of(operator, packet_address(traffic, fate))
        assert [one for one in said if one not in text] == []

    def test_it_asks_few_questions(self, operator, traffic, django_assert_max_num_queries):
        with django_assert_max_num_queries(QUERIES_MAX + 2):
            text_of(operator, packet_address(traffic, "mixed"))


class TestDeliveries:
    @pytest.mark.parametrize(
        ("group", "said"),
        [
            ("", "chờ dưới 1 phút"),
            ("cho-lau", "Không có gì chờ quá lâu"),
            ("bi-tra", "malformed"),
            ("khong-gui", "mã không có trong danh mục"),
            ("gi-do", "chờ dưới 1 phút"),
        ],
    )
    def test_groups(self, operator, traffic, group, said):
        assert said in text_of(operator, f"/truc/giao-nhan/?nhom={group}")

    def test_what_waits_for_long_is_told_everywhere(self, operator, traffic, settings, tmp_path):
        later = tmp_path / "clock"
        later.write_text("2018-03-27T12:18:00+07:00")
        settings.CLOCK_FILE = str(later)
        assert "chờ 2 giờ 18" in text_of(operator, "/truc/giao-nhan/?nhom=cho-lau")
        assert '<span class="count hot">5</span>' in text_of(operator, "/truc/suc-khoe/")
        assert "lâu nhất 2 giờ 18" in text_of(operator, "/truc/")

    def test_erased_waits_for_nobody(self, operator, peers, traffic):
        before = deliveries.waiting(long_before=AT).count
        mixed = traffic["mixed"]["packet_id"]
        rows = [row for row in peers[EDUCATION].changes(limit=500).deliveries if row.packet_id == mixed]
        assert rows, "taken, and yet found secret by another receiver"
        stranger = peers[FOREIGN]
        (theirs,) = [row for row in stranger.changes(limit=500).deliveries if row.packet_id == mixed]
        stranger.turn_away(theirs, "secret", AT)
        assert deliveries.waiting(long_before=AT).count == before - 1
        assert "Đã xóa nội dung" in text_of(operator, packet_address(traffic, "mixed"))

    def test_pages_follow_each_other(self, operator, traffic, monkeypatch):
        monkeypatch.setattr(deliveries, "PAGE_ROWS", 1)
        first = deliveries.deliveries(TURNED_AWAY)
        second = deliveries.deliveries(TURNED_AWAY, after=first.next)
        assert (len(first.lines), len(second.lines), second.next) == (1, 1, None)
        assert first.lines[0].packet_id != second.lines[0].packet_id
        assert "Cũ hơn" in text_of(operator, "/truc/giao-nhan/")


def test_a_page_has_fifty_rows():
    assert PAGE_ROWS == 50
