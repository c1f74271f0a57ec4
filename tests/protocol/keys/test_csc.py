"""Remote signing by the CSC API v2 against a service in a process of its own."""

import logging
from contextlib import contextmanager
from dataclasses import replace
from hashlib import sha256

import pytest

from congvan.signing.errors import KeyRefused
from congvan.signing.keys import KeyKind, ServiceKey, ServiceSettings, ring_from_directory
from congvan.signing.keys.limits import APPROVAL_SECONDS_MAX, SERVICE_SECONDS_MAX
from tests.protocol.keys.conftest import FILE_PIN
from tests.protocol.keys.csc_service import RSA
from tests.protocol.keys.processes import started
from tests.protocol.keys.tls import make_tls

PIN = "97531-bi-mat"
ITEMS = [b"attributes %d" % number for number in range(10)]


@contextmanager
def service(issued, directory, *options):
    """A running service; the key towards it, and what it has signed."""
    secret, journal = directory / "csc.secret", directory / "journal"
    secret.write_text("s3cret\n")
    journal.touch()
    arguments = (issued.p12, issued.pem, "--file-pin", FILE_PIN, "--pin", PIN, "--journal", journal, *options)
    with started("tests.protocol.keys.csc_service", *arguments) as (_, (port,)):
        settings = ServiceSettings(
            url=f"http://127.0.0.1:{port}/csc/v2",
            secret_file=secret,
            credential="GX0112348",
            client_id="congvan",
        )
        yield ServiceKey(settings), lambda: journal.read_text().split()


def refusal(call) -> str:
    with pytest.raises(KeyRefused) as refused:
        call()
    assert refused.value.message
    assert PIN not in refused.value.message
    return refused.value.code


@pytest.mark.parametrize("algorithm", [(), ("--algorithm", RSA)])
def test_it_signs_many_under_one_approval(issued, tmp_path, algorithm):
    with service(issued, tmp_path, *algorithm) as (key, journal):
        assert (key.kind, key.certificate_chain()) == (KeyKind.SERVICE, issued.chain)
        for item, signature in zip(ITEMS, key.sign_many(ITEMS, pin=PIN), strict=True):
            issued.verify(signature, item)
        assert journal() == [sha256(item).hexdigest() for item in ITEMS]


def test_agreement_on_a_telephone_is_waited_for_and_no_longer(issued, tmp_path):
    with service(issued, tmp_path, "--checks", "2") as (key, journal):
        issued.verify(key.sign(b"a", pin=PIN), b"a")
        hasty = ServiceKey(replace(key.settings, approval_seconds=1))
        assert refusal(lambda: hasty.sign(b"a", pin=PIN)) == "signer.approval_missing"
        assert len(journal()) == 1


def test_service_is_reached_by_the_authority_that_the_settings_trust_and_no_other(issued, tmp_path):
    trusted = make_tls(tmp_path)
    with service(issued, tmp_path, "--tls", trusted) as (key, journal):
        address = key.settings.url.replace("http:", "https:")
        issued.verify(
            ServiceKey(replace(key.settings, url=address, ca_file=trusted)).sign(b"a", pin=PIN), b"a"
        )
        strange = ServiceKey(replace(key.settings, url=address))
        assert refusal(lambda: strange.sign(b"a", pin=PIN)) == "signer.unavailable"
        assert len(journal()) == 1


def test_more_than_one_approval_takes_are_signed_in_parts(issued, tmp_path):
    with service(issued, tmp_path, "--multisign", "4") as (key, journal):
        assert len(list(key.sign_many(ITEMS, pin=PIN))) == len(journal()) == len(ITEMS)


def test_bearer_token_and_only_credential(issued, tmp_path):
    with service(issued, tmp_path) as (key, _):
        key.settings.secret_file.write_text("b3arer")
        bearer = ServiceKey(replace(key.settings, client_id="", credential=""), issued.chain)
        issued.verify(bearer.sign(b"a", pin=PIN), b"a")
    with service(issued, tmp_path, "--credential", "A,B") as (key, _):
        any_of_two = ServiceKey(replace(key.settings, credential=""))
        assert refusal(lambda: any_of_two.sign(b"a", pin=PIN)) == "signer.service_broken"


