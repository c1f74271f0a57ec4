"""`python -m dev.ui.screens`: draw every screen of the demo; with `--picture` the README's picture alone."""

from __future__ import annotations

import argparse
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from PIL import Image

from congvan.sites.supervisor import address_of
from dev.repository import ROOT
from dev.ui.screens.draw import SIZES, THEMES, desk
from dev.ui.screens.places import SCREENS, Screen
from dev.ui.screens.sheet import contact_sheet, index_page, name_of

FOLDER = ROOT / "build/screens"
PICTURE = ROOT / "docs/images/van-thu.png"
PICTURE_OF, PICTURE_SIZE, PICTURE_THEME = "inbox-open", "1440x900", "light"
COLOURS = 256
SITES = ("hub", "ubnd", "sgddt")
READY = "Ctrl-C để dừng"
STOP_WITHIN_SECONDS = 120.0


def main() -> int:
    """Draw, beside a demo that runs already or with one of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--picture", action="store_true", help="chỉ vẽ lại hình trong README")
    parser.add_argument("--running", type=Path, help="thư mục của bản minh họa đang chạy (tự chạy một bản)")
    parser.add_argument("--only", nargs="*", default=[], help="tên những màn hình cần vẽ (tất cả)")
    asked = parser.parse_args()
    FOLDER.mkdir(parents=True, exist_ok=True)
    names = [PICTURE_OF] if asked.picture else asked.only
    screens = [screen for screen in SCREENS if not names or screen.name in names]
    if asked.running is not None:
        draw(screens, sites=_addresses(asked.running), sizes=[PICTURE_SIZE] if asked.picture else list(SIZES))
    else:
        with _demo() as sites:
            draw(screens, sites=sites, sizes=[PICTURE_SIZE] if asked.picture else list(SIZES))
    said = [_picture()] if asked.picture else _sheets(screens)
    sys.stdout.write("".join(f"{path.relative_to(ROOT)}\n" for path in said))
    return 0


def draw(screens: list[Screen], *, sites: Mapping[str, str], sizes: list[str]) -> None:
    """Draw the screens into the folder, in the given sizes."""
    with desk(sites) as one:
        for screen in screens:
            for size in sizes:
                one.draw(screen, size=size, into=FOLDER)
            sys.stderr.write(f"✓ {screen.title}\n")


def _sheets(screens: list[Screen]) -> list[Path]:
    sheets = [
        contact_sheet(screens, size=size, theme=theme, folder=FOLDER) for size in SIZES for theme in THEMES
    ]
    return [index_page(screens, folder=FOLDER), *sheets]


def _picture() -> Path:
    """The README's picture, in few enough colours to be small."""
    screen = next(one for one in SCREENS if one.name == PICTURE_OF)
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    with Image.open(FOLDER / name_of(screen, PICTURE_SIZE, PICTURE_THEME)) as drawn:
        small = drawn.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    small.save(PICTURE, optimize=True)
    return PICTURE


@contextmanager
def _demo() -> Iterator[dict[str, str]]:
    """A demo of our own, until the drawing is done; the addresses of its sites."""
    root = FOLDER / "demo"
    command = [sys.executable, "-m", "congvan.sites.cli.main", "demo", "--root", str(root)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None, "piped"
        try:
            if not any(READY in line for line in process.stdout):
                raise SystemExit("Bản minh họa không chạy được; lý do ở trên.")
            yield _addresses(root)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(STOP_WITHIN_SECONDS)


def _addresses(root: Path) -> dict[str, str]:
    return {site: address_of(root / site, "web") for site in SITES}


if __name__ == "__main__":
    sys.exit(main())
