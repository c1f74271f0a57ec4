"""The signed container, against an independent encoder and `openssl`."""

import hashlib
import subprocess
from datetime import UTC, datetime

import pytest
from asn1crypto import cms as asn1_cms
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from congvan.signing import cms, der

DATA = bytes(range(250)) * 3


def certified(key) -> bytes:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Phạm Huy Văn")])
    builder = x509.CertificateBuilder(subject_name=name, issuer_name=name, public_key=key.public_key())
    builder = builder.serial_number(2**150 + 1)
    builder = builder.not_valid_before(datetime(2017, 1, 1, tzinfo=UTC))
    builder = builder.not_valid_after(datetime(2037, 1, 1, tzinfo=UTC))
    return builder.sign(key, hashes.SHA256()).public_bytes(Encoding.DER)


def signed(key, attributes: bytes) -> bytes:
    if isinstance(key, rsa.RSAPrivateKey):
        return key.sign(attributes, padding.PKCS1v15(), hashes.SHA256())
    return key.sign(attributes, ec.ECDSA(hashes.SHA256()))


@pytest.mark.parametrize("kind", ["rsa", "ec"])
def test_container_is_what_another_encoder_writes_and_openssl_verifies(kind, tmp_path):
    key = rsa.generate_private_key(65537, 2048) if kind == "rsa" else ec.generate_private_key(ec.SECP256R1())
    chain = (certified(key), certified(key))
    attributes = cms.signed_attributes(digest=hashlib.sha256(DATA).digest(), certificate=chain[0])
    container = cms.build(attributes=attributes, signature=signed(key, attributes), chain=chain)
    assert asn1_cms.ContentInfo.load(container, strict=True).copy().dump(force=True) == container
    signer = asn1_cms.ContentInfo.load(container)["content"]["signer_infos"][0]
    assert signer["sid"].chosen["serial_number"].native == 2**150 + 1
    assert signer["signed_attrs"].retag(0).untag().dump() == attributes
    files = {name: tmp_path / name for name in ("container", "data", "root")}
    files["container"].write_bytes(container)
    files["data"].write_bytes(DATA)
    files["root"].write_bytes(x509.load_der_x509_certificate(chain[0]).public_bytes(Encoding.PEM))
    said = subprocess.run(
        [
            *("openssl", "cms", "-verify", "-binary", "-inform", "DER", "-in", files["container"]),
            *("-content", files["data"], "-noverify", "-out", "/dev/null"),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Verification successful" in said.stderr.replace("CMS ", ""), said.stderr


@pytest.mark.parametrize(
    ("dotted", "octets"),
    [("1.2.840.113549.1.7.1", "2a864886f70d010701"), ("2.5.4.3", "550403"), ("2.16.840.1.101", "6086480165")],
)
def test_object_identifiers(dotted, octets):
    assert der.oid(dotted)[2:].hex() == octets


@pytest.mark.parametrize("length", [0, 127, 128, 255, 256, 65535, 65536])
def test_lengths_read_back(length):
    made = der.element(der.OCTETS, bytes(length))
    assert asn1_cms.OctetString.load(made, strict=True).native == bytes(length)


@pytest.mark.parametrize(
    "junk", [b"", b"\x30", b"\x30\x82\x01", b"\x30\x03\x30\x01", b"\x30\x84\xff\xff\xff\xff"]
)
def test_junk_is_no_certificate(junk):
    with pytest.raises(ValueError, match="not DER"):
        der.issuer_and_serial(junk)