def test_wrong_pin_is_refused_then_locked_and_never_said(issued, tmp_path, caplog):
    caplog.set_level(logging.DEBUG)
    with service(issued, tmp_path) as (key, journal):
        for _ in range(3):
            assert refusal(lambda: key.sign(b"a", pin="sai-bi-mat")) == "signer.wrong_pin"
        assert refusal(lambda: key.sign(b"a", pin=PIN)) == "signer.pin_locked"
        assert journal() == []
    assert "bi-mat" not in "".join(str(vars(record)) for record in caplog.records)


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (("--secret", "other"), "signer.service_denied"),
        (("--credential", "HX"), "signer.service_broken"),
        (("--key-status", "disabled"), "signer.certificate_unusable"),
        (("--cert-status", "revoked"), "signer.certificate_unusable"),
        (("--otp",), "signer.more_than_pin"),
        (("--sad-seconds", "0"), "signer.approval_expired"),
        (("--algorithm", "1.2.840.113549.1.1.5"), "signer.service_broken"),  # RSA with SHA-1
        (("--multisign", "0"), "signer.service_broken"),
        (("--lose-one",), "signer.service_broken"),
        (("--garbage", "<html>"), "signer.service_broken"),
        (("--garbage", "[]"), "signer.service_broken"),
        (("--garbage", "{}"), "signer.service_broken"),
        (("--die-at", "0"), "signer.unavailable"),
    ],
)
def test_what_the_service_will_not_do_has_a_code(issued, tmp_path, options, code):
    with service(issued, tmp_path, *options) as (key, _):
        assert refusal(lambda: key.sign(b"a", pin=PIN)) == code


def test_service_that_dies_between_two_approvals_leaves_what_it_signed(issued, tmp_path):
    kept = []
    with service(issued, tmp_path, "--multisign", "4", "--die-at", "1") as (key, journal):
        assert refusal(lambda: kept.extend(key.sign_many(ITEMS, pin=PIN))) == "signer.unavailable"
        assert len(kept) == len(journal()) == 4
        assert refusal(lambda: key.sign(b"a", pin=PIN)) == "signer.unavailable"
    with service(issued, tmp_path) as (key, journal):
        kept.extend(key.sign_many(ITEMS[len(kept) :], pin=PIN))
        assert journal() == [sha256(item).hexdigest() for item in ITEMS]
    for item, signature in zip(ITEMS, kept, strict=True):
        issued.verify(signature, item)


def test_another_certificate_than_the_pinned_one_is_refused(issued, tmp_path):
    with service(issued, tmp_path) as (key, journal):
        pinned = replace(key, chain=(issued.root,))
        assert refusal(lambda: pinned.sign(b"a", pin=PIN)) == "signer.certificate_changed"
        assert journal() == []


def test_unreadable_secret_is_said(issued, tmp_path):
    with service(issued, tmp_path) as (key, _):
        key.settings.secret_file.unlink()
        assert refusal(lambda: key.sign(b"a", pin=PIN)) == "signer.key_broken"


@pytest.mark.parametrize(
    "wrong",
    [
        {"url": "http://ky.example.vn/csc/v2"},
        {"url": "https://user@ky.example.vn/csc/v2"},
        {"url": "ky.example.vn"},
        {"token_url": "http://ky.example.vn/token"},
        {"seconds": 0},
        {"seconds": SERVICE_SECONDS_MAX + 1},
        {"approval_seconds": 0.5},
        {"approval_seconds": APPROVAL_SECONDS_MAX + 1},
    ],
)
def test_unsafe_settings_are_refused(tmp_path, wrong):
    with pytest.raises(ValueError):
        ServiceSettings(**{"url": "https://ky.example.vn/csc/v2", "secret_file": tmp_path / "s", **wrong})


def test_ring_reads_a_service_from_its_settings(issued, tmp_path):
    with service(issued, tmp_path) as (key, _):
        (tmp_path / "cloud.toml").write_text(
            f'kind = "csc"\nurl = "{key.settings.url}"\nclient_id = "congvan"\nsecret_file = "csc.secret"\n'
        )
        ring = ring_from_directory(tmp_path)
        assert ring.kinds() == {"cloud": KeyKind.SERVICE}
        issued.verify(ring.get("cloud").sign(b"a", pin=PIN), b"a")
