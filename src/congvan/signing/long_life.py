"""What lets a signature outlive its certificates: word on revocation and time-stamps (EN 319 142-1).

A file grows from B-T to B-LT by `store`, to B-LTA by `stamp`, and is renewed before the last time-stamp's
certificate or algorithm ends by both again. Nothing here talks to a network: what does is passed in.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from asn1crypto import algos, cms, crl, ocsp, tsp, x509  # type: ignore[import-untyped]  # ships no types
from cryptography import x509 as pyca
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.ocsp import OCSPRequestBuilder
from cryptography.x509.oid import AuthorityInformationAccessOID
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.signers import DocumentTimestamp
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigObjSetup
from pyhanko.sign.validation import EmbeddedPdfSignature
from pyhanko.sign.validation.dss import DocumentSecurityStore

from congvan.signing import limits
from congvan.signing.errors import SigningError
from congvan.signing.writer import append_with_hole, open_for_update, to_bytes

DIGEST = "sha256"
FIELD = "timestamp"
TOKEN_BYTES_MAX = 16 * 1024

Ask = Callable[[bytes], bytes]
"""Send a DER request to the time-stamping authority, return its DER reply; what it raises goes through."""

Fetch = Callable[[str, bytes], bytes]
"""Get what lies at an http address, or post a body to it; what it raises goes through."""


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """Certificates and word on their revocation, DER. `missing`: holders about whom nobody can be asked."""

    certificates: tuple[bytes, ...] = ()
    crls: tuple[bytes, ...] = ()
    ocsps: tuple[bytes, ...] = ()
    missing: tuple[str, ...] = ()


def store(pdf: bytes, evidence: Evidence) -> bytes:
    """The PDF with this evidence in its document security store: one revision that no signature forbids.

    Raises SigningError where the file cannot be extended or a piece of evidence cannot be read.
    """
    writer = open_for_update(pdf)
    try:
        certificates = [x509.Certificate.load(der, strict=True) for der in evidence.certificates]
        crls = [crl.CertificateList.load(der, strict=True) for der in evidence.crls]
        ocsps = [ocsp.OCSPResponse.load(der, strict=True) for der in evidence.ocsps]
    except ValueError as error:
        raise SigningError(
            "signing.evidence", "Dữ liệu thu hồi chứng thư nhận được bị hỏng: hãy lấy lại từ nơi cấp."
        ) from error
    DocumentSecurityStore.supply_dss_in_writer(writer, None, certs=certificates, crls=crls, ocsps=ocsps)
    return to_bytes(writer)


def stamp(pdf: bytes, *, ask: Ask) -> bytes:
    """The PDF with a document time-stamp over all of it (RFC 3161, ETSI.RFC3161).

    No nonce: what is stamped is one file's digest, and an older answer for it would tell the truth as well.
    Raises SigningError where the authority refuses, or stamps something else.
    """
    writer = open_for_update(pdf)
    embedder = PdfCMSEmbedder().write_cms(_free_name(writer.prev), writer)
    next(embedder)
    placeholder = DocumentTimestamp(bytes_reserved=2 * TOKEN_BYTES_MAX)  # type: ignore[no-untyped-call]  # its own
    embedder.send(SigObjSetup(sig_placeholder=placeholder))
    revision, start, end = append_with_hole(writer, placeholder)
    whole = writer.before + revision
    digest = hashlib.sha256(whole[:start] + whole[end:]).digest()
    digits = _token(ask(_request(digest)), digest).hex().encode().ljust(end - start - 2, b"0")
    return b"".join((whole[:start], b"<", digits, b">", whole[end:]))


def certificates_in(pdf: bytes) -> tuple[bytes, ...]:
    """Every certificate that a signature or time-stamp of the file brings, DER, each once.

    Raises SigningError for a file that cannot be read.
    """
    reader = open_for_update(pdf).prev
    found: dict[bytes, None] = {}
    for name, _, field in enumerate_sig_fields(reader, filled_status=True):
        try:
            embedded = EmbeddedPdfSignature(reader, field, name)
        except (PdfError, ValueError) as error:
            raise SigningError(
                "signing.container", "Không đọc được chữ ký số trong tập tin: hãy kiểm tra lại tập tin."
            ) from error
        found.update(dict.fromkeys(_brought(embedded.signed_data)))
        for attribute in embedded.signer_info["unsigned_attrs"] or ():
            if attribute["type"].native == "signature_time_stamp_token":
                found.update(dict.fromkeys(_brought(attribute["values"][0]["content"])))
    return tuple(found)


def _brought(signed: Any) -> Iterable[bytes]:
    for choice in list(signed["certificates"] or ())[: limits.CERTIFICATES_MAX]:
        if choice.name == "certificate":
            yield choice.chosen.dump()


def _free_name(reader: PdfFileReader) -> str:
    """`timestamp`, `timestamp2`, …: the same file always gets the same name."""
    taken = {name for name, _, _ in enumerate_sig_fields(reader)}
    names = [FIELD, *(f"{FIELD}{ordinal}" for ordinal in range(2, limits.TIMESTAMPS_MAX + 1))]
    free = next((name for name in names if name not in taken), None)
    if free is None:
        raise SigningError(
            "signing.too_many_timestamps",
            "Tập tin đã có quá nhiều dấu thời gian: hãy lập bản sao y có chữ ký mới.",
        )
    return free


def _request(digest: bytes) -> bytes:
    imprint = {"hash_algorithm": algos.DigestAlgorithm({"algorithm": DIGEST}), "hashed_message": digest}
    request: bytes = tsp.TimeStampReq({"version": "v1", "message_imprint": imprint, "cert_req": True}).dump()
    return request


def _token(reply: bytes, digest: bytes) -> bytes:
    """The token of a reply that stamps just this digest."""
    try:
        answer = tsp.TimeStampResp.load(reply)
        status = answer["status"]["status"].native
        if status not in {"granted", "granted_with_mods"}:
            raise _refused(f"cơ quan cấp dấu thời gian trả lời “{status}”")
        token: cms.ContentInfo = answer["time_stamp_token"]
        info = token["content"]["encap_content_info"]["content"].parsed
        stamped = info["message_imprint"]["hashed_message"].native
        der: bytes = token.dump()
    except (ValueError, TypeError, KeyError) as error:
        raise _refused("câu trả lời không đọc được") from error
    if stamped != digest:
        raise _refused("dấu thời gian là của nội dung khác")
    if len(der) > TOKEN_BYTES_MAX:
        raise _refused("dấu thời gian quá lớn")
    return der


def _refused(why: str) -> SigningError:
    return SigningError(
        "signing.timestamp", f"Chưa lấy được dấu thời gian: {why}. Văn bản giữ nguyên, hãy thử lại sau."
    )


def evidence_for(pdf: bytes, *, fetch: Fetch) -> Evidence:
    """Word about every certificate that the file brings: its authority's CRL, else an OCSP answer.

    Certificates that issued themselves need none. The list's place may be told by another certificate of the
    same authority. Raises SigningError where a certificate cannot be read.
    """
    chain = certificates_in(pdf)
    try:
        return _asked(chain, [pyca.load_der_x509_certificate(der) for der in chain], fetch)
    except (ValueError, pyca.DuplicateExtension, pyca.UnsupportedGeneralNameType) as error:
        raise SigningError(
            "signing.evidence", "Chứng thư trong tập tin sai chuẩn: chưa lưu được bằng chứng lâu dài."
        ) from error


def _asked(chain: tuple[bytes, ...], parsed: Sequence[pyca.Certificate], fetch: Fetch) -> Evidence:
    lists = {one.issuer: places[0] for one in parsed if (places := _crl_places(one))}
    crls: dict[str, bytes] = {}
    ocsps: list[bytes] = []
    missing: list[str] = []
    for certificate in parsed:
        if certificate.issuer == certificate.subject or _needs_none(certificate):
            continue
        place = lists.get(certificate.issuer)
        issuer = next((one for one in parsed if one.subject == certificate.issuer), None)
        if place is not None:
            if place not in crls:
                crls[place] = fetch(place, b"")
        elif issuer is not None and (responder := _responder(certificate)):
            ocsps.append(fetch(responder, _question(certificate, issuer)))
        else:
            missing.append(certificate.subject.rfc4514_string()[: limits.TEXT_MAX])
    return Evidence(certificates=chain, crls=tuple(crls.values()), ocsps=tuple(ocsps), missing=tuple(missing))


def preserve(pdf: bytes, *, fetch: Fetch, ask: Ask) -> bytes:
    """The PDF as B-LTA: evidence, then a time-stamp over it. Done again, it is renewed for as long again.

    Where a certificate names nobody to ask about it, the file is stamped all the same: its time is proven.
    """
    return stamp(store(pdf, evidence_for(pdf, fetch=fetch)), ask=ask)


def lasts_until(pdf: bytes) -> datetime | None:
    """When what the file can prove by itself ends: with the certificate of its last time-stamp.

    Without a time-stamp, with the first certificate to expire; None for a file without signatures.
    """
    reader = open_for_update(pdf).prev
    fields = [(name, field) for name, _, field in enumerate_sig_fields(reader, filled_status=True)]
    found = [EmbeddedPdfSignature(reader, field, name) for name, field in fields]
    stamps = [one for one in found if one.sig_object_type == "/DocTimeStamp"]
    if stamps:
        newest = max(stamps, key=lambda one: one.signed_revision)
        ends: datetime = newest.signer_cert.not_valid_after
        return ends
    return min((one.signer_cert.not_valid_after for one in found), default=None)


def _crl_places(certificate: pyca.Certificate) -> list[str]:
    points = _extension(certificate, pyca.CRLDistributionPoints)
    return [
        name.value
        for point in points or ()
        for name in point.full_name or ()
        if isinstance(name, pyca.UniformResourceIdentifier) and name.value.startswith("http://")
    ]


def _responder(certificate: pyca.Certificate) -> str:
    places = _extension(certificate, pyca.AuthorityInformationAccess)
    named = (one for one in places or () if one.access_method == AuthorityInformationAccessOID.OCSP)
    return next((str(one.access_location.value) for one in named), "")


def _needs_none(certificate: pyca.Certificate) -> bool:
    return _extension(certificate, pyca.OCSPNoCheck) is not None


def _extension(certificate: pyca.Certificate, kind: type[Any]) -> Any:
    try:
        return certificate.extensions.get_extension_for_class(kind).value
    except pyca.ExtensionNotFound:
        return None


def _question(certificate: pyca.Certificate, issuer: pyca.Certificate) -> bytes:
    builder = OCSPRequestBuilder().add_certificate(certificate, issuer, hashes.SHA1())  # noqa: S303 — an id, as RFC 5019 has it
    return builder.build().public_bytes(Encoding.DER)
