"""Every address of the console, with the act that it does or the policy under which it is read."""

from congvan.hub.acts import console, members
from congvan.hub.acts.roles import OPERATOR
from congvan.hub.console.views import deliveries, health, overview, packets, session
from congvan.hub.console.views import members as members_views
from congvan.ui.routes import FORM, SEND, Policy, Route

WATCH = Policy("console.watch", "Xem tình hình của trục", law=("QD11/D10.K4",), may=OPERATOR)

ROUTES = (
    Route("truc/dang-nhap", "console-sign-in", session.sign_in, console.SIGN_IN, FORM),
    Route("truc/dang-xuat", "console-sign-out", session.sign_out, console.SIGN_OUT, SEND),
    Route("truc/", "console-overview", overview.overview, WATCH),
    Route("truc/thanh-vien/", "console-members", members_views.listed, WATCH),
    Route("truc/thanh-vien/<short:member_id>", "console-member", members_views.shown_one, WATCH),
    Route(
        "truc/thanh-vien/<short:member_id>/tam-ngung",
        "console-suspend",
        members_views.suspend,
        members.SUSPEND_MEMBER,
        FORM,
    ),
    Route(
        "truc/thanh-vien/<short:member_id>/noi-lai",
        "console-resume",
        members_views.resume,
        members.RESUME_MEMBER,
        FORM,
    ),
    Route("truc/goi-tin/", "console-packets", packets.listed, WATCH),
    Route("truc/goi-tin/<short:packet_id>", "console-packet", packets.shown_one, WATCH),
    Route("truc/giao-nhan/", "console-deliveries", deliveries.listed, WATCH),
    Route("truc/suc-khoe/", "console-health", health.shown_all, WATCH),
)
