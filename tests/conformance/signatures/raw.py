"""Signing by hand: an incremental update with a hole, a CMS built field by field, each step open to fraud.

Shares no code with our signer: pyHanko writes the update, asn1crypto the container, this file the range.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO

from asn1crypto import cms, core, tsp
from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from tests.conformance.signatures.pki import AT, Identity

HOLE = 12_000
HASHES = {"sha256": hashes.SHA256(), "sha1": hashes.SHA1(), "md5": hashes.MD5()}
RANGE = b"[0000000000 0000000000 0000000000 0000000000]"
PADES = "/ETSI.CAdES.detached"


def sign_bytes(key: object, data: bytes, digest: str) -> bytes:
    if isinstance(key, ec.EllipticCurvePrivateKey):
        return key.sign(data, ec.ECDSA(HASHES[digest]))
    return key.sign(data, padding.PKCS1v15(), HASHES[digest])


@dataclass
class Container:
    """What goes into the CMS, before it is encoded; a case changes what it likes."""

    who: Identity
    digest: bytes
    algorithm: str = "sha256"
    attributes: dict[str, list] = field(default_factory=dict)
    drop: Sequence[str] = ()
    certificates: Sequence[bytes] | None = None
    content_type: str = "data"
    content: bytes | None = None
    key: object | None = None
    signed: bool = True
    copies: int = 1
    stamp: Callable[[bytes], bytes] | None = None
    claimed: str | None = None

    def encode(self) -> bytes:
        leaf = asn1_x509.Certificate.load(self.who.der)
        named = tsp.SigningCertificateV2({"certs": [{"cert_hash": hashlib.sha256(self.who.der).digest()}]})
        values: dict[str, list] = {
            "content_type": ["data"],
            "message_digest": [self.digest],
            "signing_certificate_v2": [named],
            **self.attributes,
        }
        kept = [{"type": key, "values": value} for key, value in values.items() if key not in self.drop]
        attributes = cms.CMSAttributes(kept)
        key = self.key or self.who.key
        kind = "ecdsa" if isinstance(key, ec.EllipticCurvePrivateKey) else "rsa"
        to_sign = attributes.dump() if self.signed else b"no attributes"
        signature = sign_bytes(key, to_sign, self.algorithm)
        signer = {
            "version": "v1",
            "sid": {"issuer_and_serial_number": {"issuer": leaf.issuer, "serial_number": leaf.serial_number}},
            "digest_algorithm": {"algorithm": self.claimed or self.algorithm},
            "signature_algorithm": {"algorithm": f"{self.algorithm}_{kind}"},
            "signature": signature,
        }
        if self.signed:
            signer["signed_attrs"] = attributes
        if self.stamp:
            token = cms.ContentInfo.load(self.stamp(signature))
            signer["unsigned_attrs"] = [{"type": "signature_time_stamp_token", "values": [token]}]
        above = [one.public_bytes(Encoding.DER) for one in self.who.above[:-1]]
        ders = [self.who.der, *above] if self.certificates is None else self.certificates
        inner = {"content_type": self.content_type}
        if self.content is not None:
            inner["content"] = core.OctetString(self.content)
        data = {
            "version": "v1",
            "digest_algorithms": [{"algorithm": self.algorithm}],
            "encap_content_info": inner,
            "certificates": [asn1_x509.Certificate.load(der) for der in ders],
            "signer_infos": [cms.SignerInfo(signer) for _ in range(self.copies)],
        }
        return cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(data)}).dump()


@dataclass
class Frozen:
    """A file with an empty hole; `first` is where the hole begins, `second` where it ends."""

    pdf: bytes
    first: int
    second: int

    @property
    def honest_range(self) -> list[int]:
        return [0, self.first, self.second, len(self.pdf) - self.second]

    def with_range(self, numbers: Iterable[int] | bytes) -> Frozen:
        """The range written into its place, padded to the same length."""
        text = numbers if isinstance(numbers, bytes) else b"[%s]" % b" ".join(b"%d" % one for one in numbers)
        assert len(text) <= len(RANGE)
        return Frozen(self.pdf.replace(RANGE, text.ljust(len(RANGE))), self.first, self.second)

    def digest(self, numbers: Sequence[int], algorithm: str = "sha256") -> bytes:
        """Of the pieces that the range names."""
        pieces = zip(numbers[::2], numbers[1::2], strict=True)
        return hashlib.new(algorithm, b"".join(self.pdf[a : a + n] for a, n in pieces)).digest()

    def filled(self, container: bytes, *, stuffing: bytes = b"") -> bytes:
        """The container in hexadecimal in the hole, zeros behind it."""
        room = self.second - self.first - 2
        text = (container + stuffing).hex().encode()
        assert len(text) <= room
        return self.pdf[: self.first] + b"<" + text.ljust(room, b"0") + b">" + self.pdf[self.second :]


def freeze(
    pdf: bytes,
    *,
    field_name: str,
    subfilter: str | None = PADES,
    before: Callable[[IncrementalPdfFileWriter], None] | None = None,
    permissions: int | None = None,
    certify: bool = False,
    lock: Sequence[str] = (),
    entries: dict[str, generic.PdfObject] | None = None,
    page: int = 0,
    box: Sequence[int] = (0, 0, 0, 0),
    shown: Callable[[IncrementalPdfFileWriter], generic.PdfObject] | None = None,
    at: datetime = AT,
) -> Frozen:
    """One revision with a new signature field whose value waits for its range and container."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    if before:
        before(writer)
    value = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Sig"),
            pdf_name("/Filter"): pdf_name("/Adobe.PPKLite"),
            pdf_name("/ByteRange"): _Verbatim(RANGE),
            pdf_name("/Contents"): _Verbatim(b"<" + b"0" * HOLE + b">"),
            pdf_name("/M"): pdf_string(at.strftime("D:%Y%m%d%H%M%S+07'00'")),
        }
    )
    if subfilter:
        value[pdf_name("/SubFilter")] = pdf_name(subfilter)
    references = _references(permissions, lock)
    if references:
        value[pdf_name("/Reference")] = generic.ArrayObject(references)
    for key, item in (entries or {}).items():
        value[pdf_name(key)] = item
    value_reference = writer.add_object(value)
    add_field(writer, field_name, value_reference, page=page, box=box, shown=shown)
    if certify:
        writer.root[pdf_name("/Perms")] = generic.DictionaryObject({pdf_name("/DocMDP"): value_reference})
        writer.update_root()
    target = BytesIO()
    writer.write(target)
    made = target.getvalue()
    first = made.rindex(b"<" + b"0" * HOLE + b">")
    return Frozen(made, first, first + HOLE + 2)


