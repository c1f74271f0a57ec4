"""Act tables of the node: the authority of the system, reviewable by a lawyer."""

from congvan.base.acts import ActTable
from congvan.node.acts import (
    admin,
    assignments,
    documents,
    dossiers,
    exchange,
    incoming,
    notices,
    outgoing,
    registers,
)

TABLES: tuple[ActTable, ...] = (
    documents.TABLE,
    incoming.TABLE,
    assignments.TABLE,
    outgoing.TABLE,
    dossiers.TABLE,
    registers.TABLE,
    notices.TABLE,
    exchange.TABLE,
    admin.TABLE,
)
