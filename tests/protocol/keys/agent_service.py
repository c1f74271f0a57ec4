"""The local signing service as a process: one WebSocket over TLS per call, one text in, one text out.

`python -m tests.protocol.keys.agent_service P12 PEM --file-pin … --pin … --typed FILE …` says `ready`. Speaks the calls that web pages in the field make: /GetVersion, /SignMsg over a digest. What the user
types into its window is what FILE holds; three wrong PINs lock it; an empty FILE is a cancelled window.
"""

import argparse
import asyncio
import base64
import json
import os
import ssl
import sys
from pathlib import Path

from aiohttp import web
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, utils
from cryptography.hazmat.primitives.serialization import Encoding, pkcs12

WRONG_PINS_MAX = 3
ERROR, WRONG_PIN, CANCELLED = 1, 3, 11


class Agent:
    def __init__(self, options: argparse.Namespace) -> None:
        self.options = options
        stored = Path(options.p12).read_bytes()
        self.key = pkcs12.load_key_and_certificates(stored, options.file_pin.encode())[0]
        self.leaf = x509.load_pem_x509_certificates(Path(options.pem).read_bytes())[0]
        self.wrong_pins = 0
        self.signed = 0

    async def answer(self, request: web.Request) -> web.WebSocketResponse:
        if request.headers.get("Origin") != self.options.origin:
            raise web.HTTPForbidden
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        text = await socket.receive_str()
        verbs = {"/GetVersion": lambda _: "1.0", "/SignMsg": self.sign}
        verb = verbs.get(request.path, lambda _: failure(500, "no such call"))
        await socket.send_str(verb(text))
        await socket.close()
        return socket

    def sign(self, text: str) -> str:
        message = json.loads(text)
        if message.keys() != {"HashValue", "HashAlg", "Encode"} or message["HashAlg"] != "SHA256":
            return failure(ERROR, "fields")
        digest = base64.b64decode(message["HashValue"], validate=True)
        if len(digest) != 32 or message["Encode"] != "RSA":
            return failure(ERROR, "digest")
        typed = Path(self.options.typed).read_text()
        if not typed:
            return failure(CANCELLED, "cancelled")
        if self.wrong_pins >= WRONG_PINS_MAX:
            return failure(ERROR, "locked")
        if typed != self.options.pin:
            self.wrong_pins += 1
            return failure(WRONG_PIN, "wrong PIN")
        mark = Path(self.options.mark)
        if self.signed == self.options.die_at and not mark.exists():
            mark.touch()
            os._exit(9)
        self.signed += 1
        signature = self.key.sign(digest, padding.PKCS1v15(), utils.Prehashed(hashes.SHA256()))
        der = self.leaf.public_bytes(Encoding.DER)
        return json.dumps(
            {
                "Status": 0,
                "Message": "",
                "HashValue": message["HashValue"],
                "Signature": base64.b64encode(signature).decode(),
                "CertBase64": base64.b64encode(der).decode(),
            }
        )


def failure(status: int, message: str) -> str:
    return json.dumps({"Status": status, "Message": message, "Signature": ""})


async def serve(options: argparse.Namespace) -> None:
    application = web.Application()
    agent = Agent(options)
    application.router.add_get("/{call}", agent.answer)
    runner = web.AppRunner(application)
    await runner.setup()
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(Path(options.tls) / "tls.pem")
    site = web.TCPSite(runner, "127.0.0.1", int(options.port), ssl_context=context)
    await site.start()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    await asyncio.Event().wait()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("p12")
    parser.add_argument("pem")
    for name in ("--file-pin", "--pin", "--typed", "--tls", "--mark", "--port"):
        parser.add_argument(name, required=True)
    parser.add_argument("--origin", required=True)
    parser.add_argument("--die-at", type=int, default=-1)
    asyncio.run(serve(parser.parse_args()))


if __name__ == "__main__":
    main()
