"""Files that we make to last, with evidence and time-stamps from a process; judged long after."""

from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding

from congvan.signing.errors import SigningError
from congvan.signing.layout import FieldName
from congvan.signing.long_life import certificates_in, lasts_until, preserve, stamp
from congvan.signing.policy import TrustPolicy
from congvan.signing.prepare import FieldFonts, reserve
from congvan.signing.sign import Kind, complete_signature, prepare_signature
from congvan.signing.verify import verify
from congvan.typeset import Letter, Paragraph, compose, font_bytes
from tests.protocol.authorities.ca import issue
from tests.protocol.authorities.test_authorities import Running, authorities

__all__ = ["authorities"]

SIGNED = datetime(2024, 5, 2, 8, 0, tzinfo=UTC)
EXPIRES = datetime(2026, 5, 2, 8, 0, tzinfo=UTC)
LONG_AFTER = datetime(2035, 5, 2, 8, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def draft() -> bytes:
    letter = Letter(
        parent_name="UBND tỉnh Phú Yên", issuer_name="Sở Giáo dục và Đào tạo", place="Phú Yên", year=2024,
        symbol="/SGDĐT-VP", kind=None, subject="kiểm tra", body=(Paragraph(text="Nội dung."),),
        recipient_lines=("Lưu: VT.",), authority_lines=("GIÁM ĐỐC",), signer_name="Lê Lâm",
    )  # fmt: skip
    made = compose(letter, at=SIGNED)
    return reserve(
        made.pdf,
        places=made.places,
        fonts=FieldFonts(regular=font_bytes("Regular"), italic=font_bytes("Italic")),
    )


def signed(authorities: Running, draft: bytes):
    who = issue("Người ký", by=authorities.root, address=authorities.address, until=EXPIRES)
    prepared = prepare_signature(
        draft,
        field=FieldName.LEADER,
        certificate_chain=(who.der, authorities.root.der),
        kind=Kind.LEADER,
        at=SIGNED,
    )
    signature = who.key.sign(prepared.attributes, padding.PKCS1v15(), hashes.SHA256())
    return who, complete_signature(prepared, signature=signature)


def fetch(authorities: Running):
    def get(address: str, body: bytes) -> bytes:
        path = address.removeprefix(authorities.address)
        return authorities.post(path, "application/ocsp-request", body) if body else authorities.get(path)

    return get


def ask(authorities: Running):
    return lambda request: authorities.post("/tsa", "application/timestamp-query", request)


def judged(authorities: Running, pdf: bytes, at: datetime):
    report = verify(pdf, policy=TrustPolicy(roots=(authorities.root.der,)), at=at)
    (leader,) = report.signatures
    return leader


@pytest.mark.law("QD11/D9.K2")
def test_d9_k2_a_preserved_file_is_valid_long_after_its_certificate(authorities, draft):
    who, plain = signed(authorities, draft)
    authorities.say(at=SIGNED.isoformat())
    lasting = preserve(plain, fetch=fetch(authorities), ask=ask(authorities))
    assert lasting.startswith(plain)
    assert judged(authorities, plain, SIGNED).level == "B-B"
    assert judged(authorities, lasting, SIGNED).level == "B-LTA"
    assert not judged(authorities, plain, LONG_AFTER).valid
    assert judged(authorities, lasting, LONG_AFTER).valid
    assert lasts_until(plain) == who.certificate.not_valid_after_utc
    assert lasts_until(lasting).year == 2049


def test_renewed_again_and_again_it_stays_valid(authorities, draft):
    _, pdf = signed(authorities, draft)
    for year in (2024, 2025, 2027, 2030):
        authorities.say(at=SIGNED.replace(year=year).isoformat())
        pdf = preserve(pdf, fetch=fetch(authorities), ask=ask(authorities))
        found = judged(authorities, pdf, SIGNED.replace(year=year))
        assert (found.valid, found.level) == (True, "B-LTA"), year
    assert judged(authorities, pdf, LONG_AFTER).valid


def test_what_was_revoked_before_it_was_preserved_stays_invalid(authorities, draft):
    who, plain = signed(authorities, draft)
    authorities.say(
        at=SIGNED.isoformat(), revoked={str(who.certificate.serial_number): "2024-01-02T03:04:05+00:00"}
    )
    lasting = preserve(plain, fetch=fetch(authorities), ask=ask(authorities))
    assert judged(authorities, lasting, SIGNED).subindication == "REVOKED_NO_POE"
    assert not judged(authorities, lasting, LONG_AFTER).valid


@pytest.mark.parametrize(
    "reply", [b"", b"\x30\x03\x02\x01\x00", b"junk" * 50], ids=["nothing", "another thing", "junk"]
)
def test_an_answer_that_is_none_leaves_the_file_as_it_is(authorities, draft, reply):
    _, plain = signed(authorities, draft)
    with pytest.raises(SigningError) as refused:
        stamp(plain, ask=lambda _: reply)
    assert refused.value.code == "signing.timestamp"
    assert "hãy thử lại sau" in refused.value.message


def test_a_stamp_over_something_else_is_refused(authorities, draft):
    _, plain = signed(authorities, draft)
    authorities.say(at=SIGNED.isoformat())
    kept = []
    stamp(plain, ask=lambda request: kept.append(ask(authorities)(request)) or kept[0])
    with pytest.raises(SigningError, match="nội dung khác"):
        stamp(plain + b"\n", ask=lambda _: kept[0])


def test_every_certificate_is_named_once(authorities, draft):
    who, plain = signed(authorities, draft)
    authorities.say(at=SIGNED.isoformat())
    twice = stamp(stamp(plain, ask=ask(authorities)), ask=ask(authorities))
    found = certificates_in(twice)
    assert len(found) == len(set(found)) == 3
    assert {who.der, authorities.root.der} <= set(found)
