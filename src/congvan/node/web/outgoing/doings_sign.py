"""The leader approves, signs, sends to issue, or sends back (QD11/D7.K5)."""

from congvan.node.web.resource import Doing

DOINGS: tuple[Doing, ...] = ()
