"""`congvan sign reserve|prepare|complete`: places, a frozen revision, its signature, for any PDF.

The key is used in between, by whatever holds it: `openssl dgst -sha256 -sign KEY FROZEN.attributes`.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from congvan.signing.appearance import Appearance, leader_appearance, seal_appearance
from congvan.signing.command import read_pdf
from congvan.signing.errors import SigningError
from congvan.signing.keys import read_chain
from congvan.signing.layout import TEXT_STYLES
from congvan.signing.prepare import FieldFonts, reserve
from congvan.signing.sign import Kind, Prepared, complete_signature, prepare_signature
from congvan.sites.realtime import ZONE, real_now
from congvan.typeset.compose import font_bytes
from congvan.typeset.places import Place

EXIT_REFUSED = 1
EXIT_UNREADABLE = 2


def add_arguments(actions: Any) -> None:
    """The arguments of the three."""
    reserving = actions.add_parser("reserve", help="dành chỗ ghi số, ngày, chữ ký trong dự thảo chưa ký")
    reserving.add_argument("--places", type=Path, required=True, help="JSON: tên chỗ → page, x0, y0, x1, y1")
    reserving.add_argument("--seals", type=int, choices=range(1, 5), default=1, help="số con dấu (liên tịch)")
    preparing = actions.add_parser("prepare", help="điền số, ngày rồi đóng băng bản chờ ký")
    preparing.add_argument("--field", required=True, help="chỗ ký: initial, leader, leader2, seal, …")
    preparing.add_argument("--chain", type=Path, required=True, help="chứng thư người ký và nơi cấp (PEM)")
    preparing.add_argument("--shown", default="", help="tên hiện trên chữ ký; bỏ trống: không hiện")
    for name, style in TEXT_STYLES.items():
        preparing.add_argument(f"--{name}", help=style.label.lower())
    completing = actions.add_parser("complete", help="đưa chữ ký vào bản chờ ký")
    completing.add_argument("--signature", type=Path, required=True, help="chữ ký trên tệp .attributes")
    for parser in (reserving, preparing, completing):
        parser.add_argument("file", type=Path, help="tệp .pdf, hoặc bản chờ ký")
        parser.add_argument("--out", type=Path, required=True, help="tệp kết quả; tệp vào giữ nguyên")


def run(arguments: argparse.Namespace) -> int:
    """Write the result; 1 with a sentence where it is refused, 2 where a file cannot be read or written."""
    try:
        VERBS[arguments.action](arguments)
    except SigningError as refused:
        sys.stderr.write(f"{refused.message} ({refused.code})\n")
        return EXIT_REFUSED
    except (OSError, ValueError, KeyError, TypeError) as error:
        sys.stderr.write(f"Không đọc hoặc ghi được tệp: {error}. Hãy kiểm tra các tệp đã nêu.\n")
        return EXIT_UNREADABLE
    return 0


def _reserve(arguments: argparse.Namespace) -> None:
    given = json.loads(arguments.places.read_text("utf-8"))
    places = {str(name): Place(**box) for name, box in given.items()}
    fonts = FieldFonts(regular=font_bytes("Regular"), italic=font_bytes("Italic"))
    pdf = reserve(read_pdf(arguments.file), places=places, fonts=fonts, seal_at="seal", seals=arguments.seals)
    arguments.out.write_bytes(pdf)


def _prepare(arguments: argparse.Namespace) -> None:
    at = real_now().astimezone(ZONE).replace(microsecond=0)
    kind = Kind.SEAL if arguments.field.startswith(Kind.SEAL) else Kind.LEADER
    prepared = prepare_signature(
        read_pdf(arguments.file),
        field=arguments.field,
        certificate_chain=read_chain(arguments.chain.read_bytes()),
        kind=kind,
        at=at,
        appearance=_shown(arguments.shown, kind, at),
        fill={name.value: getattr(arguments, name) for name in TEXT_STYLES if getattr(arguments, name)},
    )
    arguments.out.write_bytes(prepared.to_bytes())
    arguments.out.with_name(arguments.out.name + ".attributes").write_bytes(prepared.attributes)


def _shown(name: str, kind: Kind, at: Any) -> Appearance | None:
    font = font_bytes("Regular")
    if not name:
        return None
    if kind is Kind.SEAL:
        return seal_appearance(agency=name, at=at, font=font, ring=None)
    return leader_appearance(name=name, at=at, font=font)


def _complete(arguments: argparse.Namespace) -> None:
    prepared = Prepared.from_bytes(arguments.file.read_bytes())
    arguments.out.write_bytes(complete_signature(prepared, signature=arguments.signature.read_bytes()))


VERBS: Final[MappingProxyType[str, Callable[[argparse.Namespace], None]]] = MappingProxyType(
    {"reserve": _reserve, "prepare": _prepare, "complete": _complete}
)
