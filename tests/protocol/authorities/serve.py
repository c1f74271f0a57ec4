"""OCSP responder, CRL server and RFC 3161 time-stamper as one process.

`python -m tests.protocol.authorities.serve DIRECTORY [PORT]` says `ready PORT`. The directory is what
`ca.make_authorities` wrote; `state.json` in it is read at each request, so that a test sets the clock and revokes:
{"at": "2026-…", "revoked": {"serial number": "2026-…"}, "silent": ["ocsp", "crl", "tsa"]}.
"""

import base64
import hashlib
import json
import secrets
import sys
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote

from asn1crypto import algos, cms, core, tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import ocsp

from tests.protocol.authorities.ca import Party

FRESH = timedelta(hours=24)
BODY_BYTES_MAX = 64 * 1024
POLICY = "1.3.6.1.4.1.99999.1"


class Authorities:
    """What is answered, by the state of the moment."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.root, self.responder, self.stamper = (
            Party.read(directory, name) for name in ("root", "ocsp", "tsa")
        )

    @property
    def state(self) -> dict:
        return json.loads((self.directory / "state.json").read_text())

    @property
    def at(self) -> datetime:
        return datetime.fromisoformat(self.state["at"])

    def revoked_at(self, serial: int) -> datetime | None:
        text = self.state.get("revoked", {}).get(str(serial))
        return datetime.fromisoformat(text) if text else None

    def crl(self) -> bytes:
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(self.root.certificate.subject)
            .last_update(self.at)
            .next_update(self.at + FRESH)
        )
        for serial, since in self.state.get("revoked", {}).items():
            row = x509.RevokedCertificateBuilder().serial_number(int(serial))
            builder = builder.add_revoked_certificate(
                row.revocation_date(datetime.fromisoformat(since)).build()
            )
        return builder.sign(self.root.key, hashes.SHA256()).public_bytes(Encoding.DER)

    def ocsp(self, raw: bytes) -> bytes:
        try:
            request = ocsp.load_der_ocsp_request(raw)
        except ValueError:
            return _unsuccessful(ocsp.OCSPResponseStatus.MALFORMED_REQUEST)
        ours = asn1_x509.Certificate.load(self.root.der).public_key.sha1
        if request.issuer_key_hash != ours or not isinstance(request.hash_algorithm, hashes.SHA1):
            return _unsuccessful(ocsp.OCSPResponseStatus.UNAUTHORIZED)
        since = self.revoked_at(request.serial_number)
        builder = (
            ocsp.OCSPResponseBuilder()
            .add_response_by_hash(
                issuer_name_hash=request.issuer_name_hash,
                issuer_key_hash=request.issuer_key_hash,
                serial_number=request.serial_number,
                algorithm=request.hash_algorithm,
                cert_status=ocsp.OCSPCertStatus.REVOKED if since else ocsp.OCSPCertStatus.GOOD,
                this_update=self.at,
                next_update=self.at + FRESH,
                revocation_time=since,
                revocation_reason=None,
            )
            .responder_id(ocsp.OCSPResponderEncoding.HASH, self.responder.certificate)
            .certificates([self.responder.certificate])
        )
        for extension in request.extensions:
            if isinstance(extension.value, x509.OCSPNonce):
                builder = builder.add_extension(extension.value, critical=False)
        return builder.sign(self.responder.key, hashes.SHA256()).public_bytes(Encoding.DER)

    def stamp(self, raw: bytes) -> bytes:
        try:
            request = tsp.TimeStampReq.load(raw, strict=True)
            imprint = request["message_imprint"]
            algorithm = imprint["hash_algorithm"]["algorithm"].native
            length = len(imprint["hashed_message"].native)
        except (ValueError, TypeError):
            return _rejected("bad_data_format")
        if algorithm != "sha256" or length != hashlib.sha256().digest_size:
            return _rejected("bad_alg")
        info = {
            "version": "v1",
            "policy": POLICY,
            "message_imprint": imprint,
            "serial_number": secrets.randbits(64),
            "gen_time": self.at,
            "accuracy": {"seconds": 1},
        }
        if request["nonce"].native is not None:
            info["nonce"] = request["nonce"].native
        token = self._token(tsp.TSTInfo(info), with_certificate=bool(request["cert_req"].native))
        return tsp.TimeStampResp({"status": {"status": "granted"}, "time_stamp_token": token}).dump()

    def _token(self, info: tsp.TSTInfo, *, with_certificate: bool) -> cms.ContentInfo:
        certificate = asn1_x509.Certificate.load(self.stamper.der)
        ess = tsp.SigningCertificateV2({"certs": [{"cert_hash": hashlib.sha256(self.stamper.der).digest()}]})
        attributes = cms.CMSAttributes(
            [
                {"type": "content_type", "values": ["tst_info"]},
                {"type": "message_digest", "values": [hashlib.sha256(info.dump()).digest()]},
                {"type": "signing_certificate_v2", "values": [ess]},
            ]
        )
        signer = {
            "version": "v1",
            "sid": {
                "issuer_and_serial_number": {
                    "issuer": certificate.issuer,
                    "serial_number": certificate.serial_number,
                }
            },
            "digest_algorithm": algos.DigestAlgorithm({"algorithm": "sha256"}),
            "signed_attrs": attributes,
            "signature_algorithm": {"algorithm": "sha256_rsa"},
            "signature": self.stamper.key.sign(attributes.dump(), padding.PKCS1v15(), hashes.SHA256()),
        }
        data = {
            "version": "v3",
            "digest_algorithms": [{"algorithm": "sha256"}],
            "encap_content_info": {
                "content_type": "tst_info",
                "content": cms.ParsableOctetString(info.dump()),
            },
            "signer_infos": [signer],
        }
        if with_certificate:
            data["certificates"] = [certificate, asn1_x509.Certificate.load(self.root.der)]
        return cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(data)})


def _unsuccessful(status: ocsp.OCSPResponseStatus) -> bytes:
    return ocsp.OCSPResponseBuilder.build_unsuccessful(status).public_bytes(Encoding.DER)


def _rejected(why: str) -> bytes:
    return Rejection({"status": {"status": "rejection", "fail_info": {why}}}).dump()


class Rejection(core.Sequence):
    """A TimeStampResp without its token, which the library's own class does not know as optional."""

    _fields = [("status", tsp.PKIStatusInfo)]


