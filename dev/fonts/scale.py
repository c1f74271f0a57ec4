"""Make the fonts of `congvan.typeset` from the upstream Tinos files, once.

Why scaled to 1000 units: PDF widths are whole thousandths of the size, so a font of 2048 units gets rounded
widths and the digits of filled form fields spread apart ("9  4"). Why subset: a letter needs Latin and
Vietnamese, not the 3 000 glyphs of the whole family. Hints go, because scaling makes them wrong.

    python dev/fonts/scale.py FOLDER_WITH_UPSTREAM_TTF src/congvan/typeset/fonts
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem

STYLES = ("Regular", "Bold", "Italic", "BoldItalic")
UNITS_PER_EM = 1000
RANGES = (
    (0x0020, 0x007E),  # ASCII
    (0x00A0, 0x024F),  # Latin-1, Latin Extended A and B (ă đ ĩ ũ ơ ư)
    (0x0300, 0x0323),  # combining marks of decomposed text
    (0x0370, 0x03FF),  # Greek, in formulas
    (0x1EA0, 0x1EF9),  # Vietnamese with two marks
    (0x2010, 0x203A),  # dashes, quotes, bullets, ellipsis, per mille
    (0x2070, 0x209C),  # superscripts and subscripts
    (0x20AB, 0x20AC),  # đồng, euro
    (0x2190, 0x2193),  # arrows
    (0x2200, 0x2265),  # common mathematics
    (0x25A0, 0x25CF),  # boxes and circles of forms
)


def scale(source: Path, target: Path) -> None:
    """Write the scaled subset of one upstream font file; the same bytes on every run."""
    font = TTFont(source, recalcTimestamp=False)
    options = Options()
    options.hinting = False
    options.name_IDs = ["*"]  # the copyright and licence entries travel inside the file
    options.notdef_outline = True
    options.layout_features = ["*"]
    options.drop_tables += ["DSIG"]
    options.recalc_timestamp = False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[code for first, last in RANGES for code in range(first, last + 1)])
    subsetter.subset(font)
    scale_upem(font, UNITS_PER_EM)
    font.save(target)


def main(arguments: list[str]) -> int:
    """Scale the four styles from the first folder into the second."""
    source, target = (Path(argument) for argument in arguments)
    for style in STYLES:
        scale(source / f"Tinos-{style}.ttf", target / f"Tinos-{style}.ttf")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
