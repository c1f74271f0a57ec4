"""Lãnh đạo directs, chuyên viên passes on and finishes."""

from tests.node import lives, papers


def test_the_leader_directs(meet, size):
    life = lives.submitted(subject="rà soát cơ sở vật chất trường học", pdf=papers.born_signed())
    leader = meet("Lâm", size).enter()
    leader.open("/")
    if size == "phone":
        leader.row("rà soát cơ sở vật chất")
    leader.button("Chủ trì tham mưu")
    finder = leader.page.get_by_role("combobox", name="Tìm nơi chủ trì")
    finder.fill("cao")
    leader.page.get_by_role("option", name="Cao Chi").click()
    leader.button("Bút phê và chuyển xử lý", exact=False)
    leader.hears("Đã bút phê và chuyển xử lý")
    assert lives.fresh(life).state == "đang giải quyết"
    assert lives.line(life, "chủ trì").seat.title == "Chuyên viên"


def test_the_specialist_passes_on_and_finishes(meet, size):
    passed = lives.in_handling(subject="khảo sát nhu cầu thiết bị", pdf=papers.signed_scan())
    done = lives.in_handling(subject="tổng hợp báo cáo năm học")
    officer = meet("Chi", size).enter()
    officer.open("/")
    officer.row("khảo sát nhu cầu")
    for tab in ("Tệp", "Luân chuyển", "Chữ ký số", "Liên quan", "Văn bản"):
        officer.tab(tab)
    officer.act("Chuyển xử lý")
    officer.choose("Chuyển đến", "Phan Phú, Trưởng phòng")
    officer.fill("Ý kiến kèm theo", "Kính chuyển anh xem trước.")
    officer.submit("Chuyển xử lý")
    officer.hears("Đã chuyển xử lý")
    officer.act("Giải quyết xong")
    officer.fill("Kết quả giải quyết", "Đã tổng hợp, gửi bằng thư.")
    officer.submit("Giải quyết xong")
    officer.hears("Đã giải quyết xong")
    assert lives.fresh(done).state == "đã giải quyết"
    assert lives.line(passed, "chủ trì").seat.title == "Trưởng phòng"
