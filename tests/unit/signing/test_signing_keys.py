"""Keys: PKCS#12 files, a PKCS#11 token, the demo's certificates."""

import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pkcs11
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_der_public_key,
    pkcs12,
)
from pkcs11.util.ec import encode_ec_public_key, encode_named_curve_parameters

from congvan.signing.errors import KeyRefused, SigningError
from congvan.signing.keys import FileKey, KeyKind, TokenKey, read_chain, ring_from_directory
from congvan.signing.keys.limits import KEY_FILE_BYTES_MAX, SETTINGS_BYTES_MAX
from congvan.signing.sign import complete_signature
from congvan.signing.verify import verify
from congvan.sites.demo.pki import PIN, demo_holders, make_pki
from tests.unit.signing.conftest import AT

SOFTHSM = next((path for path in Path("/usr/lib").glob("**/softhsm/libsofthsm2.so")), None)


def verifies(certificate: bytes, signature: bytes, data: bytes) -> None:
    key = x509.load_der_x509_certificate(certificate).public_key()
    key.verify(signature, data, padding.PKCS1v15(), hashes.SHA256())


def test_file_key_signs_with_the_right_pin_only(desk):
    key = desk.ring.get("seal")
    verifies(key.certificate_chain()[0], key.sign(b"attributes", pin=desk.pki.pin), b"attributes")
    with pytest.raises(KeyRefused) as refused:
        key.sign(b"attributes", pin="sai")
    assert refused.value.code == "signer.wrong_pin"
    assert "PIN" in refused.value.message


def test_missing_key_file_is_said_to_be_broken(desk, tmp_path):
    lost = FileKey(tmp_path / "lost.p12", desk.ring.get("seal").certificate_chain())
    with pytest.raises(KeyRefused) as refused:
        lost.sign(b"attributes", pin="x")
    assert refused.value.code == "signer.key_broken"


def test_key_file_is_bounded(desk, tmp_path):
    path = tmp_path / "huge.p12"
    stored = desk.pki.directory.joinpath("seal.p12").read_bytes()
    path.write_bytes(stored + b"0" * (KEY_FILE_BYTES_MAX + 1 - len(stored)))
    with pytest.raises(KeyRefused) as refused:
        FileKey(path, desk.ring.get("seal").certificate_chain()).sign(b"attributes", pin=desk.pki.pin)
    assert refused.value.code == "signer.key_broken"


def test_file_key_of_an_elliptic_curve_signs(desk, tmp_path):
    key = ec.generate_private_key(ec.SECP256R1())
    path = tmp_path / "curve.p12"
    locked = PrivateFormat.PKCS12.encryption_builder().kdf_rounds(1000).build(b"pin")
    path.write_bytes(pkcs12.serialize_key_and_certificates(b"curve", key, None, None, locked))
    signature = FileKey(path, desk.ring.get("seal").certificate_chain()).sign(b"attributes", pin="pin")
    key.public_key().verify(signature, b"attributes", ec.ECDSA(hashes.SHA256()))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("seal.toml", 'kind = "pkcs11"\nmodule = "m"\ntoken = "t"\nkey = "k"'),  # seal.p12 is there already
        ("other.toml", 'kind = "khác"'),
        ("other.toml", 'kind = "pkcs11"\nmodule = "m"\ntoken = "t"'),
        ("other.toml", 'kind = "pkcs11"\nmodule = "m"\ntoken = "t"\nkey = "k"\npin = "1"'),
        ("other.toml", "kind = "),
        ("other.toml", "# " + "x" * SETTINGS_BYTES_MAX + '\nkind = "pkcs11"'),
    ],
)
def test_wrongly_described_key_stops_the_signer(desk, tmp_path, name, text):
    for source in desk.pki.directory.iterdir():
        (tmp_path / source.name).write_bytes(source.read_bytes())
    (tmp_path / "other.pem").write_bytes((tmp_path / "seal.pem").read_bytes())
    (tmp_path / name).write_text(text)
    with pytest.raises(SigningError, match=name) as refused:
        ring_from_directory(tmp_path)
    assert refused.value.code == "signer.settings"


def test_keys_in_files_are_warned_of(desk, caplog):
    ring_from_directory(desk.pki.directory)
    (record,) = caplog.records
    assert (record.levelname, record.message, record.keys) == (
        "WARNING",
        "private keys in files",
        ["leader", "seal"],
    )


def test_pin_is_in_no_representation(desk):
    assert desk.pki.pin not in repr(desk.key("seal"))


def test_ring_has_the_holders_and_refuses_others(desk):
    assert sorted(ring_from_directory(desk.pki.directory).keys) == ["leader", "seal"]
    with pytest.raises(KeyRefused) as refused:
        desk.ring.get("none")
    assert refused.value.code == "signer.unknown_key"


def test_chain_file_is_bounded_and_checked():
    with pytest.raises(ValueError, match="too large"):
        read_chain(b"x" * 1_000_000)
    with pytest.raises((ValueError, SigningError)):
        read_chain(b"junk")


