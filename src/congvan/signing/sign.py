"""Sign a reserved field in two steps: freeze the revision, then put the signature in."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final, Self

from pyhanko.pdf_utils import generic
from pyhanko.sign.fields import FieldMDPSpec, MDPPerm, SigSeedSubFilter, enumerate_sig_fields
from pyhanko.sign.signers import SignatureObject
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigMDPSetup, SigObjSetup
from pyhanko.sign.signers.pdf_byterange import PdfByteRangeDigest

from congvan.signing import cms, pages
from congvan.signing.appearance import Appearance, draw_signature
from congvan.signing.errors import SigningError
from congvan.signing.layout import turn_of
from congvan.signing.number import fill as fill_fields
from congvan.signing.permitted import permitted, refuse_forbidden
from congvan.signing.writer import RevisionWriter, append_with_hole, form_field, open_for_update, taking_apart


class Kind(StrEnum):
    """Who signs: a person (the first in a file certifies, filling allowed) or an agency (locks the form)."""

    INITIAL = "initial"
    LEADER = "leader"
    SEAL = "seal"


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """A revision frozen before its signature.

    `before` and the `revision` appended to it are the whole file, with a placeholder between `hole_start` and
    `hole_end`; `digest` is the SHA-256 of all bytes around it; `attributes` are the DER bytes that the key
    must sign.
    """

    before: bytes
    revision: bytes
    hole_start: int
    hole_end: int
    digest: bytes
    attributes: bytes
    certificate_chain: tuple[bytes, ...]

    @property
    def pdf(self) -> bytes:
        """The whole file with the placeholder; each call is a copy."""
        return self.before + self.revision

    def around(self) -> tuple[bytes | memoryview, memoryview, memoryview]:
        """The whole file in the three pieces around the placeholder's digits, not copied."""
        revision, length = memoryview(self.revision), len(self.before)
        return self.before, revision[: self.hole_start - length], revision[self.hole_end - length :]

    def to_bytes(self) -> bytes:
        """One value for a file or a database column: a JSON line, then the PDF."""
        head = {
            "before": len(self.before),
            "hole": [self.hole_start, self.hole_end],
            "digest": self.digest.hex(),
            "attributes": base64.b64encode(self.attributes).decode(),
            "certificate_chain": [base64.b64encode(der).decode() for der in self.certificate_chain],
        }
        return json.dumps(head, separators=(",", ":")).encode() + b"\n" + self.pdf

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Read what `to_bytes` wrote; ValueError when it is something else."""
        line, _, pdf = data.partition(b"\n")
        head = json.loads(line)
        length = head.get("before", 0)  # values written before this entry was are one piece
        return cls(
            before=pdf[:length],
            revision=pdf[length:],
            hole_start=head["hole"][0],
            hole_end=head["hole"][1],
            digest=bytes.fromhex(head["digest"]),
            attributes=base64.b64decode(head["attributes"]),
            certificate_chain=tuple(base64.b64decode(der) for der in head["certificate_chain"]),
        )


def prepare_signature(
    pdf: bytes,
    *,
    field: str,
    certificate_chain: Sequence[bytes],
    kind: Kind,
    at: datetime,
    appearance: Appearance | None = None,
    fill: Mapping[str, str] | None = None,
) -> Prepared:
    """Write one revision with the reserved field signed but for the signature itself.

    The first person in a file certifies: afterwards only the reserved fields may be filled (DocMDP 2).
    Everyone after approves, in the order of `layout.turn_of`. SEAL fills number and date and signs in one
    revision, so that no unsigned state of the file exists and later time-stamps do not look like changes of
    locked fields; its lock then forbids every change (of several seals, the last one's).
    The same arguments give the same bytes. Chain: DER, leaf first. Raises SigningError.
    Law: QD11/D8.K1, QD11/D8.K3.a.
    """
    if at.tzinfo is None:
        raise ValueError("at needs a time zone")
    cms.check_chain(certificate_chain)
    writer = open_for_update(pdf)
    with taking_apart():
        permissions = _write(writer, field=field, kind=kind, appearance=appearance, fill=fill or {})
        return _freeze(writer, field=field, chain=tuple(certificate_chain), at=at, permissions=permissions)


def _write(
    writer: RevisionWriter,
    *,
    field: str,
    kind: Kind,
    appearance: Appearance | None,
    fill: Mapping[str, str],
) -> SigMDPSetup:
    """Fill and draw where nothing forbids it; what this signature permits afterwards."""
    widget = _empty_field(writer, field)
    _refuse_out_of_turn(writer, field)
    already = permitted(writer)
    refuse_forbidden(already)
    if not all(already.may_fill(name) for name in fill):
        raise SigningError(
            "signing.field_locked", "Số và ngày đã được chữ ký số khóa lại: không ghi lần thứ hai."
        )
    fill_fields(writer, fill)
    if appearance is not None:
        _show(writer, widget, appearance)
    first = kind is not Kind.SEAL and already.signatures == 0
    return _CERTIFYING if first else _approving(widget)


def complete_signature(prepared: Prepared, *, signature: bytes) -> bytes:
    """The signed PDF. Raises SigningError when the signature is not of these attributes by the leaf's key."""
    around = prepared.around()
    if _digest(around) != prepared.digest:
        raise SigningError(
            "signing.frozen_changed", "Bản chờ ký đã bị thay đổi: hãy chuẩn bị ký lại từ bản của lãnh đạo."
        )
    container = cms.build(
        attributes=prepared.attributes, signature=signature, chain=prepared.certificate_chain
    )
    free = prepared.hole_end - prepared.hole_start - 2
    digits = container.hex().encode().ljust(free, b"0")
    assert len(digits) == free, "cms.reserved_hex_length is too small"
    return b"".join((*around[:2], b"<", digits, b">", around[2]))


def _digest(pieces: Iterable[bytes | memoryview]) -> bytes:
    hashed = hashlib.sha256()
    for piece in pieces:
        hashed.update(piece)
    return hashed.digest()


def _empty_field(writer: RevisionWriter, name: str) -> generic.DictionaryObject:
    field = form_field(writer, name=name, kind="/Sig")
    if field is None:
        raise SigningError(
            "signing.field_missing", "Văn bản chưa dành vị trí chữ ký số: hãy tạo lại bản trình ký."
        )
    if "/V" in field:
        raise SigningError("signing.field_signed", "Vị trí này đã có chữ ký số: không ký lần thứ hai.")
    return field


def _refuse_out_of_turn(writer: RevisionWriter, field: str) -> None:
    """Everyone whose place comes earlier has signed: a later signature would forbid theirs."""
    turn = turn_of(field)
    if turn is None:
        return
    for name, _, _ in enumerate_sig_fields(writer, filled_status=False):
        earlier = turn_of(name)
        if earlier is not None and earlier < turn:
            raise SigningError(
                "signing.not_your_turn",
                "Người ký trước chưa ký văn bản này: hãy chờ đủ chữ ký theo thứ tự rồi ký hoặc đóng dấu.",
            )


def _show(writer: RevisionWriter, widget: generic.DictionaryObject, appearance: Appearance) -> None:
    width, height, _ = pages.upright(widget)
    drawn = draw_signature(writer, appearance=appearance, width=width, height=height)
    pages.show(widget, drawn)
    writer.update_container(widget)


def _freeze(
    writer: RevisionWriter,
    *,
    field: str,
    chain: tuple[bytes, ...],
    at: datetime,
    permissions: SigMDPSetup,
) -> Prepared:
    embedder = PdfCMSEmbedder().write_cms(field, writer, existing_fields_only=True)
    next(embedder)
    placeholder = SignatureObject(
        timestamp=at,
        subfilter=SigSeedSubFilter.PADES,
        name=cms.subject_name(chain[0]),
        bytes_reserved=cms.reserved_hex_length(chain),
    )
    embedder.send(SigObjSetup(sig_placeholder=placeholder, mdp_setup=permissions))
    return _frozen(writer, placeholder, chain)


def _frozen(writer: RevisionWriter, placeholder: PdfByteRangeDigest, chain: tuple[bytes, ...]) -> Prepared:
    """Write the revision, then digest all but the hole."""
    revision, start, end = append_with_hole(writer, placeholder)
    frozen = Prepared(
        before=writer.before,
        revision=revision,
        hole_start=start,
        hole_end=end,
        digest=b"",
        attributes=b"",
        certificate_chain=chain,
    )
    digest = _digest(frozen.around())
    attributes = cms.signed_attributes(digest=digest, certificate=chain[0])
    return replace(frozen, digest=digest, attributes=attributes)


_CERTIFYING: Final = SigMDPSetup(md_algorithm=cms.DIGEST, certify=True, docmdp_perms=MDPPerm.FILL_FORMS)


def _approving(widget: generic.DictionaryObject) -> SigMDPSetup:
    """An approval with the lock that was reserved for its field."""
    if "/Lock" not in widget:
        return SigMDPSetup(md_algorithm=cms.DIGEST)
    lock = widget["/Lock"]
    return SigMDPSetup(
        md_algorithm=cms.DIGEST,
        field_lock=FieldMDPSpec.from_pdf_object(lock),
        docmdp_perms=MDPPerm(lock["/P"]) if "/P" in lock else None,
    )
