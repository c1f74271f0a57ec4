"""Text as a person types it, taken apart into the parts of a document: chương, điều, khoản, điểm, đoạn."""

import re
from collections.abc import Iterator
from typing import Final

from congvan.typeset import Article, Block, Clause, Heading, Paragraph

HEADING: Final = re.compile(r"((?:Chương|Phần|Mục)\s+[\dIVXLC]{1,6})[.:]?\s*(.*)", re.IGNORECASE)
ARTICLE: Final = re.compile(r"(Điều\s+\d{1,4}[a-zđ]?)[.:]\s*(.*)")
CLAUSE: Final = re.compile(r"(\d{1,3}(?:\.\d{1,3}){0,3}\.|[a-zđ]\))\s+(.+)")


def lines_of(text: str) -> tuple[str, ...]:
    """The lines that say something, without the dashes of a list."""
    return tuple(said for line in text.splitlines() if (said := line.strip().removeprefix("- ").strip()))


def blocks_of(text: str) -> tuple[Block, ...]:
    """One block for each line that is not empty; a chapter takes its title from its own or the next line."""
    return tuple(_blocks(iter([line.strip() for line in text.splitlines() if line.strip()])))


def _blocks(lines: Iterator[str]) -> Iterator[Block]:
    for line in lines:
        if match := HEADING.fullmatch(line):
            yield Heading(label=match[1], title=match[2] or next(lines, ""))
        elif match := ARTICLE.fullmatch(line):
            yield Article(label=match[1], text=match[2])
        elif match := CLAUSE.fullmatch(line):
            yield Clause(label=match[1], text=match[2])
        else:
            yield Paragraph(text=line)


def short_unit(name: str) -> str:
    """Of a unit without a short name: “Văn phòng Sở” is VP, “Phòng Giáo dục Trung học” is GDTH."""
    words = name.split()
    if len(words) <= 1:
        return name
    inner = words[1:] if words[0].casefold() == "phòng" else words
    if inner[-1].casefold() in {"sở", "ban"} and len(inner) > 1:
        inner = inner[:-1]
    return "".join(word[0] for word in inner if word[0].isalpha()).upper()
