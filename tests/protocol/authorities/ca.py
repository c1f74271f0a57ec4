"""A root, its responder and time-stamper, and leaves whose certificates say where to ask; all as files."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID, NameOID

SINCE, UNTIL = datetime(2020, 1, 1, tzinfo=UTC), datetime(2049, 12, 31, tzinfo=UTC)
SIGNING = ("digital_signature", "content_commitment")
USAGES = (
    "digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
    "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
)  # fmt: skip


@dataclass(frozen=True)
class Party:
    """A certificate and its private key."""

    certificate: x509.Certificate
    key: rsa.RSAPrivateKey

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(Encoding.DER)

    def write(self, directory: Path, name: str) -> None:
        (directory / f"{name}.pem").write_bytes(self.certificate.public_bytes(Encoding.PEM))
        plain = self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        (directory / f"{name}.key").write_bytes(plain)

    @classmethod
    def read(cls, directory: Path, name: str) -> "Party":
        certificate = x509.load_pem_x509_certificate((directory / f"{name}.pem").read_bytes())
        return cls(certificate, load_pem_private_key((directory / f"{name}.key").read_bytes(), None))


def make_authorities(directory: Path) -> Party:
    """Write root, responder and time-stamper as `root`, `ocsp`, `tsa`; the root is returned."""
    root = issue("Gốc thử nghiệm", ca=True)
    root.write(directory, "root")
    issue("Trả lời OCSP thử nghiệm", by=root, purpose=ExtendedKeyUsageOID.OCSP_SIGNING).write(
        directory, "ocsp"
    )
    issue("Dấu thời gian thử nghiệm", by=root, purpose=ExtendedKeyUsageOID.TIME_STAMPING).write(
        directory, "tsa"
    )
    return root


def issue(
    name: str,
    *,
    by: Party | None = None,
    ca: bool = False,
    purpose: x509.ObjectIdentifier | None = None,
    address: str = "",
    since: datetime = SINCE,
    until: datetime = UNTIL,
) -> Party:
    """A certificate; by itself without an issuer. `address`: the authorities' process, for OCSP and CRL."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    issuer = by.certificate.subject if by else subject
    wanted = ("key_cert_sign", "crl_sign") if ca else SIGNING
    usage = x509.KeyUsage(**{one: one in wanted for one in USAGES})
    builder = (
        x509.CertificateBuilder(issuer, subject, key.public_key(), x509.random_serial_number())
        .not_valid_before(since)
        .not_valid_after(until)
        .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    if purpose is not None:
        builder = builder.add_extension(x509.ExtendedKeyUsage([purpose]), critical=True)
    if purpose == ExtendedKeyUsageOID.OCSP_SIGNING:
        builder = builder.add_extension(x509.OCSPNoCheck(), critical=False)
    if address:
        builder = _with_addresses(builder, address)
    return Party(builder.sign(by.key if by else key, hashes.SHA256()), key)


def _with_addresses(builder: x509.CertificateBuilder, address: str) -> x509.CertificateBuilder:
    responder = x509.AccessDescription(
        AuthorityInformationAccessOID.OCSP, x509.UniformResourceIdentifier(f"{address}/ocsp")
    )
    point = x509.DistributionPoint([x509.UniformResourceIdentifier(f"{address}/crl")], None, None, None)
    return builder.add_extension(x509.AuthorityInformationAccess([responder]), critical=False).add_extension(
        x509.CRLDistributionPoints([point]), critical=False
    )
