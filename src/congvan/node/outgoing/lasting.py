"""Evidence and a time-stamp for what is sealed, from those whom settings and certificates name (QD11/D9.K2).

Beside the fixed file names of a package (ADR 0010): the network side of `signing.long_life`, before any act.
"""

from dataclasses import dataclass
from functools import partial

import httpx
from django.conf import settings

from congvan.signing.errors import SigningError
from congvan.signing.long_life import preserve

TIMEOUT_SECONDS = 8.0
ANSWER_BYTES_MAX = 8 * 1024 * 1024  # the lists of a national authority
QUERY, QUESTION = "application/timestamp-query", "application/ocsp-request"


@dataclass(frozen=True)
class Lasting:
    """A sealed file, made to last where it could be; `lacks` says why it could not."""

    pdf: bytes
    lacks: str = ""


def make_lasting(sealed: bytes) -> Lasting:
    """Append evidence and a time-stamp, where a time-stamping service is set.

    Raises SigningError where it does not answer and the settings demand a time-stamp: the number waits.
    """
    site = settings.SITE
    if not site.tsa_url:
        return Lasting(sealed)
    with httpx.Client(timeout=TIMEOUT_SECONDS, trust_env=False, follow_redirects=False) as http:
        try:
            return Lasting(
                preserve(sealed, fetch=partial(_fetch, http), ask=partial(_post, http, site.tsa_url, QUERY))
            )
        except SigningError as error:
            if site.tsa_required:
                raise
            return Lasting(sealed, lacks=error.message)


def _fetch(http: httpx.Client, address: str, body: bytes) -> bytes:
    return _post(http, address, QUESTION, body) if body else _answer(http, "GET", address)


def _post(http: httpx.Client, address: str, media_type: str, body: bytes) -> bytes:
    return _answer(http, "POST", address, content=body, headers={"Content-Type": media_type})


def _answer(http: httpx.Client, method: str, address: str, **sent: object) -> bytes:
    """The body of a good answer, bounded."""
    found = bytearray()
    try:
        with http.stream(method, address, **sent) as answer:  # type: ignore[arg-type]  # as its keywords say
            answer.raise_for_status()
            for piece in answer.iter_bytes():
                found += piece
                if len(found) > ANSWER_BYTES_MAX:
                    raise _silent(address)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise _silent(address) from error
    return bytes(found)


def _silent(address: str) -> SigningError:
    return SigningError(
        "signing.authority_silent",
        f"Dịch vụ {address} chưa trả lời: chưa lấy được dấu thời gian hoặc dữ liệu thu hồi. Hãy thử lại sau.",
    )
