"""docs/reference/audit.md: what the audit can hold, from the act tables and the refusals."""

from __future__ import annotations

from collections.abc import Iterator

from congvan.base.acts import Act
from dev.repository import ROOT, SOURCE
from dev.verbs import refusals, tables

PAGE = ROOT / "docs/reference/audit.md"
TITLES = {"node": "Hệ thống QLVBĐH", "hub": "Trục liên thông"}
HEAD = """# Nhật ký: mọi việc được ghi

Sinh từ các bảng việc (`make docs`). Mỗi việc để lại đúng một dòng: ai (người, vị trí), lúc nào (giờ pháp lý
và giờ hệ thống), với nội dung nào, kết quả gì. Dòng không sửa, không xóa được và được niêm phong theo lô
(ADR 0006).

| kết quả | nghĩa | giữ gì |
|---|---|---|
| `done` | đã làm; cùng giao dịch với mọi thay đổi của việc đó | các mục ở cột “giữ” |
| `denied` | không có quyền | mã và lời từ chối |
| `stale` | người khác đã xử lý trước: trạng thái không còn như việc đòi hỏi | mã và lời từ chối |
| `refused` | pháp luật hoặc quy tắc không cho phép | mã và lời từ chối (bảng cuối trang) |
| `failed` | lỗi của chương trình hoặc của máy; mọi thay đổi đã hoàn lại | tên lỗi |

Bốn kết quả sau được ghi trong một giao dịch riêng, sau khi mọi thay đổi đã hoàn lại. `stale` chỉ có ở việc
đòi hỏi trạng thái. Cột “lần thứ hai”: một lần gọi y hệt, không có khóa chống lặp, nhận được gì.
"""
COLUMNS = "| việc | tên | điều khoản | đòi hỏi trạng thái | giữ | lần thứ hai |\n|---|---|---|---|---|---|\n"
REFUSALS = """
## Các lời từ chối

Dòng `refused` giữ “mã: lời”. Lời có thể được thay bằng lời cụ thể hơn; mã và điều khoản thì không.

| mã | điều khoản | lời |
|---|---|---|
"""


def page() -> str:
    """The page as it should stand."""
    return HEAD + "".join(part for product in TITLES for part in _product(product)) + _refusals()


def _product(product: str) -> Iterator[str]:
    for table in tables(product):
        yield f"\n## {TITLES[product]}: {table.title}\n\n"
        yield COLUMNS
        yield from (_row(act) for act in table)


def _row(act: Act) -> str:
    states = ", ".join(sorted(str(state) for state in act.move.sources)) if act.move else "—"
    keeps = ", ".join(f"`{name}`" for name in act.keeps) or "—"
    return f"| `{act.code}` | {act.label} | {', '.join(act.law)} | {states} | {keeps} | {act.twice} |\n"


def _refusals() -> str:
    """The refusals of acts. What the hub's door refuses comes before any act: docs/protocol lists it."""
    rows = [row for row in refusals() if not row.file.is_relative_to(SOURCE / "hub/api")]
    return REFUSALS + "".join(sorted({f"| `{row.code}` | {row.law} | {row.message} |\n" for row in rows}))


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
