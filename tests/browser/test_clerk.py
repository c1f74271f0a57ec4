"""Văn thư: receives, refuses, registers paper."""

from tests.node import lives, papers

BAD = "Văn bản gửi cho Sở Tài chính."


def test_receives_refuses_and_registers_paper(meet, size, tmp_path):
    first = lives.arrived(subject="tăng cường phòng, chống đuối nước", urgency=2, pdf=papers.born_signed())
    second = lives.arrived(subject="báo cáo thu chi ngân sách")
    scan = tmp_path / "quet.pdf"
    scan.write_bytes(papers.scan())
    clerk = meet("Vân", size)
    clerk.sign_in()
    if size == "phone":
        clerk.row("đuối nước")
    clerk.act("Tiếp nhận và trình")
    clerk.hears("đã trình lãnh đạo")
    assert lives.fresh(first).state == "đã trình"
    if size == "phone":
        clerk.sees("báo cáo thu chi ngân sách")
    clerk.act("Từ chối tiếp nhận")
    clerk.fill("Nêu rõ", BAD)
    clerk.submit("Từ chối tiếp nhận")
    clerk.hears("Đã từ chối tiếp nhận")
    assert lives.fresh(second).state == "đã từ chối"
    clerk.link("Đăng ký bản giấy")
    clerk.fill("Cơ quan ban hành", "Sở Tài chính")
    clerk.fill("Số, ký hiệu", "15/STC-HCSN")
    clerk.fill("Ngày văn bản", "4/5/2018")
    clerk.fill("Trích yếu nội dung", "Hướng dẫn quyết toán")
    clerk.page.get_by_label("Tệp quét").set_input_files(scan)
    clerk.button("Đăng ký")
    clerk.hears("Đã đăng ký 15/STC-HCSN")
