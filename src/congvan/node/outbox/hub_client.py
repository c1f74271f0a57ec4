"""The node's side of the hub's protocol v1 (docs/protocol/v1.md): HTTP with a token per request."""

import hashlib
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import urlsplit
from uuid import UUID

import httpx
import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from congvan.base.ids import new_id

TOKEN_SECONDS = 60
TIMEOUT_SECONDS = 30.0
AUDIENCE = "congvan-hub"
NOT_FINAL = frozenset({408, 425, 429})


class HubUnreachable(Exception):
    """Chưa liên lạc được với trục liên thông; hệ thống sẽ tự thử lại."""


class HubRefused(Exception):
    """Trục liên thông không nhận yêu cầu này."""

    def __init__(self, status: int, code: str, message: str) -> None:
        self.status, self.code, self.message = status, code, message
        super().__init__(f"{status} {code}: {message}")


@dataclass(frozen=True)
class Delivery:
    """A packet that waits at the hub for an agency of this node."""

    delivery_id: UUID
    packet_id: str
    agency: str
    digest: str


@dataclass(frozen=True)
class Changes:
    """What is new since a cursor."""

    cursor: str
    has_more: bool
    deliveries: tuple[Delivery, ...]


class HubClient:
    """Speaks for one member system with its Ed25519 key."""

    def __init__(
        self, *, url: str, member: str, key: bytes, transport: httpx.BaseTransport | None = None
    ) -> None:
        self._member = member
        private = load_pem_private_key(key, password=None)
        assert isinstance(private, Ed25519PrivateKey), "a member signs with Ed25519"
        self._key = private
        self._http = httpx.Client(base_url=url, timeout=TIMEOUT_SECONDS, transport=transport, trust_env=False)

    def post_packet(self, *, packet_id: UUID, path: Path, digest: str) -> dict[str, Any]:
        """Hand a packet over; the same id and bytes get the same answer as the first time."""
        headers = {
            "Packet-Id": str(packet_id),
            "Content-Type": "application/xml",
            "Content-Length": str(path.stat().st_size),
        }
        with path.open("rb") as body:
            answer: dict[str, Any] = self._call(
                "POST", "/v1/packets", digest=digest, body=body, headers=headers
            )
        return answer

    def changes(self, *, since: str, limit: int) -> Changes:
        """Deliveries for all agencies of this member after a cursor."""
        page = self._call("GET", f"/v1/changes?since={since}&limit={limit}")
        return Changes(
            cursor=str(page["cursor"]),
            has_more=bool(page["has_more"]),
            deliveries=tuple(
                Delivery(
                    delivery_id=UUID(row["delivery_id"]),
                    packet_id=row["packet_id"],
                    agency=row["agency"],
                    digest=row["digest"],
                )
                for row in page["deliveries"]
            ),
        )

    def fetch(self, packet_id: str, *, into: BinaryIO) -> str:
        """The raw bytes of a packet, streamed; returns their SHA-256."""
        path, digest = f"/v1/packets/{packet_id}/content", hashlib.sha256()
        with _faults(), self._http.stream("GET", path, headers=self._token("GET", path, b"")) as answer:
            if answer.status_code >= httpx.codes.BAD_REQUEST:
                answer.read()
                _raise_refusal(answer)
            for chunk in answer.iter_bytes():
                digest.update(chunk)
                into.write(chunk)
        return digest.hexdigest()

    def confirm(self, delivery: Delivery, *, delivered_at: datetime) -> None:
        """State, signed, that a delivery stands in its agency's queue (L2). Repeating it changes nothing."""
        said = {
            "level": "L2", "iss": self._member, "delivery_id": str(delivery.delivery_id),
            "packet_id": delivery.packet_id, "digest": delivery.digest, "agency": delivery.agency,
            "delivered_at": delivered_at.isoformat(),
        }  # fmt: skip
        self._put_receipt(delivery, said, moment="delivered_at")

    def turn_away(self, delivery: Delivery, *, code: str, at: datetime) -> None:
        """State, signed, that a packet could not enter: malformed or secret. Not a Rejection by the clerk.

        `code` is short and stable: a–z, 0–9, dot and underscore, at most 40. Repeating it changes nothing.
        HubRefused (409 act.stale) where the delivery was confirmed before.
        """
        said = {
            "level": "TURNED_AWAY", "iss": self._member, "delivery_id": str(delivery.delivery_id),
            "packet_id": delivery.packet_id, "digest": delivery.digest, "agency": delivery.agency,
            "code": code, "at": at.isoformat(),
        }  # fmt: skip
        self._put_receipt(delivery, said, moment="at", kind="refusal")

    def directory(self) -> Iterator[dict[str, Any]]:
        """All agencies that the hub knows."""
        since, more = "0", True
        while more:
            page = self._call("GET", f"/v1/directory?since={since}")
            yield from page["agencies"]
            since, more = str(page.get("cursor", since)), bool(page.get("has_more", False))

    def _put_receipt(
        self, delivery: Delivery, said: dict[str, str], *, moment: str, kind: str = "receipt"
    ) -> None:
        body = {
            **{name: said[name] for name in ("code" if kind == "refusal" else "level", "digest", moment)},
            kind: jwt.PyJWS().encode(
                json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode(),
                self._key,
                algorithm="EdDSA",
                headers={"typ": "congvan-receipt+jws"},
            ),
        }
        path = f"/v1/deliveries/{delivery.delivery_id}/{kind}"
        self._call("PUT", path, body=json.dumps(body).encode(), headers={"Content-Type": "application/json"})

    def _call(
        self, method: str, path: str, *, digest: str | None = None, body: bytes | BinaryIO = b"",
        headers: dict[str, str] | None = None,
    ) -> Any:  # fmt: skip
        known = (
            digest
            if digest is not None
            else hashlib.sha256(body if isinstance(body, bytes) else b"").hexdigest()
        )
        token = self._token(method, path, known)
        with _faults():
            answer = self._http.request(method, path, content=body, headers={**(headers or {}), **token})
        if answer.status_code >= httpx.codes.BAD_REQUEST:
            _raise_refusal(answer)
        return answer.json()

    def _token(self, method: str, path: str, digest: str | bytes) -> dict[str, str]:
        now = int(time.time())
        claims = {
            "iss": self._member, "aud": AUDIENCE, "iat": now, "exp": now + TOKEN_SECONDS,
            "jti": str(new_id()), "htm": method, "htu": urlsplit(path).geturl(),
            "body": digest if isinstance(digest, str) else hashlib.sha256(digest).hexdigest(),
        }  # fmt: skip
        return {"Authorization": "Bearer " + jwt.encode(claims, self._key, algorithm="EdDSA")}


@contextmanager
def _faults() -> Iterator[None]:
    try:
        yield
    except httpx.HTTPError as error:
        raise HubUnreachable(str(error) or type(error).__name__) from error


def _raise_refusal(answer: httpx.Response) -> None:
    """A final refusal, or a passing fault that will be tried again."""
    if answer.status_code >= httpx.codes.INTERNAL_SERVER_ERROR or answer.status_code in NOT_FINAL:
        raise HubUnreachable(f"HTTP {answer.status_code}")
    try:
        problem = answer.json()
    except ValueError:
        problem = {}
    raise HubRefused(answer.status_code, problem.get("code", "unknown"), problem.get("message", ""))
