"""Pictures for people to look at: build/ui/*.png, both sizes and both themes. They are not compared by a machine."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from tests.ui.browser import DESKTOP, PHONE, watched_page

FOLDER = Path(__file__).resolve().parents[2] / "build/ui"
PAGES = {
    "style": "/phong-cach/",
    "list": "/phong-cach/danh-sach/",
    "document": "/phong-cach/danh-sach/?vb=a1",
    "columns": "/phong-cach/ba-cot/",
    "panel": "/phong-cach/ba-cot/?vb=e1",
    "form": "/phong-cach/bieu-mau/",
    "trouble": "/phong-cach/loi/409/",
}
SIZES = {
    "1440x900": {"viewport": DESKTOP},
    "390x844": {"viewport": PHONE, "device_scale_factor": 2, "has_touch": True, "is_mobile": True},
}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", PAGES)
def test_picture(browser, site, name, size, theme):
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = FOLDER / f"{name}-{size}-{theme}.png"
    with watched_page(browser, base_url=site, color_scheme=theme, **SIZES[size]) as page:
        page.watch.expected_statuses.add(409)
        page.goto(PAGES[name], wait_until="networkidle")
        page.screenshot(path=path, full_page=name == "style")
    colours = Image.open(path).convert("RGB").getcolors(maxcolors=2**24)
    assert len(colours) > 100, "an empty picture"
