"""Draw the icon sprite anew: `python -m dev.ui.make_sprite`. Needs npm; changes nothing but the sprite."""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from congvan.ui.assets import FOLDER
from congvan.ui.icons import ICONS

PACKAGE = "@tabler/icons@3.51.0"
SPRITE = FOLDER / "icons.svg"
SHAPE = re.compile(r"<(?:path|circle|rect|line|polyline|ellipse)\b[^>]*/>")
HEAD = '<svg xmlns="http://www.w3.org/2000/svg">\n<!-- Tabler icons, MIT: tabler-icons-LICENCE.txt -->\n'
FRAME = 'd="M0 0h24v24H0z"'  # an invisible square that Tabler puts in every icon


def main() -> int:
    """Fetch the pinned package, keep the shapes of the listed icons, write the sprite."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", "--silent", "--pack-destination", folder, PACKAGE]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        packed = next(Path(folder).glob("*.tgz"))
        with tarfile.open(packed) as package:
            symbols = [symbol(name, drawing(package, name)) for name in sorted(ICONS)]
    SPRITE.write_text(HEAD + "".join(symbols) + "</svg>\n", "utf-8")
    return 0


def drawing(package: tarfile.TarFile, name: str) -> str:
    """The outline drawing of one icon."""
    member = package.extractfile(f"package/icons/outline/{name}.svg")
    assert member is not None, name
    return member.read().decode("utf-8")


def symbol(name: str, text: str) -> str:
    """One symbol of the sprite, of the icon's visible shapes only."""
    shapes = "".join(shape for shape in SHAPE.findall(text) if FRAME not in shape)
    assert shapes, name
    return f'<symbol id="{name}" viewBox="0 0 24 24">{shapes.replace(" />", "/>")}</symbol>\n'


if __name__ == "__main__":
    sys.exit(main())
