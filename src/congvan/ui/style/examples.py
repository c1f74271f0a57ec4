"""Invented people, numbers and documents for the page of style."""

from dataclasses import replace

from congvan.ui import words
from congvan.ui.parts import (
    Action,
    Clock,
    Column,
    Empty,
    Fact,
    Figure,
    Grade,
    Notice,
    Pager,
    Place,
    PlaceGroup,
    Shell,
    Stamp,
    Step,
    Tab,
    Table,
    Tag,
    Viewer,
)
from congvan.ui.style.paper import page_image

BODIES = [("1", "UBND tỉnh Phú Yên"), ("2", "Sở Tài chính"), ("3", "Sở Nội vụ")]
REASONS = [("wrong", "Gửi nhầm đơn vị nhận"), ("void", "Không đủ giá trị pháp lý")]
FILLED = {
    "code": "1582/UBND-KGVX",
    "dated": "16/04/2018",
    "body": "1",
    "subject": "Về việc tăng cường công tác phòng, chống đuối nước cho học sinh",
    "reason": "wrong",
}

HIGHEST, HIGH, RAISED = Grade("Hỏa tốc", 3), Grade("Thượng khẩn", 2), Grade("Khẩn", 1)
GRADES = (HIGHEST, HIGH, RAISED)
FIRST = Tag("Loại 1", "good", "shield-check", "Loại 1: giá trị như bản gốc; 2 chữ ký số hợp lệ")
SECOND = Tag("Loại 2", "good", "shield-check", "Loại 2: bản số hóa có chữ ký số hợp lệ của cơ quan")
THIRD = Tag("Loại 3", "dashed", "shield", "Loại 3: bản số hóa chưa có chữ ký số, để tham khảo")
BROKEN = Tag("Loại 1: chữ ký lỗi", "bad", "shield-x", "Nội dung đã thay đổi sau khi ký")
INITIALLED = Tag("Đã ký nháy", "good", "checks")
PAPER = Tag("Bản giấy", "", "scan")
LACKING = Tag("Thiếu phụ lục 02", "warn", "alert-triangle")
WANTED = Tag("Chờ bút phê", "line")
TAGS = (
    FIRST,
    SECOND,
    THIRD,
    BROKEN,
    Tag("Đang kiểm tra", "", "refresh"),
    PAPER,
    Tag("Thư điện tử", "", "mail"),
    Tag("Liên thông", "", "arrows-exchange"),
    Tag("Không văn bản giấy"),
    INITIALLED,
    LACKING,
    WANTED,
    Tag("Chủ trì", "info"),
)
TERM = 8 * 60


def left(minutes: int) -> Clock:
    """A clock of eight working hours; the last two are told apart."""
    pace = "late" if minutes < 0 else "soon" if minutes < 2 * 60 else ""
    return Clock(words.time_left(minutes), pace, 1 - minutes / TERM, "Hạn tiếp nhận 08 giờ làm việc")  # type: ignore[arg-type]


