"""Addresses of outgoing documents."""

from congvan.node.acts import outgoing as acts
from congvan.node.acts.roles import CLERK, SAME_AGENCY
from congvan.node.web import resources
from congvan.node.web.incoming.routes import WHOLE_AGENCY
from congvan.node.web.outgoing import lists as _lists  # noqa: F401 — makes the lists known by their words
from congvan.node.web.outgoing.drafting import start
from congvan.node.web.outgoing.drafting import views as drafting
from congvan.node.web.outgoing.resource import OUTGOING
from congvan.node.web.outgoing.signing import routes as signing
from congvan.node.web.session.routes import SIGNED_IN
from congvan.ui.routes import FORM, Policy, Route

ISSUING = Policy("outgoing.issuing", "Văn thư ban hành", law=("QD11/D8.K2.b",), may=CLERK & SAME_AGENCY)

ROUTES = (
    Route("<code:agency>/van-ban-di/du-thao", "drafts", resources.listing("drafts"), SIGNED_IN),
    Route("<code:agency>/van-ban-di/cho-ban-hanh", "to-issue", resources.listing("to-issue"), ISSUING),
    Route("<code:agency>/van-ban-di/da-ban-hanh", "issued", resources.listing("issued"), WHOLE_AGENCY),
    *signing.ROUTES,
    Route("<code:agency>/van-ban-di/soan", "start-draft", start.start, acts.START, FORM),
    Route(
        "<code:agency>/van-ban-di/<short:id>/du-thao/tep",
        "revise-by-file",
        drafting.by_file,
        acts.REVISE,
        FORM,
    ),
    *OUTGOING.routes(),
)
