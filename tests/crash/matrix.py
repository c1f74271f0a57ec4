"""The named steps at which everything dies once, and the node whose processes do."""

import os

from congvan.sites.demo.story import STEPS
from congvan.sites.demo.story.step import Step
from tests.crash.killing import ANSWER, KINDS, MOMENTS, Kill

NODE_AT = {
    "1.01-enter-proposal": "ubnd",
    "1.02-scan-proposal": "ubnd",
    "1.03-submit-proposal": "ubnd",
    "1.04-direct-proposal": "ubnd",
    "1.05-start-decision": "ubnd",
    "1.06-attach-draft": "ubnd",
    "1.08-initial-content": "ubnd",
    "1.11-approve": "ubnd",
    "1.12-sign": "ubnd",
    "1.14-assign-number": "ubnd",
    "1.15-seal": "ubnd",
    "1.16-release": "ubnd",
    "2.02-foreign-system-takes-its-copy": "ubnd",
    "2.03-node-2-connects": "sgddt",
    "3.01-register": "ubnd",  # the node that hears of it
    "3.03-direct": "sgddt",
    "3.05-attach-notice": "sgddt",
    "3.09-sign-notice": "sgddt",
    "3.12-release-notice": "sgddt",
    "3.13-file-both": "sgddt",
    "4.02-register-at-tuy-hoa": "sgddt",
    "4.04-refuse-wrong-recipient": "sgddt",
    "4.05-unsigned-scan-arrives": "sgddt",
    "4.07-secret-is-turned-away": "sgddt",
    "4.10-paper-joins": "sgddt",
}
WITHOUT_VERBS = {"2.02-foreign-system-takes-its-copy", "2.03-node-2-connects", "4.05-unsigned-scan-arrives"}
"""Steps that no hand does: nobody's answer can be lost."""
PLAYED_ON = {
    "hub.web": "2.02-foreign-system-takes-its-copy",
    "hub.worker": "3.12-release-notice",
    "hub.postgres": "1.16-release",
    "node.web": "4.10-paper-joins",
    "node.worker": "2.03-node-2-connects",
    "node.signer": "3.09-sign-notice",
    "node.postgres": "4.04-refuse-wrong-recipient",
    "hand": "3.13-file-both",
    "answer": "4.02-register-at-tuy-hoa",
}
"""Where the story is played to its end after the death."""
BY_ID = {step.id: step for step in STEPS}
ALL_CELLS = [
    (step, kind) for step in NODE_AT for kind in KINDS if kind != ANSWER or step not in WITHOUT_VERBS
]
A_RUN_TAKES = 4
"""`make crash` tries every cell; `make test` every fourth, so that each step and each kind comes often."""
CELLS = ALL_CELLS if os.environ.get("CONGVAN_CRASH") == "all" else ALL_CELLS[::A_RUN_TAKES]


def kill_at(step: str, kind: str, *, seconds: float) -> Kill:
    """The death of one cell. The moments take turns along rows and columns."""
    node = "sgddt" if kind in {"hand", ANSWER} and step == "3.01-register" else NODE_AT[step]
    turn = list(NODE_AT).index(step) * 3 + KINDS.index(kind)
    return Kill(kind, node, MOMENTS[turn % len(MOMENTS)] * seconds)


def steps_after(step: str) -> list[Step]:
    """The rest of the story."""
    return list(STEPS[STEPS.index(BY_ID[step]) + 1 :])
