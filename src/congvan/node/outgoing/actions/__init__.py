"""Verbs on outgoing documents, one file per stage of their life."""

from congvan.node.outgoing.actions.approve import approve, send_back, send_to_issue, sign
from congvan.node.outgoing.actions.draft import initial, revise, start, submit
from congvan.node.outgoing.actions.issue import assign_number, return_for_form, seal
from congvan.node.outgoing.actions.release import release

__all__ = [
    "approve",
    "assign_number",
    "initial",
    "release",
    "return_for_form",
    "revise",
    "seal",
    "send_back",
    "send_to_issue",
    "sign",
    "start",
    "submit",
]
