"""Pages are packed on their way; files are not: their bytes and their length go out as they are kept."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware


class PackedPages(GZipMiddleware):
    """Gzip for HTML alone. Its length changes by chance each time, so that it betrays no token (BREACH)."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Django's hook for a response that goes out."""
        page = response.headers.get("Content-Type", "").startswith("text/html")
        if not page or not isinstance(response, HttpResponse):
            return response
        return super().process_response(request, response)
