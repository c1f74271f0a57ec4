"""Which documents are issued: kinds × layouts × leaders × annexes × rule sets × keys, some of them or all wanted."""

import os
import random
from dataclasses import dataclass

from congvan.law.kinds import kinds

LAYOUTS = ("typeset", "streams", "linearized", "scan")
"""Our own output; the same written with object streams, as word processors do; for the web; as pictures."""
ANNEXES = ("none", "same_file", "own_file")
PROFILES = ("phu-yen-2018", "national-2020")
KEYS = ("rsa2048", "rsa3072", "p256")
SEED = 2018
A_RUN_TAKES = 16


@dataclass(frozen=True)
class Case:
    """One document. `seals` is more than one for a joint document (liên tịch); `initials` sign ký nháy."""

    number: int
    kind: str
    layout: str
    leaders: int
    initials: int
    seals: int
    annex: str
    profile: str
    leader_key: str
    seal_key: str

    def __str__(self) -> str:
        signers = f"{self.initials}i{self.leaders}l{self.seals}s"
        return f"{self.number}-{self.layout}-{signers}-{self.annex}-{self.profile}-{self.leader_key}-{self.seal_key}"


def cases() -> list[Case]:
    """As many as CONGVAN_CORPUS asks for, else a sample; the same ones in every run."""
    wanted = int(os.environ.get("CONGVAN_CORPUS") or A_RUN_TAKES)
    return [_case(number, random.Random(f"{SEED}-{number}")) for number in range(wanted)]


def _case(number: int, chance: random.Random) -> Case:
    administrative = [one.name for one in kinds().values() if not one.normative]
    leaders = 1 + number % 4
    return Case(
        number=number,
        kind=administrative[number % len(administrative)],
        layout=LAYOUTS[number // 4 % len(LAYOUTS)],
        leaders=leaders,
        initials=chance.choice((0, 0, 1, 2)),
        seals=chance.choice((1, leaders)),
        annex=chance.choice(ANNEXES),
        profile=chance.choice(PROFILES),
        leader_key=chance.choice(KEYS),
        seal_key=chance.choice(KEYS),
    )
