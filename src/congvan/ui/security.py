"""The content policy of every page, and the address to which browsers report what broke it."""

import json
import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

log = logging.getLogger("congvan.policy")
Handler = Callable[[HttpRequest], HttpResponse]

REPORT_BYTES_MAX = 16_384
FIELD_LETTERS_MAX = 200
REPORT_FIELDS = (
    "document-uri",
    "violated-directive",
    "effective-directive",
    "blocked-uri",
    "source-file",
    "line-number",
)
POLICY = (
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "worker-src 'self' blob:",
)
# Only told, not enforced, until every library that we load has been seen to live with it.
TRUSTED_TYPES = ("require-trusted-types-for 'script'", "trusted-types default")
PERMISSIONS = "camera=(self), microphone=(self), geolocation=(), payment=(), usb=()"


class ContentPolicy:
    """Give each response the strict policy, unless its view has set a stricter one of its own."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        told = f"report-uri {reverse('ui:report')}"
        response.headers.setdefault("Content-Security-Policy", "; ".join([*POLICY, told]))
        response.headers.setdefault("Content-Security-Policy-Report-Only", "; ".join([*TRUSTED_TYPES, told]))
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        return response


@csrf_exempt
@require_POST
def report(request: HttpRequest) -> HttpResponse:
    """Log what a browser says broke the policy. Anyone may post here, so little is read and less is kept."""
    body = request.read(REPORT_BYTES_MAX + 1)
    if len(body) > REPORT_BYTES_MAX:
        return HttpResponse(status=413)
    told = _told(body)
    if told is None:
        return HttpResponse(status=400)
    log.warning("content policy broken: %s", json.dumps(told, ensure_ascii=True))
    return HttpResponse(status=204)


def _told(body: bytes) -> dict[str, str] | None:
    """The known fields of a report, cut short; None where it is no report."""
    try:
        told = json.loads(body)
    except ValueError:
        return None
    inner = told.get("csp-report") if isinstance(told, dict) else None
    if not isinstance(inner, dict):
        return None
    return {name: str(inner[name])[:FIELD_LETTERS_MAX] for name in REPORT_FIELDS if name in inner}
