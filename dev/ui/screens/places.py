"""What the contact sheet shows: whose screen, at which address, and what is pressed before it is drawn."""

from __future__ import annotations

from dataclasses import dataclass

SO, UBND = "/000.00.16.H45", "/000.00.00.H45"
CLERK, LEADER, OFFICER = "vanthu.sgddt", "giamdoc.sgddt", "chuyenvien.sgddt"
HEAD, CHAIRMAN, OPERATOR, NOBODY = "phovp.sgddt", "phung.ubnd", "vanhanh.truc", ""
FIRST = ".row a.body"
MORE = ".person, .bottom [data-opens=more]"


@dataclass(frozen=True)
class Screen:
    """One screen. `row`: selector of the row whose document is opened. `press`: selectors, pressed in turn.

    `name` is its file's; `title` is read on the sheet.
    """

    name: str
    title: str
    who: str
    path: str
    row: str = ""
    press: tuple[str, ...] = ()


def of(subject: str) -> str:
    """The row of the document with these words."""
    return f".row a.body:has-text('{subject}')"


def act(text: str) -> str:
    """A button or link among the acts of the open document."""
    return f".acts :is(a, button):has-text('{text}')"


def tab(text: str) -> str:
    """A tab of the open document."""
    return f"#detail nav.tabs a:has-text('{text}')"


