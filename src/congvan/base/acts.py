"""The unit of authority, state, law and audit: an Act, who may do it, and the Move that it makes.

Nothing here knows a word of the domain: products declare their roles, relations and acts as data.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class Term:
    """A statement about actor and subject: an atom (Role, Relation), or atoms joined by & and |."""

    def __and__(self, other: "Term") -> "Term":
        return Both(self, other)

    def __or__(self, other: "Term") -> "Term":
        return Either(self, other)

    def holds(self, facts: frozenset["Atom"]) -> bool:
        """Whether the statement is true, given the atoms that are."""
        raise NotImplementedError

    def ways(self) -> tuple[frozenset["Atom"], ...]:
        """The statement as alternatives of atoms that must hold together, for matrices and tests."""
        raise NotImplementedError


@dataclass(frozen=True)
class Atom(Term):
    """A statement that is true or not by itself."""

    code: str
    label: str

    def holds(self, facts: frozenset["Atom"]) -> bool:
        return self in facts

    def ways(self) -> tuple[frozenset["Atom"], ...]:
        return (frozenset({self}),)


class Role(Atom):
    """A duty that the actor has, e.g. văn thư."""


class Relation(Atom):
    """How the actor stands to the subject, e.g. holds it."""


@dataclass(frozen=True)
class Both(Term):
    left: Term
    right: Term

    def holds(self, facts: frozenset[Atom]) -> bool:
        return self.left.holds(facts) and self.right.holds(facts)

    def ways(self) -> tuple[frozenset[Atom], ...]:
        return tuple(one | other for one in self.left.ways() for other in self.right.ways())


@dataclass(frozen=True)
class Either(Term):
    left: Term
    right: Term

    def holds(self, facts: frozenset[Atom]) -> bool:
        return self.left.holds(facts) or self.right.holds(facts)

    def ways(self) -> tuple[frozenset[Atom], ...]:
        return self.left.ways() + self.right.ways()


@dataclass(frozen=True)
class Move:
    """From which states to which. `to` None: the subject must be in `sources` and stays where it is."""

    sources: frozenset[str]
    to: str | None = None

    @classmethod
    def between(cls, *sources: str, to: str) -> "Move":
        """Leave one of `sources` for `to`."""
        return cls(frozenset(sources), to)

    @classmethod
    def within(cls, *sources: str) -> "Move":
        """Be in one of `sources` and stay."""
        return cls(frozenset(sources))


class Twice(StrEnum):
    """What a second, identical call without an idempotency key gets."""

    STALE = "đã đổi trạng thái"  # the move was made: Stale
    REFUSED = "từ chối, nêu lý do"  # a Refusal names what is there already
    ADDS = "thêm một dòng"  # lawful: the act leaves one more row
    HARMLESS = "không đổi gì"  # the same end state


@dataclass(frozen=True)
class Act:
    """Something that somebody may or must do to a subject in a certain state, and that must be recorded.

    `law` names the clauses; an act that no clause demands carries the rule of the house that it serves.
    `keeps` are the facts that its audit row holds; an act that creates takes the parent as its subject.
    """

    code: str
    label: str
    law: tuple[str, ...]
    may: Term
    move: Move | None = None
    keeps: tuple[str, ...] = ()
    twice: Twice = Twice.STALE

    def __post_init__(self) -> None:
        assert self.law, f"{self.code}: an act needs a law reference"
        assert self.move is None or self.move.sources, f"{self.code}: a move starts somewhere"


@dataclass(frozen=True)
class ActTable:
    """The acts of one package, in the order that a jurist reads them."""

    title: str
    acts: tuple[Act, ...] = field(default=())

    def __iter__(self) -> Iterator[Act]:
        return iter(self.acts)
