"""Word about revocation: what a file brings (DSS), what the policy brings, how old it is, what it says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from asn1crypto import crl, ocsp, x509  # type: ignore[import-untyped]  # ships no types
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader

from congvan.signing import limits
from congvan.signing.validation.container import entry


@dataclass(frozen=True, kw_only=True)
class Word:
    """What one CRL or OCSP response says of one certificate. Its signature is checked with the chain."""

    source: str
    revoked: bool
    this_update: datetime
    next_update: datetime | None

    def is_fresh(self, at: datetime, *, age_max: timedelta, grace: timedelta) -> bool:
        """Whether it still speaks for `at`."""
        end = self.next_update if self.next_update is not None else self.this_update + age_max
        return at <= end + grace


@dataclass(frozen=True, kw_only=True)
class Store:
    """Certificates, CRLs and OCSP responses of one origin: "embedded" or "policy"."""

    origin: str
    certificates: tuple[x509.Certificate, ...] = ()
    crls: tuple[crl.CertificateList, ...] = ()
    ocsps: tuple[ocsp.OCSPResponse, ...] = ()

    def words_on(self, certificate: x509.Certificate) -> tuple[Word, ...]:
        """Everything that is said of a certificate, newest first."""
        found = [*self._listed(certificate), *self._answered(certificate)]
        return tuple(sorted(found, key=lambda word: word.this_update, reverse=True))

    def speaks_of(self, chain: Iterable[x509.Certificate]) -> bool:
        """Whether there is word on every certificate given."""
        return all(self.words_on(certificate) for certificate in chain)

    def _listed(self, certificate: x509.Certificate) -> Iterator[Word]:
        for one in self.crls:
            if one.issuer != certificate.issuer:
                continue
            body = one["tbs_cert_list"]
            revoked = body["revoked_certificates"]
            yield Word(
                source="crl",
                revoked=any(
                    row["user_certificate"].native == certificate.serial_number for row in revoked or ()
                ),
                this_update=body["this_update"].native,
                next_update=body["next_update"].native,
            )

    def _answered(self, certificate: x509.Certificate) -> Iterator[Word]:
        for response in self.ocsps:
            for answer in response.response_data["responses"]:
                if _is_about(answer["cert_id"], certificate):
                    yield Word(
                        source="ocsp",
                        revoked=answer["cert_status"].name == "revoked",
                        this_update=answer["this_update"].native,
                        next_update=answer["next_update"].native,
                    )


def _is_about(named: Any, certificate: x509.Certificate) -> bool:
    hashed = {"sha1": certificate.issuer.sha1, "sha256": certificate.issuer.sha256}
    algorithm = named["hash_algorithm"]["algorithm"].native
    return bool(
        named["serial_number"].native == certificate.serial_number
        and hashed.get(algorithm) == named["issuer_name_hash"].native
    )


def of_policy(*, crls: Sequence[bytes], ocsps: Sequence[bytes]) -> Store:
    """What the installation holds. Raises ValueError on what is not a CRL or a response: our own fault."""
    return Store(
        origin="policy",
        crls=tuple(map(crl.CertificateList.load, crls)),
        ocsps=tuple(map(ocsp.OCSPResponse.load, ocsps)),
    )


def of_file(reader: PdfFileReader) -> Store:
    """What the file brings in its document security store; what cannot be read there is left out."""
    root = reader.root
    store = entry(root, "/DSS")
    if not isinstance(store, generic.DictionaryObject):
        return Store(origin="embedded")
    return Store(
        origin="embedded",
        certificates=tuple(_parsed(x509.Certificate, _streams(store, "/Certs"))),
        crls=tuple(_parsed(crl.CertificateList, _streams(store, "/CRLs"))),
        ocsps=tuple(
            one
            for one in _parsed(ocsp.OCSPResponse, _streams(store, "/OCSPs"))
            if one["response_status"].native == "successful"
        ),
    )


def _streams(store: generic.DictionaryObject, key: str) -> Iterator[bytes]:
    items = entry(store, key) or ()
    for item in list(items)[: limits.REVOCATION_ITEMS_MAX]:
        value = item.get_object()
        if isinstance(value, generic.StreamObject) and len(value.data) <= limits.REVOCATION_BYTES_MAX:
            yield value.data


def _parsed(kind: Any, found: Iterable[bytes]) -> Iterator[Any]:
    for der in found:
        try:
            value = kind.load(der)
            _ = value.native  # the library parses only what is looked at
        except (ValueError, TypeError, KeyError):
            continue  # a store is unsigned help: broken help is no help
        yield value
