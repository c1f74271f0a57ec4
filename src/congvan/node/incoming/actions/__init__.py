"""Verbs on incoming documents, one file per stage of their life."""

from congvan.node.incoming.actions.arrive import arrive
from congvan.node.incoming.actions.direct import direct, supersede_directive
from congvan.node.incoming.actions.enter_by_hand import add_scan, enter_by_hand, join_paper
from congvan.node.incoming.actions.finish import finish
from congvan.node.incoming.actions.register import register, reject
from congvan.node.incoming.actions.submit import submit
from congvan.node.incoming.actions.undo import undo_register

__all__ = [
    "add_scan",
    "arrive",
    "direct",
    "enter_by_hand",
    "finish",
    "join_paper",
    "register",
    "reject",
    "submit",
    "supersede_directive",
    "undo_register",
]
