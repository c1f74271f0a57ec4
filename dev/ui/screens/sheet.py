"""Puts drawn screens together: one picture for each size and theme, and a page with all of them."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from congvan.typeset import font_bytes
from dev.ui.screens.draw import SIZES, THEMES
from dev.ui.screens.places import Screen

COLUMNS = {"1440x900": 4, "390x844": 8}
SHEET_WIDTH, GAP, LABEL, POINTS = 2000, 16, 28, 18
GROUND, INK = "#dfe3e8", "#17202c"
STYLE = (
    "body{font:14px/20px sans-serif;margin:24px;background:#dfe3e8;color:#17202c}"
    "section{display:flex;gap:16px;align-items:flex-start;margin-bottom:32px}"
    "img{display:block;height:360px;width:auto}h2{font-size:16px}"
)


def name_of(screen: Screen, size: str, theme: str) -> str:
    """The file of one drawing."""
    return f"{screen.name}-{size}-{theme}.png"


def contact_sheet(screens: Sequence[Screen], *, size: str, theme: str, folder: Path) -> Path:
    """All screens in one size and theme as one picture, in their order; needs their drawings in `folder`."""
    columns = COLUMNS[size]
    width = (SHEET_WIDTH - GAP) // columns - GAP
    wide, high = (int(one) for one in size.split("x"))
    height = round(width * high / wide)
    rows = -(-len(screens) // columns)
    sheet = Image.new("RGB", (SHEET_WIDTH, GAP + rows * (LABEL + height + GAP)), GROUND)
    pen = ImageDraw.Draw(sheet)
    font = ImageFont.truetype(BytesIO(font_bytes("Regular")), POINTS)
    for index, screen in enumerate(screens):
        left = GAP + index % columns * (width + GAP)
        top = GAP + index // columns * (LABEL + height + GAP)
        pen.text((left, top), screen.title, fill=INK, font=font)
        with Image.open(folder / name_of(screen, size, theme)) as drawn:
            small = drawn.convert("RGB").resize((width, height), Image.Resampling.LANCZOS)
        sheet.paste(small, (left, top + LABEL))
    path = folder / f"sheet-{size}-{theme}.png"
    sheet.save(path, optimize=True)
    return path


def index_page(screens: Sequence[Screen], *, folder: Path) -> Path:
    """A page with every drawing; each leads to its full size."""
    sections = [
        f"<h2>{escape(screen.title)}</h2><section>"
        + "".join(_figure(name_of(screen, size, theme)) for size in SIZES for theme in THEMES)
        + "</section>"
        for screen in screens
    ]
    page = (
        '<!doctype html><html lang="vi"><meta charset="utf-8"><title>Các màn hình</title>'
        f"<style>{STYLE}</style><h1>Các màn hình</h1>{''.join(sections)}</html>\n"
    )
    path = folder / "index.html"
    path.write_text(page, "utf-8")
    return path


def _figure(name: str) -> str:
    return f'<a href="{name}"><img src="{name}" alt="{name}" loading="lazy"></a>'
