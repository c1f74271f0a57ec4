"""From a blank page to the leader’s desk: the acts of who drafts (QD11/D7.K4)."""

from congvan.node.web.resource import Doing

DOINGS: tuple[Doing, ...] = ()