CLOCKS = (
    left(460),
    left(138),
    left(48),
    left(-79),
    Clock(words.waiting(4)),
    Clock(words.waiting(12), "soon"),
    Clock(words.waiting(72), "late"),
    Clock("đến 08:20"),
    Clock("hạn 20/04", "soon"),
)
ACTIONS = (
    Action("Tiếp nhận và trình", "primary", "check", key="Enter", key_label="↵"),
    Action("Chuyển xử lý", "", "arrow-forward-up", href="/phong-cach/bieu-mau/", key="KeyC", key_label="C"),
    Action(
        "Từ chối tiếp nhận",
        "quiet danger",
        "x",
        href="/phong-cach/bieu-mau/",
        opens="reject",
        key="Shift+KeyX",
    ),
)
BUTTONS = (
    Action("Ban hành và gửi đến 12 cơ quan", "primary", "send"),
    Action("Chuyển xử lý", "", "arrow-forward-up"),
    Action("Bỏ chọn", "quiet"),
    Action("Từ chối tiếp nhận", "quiet danger", "x"),
    Action("Chuyển xử lý", disabled_because="chưa đính kèm dự thảo"),
    Action("Mở hộp thoại", "", "external-link", opens="reject"),
)
TABS = (
    Tab("Tất cả", "?", 12, current=True),
    Tab("Liên thông", "?nguon=lien-thong", 9),
    Tab("Bản giấy", "?nguon=giay", 2),
    Tab("Thư điện tử", "?nguon=thu", 1),
)
CHIPS = (
    Tab("Khẩn", "?loc=khan", 3, hot=True),
    Tab("Quá hạn", "?loc=qua-han", 2, hot=True),
    Tab("Sắp quá hạn", "?loc=sap", 2),
    Tab("Chữ ký lỗi", "?loc=loi", 1),
)
CHOSEN_CHIPS = (replace(CHIPS[0], current=True), *CHIPS[1:])
PARTS_OF_ONE = (
    Tab("Văn bản", "#", current=True),
    Tab("Tệp kèm", "#", 1),
    Tab("Luân chuyển", "#", 4),
    Tab("Chữ ký số", "#", 2),
    Tab("Liên quan", "#"),
)
STAMP = Stamp(
    "ĐẾN",
    "Dấu đến điện tử",
    (
        Fact("Cơ quan nhận", "Sở GDĐT"),
        Fact("Số đến", "dự kiến 541"),
        Fact("Ngày đến", "16/04/2018"),
        Fact("Chuyển", "GĐ Nguyễn Hữu Phước"),
        Fact("Lưu hồ sơ số", "chưa lập", empty=True),
    ),
    "#",
    "Sửa thông tin đăng ký (E)",
)
STEPS = (
    Step("16/04/2018 09:09", "Đã đến trục liên thông", "UBND tỉnh Phú Yên", icon="send"),
    Step("09:12", "Đến hàng chờ của cơ quan", gap="3 phút", icon="inbox"),
    Step("09:24", "Tiếp nhận, số đến 541", "Nguyễn Thị Thu Hà, Văn thư", gap="12 phút", tone="good"),
    Step(
        "10:05",
        "Bút phê",
        "Nguyễn Hữu Phước, Giám đốc",
        "Giao Phòng Chính trị, tư tưởng chủ trì tham mưu; trình trước 18/4.",
        "41 phút",
        "info",
        "writing",
    ),
    Step("17:00", "Quá hạn chuyển xử lý", gap="6 giờ 55", tone="bad", icon="clock"),
)
NOTICES = (
    Notice("Văn bản này đã tiếp nhận điện tử, số đến 541 ngày 16/04/2018.", link_text="Xem", link_href="#"),
    Notice("Đã gửi đến 12 cơ quan; 11 cơ quan đã nhận.", tone="good"),
    Notice("Chưa gửi được đến Sở Tài chính: trục không phản hồi (lần 2). Tự gửi lại lúc 09:45.", tone="warn"),
    Notice(
        "Nội dung đã thay đổi sau khi ký. Có thể từ chối với lý do “Không đủ giá trị pháp lý”.",
        "Chữ ký của UBND huyện Tuy An không hợp lệ",
        "bad",
        "Chi tiết",
        "#",
    ),
)
EMPTY = Empty("Không còn văn bản chưa xử lý", "Hôm nay đã tiếp nhận 12 văn bản.", "checks")
FILTERED = Empty("Không có văn bản Hỏa tốc trong Bản giấy", link_text="Bỏ lọc", link_href="#")
PAGER = Pager("#", "#", "50 văn bản, đến ngày 12/04/2018")
FIGURES = (
    Figure("Đến hạn chưa giải quyết", "7", "#", "soon", "5 phòng"),
    Figure("Quá hạn", "3", "#", "late", "lâu nhất 2 ngày"),
    Figure("Đã giải quyết trong tháng", words.number(1247), "#", note="tháng trước 1.180"),
)
TABLE = Table(
    "Theo dõi gửi, nhận",
    (Column("Cơ quan nhận"), Column("Trạng thái"), Column("Lúc"), Column("Số lần gửi", figures=True)),
    (
        ("Sở Giáo dục và Đào tạo", Tag("Đã tiếp nhận", "good", "check"), "09:24", "1"),
        ("Sở Tài chính", Tag("Chờ gửi lại", "warn", "refresh"), "09:45", "2"),
        ("UBND huyện Tuy An", Tag("Từ chối", "bad", "x"), "10:10", "1"),
    ),
)
VIEWER = Viewer("Xem trước văn bản", (page_image(1), page_image(2)), "#", "#")
WAITING = Viewer("Xem trước đang chờ", (), "#", waiting=True)

