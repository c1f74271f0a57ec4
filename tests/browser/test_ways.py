"""The other ways: the keyboard alone, and without JavaScript."""

from tests.node import lives, papers


def test_the_clerk_by_the_keyboard_alone(meet):
    """From the sign-in to a refusal, without touching anything but keys."""
    first = lives.arrived(subject="tăng cường phòng, chống đuối nước", urgency=2, pdf=papers.born_signed())
    second = lives.arrived(subject="báo cáo thu chi ngân sách")
    third = lives.arrived(subject="mời dự hội nghị")
    clerk = meet("Vân")
    clerk.open("/")
    clerk.type_sign_in()
    clerk.press("Enter")
    clerk.hears("đã trình lãnh đạo")
    assert lives.fresh(first).state == "đã trình"
    clerk.press("j")
    clerk.press("Shift+X")
    clerk.page.locator("dialog[open]").wait_for()
    clerk.tab_to("Nêu rõ")
    clerk.type("Văn bản gửi cho Sở Tài chính.")
    clerk.press("Tab")
    clerk.press("Tab")
    clerk.press("Enter")
    clerk.hears("Đã từ chối tiếp nhận")
    states = sorted(lives.fresh(life).state for life in (second, third))
    assert states == ["chờ tiếp nhận", "đã từ chối"]
    clerk.press("Shift+Slash")
    clerk.page.locator("dialog#keys[open]").wait_for()
    clerk.press("Escape")
    clerk.page.locator("dialog#keys[open]").wait_for(state="hidden")


def test_the_day_without_javascript(meet, size):
    """Links and forms do everything: receive, refuse, direct, finish."""
    first = lives.arrived(subject="tăng cường phòng, chống đuối nước", urgency=2)
    second = lives.arrived(subject="báo cáo thu chi ngân sách")
    clerk = meet("Vân", size, scripts=False)
    clerk.sign_in()
    clerk.row("đuối nước")
    clerk.act("Tiếp nhận và trình")
    clerk.hears("đã trình lãnh đạo")
    clerk.act("Từ chối tiếp nhận")
    clerk.fill("Nêu rõ", "Văn bản gửi cho Sở Tài chính.")
    clerk.submit("Từ chối tiếp nhận")
    clerk.hears("Đã từ chối tiếp nhận")
    leader = meet("Lâm", size, scripts=False).enter()
    leader.open("/")
    leader.row("đuối nước")
    leader.fill("Nội dung bút phê", "Giao anh Chi xử lý.")
    leader.page.locator("select[name=lead]").select_option(label="Cao Chi, Chuyên viên")
    leader.button("Bút phê và chuyển xử lý", exact=False)
    leader.hears("Đã bút phê")
    officer = meet("Chi", size, scripts=False).enter()
    officer.open("/")
    officer.row("đuối nước")
    officer.act("Giải quyết xong")
    officer.fill("Kết quả giải quyết", "Đã triển khai tới các trường.")
    officer.submit("Giải quyết xong")
    officer.hears("Đã giải quyết xong")
    assert [lives.fresh(life).state for life in (first, second)] == ["đã giải quyết", "đã từ chối"]
