"""The letters of the demo's working morning: all invented, each as data in the TOML files beside."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from congvan.law.kinds import kind as kind_of
from congvan.sites.demo.letters.data import story
from congvan.typeset import Article, Block, Clause, Letter, Paragraph, Printed

LETTER_KIND = "official_letter"
_FILES = ("neighbours.toml", "issuers.toml")
_HERE = Path(__file__).parent


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A letter with what the register and the packet say of it; `notation` is "" before it has a number.

    `agency` is the sender's code on the hub, `seal` and `key` the labels of its keys: "" where it has none.
    """

    name: str
    letter: Letter
    kind: str
    notation: str
    agency: str
    seal: str
    key: str

    @property
    def kind_name(self) -> str:
        """As printed: "Công văn", "Tờ trình"."""
        return kind_of(self.kind).name

    @property
    def subject(self) -> str:
        """As it stands in a register."""
        return f"V/v {self.letter.subject}" if self.letter.kind is None else self.letter.subject

    @property
    def number(self) -> str:
        """The number alone: "498" of 498/SNV-CCVC, "312" of 312-CV/TĐTN."""
        return self.notation[: len(self.notation) - len(self.letter.symbol)]

    @property
    def symbol(self) -> str:
        """The symbol alone, without the stroke before it."""
        return self.letter.symbol.removeprefix("/")


@cache
def papers() -> Mapping[str, Paper]:
    """Every letter of the morning by its name."""
    rows: dict[str, dict[str, Any]] = {}
    for name in _FILES:
        rows |= tomllib.loads((_HERE / name).read_text("utf-8"))
    return MappingProxyType({name: _paper(name, row) for name, row in rows.items()})


@cache
def _senders() -> Mapping[str, Mapping[str, Any]]:
    return MappingProxyType(tomllib.loads((_HERE / "senders.toml").read_text("utf-8")))


def _paper(name: str, row: Mapping[str, Any]) -> Paper:
    sender = _senders()[row["sender"]]
    kind, notation = row.get("kind", LETTER_KIND), row.get("notation", "")
    symbol = row.get("symbol") or "/" + notation.partition("/")[2]
    return Paper(
        name=name,
        letter=_letter(row, sender=sender, kind=kind, symbol=symbol),
        kind=kind,
        notation=notation,
        agency=sender.get("agency", ""),
        seal=sender.get("seal", ""),
        key=sender.get("key", ""),
    )


def _letter(row: Mapping[str, Any], *, sender: Mapping[str, Any], kind: str, symbol: str) -> Letter:
    printed = row.get("printed")
    return Letter(
        parent_name=sender.get("parent_name"),
        issuer_name=sender["issuer_name"],
        place=sender.get("place", story()["place"]),
        year=story()["year"],
        symbol=symbol,
        kind=None if kind == LETTER_KIND else kind_of(kind).name,
        subject=row["subject"],
        addressees=tuple(row.get("addressees", ())),
        enacting_body=row.get("enacting_body"),
        bases=tuple(row.get("bases", ())),
        enacting=row.get("enacting"),
        body=(Paragraph(text="(Nội dung được soạn để minh họa.)"), *map(_block, row["body"])),
        recipient_lines=(_first_copy(row), f"Lưu: VT, {_desk(symbol, kind)}."),
        authority_lines=tuple(sender["authority_lines"]),
        signer_name=sender["signer_name"],
        stamp=row.get("stamp"),
        printed=None if printed is None else Printed(**printed),
        banner=story()["banner"],
    )


def _first_copy(row: Mapping[str, Any]) -> str:
    return f"{row['copy_to']};" if "copy_to" in row else "Như trên;"


def _desk(symbol: str, kind: str) -> str:
    """Who keeps the copy: "CCVC" of /SNV-CCVC; the office where the symbol names the kind instead."""
    return symbol.rpartition("-")[2] if kind == LETTER_KIND else "VP"


def _block(part: str | Mapping[str, str]) -> Block:
    if isinstance(part, str):
        return Paragraph(text=part)
    return Article(**part) if part["label"].startswith("Điều") else Clause(**part)
