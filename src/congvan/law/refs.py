"""LawRef: the one ASCII spelling of a place in the law: one search finds the rule, its test, its screen."""

import re
from dataclasses import dataclass
from typing import Self

from congvan.law.errors import BadLawRef, UnknownClause
from congvan.law.texts import clauses

SOURCE = re.compile(r"[A-Z]{2,8}[0-9]{1,4}(\.QD)?")
STEP = re.compile(r"(D|PL|F|M|K|T|P)([1-9][0-9]{0,2})|[a-z]|dd")
STEPS_MAX = 8
WORDS = {
    "D": "Điều",
    "PL": "Phụ lục",
    "F": "Phần",
    "M": "Mục",
    "K": "khoản",
    "T": "dòng",
    "P": "đoạn",
}


@dataclass(frozen=True, order=True)
class LawRef:
    """A source (`QD11`, or `QD11.QD` for the deciding articles in front) and the steps down to the clause.

    Steps: D điều, PL phụ lục, F phần, M mục, K khoản, a…z and dd (đ) điểm, T row of a table, P paragraph.
    """

    source: str
    steps: tuple[str, ...]

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `QD11/D5.K6.b`. Whether such a clause exists is `require`'s question."""
        source, slash, path = text.partition("/")
        steps = tuple(path.split("."))
        well_formed = (
            slash
            and SOURCE.fullmatch(source)
            and len(steps) <= STEPS_MAX
            and steps[0].startswith(("D", "PL"))
            and all(STEP.fullmatch(step) for step in steps)
        )
        if not well_formed:
            raise BadLawRef(text)
        return cls(source, steps)

    def __str__(self) -> str:
        return f"{self.source}/{'.'.join(self.steps)}"

    @property
    def place(self) -> str:
        """The place in words, as a refusal shows it: "Điều 5 khoản 6 điểm b"."""
        words = " ".join(_spoken(step) for step in self.steps)
        return words[0].upper() + words[1:]

    def covers(self, other: "LawRef") -> bool:
        """Whether citing this one cites the other too: itself, or a part of it."""
        return self.source == other.source and other.steps[: len(self.steps)] == self.steps


def require(*ids: str) -> tuple[LawRef, ...]:
    """The refs of ids that all stand in the texts; the first that does not raises `UnknownClause`."""
    refs = tuple(LawRef.parse(text) for text in ids)
    known = clauses()
    for text in ids:
        if text not in known:
            raise UnknownClause(text)
    return refs


def _spoken(step: str) -> str:
    match = STEP.fullmatch(step)
    if match and match[1]:
        return f"{WORDS[match[1]]} {match[2]}"
    return "điểm " + ("đ" if step == "dd" else step)
