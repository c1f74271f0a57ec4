"""Another vendor's system: it speaks protocol v1 and shares no code with ours. For the demo and for tests."""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlencode

import httpx
import jwt

from congvan.sites.realtime import real_now

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

TOKEN_SECONDS = 60
ANSWER_WITHIN_SECONDS = 30.0


@dataclass(frozen=True)
class Waiting:
    """One delivery as the feed tells it."""

    delivery_id: str
    packet_id: str
    agency: str
    kind: str
    digest: str
    size: int
    state: str
    available_at: str


@dataclass(frozen=True)
class Feed:
    """A part of the feed, and the cursor to ask with next time."""

    cursor: str
    has_more: bool
    deliveries: tuple[Waiting, ...]


class Peer:
    """One member at one hub. Answers come back as they are; a refusal raises httpx.HTTPStatusError."""

    def __init__(
        self,
        base_url: str,
        code: str,
        private_key: Ed25519PrivateKey,
        *,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self.code, self._key = code, private_key
        self._http = httpx.Client(
            base_url=base_url, timeout=ANSWER_WITHIN_SECONDS, transport=transport, trust_env=False
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the connections."""
        self._http.close()

    def send(self, packet: bytes, packet_id: UUID | None = None) -> dict[str, Any]:
        """P20: hand a packet over; without an id the hub makes one from the digest."""
        headers = {"Packet-Id": str(packet_id)} if packet_id else {}
        return self._json(self.call("POST", "/v1/packets", packet, headers))

    def packet(self, packet_id: UUID | str) -> dict[str, Any] | None:
        """P30: what the hub knows of a packet; None when it tells us nothing."""
        response = self.call("GET", f"/v1/packets/{packet_id}")
        return None if response.status_code == httpx.codes.NOT_FOUND else self._json(response)

    def fetch(self, packet_id: UUID | str) -> bytes:
        """P33: the bytes of a packet that waits for one of our agencies."""
        return self.call("GET", f"/v1/packets/{packet_id}/content").raise_for_status().content

    def changes(self, since: str = "0", limit: int = 100) -> Feed:
        """P50: what has come for us after a cursor."""
        page = self._json(self.call("GET", "/v1/changes?" + urlencode({"since": since, "limit": limit})))
        rows = tuple(Waiting(**row) for row in page["deliveries"])
        return Feed(cursor=page["cursor"], has_more=page["has_more"], deliveries=rows)

    def confirm(self, delivery: Waiting, delivered_at: datetime) -> dict[str, Any]:
        """P60: state, signed, that a delivery lies in its agency's queue."""
        path, body = self.confirmation(delivery, delivered_at)
        return self._json(self.call("PUT", path, body))

    def confirmation(self, delivery: Waiting, delivered_at: datetime) -> tuple[str, bytes]:
        """Path and body of a confirmation."""
        said = self._about(delivery) | {"level": "L2", "delivered_at": delivered_at.isoformat()}
        beside = {name: said[name] for name in ("level", "delivered_at", "digest")}
        body = json.dumps({**beside, "receipt": self.receipt(said)}).encode()
        return f"/v1/deliveries/{delivery.delivery_id}/receipt", body

    def turn_away(self, delivery: Waiting, code: str, at: datetime) -> dict[str, Any]:
        """P63: state, signed, that a packet could not enter: malformed or secret."""
        path, body = self.turning_away(delivery, code, at)
        return self._json(self.call("PUT", path, body))

    def turning_away(self, delivery: Waiting, code: str, at: datetime) -> tuple[str, bytes]:
        """Path and body of a refusal."""
        said = self._about(delivery) | {"level": "TURNED_AWAY", "code": code, "at": at.isoformat()}
        beside = {name: said[name] for name in ("code", "at", "digest")}
        body = json.dumps({**beside, "refusal": self.receipt(said)}).encode()
        return f"/v1/deliveries/{delivery.delivery_id}/refusal", body

    def directory(self, since: str = "0") -> dict[str, Any]:
        """P70: the agencies that can be reached."""
        return self._json(self.call("GET", "/v1/directory?" + urlencode({"since": since})))

    def hub_key(self) -> str:
        """P72: the hub's public key (PEM)."""
        return str(self._json(self._http.get("/v1/key"))["pem"])

    def receipt(self, said: dict[str, Any]) -> str:
        """A statement in JWS compact form, signed with our key (P42, P43)."""
        payload = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
        headers = {"typ": "congvan-receipt+jws"}
        return jwt.PyJWS().encode(payload, self._key, algorithm="EdDSA", headers=headers)

    def token(self, method: str, path: str, body: bytes = b"", **changed: Any) -> str:
        """P10: the token of one request. `changed` overrides claims, for tests of what the hub refuses."""
        now = int(real_now().timestamp())
        claims = {
            "iss": self.code,
            "aud": "congvan-hub",
            "iat": now,
            "exp": now + TOKEN_SECONDS,
            "jti": secrets.token_urlsafe(24),
            "htm": method,
            "htu": path,
            "body": hashlib.sha256(body).hexdigest(),
        }
        payload = json.dumps(claims | changed).encode()
        return jwt.PyJWS().encode(payload, self._key, algorithm="EdDSA", headers={"typ": "JWT"})

    def call(
        self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None
    ) -> httpx.Response:
        """One authenticated request, answered as it was."""
        signed = {"Authorization": f"Bearer {self.token(method, path, body)}"}
        return self._http.request(method, path, content=body or None, headers=signed | (headers or {}))

    def _about(self, delivery: Waiting) -> dict[str, str]:
        """What every statement about a delivery says: who speaks, and of what."""
        return {
            "iss": self.code,
            "delivery_id": delivery.delivery_id,
            "packet_id": delivery.packet_id,
            "digest": delivery.digest,
            "agency": delivery.agency,
        }

    def _json(self, response: httpx.Response) -> dict[str, Any]:
        found: dict[str, Any] = response.raise_for_status().json()
        return found
