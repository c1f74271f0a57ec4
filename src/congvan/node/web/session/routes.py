"""Addresses of signing in and out."""

from congvan.node.web.session import views
from congvan.ui.routes import FORM, SEND, Policy, Route

PUBLIC = Policy("session.public", "Trang đăng nhập", law=("QD11/D13.K2",), public=True)
SIGNED_IN = Policy("session.signed_in", "Người đã đăng nhập", law=("QD11/D13.K2",))

ROUTES = (
    Route("dang-nhap", "sign-in", views.sign_in, PUBLIC, FORM),
    Route("dang-xuat", "sign-out", views.sign_out, SIGNED_IN, SEND),
    Route("", "choose", views.choose, SIGNED_IN),
)
