"""A letter set on A4 pages by Typst, with the places kept free for number, date and signatures."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

from congvan.typeset import limits
from congvan.typeset.errors import TypesetError
from congvan.typeset.letter import Block, Letter, Table
from congvan.typeset.places import Place, places_of

_HERE = Path(__file__).parent
_TEMPLATE = _HERE / "templates" / "letter.typ"


@dataclass(frozen=True, kw_only=True)
class Composed:
    """The PDF (PDF/A-2b, born-digital text) and the places by name: number, day, month, leader, seal…"""

    pdf: bytes
    places: Mapping[str, Place]


def compose(letter: Letter, *, at: datetime) -> Composed:
    """Set the letter; the same letter and `at` give the same bytes.

    `at` is the document date that PDF/A demands in the metadata; it is not printed.
    Raises TypesetError when the letter is over a bound of `limits` or a table row has the wrong width.
    Law: ND30/PL1.
    """
    if at.tzinfo is None:
        raise ValueError("at needs a time zone")
    compiler = typst.Compiler(
        _TEMPLATE,
        root=_HERE,
        font_paths=typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[_HERE / "fonts"]
        ),
        sys_inputs={"letter": _as_data(letter), "at": at.strftime("%Y-%m-%d")},
    )
    try:
        pdf = compiler.compile(format="pdf", pdf_standards=["a-2b"], timestamp=int(at.timestamp()))
        marks = compiler.query("<place>", field="value")
    except typst.TypstError as error:
        raise TypesetError(
            "typeset.failed", "Không trình bày được văn bản: nội dung có phần không hợp lệ."
        ) from error
    assert isinstance(pdf, bytes)
    return Composed(pdf=pdf, places=places_of(json.loads(marks)))


def font_bytes(style: str) -> bytes:
    """The font file that documents are set in: style is Regular, Bold, Italic or BoldItalic."""
    return (_HERE / "fonts" / f"Tinos-{style}.ttf").read_bytes()


def _as_data(letter: Letter) -> str:
    data = asdict(letter)
    data["body"] = [_block(block) for block in letter.body]
    blocks = len(letter.body)
    if letter.annex is not None:
        data["annex"]["body"] = [_block(block) for block in letter.annex.body]
        blocks += len(letter.annex.body)
    text = json.dumps(data, ensure_ascii=False)
    if blocks > limits.BLOCKS_MAX or len(text.encode()) > limits.LETTER_BYTES_MAX:
        raise TypesetError(
            "typeset.too_large", "Văn bản quá dài để trình bày: hãy tách phần phụ lục thành tập tin riêng."
        )
    return text


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Table):
        width = len(block.header)
        if not 0 < width <= limits.TABLE_COLUMNS_MAX or any(len(row) != width for row in block.rows):
            raise TypesetError(
                "typeset.table", "Bảng có hàng không đủ số cột: hãy kiểm tra lại bảng trong dự thảo."
            )
    return {"type": type(block).__name__.lower(), **asdict(block)}
