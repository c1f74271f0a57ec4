"""The published articles as blocks of a letter: words, order and misprints are those of `law.texts`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from congvan.law.refs import LawRef
from congvan.law.texts import Clause as LawClause
from congvan.law.texts import clauses
from congvan.sites.demo.letters.data import story
from congvan.typeset import Article, Block, Clause, Heading, Paragraph, Table

_DECIDING = "QD11.QD"
_REGULATION = "QD11"


def deciding_articles() -> tuple[Block, ...]:
    """Điều 1 to Điều 3 of the decision itself. Law: QD11.QD/D1, QD11.QD/D2, QD11.QD/D3."""
    return tuple(Article(label=_place(clause), text=clause.text) for clause in _clauses_of(_DECIDING))


def regulation_body() -> tuple[Block, ...]:
    """The Quy chế from Chương I to the end of Điều 15."""
    return tuple(_blocks(_clauses_of(_REGULATION)))


def _clauses_of(code: str) -> Iterator[LawClause]:
    return (clause for clause in clauses().values() if clause.instrument.code == code)


def _blocks(found: Iterable[LawClause]) -> Iterator[Block]:
    chapters = {
        chapter["before"]: Heading(label=chapter["label"], title=chapter["title"])
        for chapter in story()["chapter"]
    }
    for is_row, group in groupby(found, key=_is_row):
        if is_row:
            yield _table(group)
            continue
        for clause in group:
            if clause.id in chapters:
                yield chapters[clause.id]
            yield from _clause_blocks(clause)


def _clause_blocks(clause: LawClause) -> Iterator[Block]:
    """A heading has a line of its own; the text under it is then a paragraph."""
    step = _last_step(clause)
    if step.startswith("P"):
        yield Paragraph(text=clause.text)
        return
    if step.startswith("D"):
        yield Article(label=_place(clause), title=clause.heading)
    else:
        yield Clause(label=_label(step), text=clause.heading or clause.text)
        if not clause.heading:
            return
    if clause.text:
        yield Paragraph(text=clause.text)


def _table(rows: Iterable[LawClause]) -> Table:
    """The table of the arrival stamp. Law: QD11/D5.K4.b."""
    return Table(
        header=tuple(story()["stamp_table"]["header"]),
        rows=tuple((f"{_last_step(row)[1:]}.", row.heading, row.text) for row in rows),
    )


def _is_row(clause: LawClause) -> bool:
    return _last_step(clause).startswith("T")


def _last_step(clause: LawClause) -> str:
    return LawRef.parse(clause.id).steps[-1]


def _place(clause: LawClause) -> str:
    return LawRef.parse(clause.id).place


def _label(step: str) -> str:
    """As it is printed: "3." for the step K3, "a)" for a."""
    if step.startswith("K"):
        return f"{step[1:]}."
    return "đ)" if step == "dd" else f"{step})"