def test_demo_certificates_are_honest_and_kept(tmp_path):
    holders = demo_holders()
    pki = make_pki(tmp_path, holders=holders)
    for holder in holders:
        certificate = x509.load_pem_x509_certificate((tmp_path / f"{holder.label}.pem").read_bytes())
        subject = certificate.subject.rfc4514_string()
        assert "O=BẢN MINH HỌA" in subject
        assert (certificate.not_valid_before_utc.year, certificate.not_valid_after_utc.year) == (2017, 2037)
        assert (tmp_path / f"{holder.label}.p12").stat().st_mode & 0o077 == 0
    assert make_pki(tmp_path, holders=holders) == pki
    assert pki.pin == PIN


@pytest.fixture
def token(desk, tmp_path, monkeypatch) -> TokenKey:
    """A SoftHSM2 token that holds the seal's key."""
    if SOFTHSM is None or shutil.which("softhsm2-util") is None:
        pytest.skip("thiếu công cụ hệ thống: softhsm2")
    configuration = tmp_path / "softhsm2.conf"
    configuration.write_text(f"directories.tokendir = {tmp_path}\nobjectstore.backend = file\n")
    monkeypatch.setenv("SOFTHSM2_CONF", str(configuration))
    stored = (desk.pki.directory / "seal.p12").read_bytes()
    key = pkcs12.load_key_and_certificates(stored, desk.pki.pin.encode())[0]
    plain = tmp_path / "key.pem"
    plain.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    label = ["--token", "cv-test"]
    pins = ["--pin", "246810", "--so-pin", "13579"]
    for arguments in (
        ["--init-token", "--free", "--label", "cv-test", *pins],
        ["--import", str(plain), *label, "--label", "seal", "--id", "01", "--pin", "246810"],
    ):
        subprocess.run(
            ["softhsm2-util", *arguments], check=True, capture_output=True, env=os.environ, timeout=60
        )
    pkcs11.lib(str(SOFTHSM)).reinitialize()
    return TokenKey(SOFTHSM, "cv-test", "seal", desk.ring.get("seal").certificate_chain())


def test_token_key_seals_a_letter(desk, signed_by_leader, token):
    prepared = desk.prepare_seal(signed_by_leader)
    sealed = complete_signature(prepared, signature=token.sign(prepared.attributes, pin="246810"))
    assert verify(sealed, policy=desk.policy, at=AT).valid_all


def test_token_is_found_by_slot_and_signs_many(desk, token):
    (slot,) = [
        slot.slot_id
        for slot in pkcs11.lib(str(SOFTHSM)).get_slots(token_present=True)
        if slot.get_token().label == "cv-test"
    ]
    key = replace(token, slot=slot)
    for number, signature in enumerate(key.sign_many([b"a0", b"a1"], pin="246810")):
        verifies(key.certificate_chain()[0], signature, b"a%d" % number)
    with pytest.raises(KeyRefused) as refused:
        replace(token, slot=slot + 1).sign(b"a", pin="246810")
    assert refused.value.code == "signer.key_broken"


def test_token_signs_with_an_elliptic_curve(token):
    parameters = encode_named_curve_parameters("secp256r1")
    with (
        pkcs11.lib(str(SOFTHSM)).get_token(token_label="cv-test").open(rw=True, user_pin="246810") as session
    ):
        curve = session.create_domain_parameters(
            pkcs11.KeyType.EC, {pkcs11.Attribute.EC_PARAMS: parameters}, local=True
        )
        public, _ = curve.generate_keypair(label="curve", store=True)
        public_key = load_der_public_key(encode_ec_public_key(public))
    signature = replace(token, key_label="curve").sign(b"attributes", pin="246810")
    public_key.verify(signature, b"attributes", ec.ECDSA(hashes.SHA256()))


def test_ring_reads_a_token_from_its_settings(desk, token, tmp_path):
    (tmp_path / "hsm.toml").write_text(
        f'kind = "pkcs11"\nmodule = "{token.module}"\ntoken = "cv-test"\nkey = "seal"\n'
    )
    (tmp_path / "hsm.pem").write_bytes((desk.pki.directory / "seal.pem").read_bytes())
    ring = ring_from_directory(tmp_path)
    assert ring.kinds() == {"hsm": KeyKind.TOKEN}
    verifies(token.chain[0], ring.get("hsm").sign(b"attributes", pin="246810"), b"attributes")


def test_token_refuses_a_wrong_pin_and_an_absent_token_is_said_to_be_broken(token):
    with pytest.raises(KeyRefused) as refused:
        token.sign(b"attributes", pin="000000")
    assert refused.value.code == "signer.wrong_pin"
    absent = TokenKey(token.module, "none", "seal", token.chain)
    with pytest.raises(KeyRefused) as refused:
        absent.sign(b"attributes", pin="246810")
    assert refused.value.code == "signer.key_broken"
