"""A remote signing service as a process: the published JSON of CSC API v2.0 over HTTP, with a real key.

`python -m tests.protocol.keys.csc_service P12 PEM [options]` says `ready PORT` when it listens. Strict about what
it gets: unknown fields, wrong types, wrong or used SAD, digests that were not approved. Three wrong PINs lock it.
What it signed goes to the journal, a digest a line.
"""

import argparse
import base64
import hmac
import json
import os
import secrets
import ssl
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, utils
from cryptography.hazmat.primitives.serialization import Encoding, pkcs12

SHA256 = "2.16.840.1.101.3.4.2.1"
RSA_SHA256 = "1.2.840.113549.1.1.11"
RSA = "1.2.840.113549.1.1.1"
ECDSA_SHA256 = "1.2.840.10045.4.3.2"
WRONG_PINS_MAX = 3
BODY_BYTES_MAX = 1 << 20


class Refusal(Exception):
    def __init__(self, description: str, *, error: str = "invalid_request", status: int = 400) -> None:
        self.answer = {"error": error, "error_description": description}
        self.status = status


class Service:
    """The state of the service: tokens, approvals, wrong PINs."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        stored = Path(options.p12).read_bytes()
        self.key = pkcs12.load_key_and_certificates(stored, options.file_pin.encode())[0]
        self.chain = x509.load_pem_x509_certificates(Path(options.pem).read_bytes())
        self.tokens: set[str] = set()
        self.approvals: dict[str, tuple[set[str], float]] = {}
        self.wrong_pins = 0
        self.calls = 0
        self.handle = ""
        self.pending: tuple[int, set[str]] = (0, set())

    @property
    def algorithms(self) -> list[str]:
        return (
            [ECDSA_SHA256] if isinstance(self.key, ec.EllipticCurvePrivateKey) else [self.options.algorithm]
        )

    def token(self, form: dict[str, str]) -> dict:
        wanted = {
            "grant_type": "client_credentials",
            "client_id": "congvan",
            "client_secret": self.options.secret,
        }
        if form != wanted:
            raise Refusal("client authentication failed", error="invalid_client", status=401)
        token = secrets.token_urlsafe()
        self.tokens.add(token)
        return {"access_token": token, "token_type": "Bearer", "expires_in": 3600}

    def listed(self, body: dict) -> dict:
        fields(body)
        return {"credentialIDs": self.options.credential.split(",")}

    def info(self, body: dict) -> dict:
        fields(body, credentialID=str, certificates=str, authInfo=bool)
        self.known(body)
        objects = [{"type": "Password", "id": "PIN", "format": "A", "label": "PIN"}]
        if self.options.otp:
            objects.append({"type": "Password", "id": "OTP", "format": "N", "generator": "totp"})
        return {
            "key": {"status": self.options.key_status, "algo": self.algorithms, "len": 2048},
            "cert": {
                "status": self.options.cert_status,
                "certificates": [
                    base64.b64encode(one.public_bytes(Encoding.DER)).decode() for one in self.chain
                ],
            },
            "auth": {"mode": "explicit", "objects": objects},
            "SCAL": "2",
            "multisign": self.options.multisign,
        }

    def authorize(self, body: dict) -> dict:
        fields(body, credentialID=str, numSignatures=int, hashes=list, hashAlgorithmOID=str, authData=list)
        self.known(body)
        self.digests(body)
        if body["numSignatures"] != len(body["hashes"]):
            raise Refusal("Invalid value for parameter numSignatures")
        if body["numSignatures"] > self.options.multisign:
            raise Refusal("Numbers of signatures is too high")
        if self.wrong_pins >= WRONG_PINS_MAX:
            raise Refusal("Credential locked")
        pin = {one["id"]: one["value"] for one in body["authData"]}
        if pin.keys() != {"PIN"} or not hmac.compare_digest(pin["PIN"].encode(), self.options.pin.encode()):
            self.wrong_pins += 1
            # A careless service that repeats what it was sent: it must not come to light at our end.
            raise Refusal(f"The authentication data is invalid: {pin}", error="invalid_authentication_data")
        self.wrong_pins = 0
        self.pending = (self.options.checks, set(body["hashes"]))
        return self.agreed()

    def agreed(self) -> dict:
        """The approval, or the word that the person has not agreed yet."""
        left, approved = self.pending
        if left:
            self.handle = secrets.token_urlsafe()
            return {"handle": self.handle}
        sad = secrets.token_urlsafe()
        self.approvals[sad] = (approved, time.monotonic() + self.options.sad_seconds)
        return {"SAD": sad, "expiresIn": int(self.options.sad_seconds)}

    def check(self, body: dict) -> dict:
        fields(body, handle=str)
        if body["handle"] != self.handle:
            raise Refusal("Invalid parameter handle")
        self.pending = (self.pending[0] - 1, self.pending[1])
        return self.agreed()

    def sign_hash(self, body: dict) -> dict:
        fields(body, credentialID=str, SAD=str, hashes=list, signAlgo=str, hashAlgorithmOID=str)
        self.known(body)
        digests = self.digests(body)
        if body["signAlgo"] not in self.algorithms:
            raise Refusal("Invalid parameter signAlgo")
        approved, until = self.approvals.pop(body["SAD"], (None, 0.0))
        if approved is None:
            raise Refusal("Invalid parameter SAD")
        if time.monotonic() >= until:
            raise Refusal("SAD expired")
        if set(body["hashes"]) != approved:
            raise Refusal("Hash is not authorized by the SAD")
        if self.calls == self.options.die_at and not (self.options.mark and Path(self.options.mark).exists()):
            if self.options.mark:
                Path(self.options.mark).touch()
            os._exit(9)
        self.calls += 1
        signatures = [self.sign(digest) for digest in digests]
        with Path(self.options.journal).open("a") as journal:
            journal.writelines(f"{digest.hex()}\n" for digest in digests)
        if self.options.lose_one:
            signatures.pop()
        return {"signatures": [base64.b64encode(one).decode() for one in signatures]}

    def sign(self, digest: bytes) -> bytes:
        prehashed = utils.Prehashed(hashes.SHA256())
        if isinstance(self.key, ec.EllipticCurvePrivateKey):
            return self.key.sign(digest, ec.ECDSA(prehashed))
        return self.key.sign(digest, padding.PKCS1v15(), prehashed)

    def known(self, body: dict) -> None:
        if body["credentialID"] not in self.options.credential.split(","):
            raise Refusal("Invalid parameter credentialID")

    def digests(self, body: dict) -> list[bytes]:
        if body["hashAlgorithmOID"] != SHA256:
            raise Refusal("Invalid parameter hashAlgorithmOID")
        digests = [base64.b64decode(text, validate=True) for text in body["hashes"]]
        if not digests:
            raise Refusal("Empty hash array")
        if any(len(digest) != 32 for digest in digests):
            raise Refusal("Invalid digest value length")
        return digests


def fields(body: dict, **kinds: type) -> None:
    if body.keys() != kinds.keys():
        raise Refusal(f"Fields {sorted(body)} instead of {sorted(kinds)}")
    for name, kind in kinds.items():
        if type(body[name]) is not kind:
            raise Refusal(f"Missing (or invalid type) parameter {name}")


class Handler(BaseHTTPRequestHandler):
    service: Service

    def do_POST(self) -> None:
        try:
            status, answer = 200, self.dispatch()
        except Refusal as refusal:
            status, answer = refusal.status, refusal.answer
        raw = self.service.options.garbage.encode() or json.dumps(answer).encode()
        self.send_response(202 if "handle" in answer else status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    def dispatch(self) -> dict:
        raw = self.rfile.read(min(int(self.headers["Content-Length"]), BODY_BYTES_MAX))
        if self.path == "/csc/v2/oauth2/token":
            form = parse_qs(raw.decode(), strict_parsing=True)
            return self.service.token({name: values[0] for name, values in form.items()})
        kind, _, token = self.headers.get("Authorization", "").partition(" ")
        if kind != "Bearer" or token not in self.service.tokens | {self.service.options.bearer}:
            raise Refusal("Malformed authorization header", error="invalid_token", status=401)
        verbs = {
            "/csc/v2/credentials/list": self.service.listed,
            "/csc/v2/credentials/info": self.service.info,
            "/csc/v2/credentials/authorize": self.service.authorize,
            "/csc/v2/credentials/authorizeCheck": self.service.check,
            "/csc/v2/signatures/signHash": self.service.sign_hash,
        }
        if self.path not in verbs or self.headers["Content-Type"] != "application/json":
            raise Refusal("No such method", status=404)
        return verbs[self.path](json.loads(raw))

    def log_message(self, *_args) -> None:
        """Nothing: the service's own log is not what is looked at."""


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("p12")
    parser.add_argument("pem")
    parser.add_argument("--file-pin", required=True)
    parser.add_argument("--pin", required=True)
    parser.add_argument("--journal", required=True)
    parser.add_argument("--secret", default="s3cret")
    parser.add_argument("--bearer", default="b3arer")
    parser.add_argument("--credential", default="GX0112348")
    parser.add_argument("--algorithm", default=RSA_SHA256)
    parser.add_argument("--multisign", type=int, default=100)
    parser.add_argument("--sad-seconds", type=float, default=300)
    parser.add_argument("--key-status", default="enabled")
    parser.add_argument("--cert-status", default="valid")
    parser.add_argument("--otp", action="store_true")
    parser.add_argument("--tls", default="")
    parser.add_argument("--checks", type=int, default=0)
    parser.add_argument("--lose-one", action="store_true")
    parser.add_argument("--die-at", type=int, default=-1)
    parser.add_argument("--mark", default="")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--garbage", default="")
    Handler.service = Service(parser.parse_args())
    with ThreadingHTTPServer(("127.0.0.1", Handler.service.options.port), Handler) as server:
        if Handler.service.options.tls:
            context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            context.load_cert_chain(Handler.service.options.tls)
            server.socket = context.wrap_socket(server.socket, server_side=True)
        sys.stdout.write(f"ready {server.server_address[1]}\n")
        sys.stdout.flush()
        server.serve_forever()


if __name__ == "__main__":
    main()
