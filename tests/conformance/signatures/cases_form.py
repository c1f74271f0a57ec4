"""Crafted containers and byte ranges: what a validator must not read past."""

from __future__ import annotations

import hashlib
import re

from asn1crypto import cms, tsp
from pyhanko.pdf_utils.generic import pdf_name

from tests.conformance.signatures.corpus import case, led, letter, sealed
from tests.conformance.signatures.pki import honest, issue, name
from tests.conformance.signatures.raw import Container, Frozen, freeze, sign

FORMAT = "TOTAL_FAILED/FORMAT_FAILURE"
HASH = "TOTAL_FAILED/HASH_FAILURE"
CRYPTO = "TOTAL_FAILED/SIG_CRYPTO_FAILURE"
UNNAMED = "INDETERMINATE/NO_SIGNING_CERTIFICATE_FOUND"
BROKEN_FILE = "verify.unreadable"


def sealed_with(**options) -> bytes:
    return sign(led(), honest().seal, field_name="seal", **options)


def flip(pdf: bytes, place: int) -> bytes:
    return pdf[:place] + bytes([pdf[place] ^ 1]) + pdf[place + 1 :]


def hole_of(pdf: bytes) -> tuple[int, int]:
    """Where the last signature's container stands."""
    last = list(re.finditer(rb"/Contents <([0-9a-f]{1000,})>", pdf))[-1]
    return last.start(1) - 1, last.end(1) + 1


# The container


@case(CRYPTO)
def signed_by_another_key() -> bytes:
    return sealed_with(key=issue(name("Kẻ khác"), None).key)


@case(CRYPTO)
def flipped_bit_in_the_signature_value() -> bytes:
    def spoil(container: bytes) -> bytes:
        message = cms.ContentInfo.load(container)
        signer = message["content"]["signer_infos"][0]
        value = bytearray(signer["signature"].native)
        value[-1] ^= 1
        signer["signature"] = bytes(value)
        return message.dump(force=True)

    return sealed_with(forge=spoil)


@case(HASH)
def flipped_bit_in_the_signed_attributes() -> bytes:
    def spoil(container: bytes) -> bytes:
        message = cms.ContentInfo.load(container)
        digest = next(
            one["values"][0].native
            for one in message["content"]["signer_infos"][0]["signed_attrs"]
            if one["type"].native == "message_digest"
        )
        return flip(container, container.index(digest) + 3)

    return sealed_with(forge=spoil)


@case(HASH)
def flipped_bit_in_the_covered_bytes() -> bytes:
    return flip(sealed(), sealed().index(b"stream") + 40)


@case(HASH, field="leader")
def flipped_bit_under_the_leader() -> bytes:
    return flip(sealed(), led().index(b"stream") + 41)


@case(HASH)
def digest_of_other_bytes() -> bytes:
    return sealed_with(digest=hashlib.sha256(b"other").digest())


@case(FORMAT)
def no_message_digest() -> bytes:
    return sealed_with(drop=("message_digest",))


@case(FORMAT)
def no_content_type() -> bytes:
    return sealed_with(drop=("content_type",))


@case(FORMAT)
def content_type_of_another_kind() -> bytes:
    return sealed_with(attributes={"content_type": ["enveloped_data"]})


@case(UNNAMED)
def signing_certificate_not_named() -> bytes:
    return sealed_with(drop=("signing_certificate_v2",))


@case(UNNAMED)
def signing_certificate_of_another() -> bytes:
    hashed = hashlib.sha256(honest().leader.der).digest()
    named = tsp.SigningCertificateV2({"certs": [{"cert_hash": hashed}]})
    return sealed_with(attributes={"signing_certificate_v2": [named]})


@case(UNNAMED)
def no_certificate_inside() -> bytes:
    return sealed_with(certificates=[])


@case(UNNAMED)
def certificate_of_another_inside() -> bytes:
    return sealed_with(certificates=[honest().leader.der])


@case(FORMAT, CRYPTO)
def no_signed_attributes() -> bytes:
    return sealed_with(signed=False)


