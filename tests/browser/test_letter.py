"""A letter from a blank page to the road: drafted, initialled, signed with a PIN, numbered, sealed, sent, followed."""

from congvan.node.outgoing.models import Outgoing
from congvan.sites.demo.pki import PIN
from tests.node import cast, lives

SUBJECT = "báo cáo kết quả sử dụng chữ ký số năm 2018"


def test_a_letter_from_a_blank_page_to_the_road(meet, size):
    lives.in_handling(subject="đề nghị báo cáo việc sử dụng chữ ký số")
    _draft(meet("Chi", size).enter())
    _initial(meet("Phú", size).enter())
    _sign(meet("Lâm", size).enter(), size)
    clerk = meet("Vân", size).enter()
    _issue(clerk)
    _follow(clerk)
    assert Outgoing.objects.get().state == "đã gửi"


def _draft(officer):
    officer.open(f"/{cast.SO}/van-ban-di/soan")
    officer.fill("Trích yếu nội dung", SUBJECT)
    officer.page.get_by_label("Văn bản đến liên quan").select_option(index=1)
    officer.button("Soạn dự thảo")
    officer.fill("Kính gửi", "Ủy ban nhân dân tỉnh")
    officer.fill("Nội dung", "Sở báo cáo kết quả như sau.\n1. Đã cấp 12 chứng thư số.\n2. Chưa có vướng mắc.")
    officer.button("Trình bày và đính kèm")
    officer.hears("Đã trình bày và đính kèm bản 1")
    officer.act("Chuyển xử lý")
    officer.choose("Chuyển đến", "Phan Phú, Trưởng phòng")
    officer.submit("Chuyển xử lý")
    officer.hears("Đã chuyển xử lý")


def _initial(head):
    head.open("/")
    head.row(SUBJECT)
    head.act("Ký nháy")
    head.submit("Ký nháy")
    head.hears("Đã ký nháy bản 1")
    head.act("Trình ký")
    head.submit("Trình ký")
    head.hears("Đã trình ký")


def _sign(leader, size):
    leader.open("/")
    if size == "phone":
        leader.row(SUBJECT)
    leader.act("Phê duyệt và ký số")
    leader.page.get_by_label("Mã PIN").fill(PIN)
    leader.submit("Phê duyệt và ký số")
    leader.hears("Đã phê duyệt, ký số và chuyển ban hành")


def _issue(clerk):
    clerk.open(f"/{cast.SO}/van-ban-di/cho-ban-hanh")
    clerk.row(SUBJECT)
    clerk.act("Ban hành")
    clerk.page.get_by_label("Mã PIN").fill(PIN)
    clerk.button("Ban hành và gửi", exact=False)
    clerk.hears("Đã ban hành")


def _follow(clerk):
    clerk.open(f"/{cast.SO}/van-ban-di/theo-doi")
    clerk.sees("Ủy ban nhân dân tỉnh")
    clerk.open(f"/{cast.SO}/van-ban-di/da-ban-hanh")
    clerk.row(SUBJECT)
    clerk.tab("Giao nhận")
    clerk.open(f"/{cast.SO}/so/di")
    clerk.sees("báo cáo kết quả")
