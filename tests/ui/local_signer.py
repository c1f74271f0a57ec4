"""A page whose documents are signed by the service on the user's machine, and the address of its answers."""

from dataclasses import dataclass, field
from html import escape

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token

from congvan.signing.agent import AgentSettings, call_to_sign, read_signature
from congvan.signing.errors import SigningError
from congvan.ui.security import POLICY
from congvan.ui.templatetags.ui import asset


@dataclass
class Session:
    """What is to be signed, with which certificate, by which service; and what came of it."""

    items: dict[str, bytes] = field(default_factory=dict)
    signed: dict[str, bytes] = field(default_factory=dict)
    certificate: bytes = b""
    settings: AgentSettings = field(default_factory=AgentSettings)


session = Session()


def page(request: HttpRequest) -> HttpResponse:
    calls = {key: call_to_sign(item, settings=session.settings) for key, item in session.items.items()}
    lines = "".join(
        f'<li data-id="{key}" data-address="{call.address}" data-text="{escape(call.text)}"'
        f"{' data-done' if key in session.signed else ''}>Văn bản {key} <span data-state></span></li>"
        for key, call in calls.items()
    )
    response = HttpResponse(
        f'<!doctype html><html lang="vi"><head><title>Ký</title><link rel="icon" href="data:,">'
        f'<meta name="csrf-token" content="{get_token(request)}"><script src="{asset("trust.js")}"></script>'
        f'<script type="module" src="{asset("start.js")}"></script>'
        f'</head><body><local-signer data-answers="/ky-tren-may/tra-loi/"><p data-told role="status"></p>'
        f"<ol>{lines}</ol><button data-start hidden>Ký</button></local-signer></body></html>"
    )
    allowed = [
        f"{rule} {session.settings.address}" if rule.startswith("connect-src") else rule for rule in POLICY
    ]
    response.headers["Content-Security-Policy"] = "; ".join(allowed)
    return response


def answers(request: HttpRequest) -> JsonResponse:
    key = request.POST["id"]
    try:
        session.signed[key] = read_signature(
            request.POST["answer"],
            attributes=session.items[key],
            certificate=session.certificate,
            settings=session.settings,
        )
    except SigningError as refused:
        return JsonResponse({"done": False, "told": refused.message})
    return JsonResponse({"done": True, "told": "Đã ký."})