class _Verbatim(generic.PdfObject):
    def __init__(self, text: bytes) -> None:
        self.text = text

    def write_to_stream(self, stream, handler=None, container_ref=None) -> None:
        stream.write(self.text)


def _references(permissions: int | None, lock: Sequence[str]) -> list[generic.DictionaryObject]:
    made = []
    for method, parameters in (
        ("/DocMDP", {"/P": generic.NumberObject(permissions)} if permissions else None),
        (
            "/FieldMDP",
            {
                "/Action": pdf_name("/Include"),
                "/Fields": generic.ArrayObject([pdf_string(one) for one in lock]),
            }
            if lock
            else None,
        ),
    ):
        if parameters is None:
            continue
        inner = {pdf_name("/Type"): pdf_name("/TransformParams"), pdf_name("/V"): pdf_name("/1.2")}
        inner |= {pdf_name(key): value for key, value in parameters.items()}
        made.append(
            generic.DictionaryObject(
                {
                    pdf_name("/Type"): pdf_name("/SigRef"),
                    pdf_name("/TransformMethod"): pdf_name(method),
                    pdf_name("/TransformParams"): generic.DictionaryObject(inner),
                }
            )
        )
    return made


def add_field(writer, field_name, value, *, kind="/Sig", page=0, box=(0, 0, 0, 0), shown=None):
    """A field that is its own widget on a page."""
    found, _ = writer.find_page_for_modification(page)
    widget = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/Widget"),
            pdf_name("/FT"): pdf_name(kind),
            pdf_name("/T"): pdf_string(field_name),
            pdf_name("/Rect"): generic.ArrayObject(generic.NumberObject(one) for one in box),
            pdf_name("/F"): generic.NumberObject(132 if kind == "/Sig" else 4),
            pdf_name("/P"): found,
        }
    )
    if value is not None:
        widget[pdf_name("/V")] = value
    if shown:
        appearance = writer.add_object(shown(writer))
        widget[pdf_name("/AP")] = generic.DictionaryObject({pdf_name("/N"): appearance})
    reference = writer.add_object(widget)
    writer.register_annotation(found, reference)
    if "/AcroForm" not in writer.root:
        form = generic.DictionaryObject(
            {
                pdf_name("/Fields"): generic.ArrayObject(),
                pdf_name("/SigFlags"): generic.NumberObject(3),
                pdf_name("/DA"): pdf_string("/Helv 0 Tf 0 g"),
            }
        )
        writer.root[pdf_name("/AcroForm")] = writer.add_object(form)
        writer.update_root()
    fields = writer.root["/AcroForm"]["/Fields"]
    fields.append(reference)
    writer.update_container(writer.root["/AcroForm"])
    writer.update_container(fields)
    return reference


def sign(pdf: bytes, who: Identity, *, field_name: str, **options) -> bytes:
    """Sign honestly but for what is asked: container options go to Container, the others to `freeze`."""
    inner = {key: options.pop(key) for key in tuple(options) if key in Container.__dataclass_fields__}
    stuffing = options.pop("stuffing", b"")
    forge = options.pop("forge", None)
    frozen = freeze(pdf, field_name=field_name, **options)
    frozen = frozen.with_range(frozen.honest_range)
    algorithm = inner.get("claimed") or inner.get("algorithm", "sha256")
    inner.setdefault("digest", frozen.digest(frozen.honest_range, algorithm))
    container = Container(who, **inner).encode()
    return frozen.filled(forge(container) if forge else container, stuffing=stuffing)


def update(pdf: bytes, change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    """An unsigned incremental update."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    change(writer)
    target = BytesIO()
    writer.write(target)
    return target.getvalue()
