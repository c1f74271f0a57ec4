"""A page of paper as an image, drawn here because the page of style reads no file."""

from urllib.parse import quote

from congvan.ui.parts import PageImage, Word

WIDTH, HEIGHT = 595, 842
LINE = 19
LINES = (
    (60, 56, "ỦY BAN NHÂN DÂN TỈNH PHÚ YÊN", 200),
    (300, 56, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 250),
    (95, 76, "Số: 1582/UBND-KGVX", 125),
    (350, 76, "Độc lập – Tự do – Hạnh phúc", 155),
    (60, 112, "V/v tăng cường công tác phòng, chống đuối nước", 230),
    (330, 112, "Phú Yên, ngày 16 tháng 4 năm 2018", 190),
    (180, 160, "Kính gửi: Sở Giáo dục và Đào tạo.", 200),
    (
        90,
        196,
        "Trong thời gian qua, trên địa bàn tỉnh đã xảy ra một số vụ đuối nước ở trẻ em,",
        445,
    ),
    (
        72,
        215,
        "học sinh. Để chủ động phòng, chống tai nạn đuối nước trong dịp nghỉ lễ, kỳ nghỉ hè",
        463,
    ),
    (
        72,
        234,
        "năm 2018, Ủy ban nhân dân tỉnh yêu cầu Sở Giáo dục và Đào tạo chỉ đạo các cơ sở giáo dục",
        463,
    ),
    (72, 253, "tổ chức tuyên truyền; báo cáo kết quả về Ủy ban nhân dân tỉnh trước ngày 20/4/2018./.", 430),
)


def page_image(number: int) -> PageImage:
    """Page `number` with its text in place, so that the text layer can be seen to lie on it."""
    lines = tuple(Word(text, x, y, width, 13) for x, y, text, width in (LINES if number == 1 else LINES[7:]))
    drawn = "".join(
        f'<text x="{word.x}" y="{word.baseline}" textLength="{word.width}" lengthAdjust="spacingAndGlyphs">'
        f"{word.text}</text>"
        for word in lines
    )
    image = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-size="12.5" '
        f'font-family="Liberation Serif, Tinos, Times New Roman, serif">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>{drawn}</svg>'
    )
    return PageImage(number, "data:image/svg+xml," + quote(image), WIDTH, HEIGHT, lines)
