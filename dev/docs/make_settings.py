"""docs/reference/settings.md, from the fields of `Site`."""

from __future__ import annotations

from dataclasses import fields

from congvan.sites.configuration import Site
from dev.repository import ROOT

PAGE = ROOT / "docs/reference/settings.md"
HEAD = """# Cài đặt: `site.toml`

Mỗi hệ thống có một thư mục nhà (`congvan serve node --home THƯ_MỤC`) và trong đó một tệp `site.toml`.
Đường dẫn trong tệp tính từ thư mục nhà. Trang này sinh từ mã (`make docs`); mục không có ở đây bị từ chối.

| mục | mặc định | nghĩa |
|---|---|---|
"""


def page() -> str:
    """The page as it should stand."""
    rows = [entry for entry in fields(Site) if entry.name != "home"]
    lines = [f"| `{row.name}` | `{shown(row.default)}` | {row.metadata['meaning']} |" for row in rows]
    return HEAD + "\n".join(lines) + "\n"


def shown(value: object) -> str:
    """A default as TOML writes it."""
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else str(value)


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
