"""The clerk numbers, dates, seals and sends (QD11/D8)."""

from congvan.node.web.resource import Doing

DOINGS: tuple[Doing, ...] = ()