class Handler(BaseHTTPRequestHandler):
    authorities: Authorities

    def do_GET(self) -> None:
        if self.path == "/crl":
            self.say("crl", "application/pkix-crl", self.authorities.crl)
        elif self.path.startswith("/ocsp/"):
            raw = base64.b64decode(unquote(self.path.removeprefix("/ocsp/")))
            self.say("ocsp", "application/ocsp-response", lambda: self.authorities.ocsp(raw))
        else:
            self.send_error(404)

    def do_POST(self) -> None:
        raw = self.rfile.read(min(int(self.headers["Content-Length"]), BODY_BYTES_MAX))
        verbs = {
            ("/ocsp", "application/ocsp-request"): ("application/ocsp-response", self.authorities.ocsp),
            ("/tsa", "application/timestamp-query"): ("application/timestamp-reply", self.authorities.stamp),
        }
        found = verbs.get((self.path, self.headers["Content-Type"]))
        if found is None:
            self.send_error(415)
            return
        kind, answer = found
        self.say(self.path[1:], kind, lambda: answer(raw))

    def say(self, who: str, kind: str, answer) -> None:
        if who in self.authorities.state.get("silent", ()):
            self.send_error(503)
            return
        raw = answer()
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    def log_message(self, *_args) -> None:
        """Nothing: the test reads the answers."""


def main() -> None:
    directory, *port = sys.argv[1:]
    Handler.authorities = Authorities(Path(directory))
    with ThreadingHTTPServer(("127.0.0.1", int(port[0]) if port else 0), Handler) as server:
        sys.stdout.write(f"ready {server.server_address[1]}\n")
        sys.stdout.flush()
        server.serve_forever()


if __name__ == "__main__":
    main()