@case(FORMAT)
def content_carried_inside() -> bytes:
    return sealed_with(content=b"noi dung khac")


@case(FORMAT)
def two_signers_in_one_container() -> bytes:
    return sealed_with(copies=2)


@case(FORMAT)
def no_signer_in_the_container() -> bytes:
    return sealed_with(copies=0)


@case("INDETERMINATE/CRYPTO_CONSTRAINTS_FAILURE_NO_POE", FORMAT)
def two_digest_algorithms() -> bytes:
    return sealed_with(claimed="sha1")


@case("INDETERMINATE/CRYPTO_CONSTRAINTS_FAILURE", FORMAT, HASH, CRYPTO)
def digest_algorithm_unlike_the_signature() -> bytes:
    return sealed_with(claimed="sha512")


@case(FORMAT)
def not_der() -> bytes:
    def indefinite(container: bytes) -> bytes:
        assert container[0] == 0x30
        header = 2 + (container[1] & 0x7F)
        return b"\x30\x80" + container[header:] + b"\0\0"

    return sealed_with(forge=indefinite)


@case(FORMAT)
def bytes_stuffed_behind_the_container() -> bytes:
    return sealed_with(stuffing=b"\x04\x10" + b"never signed, but in the hole")


@case(FORMAT)
def container_cut_short() -> bytes:
    return sealed_with(forge=lambda container: container[: len(container) // 2])


@case(FORMAT)
def container_of_another_kind() -> bytes:
    data = cms.ContentInfo({"content_type": "data", "content": b"khong phai chu ky"}).dump()
    return sealed_with(forge=lambda _: data)


@case(FORMAT)
def container_of_zeros() -> bytes:
    return sealed_with(forge=lambda _: b"\0" * 64)


@case(FORMAT)
def container_of_noise() -> bytes:
    return sealed_with(forge=lambda container: hashlib.shake_256(container).digest(2000))


# The byte range: signed with the range that it names, so that only the form is wrong


def ranged(numbers_of, *, digest_of=None) -> bytes:
    """Sealed with this range, the digest over exactly what it names."""
    frozen = freeze(led(), field_name="seal")
    numbers = numbers_of(frozen)
    frozen = frozen.with_range(numbers)
    named = digest_of(frozen) if digest_of else frozen.digest(numbers)
    return frozen.filled(Container(honest().seal, named).encode())


def parts(frozen: Frozen) -> tuple[int, int, int]:
    return frozen.first, frozen.second, len(frozen.pdf) - frozen.second


@case(FORMAT)
def gap_wider_than_the_container() -> bytes:
    def wide(frozen: Frozen) -> list[int]:
        first, second, rest = parts(frozen)
        return [0, first - 30, second + 20, rest - 20]

    return ranged(wide)


@case(FORMAT)
def end_not_covered() -> bytes:
    def short(frozen: Frozen) -> list[int]:
        first, second, rest = parts(frozen)
        return [0, first, second, rest - 40]

    return ranged(short)


@case(FORMAT, HASH)
def range_overlaps_the_container() -> bytes:
    def early(frozen: Frozen) -> list[int]:
        first, second, rest = parts(frozen)
        return [0, first, second - 60, rest]

    return ranged(early)


@case(FORMAT)
def pieces_overlap_each_other() -> bytes:
    return ranged(lambda frozen: [0, frozen.first, frozen.first - 50, 50])


@case(FORMAT)
def range_past_the_end() -> bytes:
    def far(frozen: Frozen) -> list[int]:
        first, second, rest = parts(frozen)
        return [0, first, second, rest + 1000]

    return ranged(far)


@case(FORMAT)
def range_not_from_the_start() -> bytes:
    def late(frozen: Frozen) -> list[int]:
        first, second, rest = parts(frozen)
        return [9, first - 9, second, rest]

    return ranged(late)


@case(FORMAT, HASH)
def range_with_negative_numbers() -> bytes:
    def negative(frozen: Frozen) -> list[int]:
        first, second, _ = parts(frozen)
        return [0, first, second, -1]

    return ranged(negative, digest_of=lambda frozen: frozen.digest(frozen.honest_range))


@case(FORMAT)
def range_of_nothing() -> bytes:
    return ranged(lambda _: [0, 0, 0, 0])


@case(FORMAT)
def range_of_two_numbers() -> bytes:
    return ranged(lambda frozen: [0, len(led())])


@case(FORMAT)
def range_of_three_pieces() -> bytes:
    def six(frozen: Frozen) -> list[int]:
        first, second, rest = parts(frozen)
        return [0, 40, 40, first - 40, second, rest]

    return ranged(six)


@case(FORMAT, BROKEN_FILE)
def range_is_null() -> bytes:
    return ranged(lambda _: b"null", digest_of=lambda frozen: frozen.digest(frozen.honest_range))


@case(FORMAT, BROKEN_FILE)
def range_of_words() -> bytes:
    return ranged(lambda _: b"[/a /b /c /d]", digest_of=lambda frozen: frozen.digest(frozen.honest_range))


@case(FORMAT)
def range_of_real_numbers() -> bytes:
    def real(frozen: Frozen) -> bytes:
        return b"[0 %d.5 %d %d]" % parts(frozen)

    return ranged(real, digest_of=lambda frozen: frozen.digest(frozen.honest_range))


@case(FORMAT, HASH)
def range_missing() -> bytes:
    return (
        sealed()[: hole_of(sealed())[0]].replace(b"/ByteRange", b"/ByteRonge")
        + sealed()[hole_of(sealed())[0] :]
    )


@case(FORMAT)
def contents_missing() -> bytes:
    start, _ = hole_of(sealed())
    place = sealed().rindex(b"/Contents", 0, start)
    return sealed()[:place] + b"/Kontents" + sealed()[place + 9 :]


@case(FORMAT)
def contents_empty() -> bytes:
    start, end = hole_of(sealed())
    return sealed()[:start] + b"<>".ljust(end - start) + sealed()[end:]


@case(FORMAT)
def contents_null() -> bytes:
    start, end = hole_of(sealed())
    return sealed()[:start] + b"null".ljust(end - start) + sealed()[end:]


@case(FORMAT)
def contents_one_zero_byte() -> bytes:
    start, end = hole_of(sealed())
    return sealed()[:start] + b"<00>".ljust(end - start) + sealed()[end:]


@case(FORMAT)
def white_space_in_the_hole() -> bytes:
    start, end = hole_of(sealed())
    text = sealed()[start + 1 : end - 1]
    return sealed()[:start] + b"<" + text[:-40] + b" " * 40 + b">" + sealed()[end:]


@case(FORMAT)
def comment_in_the_hole() -> bytes:
    start, end = hole_of(sealed())
    text = sealed()[start + 1 : end - 1].rstrip(b"0")
    spare = end - start - 2 - len(text) - len(text) % 2
    kept = text.ljust(len(text) + len(text) % 2, b"0") + b"0" * (spare - 30 - spare % 2)
    return sealed()[:start] + (b"<" + kept + b">%chen vao").ljust(end - start) + sealed()[end:]


@case(FORMAT)
def unknown_subfilter() -> bytes:
    return sealed_with(subfilter="/Cong.Van.Tu.Che")


@case(FORMAT)
def old_subfilter() -> bytes:
    return sealed_with(subfilter="/adbe.x509.rsa_sha1")


@case(FORMAT)
def no_subfilter() -> bytes:
    return sealed_with(subfilter=None)


@case(FORMAT, "gone")
def subfilter_of_a_time_stamp() -> bytes:
    return sealed_with(subfilter="/ETSI.RFC3161")


@case("gone", FORMAT)
def disguised_as_a_time_stamp() -> bytes:
    return sealed_with(entries={"/Type": pdf_name("/DocTimeStamp")})


@case("verify.unreadable", "gone", FORMAT)
def file_cut_in_the_middle() -> bytes:
    return sealed()[: len(letter()) + 3000]


@case(FORMAT, "verify.unreadable", "gone")
def file_cut_before_its_table() -> bytes:
    return sealed()[: sealed().rindex(b"startxref")]