SCREENS = (
    Screen("sign-in", "Đăng nhập", NOBODY, "/dang-nhap"),
    Screen("inbox", "Danh sách văn bản chưa xử lý", CLERK, f"{SO}/van-ban-den/chua-xu-ly"),
    Screen("inbox-open", "Văn bản chờ tiếp nhận", CLERK, f"{SO}/van-ban-den/chua-xu-ly", row=FIRST),
    Screen(
        "inbox-picked", "Chọn nhiều văn bản", CLERK, f"{SO}/van-ban-den/chua-xu-ly",
        press=(".tick input >> nth=1", ".tick input >> nth=2"),
    ),
    Screen(
        "reject", "Từ chối tiếp nhận", CLERK, f"{SO}/van-ban-den/chua-xu-ly", row=FIRST,
        press=(act("Từ chối tiếp nhận"),),
    ),
    Screen(
        "bad-signature", "Chữ ký không hợp lệ", CLERK, f"{SO}/van-ban-den/cho-tiep-nhan",
        row=of("tập huấn hè cho giáo viên"), press=(tab("Chữ ký số"),),
    ),
    Screen("arrived", "Chờ tiếp nhận", CLERK, f"{SO}/van-ban-den/cho-tiep-nhan"),
    Screen("registered", "Chờ trình", CLERK, f"{SO}/van-ban-den/cho-trinh"),
    Screen("passed-on", "Đã chuyển xử lý", CLERK, f"{SO}/van-ban-den/da-chuyen"),
    Screen(
        "signatures", "Chữ ký số", CLERK, f"{SO}/van-ban-den/da-chuyen", row=FIRST, press=(tab("Chữ ký số"),)
    ),
    Screen(
        "journey", "Luân chuyển", CLERK, f"{SO}/van-ban-den/da-chuyen", row=of("phòng, chống đuối nước"),
        press=(tab("Luân chuyển"),),
    ),
    Screen("files", "Tệp", CLERK, f"{SO}/van-ban-den/da-chuyen", row=FIRST, press=(tab("Tệp"),)),
    Screen("enter-by-hand", "Đăng ký bản giấy", CLERK, f"{SO}/van-ban-den/dang-ky"),
    Screen(
        "enter-by-hand-faults", "Đăng ký bản giấy, còn thiếu", CLERK, f"{SO}/van-ban-den/dang-ky",
        press=("main form button.primary",),
    ),
    Screen("to-issue", "Chờ ban hành", CLERK, f"{SO}/van-ban-di/cho-ban-hanh"),
    Screen(
        "issue", "Ban hành", CLERK, f"{SO}/van-ban-di/cho-ban-hanh", row=of("lịch trực hè"),
        press=(act("Ban hành"),),
    ),
    Screen("issued", "Đã ban hành", CLERK, f"{SO}/van-ban-di/da-ban-hanh"),
    Screen(
        "deliveries", "Giao nhận của một văn bản", CLERK, f"{SO}/van-ban-di/da-ban-hanh",
        row=of("rà soát điều kiện phục vụ"), press=(tab("Giao nhận"),),
    ),
    Screen("tracking", "Theo dõi gửi, nhận", CLERK, f"{SO}/van-ban-di/theo-doi"),
    Screen("incoming-book", "Sổ văn bản đến", CLERK, f"{SO}/so/den"),
    Screen("outgoing-book", "Sổ văn bản đi", CLERK, f"{SO}/so/di"),
    Screen("open-register", "Mở sổ", CLERK, f"{SO}/so/mo-so"),
    Screen("open-series", "Mở dãy số", CLERK, f"{SO}/so/mo-day-so"),
    Screen("report", "Tình hình xử lý", CLERK, f"{SO}/bao-cao"),
    Screen("report-list", "Danh sách sau con số", CLERK, f"{SO}/bao-cao", press=(".figure",)),
    Screen("notices", "Thông báo", LEADER, f"{SO}/thong-bao"),
    Screen("more", "Tất cả các mục, giao diện", CLERK, f"{SO}/van-ban-den/chua-xu-ly", press=(MORE,)),
    Screen("to-do", "Việc chờ tôi xử lý", LEADER, f"{SO}/viec"),
    Screen("directive", "Bút phê", LEADER, f"{SO}/viec", row=of("tuyển dụng viên chức")),
    Screen(
        "supersede", "Bút phê thay thế", LEADER, f"{SO}/van-ban-den/da-chuyen",
        row=of("lớp dạy bơi"), press=(act("Bút phê thay thế"),),
    ),
    Screen(
        "sign", "Phê duyệt và ký số", CHAIRMAN, f"{UBND}/viec", row=of("hoạt động hè cho thiếu nhi"),
        press=(act("Phê duyệt và ký số"),),
    ),
    Screen("to-do-picked", "Chọn để ký nhiều", LEADER, f"{SO}/viec", press=(".group-title a",)),
    Screen(
        "sign-many", "Ký số nhiều văn bản", LEADER, f"{SO}/viec",
        press=(".group-title a", ".signbar .primary"),
    ),
    Screen(
        "picked", "Xem lần lượt", LEADER, f"{SO}/viec",
        press=(".group-title a", ".signbar [name=do]"),
    ),
    Screen("officer", "Việc chờ tôi xử lý, chuyên viên", OFFICER, f"{SO}/viec"),
    Screen(
        "finish", "Giải quyết xong", OFFICER, f"{SO}/viec", row=of("lớp dạy bơi"),
        press=(act("Giải quyết xong"),),
    ),
    Screen(
        "forward", "Chuyển xử lý", OFFICER, f"{SO}/viec", row=of("lớp dạy bơi"), press=(act("Chuyển xử lý"),)
    ),
    Screen(
        "file-into", "Đưa vào hồ sơ", OFFICER, f"{SO}/viec", row=of("lớp dạy bơi"),
        press=(act("Đưa vào hồ sơ"),),
    ),
    Screen("initial", "Ký nháy", HEAD, f"{SO}/viec", row=FIRST, press=(act("Ký nháy"),)),
    Screen("drafts", "Dự thảo", OFFICER, f"{SO}/van-ban-di/du-thao"),
    Screen("start-draft", "Soạn dự thảo", OFFICER, f"{SO}/van-ban-di/soan"),
    Screen(
        "draft", "Soạn nội dung", OFFICER, f"{SO}/van-ban-di/du-thao", row=FIRST,
        press=(act("Soạn nội dung"),),
    ),
    Screen(
        "draft-file", "Tải tệp dự thảo lên", OFFICER, f"{SO}/van-ban-di/du-thao", row=FIRST,
        press=(act("Soạn nội dung"), "nav.tabs a:has-text('Tải tệp PDF lên')"),
    ),
    Screen(
        "place-draft", "Đặt vị trí", OFFICER, f"{SO}/van-ban-di/du-thao", row=FIRST,
        press=(act("Đặt vị trí"),),
    ),
    Screen("dossiers", "Hồ sơ công việc", OFFICER, f"{SO}/ho-so"),
    Screen("dossier", "Một hồ sơ", OFFICER, f"{SO}/ho-so", press=("main td a.link",)),
    Screen("open-dossier", "Lập hồ sơ", OFFICER, f"{SO}/ho-so/lap"),
    Screen("not-found", "Không tìm thấy", CLERK, f"{SO}/van-ban-den/khong-co"),
    Screen("hub-sign-in", "Trục: đăng nhập", NOBODY, "/truc/dang-nhap"),
    Screen("hub-overview", "Trục: tổng quan", OPERATOR, "/truc/"),
    Screen("hub-members", "Trục: thành viên", OPERATOR, "/truc/thanh-vien/"),
    Screen("hub-member", "Trục: một thành viên", OPERATOR, "/truc/thanh-vien/", press=("main td a.link",)),
    Screen(
        "hub-suspend", "Trục: tạm ngừng kết nối", OPERATOR, "/truc/thanh-vien/",
        press=("main td a.link", "main a[href$=tam-ngung]"),
    ),
    Screen("hub-packets", "Trục: gói tin", OPERATOR, "/truc/goi-tin/"),
    Screen("hub-packet", "Trục: một gói tin", OPERATOR, "/truc/goi-tin/", press=("main td a.link",)),
    Screen("hub-deliveries", "Trục: giao nhận", OPERATOR, "/truc/giao-nhan/"),
    Screen("hub-health", "Trục: sức khỏe", OPERATOR, "/truc/suc-khoe/"),
)  # fmt: skip