SHELL = Shell(
    organisation="Sở Giáo dục và Đào tạo",
    region="Tỉnh Phú Yên",
    person="Nguyễn Thị Thu Hà · Văn thư",
    initials="TH",
    navigation=(
        PlaceGroup(
            "Văn bản đến",
            (
                Place("Văn bản chưa xử lý", "/phong-cach/danh-sach/", "inbox", 12, current=True),
                Place("Chờ tiếp nhận", "#", "arrows-exchange", 9),
                Place("Chờ chuyển xử lý", "#", "arrow-forward-up", 4),
                Place("Bị trả lại", "#", "arrow-back-up", 1, hot=True),
                Place("Đã chuyển xử lý", "#", "checks"),
                Place("Sổ văn bản đến", "#", "book-2"),
            ),
        ),
        PlaceGroup(
            "Văn bản đi",
            (
                Place("Chờ ban hành", "#", "rubber-stamp", 2),
                Place("Đã ban hành", "#", "send"),
                Place("Theo dõi gửi, nhận", "#", "history", 1, hot=True),
                Place("Sổ văn bản đi", "#", "book-2"),
            ),
        ),
        PlaceGroup(
            "Công việc",
            (
                Place("Hồ sơ công việc", "#", "folder"),
                Place("Tra cứu", "#", "search"),
                Place("Phong cách", "/phong-cach/", "eye"),
            ),
        ),
    ),
    bottom=(
        Place("Văn bản chưa xử lý", "/phong-cach/danh-sach/", "inbox", 12, current=True, short="Chưa xử lý"),
        Place("Chờ ban hành", "#", "send", 2),
        Place("Tra cứu", "#", "search"),
        Place("Hồ sơ công việc", "#", "folder", short="Hồ sơ"),
    ),
    find_url="/phong-cach/",
    find_hint="Tìm số, ký hiệu, trích yếu, cơ quan… hoặc gõ lệnh",
    link_state="Trục liên thông: thông suốt",
    notices_url="#",
    notices=3,
    foot=("Giờ làm việc", "07:00–11:30, 13:30–17:00"),
    sign_out_url="/phong-cach/bieu-mau/",
)
LEADER_SHELL = replace(
    SHELL,
    person="Nguyễn Hữu Phước · Giám đốc",
    initials="NP",
    navigation=(
        PlaceGroup(
            "Việc của tôi",
            (
                Place("Chờ tôi xử lý", "/phong-cach/ba-cot/", "home", 6, current=True),
                Place("Văn bản để biết", "#", "eye", 4),
                Place("Đã xử lý", "#", "history"),
            ),
        ),
        PlaceGroup(
            "Theo dõi, chỉ đạo",
            (
                Place("Việc tôi đã giao", "#", "clipboard-list", 23),
                Place("Quá hạn của cơ quan", "#", "clock", 3, hot=True),
                Place("Tình hình xử lý", "#", "chart-bar"),
            ),
        ),
    ),
    bottom=(
        Place("Chờ tôi xử lý", "/phong-cach/ba-cot/", "home", 6, current=True, short="Chờ xử lý"),
        Place("Việc tôi đã giao", "#", "clipboard-list", short="Đã giao"),
        Place("Tình hình xử lý", "#", "chart-bar", short="Tình hình"),
        Place("Tra cứu", "#", "search"),
    ),
)

LEADER_TABS = (
    Tab("Tất cả", "?", 6, current=True),
    Tab("Ký duyệt", "?", 5),
    Tab("Bút phê", "?", 1),
    Tab("Xin ý kiến", "?", 0),
)
