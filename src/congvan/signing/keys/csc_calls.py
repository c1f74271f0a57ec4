"""The calls of the Cloud Signature Consortium's API v2 that one batch needs.

One approval (`credentials/authorize`: PIN, number and digests) gives one SAD, which signs those digests and
no others (`signatures/signHash`). Clauses: CSC API v2.0 §11.4 to §11.6, §11.10.
"""

from __future__ import annotations

import base64
import binascii
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from congvan.signing import cms
from congvan.signing.errors import KeyRefused, SigningError
from congvan.signing.keys import refusals
from congvan.signing.keys.csc_settings import ServiceSettings
from congvan.signing.keys.service import Caller, Refused

_SHA256 = "2.16.840.1.101.3.4.2.1"
_RSA = "1.2.840.113549.1.1.1"
_ALGORITHMS = ("1.2.840.113549.1.1.11", "1.2.840.10045.4.3.2", _RSA)
"""Signatures that our containers hold, best first: RSA and ECDSA with SHA-256, RSA of a digest said apart."""

_POLL_SECONDS = 1.0
_WRONG_PIN = {"invalid_authentication_data", "invalid_pin"}  # v2, v1


@dataclass(frozen=True, kw_only=True)
class Credential:
    """What `credentials/info` says. `batch`: digests under one approval; `algorithm`: an OID."""

    id: str
    chain: tuple[bytes, ...]
    algorithm: str
    batch: int


@dataclass(frozen=True, kw_only=True)
class Visit:
    """The calls of one batch under one access token."""

    settings: ServiceSettings
    caller: Caller
    token: str

    @classmethod
    def begin(cls, settings: ServiceSettings) -> Visit:
        """Enter the service."""
        caller = Caller(seconds=settings.seconds, ca_file=settings.ca_file)
        if not settings.client_id:
            return cls(settings=settings, caller=caller, token=settings.secret())
        form = {
            "grant_type": "client_credentials",
            "client_id": settings.client_id,
            "client_secret": settings.secret(),
        }
        try:
            reply = caller.ask_form(settings.token_url or f"{settings.url}/oauth2/token", body=form)
        except Refused as refused:
            raise refusals.service_denied() from refused
        return cls(settings=settings, caller=caller, token=_text(reply, "access_token"))

    def credential(self) -> Credential:
        """The key's facts, or why it cannot sign."""
        name = self.settings.credential or self._only_credential()
        return _read_credential(
            name,
            self._ask("credentials/info", {"credentialID": name, "certificates": "chain", "authInfo": True}),
            pin_id=self.settings.pin_id,
        )

    def authorize(self, credential: Credential, digests: Sequence[str], *, pin: str) -> str:
        """One approval for exactly these digests; the person may have to agree on a telephone too (§11.7)."""
        body = {
            "credentialID": credential.id,
            "numSignatures": len(digests),
            "hashes": list(digests),
            "hashAlgorithmOID": _SHA256,
            "authData": [{"id": self.settings.pin_id, "value": pin}],
        }
        reply = self._ask("credentials/authorize", body)
        waited = 0.0
        while "handle" in reply:
            if waited >= self.settings.approval_seconds:
                raise refusals.approval_missing()
            threading.Event().wait(_POLL_SECONDS)
            waited += _POLL_SECONDS
            reply = self._ask("credentials/authorizeCheck", {"handle": _text(reply, "handle")})
        return _text(reply, "SAD")

    def sign_hashes(self, credential: Credential, digests: Sequence[str], *, sad: str) -> list[bytes]:
        """The signatures, in the order of the digests."""
        body = {
            "credentialID": credential.id,
            "SAD": sad,
            "hashes": list(digests),
            "signAlgo": credential.algorithm,
            "hashAlgorithmOID": _SHA256,
        }
        signatures = self._ask("signatures/signHash", body).get("signatures")
        if not isinstance(signatures, list) or len(signatures) != len(digests):
            raise refusals.service_broken()
        return [_decoded(signature) for signature in signatures]

    def _only_credential(self) -> str:
        names = self._ask("credentials/list", {}).get("credentialIDs")
        if not isinstance(names, list) or len(names) != 1 or not isinstance(names[0], str):
            raise refusals.service_broken()
        return names[0]

    def _ask(self, method: str, body: dict[str, Any]) -> dict[str, Any]:
        try:
            return self.caller.ask(f"{self.settings.url}/{method}", body=body, token=self.token)
        except Refused as refused:
            raise _meaning(refused) from refused


def _meaning(refused: Refused) -> KeyRefused:
    """What the service's refusal means to us; the words are those of §11.6 and §11.10."""
    said = refused.description.lower()
    if refused.error in _WRONG_PIN:
        return refusals.wrong_pin()
    if "locked" in said:
        return refusals.pin_locked()
    if "sad" in said and "not authorized" not in said:
        return refusals.approval_expired()
    if "disabled" in said or "expired" in said:
        return refusals.certificate_unusable()
    return refusals.service_broken()


def _read_credential(name: str, info: dict[str, Any], *, pin_id: str) -> Credential:
    key, certificate, auth, batch = (info.get(part) for part in ("key", "cert", "auth", "multisign"))
    if not isinstance(key, dict) or not isinstance(certificate, dict) or not isinstance(auth, dict):
        raise refusals.service_broken()
    if key.get("status") != "enabled" or certificate.get("status", "valid") != "valid":
        raise refusals.certificate_unusable()
    objects = auth.get("objects")
    wanted = [one.get("id") for one in objects if isinstance(one, dict)] if isinstance(objects, list) else []
    if auth.get("mode") != "explicit" or wanted != [pin_id]:
        raise refusals.more_than_pin()
    known = key.get("algo")
    algorithm = next((one for one in _ALGORITHMS if isinstance(known, list) and one in known), None)
    if algorithm is None or not isinstance(batch, int) or batch < 1:
        raise refusals.service_broken()
    return Credential(id=name, chain=_chain(certificate), algorithm=algorithm, batch=batch)


def _chain(certificate: dict[str, Any]) -> tuple[bytes, ...]:
    texts = certificate.get("certificates")
    chain = tuple(_decoded(text) for text in texts) if isinstance(texts, list) else ()
    try:
        cms.check_chain(chain)
    except SigningError as error:
        raise refusals.service_broken() from error
    return chain


def _text(reply: dict[str, Any], name: str) -> str:
    value = reply.get(name)
    if not isinstance(value, str) or not value:
        raise refusals.service_broken()
    return value


def _decoded(text: object) -> bytes:
    if not isinstance(text, str):
        raise refusals.service_broken()
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise refusals.service_broken() from error
