"""One call to a remote signing service: JSON over HTTPS, bounded, never redirected, never logged."""

from __future__ import annotations

import http.client
import json
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from congvan.signing.keys import limits, refusals

_LOOPBACK = {"127.0.0.1", "::1", "localhost"}
_JSON = "application/json"
_FORM = "application/x-www-form-urlencoded"


class Refused(Exception):
    """The service said no: its `error` and `error_description` (CSC API v2 §10.1), for our eyes only."""

    def __init__(self, error: str, description: str) -> None:
        super().__init__(error)
        self.error = error
        self.description = description


@dataclass(frozen=True, kw_only=True)
class Caller:
    """How to reach services. `ca_file`: trust only what it holds; None: what the machine trusts."""

    seconds: float
    ca_file: Path | None

    def ask(self, url: str, *, body: Mapping[str, Any], token: str) -> dict[str, Any]:
        """POST JSON with a bearer token. Raises Refused, or KeyRefused where there is no usable answer."""
        if not (token.isascii() and token.isprintable()):  # it goes into a header line
            raise refusals.service_denied()
        headers = {"Content-Type": _JSON, "Authorization": f"Bearer {token}"}
        return self._post(url, json.dumps(body).encode(), headers)

    def ask_form(self, url: str, *, body: Mapping[str, str]) -> dict[str, Any]:
        """POST a form, as OAuth 2.0 wants it; raises as `ask` does."""
        return self._post(url, urlencode(body).encode(), {"Content-Type": _FORM})

    def _post(self, url: str, body: bytes, headers: dict[str, str]) -> dict[str, Any]:
        connection = self._connection(url)
        try:
            connection.request("POST", urlsplit(url).path, body, {**headers, "Accept": _JSON})
            response = connection.getresponse()
            status, raw = response.status, response.read(limits.REPLY_BYTES_MAX + 1)
        except (OSError, http.client.HTTPException) as error:
            raise refusals.service_down() from error
        finally:
            connection.close()
        return _read(status, raw)

    def _connection(self, url: str) -> http.client.HTTPConnection:
        parts = urlsplit(url)
        assert parts.hostname, "checked with the settings"
        if parts.scheme == "http":
            return http.client.HTTPConnection(parts.hostname, parts.port, timeout=self.seconds)
        context = ssl.create_default_context(cafile=self.ca_file)
        return http.client.HTTPSConnection(parts.hostname, parts.port, timeout=self.seconds, context=context)


def check_url(url: str) -> None:
    """ValueError unless it is HTTPS, or HTTP on this very machine, without query or credentials."""
    parts = urlsplit(url)
    plain = parts.scheme == "http" and parts.hostname in _LOOPBACK
    if not (plain or parts.scheme == "https") or not parts.hostname or parts.query or parts.username:
        raise ValueError(f"địa chỉ {url} phải bắt đầu bằng https://")


def _read(status: int, raw: bytes) -> dict[str, Any]:
    if status == HTTPStatus.UNAUTHORIZED:
        raise refusals.service_denied()
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise refusals.service_down()
    try:
        reply = json.loads(raw) if len(raw) <= limits.REPLY_BYTES_MAX else None
    except (ValueError, RecursionError) as error:
        raise refusals.service_broken() from error
    if not isinstance(reply, dict):
        raise refusals.service_broken()
    if status in {HTTPStatus.OK, HTTPStatus.ACCEPTED}:
        return reply
    raise Refused(str(reply.get("error", "")), str(reply.get("error_description", "")))
