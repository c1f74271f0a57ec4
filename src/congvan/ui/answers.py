"""Every address answers a whole page, or with HX-Request the fragment of it that is asked for."""

import json
from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

WHOLE = "main"  # the target of forms: they take what they need out of the whole page


def wants_fragment(request: HttpRequest) -> bool:
    """Whether htmx asks for a part. A page of its history, a boosted link and `WHOLE` are wanted whole."""
    headers = request.headers
    return (
        headers.get("HX-Request") == "true"
        and headers.get("HX-History-Restore-Request") != "true"
        and headers.get("HX-Boosted") != "true"
        and headers.get("HX-Target") != WHOLE
    )


def answer(
    request: HttpRequest, *, page: str, fragment: str, context: Mapping[str, object], status: int = 200
) -> HttpResponse:
    """Render `page`, or `fragment` where htmx asked: `page` includes `fragment`, so both show the same.

    Nothing of it may be kept by a browser or a proxy: pages hold what only their reader may see.
    """
    template = fragment if wants_fragment(request) else page
    response = render(request, template, dict(context), status=status)
    patch_vary_headers(response, ["HX-Request"])
    response["Cache-Control"] = "no-store"
    return response


def announce(
    response: HttpResponse, *, text: str, undo_url: str = "", undo_seconds: int = 10, tone: str = ""
) -> HttpResponse:
    """Let the page say what was done, with a way back where there is one (`undo_url` takes a POST)."""
    told = {"text": text, "undo": undo_url, "seconds": undo_seconds, "tone": tone}
    response["HX-Trigger"] = json.dumps({"announce": told}, ensure_ascii=True)
    return response
