"""May this actor do this act to this subject? Pure: facts in, verdict out."""

from dataclasses import dataclass
from enum import StrEnum

from congvan.base.acts import Act, Atom, Relation


@dataclass(frozen=True)
class Facts:
    """What holds between an actor and a subject: the actor's roles, the relations, and whether it is seen."""

    holds: frozenset[Atom]
    visible: bool


class Verdict(StrEnum):
    ALLOWED = "allowed"
    FORBIDDEN = "forbidden"
    INVISIBLE = "invisible"


def allowed(act: Act, facts: Facts) -> Verdict:
    """Deny by default; what the actor may not see is not even forbidden, it is not there."""
    if act.may.holds(facts.holds):
        return Verdict.ALLOWED
    return Verdict.FORBIDDEN if facts.visible else Verdict.INVISIBLE


def lacks_a_relation_only(act: Act, facts: Facts) -> bool:
    """Whether only a relation to the subject is missing, which an earlier move may have ended."""
    relations = {atom for way in act.may.ways() for atom in way if isinstance(atom, Relation)}
    return act.may.holds(facts.holds | relations)
