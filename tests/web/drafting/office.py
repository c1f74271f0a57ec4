"""A draft as an office program makes it: an HTML page that a browser prints as PDF, with the fonts of documents."""

from base64 import b64encode

from playwright.sync_api import Browser, sync_playwright

from congvan.typeset import font_bytes
from tests.ui.browser import launch

STYLES = {"Regular": "normal 400", "Bold": "normal 700", "Italic": "italic 400", "BoldItalic": "italic 700"}
GAP = "&emsp;&emsp;"
PAGE = """<!doctype html><html lang="vi"><style>{fonts}
@page {{ size: {size}; margin: 20mm 18mm 20mm 30mm }}
body {{ font: 14pt/1.3 Giay; margin: 0 }} p {{ text-align: justify; text-indent: 12mm; margin: 4pt 0 }}
.two {{ display: grid; grid-template-columns: 42% 58%; text-align: center; font-size: 12pt }}
.end {{ display: grid; grid-template-columns: 46% 54%; margin-top: 12pt; break-inside: avoid }}
.end div {{ text-align: center }} .room {{ height: {room} }} small {{ font-size: 11pt; text-align: left }}
</style><div class="two"><div>UBND TỈNH PHÚ YÊN<br><b>SỞ GIÁO DỤC VÀ ĐÀO TẠO</b><br>{number}</div>
<div><b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập - Tự do - Hạnh phúc</b><br><i>{date}</i></div></div>
<p>Kính gửi: Ủy ban nhân dân tỉnh.</p>{body}
<div class="end"><small><b><i>Nơi nhận:</i></b><br>- Như trên;<br>- Lưu: VT.</small>
<div><b>KT. GIÁM ĐỐC<br>PHÓ GIÁM ĐỐC</b><div class="room"></div><b>{name}</b></div></div></html>"""


def printed(
    browser: Browser, *, number: str = f"Số:{GAP}{GAP}/SGDĐT-VP",
    date: str = f"Phú Yên, ngày{GAP}tháng{GAP}năm 2018", name: str = "Nguyễn Thị Ngọc Ái", room: str = "26mm",
    paragraphs: int = 3, size: str = "A4",
) -> bytes:  # fmt: skip
    """The PDF of a letter whose head and end are written as given."""
    fonts = "".join(
        f"@font-face {{ font-family: Giay; font-style: {style.split()[0]}; font-weight: {style.split()[1]}; "
        f"src: url(data:font/ttf;base64,{b64encode(font_bytes(face)).decode()}) }}"
        for face, style in STYLES.items()
    )
    body = "<p>Sở báo cáo tình hình sử dụng chữ ký số năm 2018, trước ngày 15 tháng 5.</p>" * paragraphs
    page = browser.new_page()
    try:
        page.set_content(
            PAGE.format(fonts=fonts, number=number, date=date, name=name, room=room, body=body, size=size)
        )
        page.evaluate("document.fonts.ready")
        return page.pdf(prefer_css_page_size=True)
    finally:
        page.close()


def printed_once(**written: str) -> bytes:
    """The usual letter, or as written, by a browser that is gone afterwards."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        try:
            return printed(browser, **written)
        finally:
            browser.close()
