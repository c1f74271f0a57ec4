"""The view that serves the static files: the web process needs no other server beside it."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from congvan.ui.assets import Asset, AssetMissing, assets

YEAR_SECONDS = 31_536_000
POLICY = "default-src 'none'"  # it asks for nothing; the pages' policy would be a third of its head


@require_safe
def static_file(request: HttpRequest, digest: str, name: str) -> HttpResponse:
    """One static file. Kept for ever under the digest of this release; under an older one, asked for anew.

    A page that was open across an upgrade thus still finds its files.
    """
    try:
        asset = assets().find(name)
    except AssetMissing as error:
        raise Http404 from error
    known = request.headers.get("If-None-Match") == asset.etag
    response = HttpResponseNotModified() if known else _whole(request, asset)
    current = digest == assets().digest
    response["Cache-Control"] = f"public, max-age={YEAR_SECONDS}, immutable" if current else "no-cache"
    response["ETag"] = asset.etag
    response["Content-Security-Policy"] = POLICY
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


def _whole(request: HttpRequest, asset: Asset) -> HttpResponse:
    packed = bool(asset.packed) and "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(asset.packed if packed else asset.content, content_type=asset.content_type)
    if packed:
        response["Content-Encoding"] = "gzip"
    return response
