"""Every address of the node: one table, from which the addresses are made and the tests of rights are."""

from congvan.node.web.documents import routes as documents
from congvan.node.web.door import enter
from congvan.node.web.dossiers import routes as dossiers
from congvan.node.web.incoming import routes as incoming
from congvan.node.web.notices import routes as notices
from congvan.node.web.outgoing import routes as outgoing
from congvan.node.web.registers import routes as registers
from congvan.node.web.reports import routes as reports
from congvan.node.web.session import routes as session
from congvan.node.web.todo import routes as todo
from congvan.node.web.tracking import routes as tracking
from congvan.ui.routes import paths

ROUTES = (
    *session.ROUTES,
    *todo.ROUTES,
    *incoming.ROUTES,
    *outgoing.ROUTES,
    *documents.ROUTES,
    *dossiers.ROUTES,
    *registers.ROUTES,
    *reports.ROUTES,
    *notices.ROUTES,
    *tracking.ROUTES,
)

urlpatterns = paths(ROUTES, enter)
