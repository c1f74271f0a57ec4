"""One function per document of the story. Nothing here has legal force, and every letter says so."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from congvan.sites.demo.letters.data import story
from congvan.sites.demo.letters.morning import papers
from congvan.sites.demo.letters.regulation import deciding_articles, regulation_body
from congvan.typeset import Annex, Block, Clause, Letter, Paragraph, Printed


def proposal() -> Letter:
    """Tờ trình 10/TTr-STTTT of 12/3/2018 on paper: asks UBND tỉnh to issue the Quy chế (body invented)."""
    return _letter("proposal")


def decision() -> Letter:
    """Quyết định …/2018/QĐ-UBND with the Quy chế bound behind, before it has number and date."""
    annex = Annex(**story()["annex"], body=regulation_body())
    return _letter("decision", body=deciding_articles(), annex=annex)


def notice() -> Letter:
    """Công văn …/SGDĐT-VP that carries the decision to the Phòng GDĐT, before it has number and date."""
    return _letter("notice")


def overdue_letter() -> Letter:
    """Công văn 305/UBND-VX of 28/3/2018 on paper: a report by 6/4/2018, which nobody writes (invented)."""
    return _letter("overdue_letter")


def unsigned_report() -> Letter:
    """Công văn 56/STTTT-CNTT of 12/4/2018 on paper: its scan goes out without a signature (invented)."""
    return _letter("unsigned_report")


def secret_letter() -> Letter:
    """A harmless công văn with the line MẬT high on page 1, to try the barrier. Law: QD11/D2.K2."""
    return _letter("secret_letter")


LETTERS: Mapping[str, Callable[[], Letter]] = MappingProxyType(
    {
        letter.__name__: letter
        for letter in (proposal, decision, notice, overdue_letter, unsigned_report, secret_letter)
    }
)
"""Every letter by its name in `letters.toml`."""


def named(name: str) -> Letter:
    """The letter of that name ("notice"), of the story or of the morning; KeyError when there is none."""
    return LETTERS[name]() if name in LETTERS else papers()[name].letter


def _letter(name: str, *, body: tuple[Block, ...] | None = None, annex: Annex | None = None) -> Letter:
    row = story()[name]
    printed = row.get("printed")
    return Letter(
        parent_name=row.get("parent_name"),
        issuer_name=row["issuer_name"],
        place=story()["place"],
        year=story()["year"],
        symbol=row["symbol"],
        kind=row.get("kind"),
        subject=row["subject"],
        addressees=tuple(row.get("addressees", ())),
        enacting_body=row.get("enacting_body"),
        bases=tuple(row.get("bases", ())),
        enacting=row.get("enacting"),
        body=tuple(_block(part) for part in row["body"]) if body is None else body,
        recipient_lines=tuple(row["recipient_lines"]),
        authority_lines=tuple(row["authority_lines"]),
        signer_name=row["signer_name"],
        annex=annex,
        stamp=row.get("stamp"),
        printed=None if printed is None else Printed(**printed),
        banner=story()["banner"],
    )


def _block(part: str | Mapping[str, Any]) -> Block:
    return Paragraph(text=part) if isinstance(part, str) else Clause(**part)
