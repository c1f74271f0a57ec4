"""The address of signing many."""

from congvan.node.acts import outgoing as acts
from congvan.node.web.outgoing.signing import views
from congvan.ui.routes import FORM, Route

ROUTES = (Route("<code:agency>/ky-so", "sign-many", views.sign_many, acts.SIGN, FORM),)
