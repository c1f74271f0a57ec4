"""The leader approves, signs and sends to issue, or sends back (QD11/D7.K5)."""

from datetime import datetime

from congvan.base.acting import acting
from congvan.base.files import vault
from congvan.node.acts import outgoing as acts
from congvan.node.acts.roles import CLERK
from congvan.node.agencies.people import NodeActor, holder_of, seats_with_role
from congvan.node.agencies.queries import key_in_force
from congvan.node.assignments import queries as assignments
from congvan.node.assignments.models import Part
from congvan.node.assignments.steps import close_lines, open_line
from congvan.node.documents import steps as documents
from congvan.node.documents.assessment import trust
from congvan.node.documents.models import FileRole, Version
from congvan.node.documents.steps import NewFile
from congvan.node.notices import steps as notices
from congvan.node.outgoing.models import Outgoing, Signature
from congvan.node.outgoing.queries import newest_version
from congvan.node.outgoing.refusals import (
    NoKey,
    NotTheApproved,
    OtherCertificate,
    OthersSignature,
    ReasonMissing,
    SignatureInvalid,
)
from congvan.node.outgoing.reserving import main_file
from congvan.signing.verify import verify


def approve(*, by: NodeActor, at: datetime, outgoing: Outgoing) -> None:
    """Agree to the version that was submitted. Law: QD11/D7.K5."""
    with acting(by, acts.APPROVE, on=outgoing, at=at) as deed:
        version = newest_version(outgoing)
        signatory = holder_of(outgoing.signatory, on=at.date())
        documents.describe(
            outgoing.document,
            signatory_name=signatory.name if signatory else by.name,
            signatory_title=" / ".join(outgoing.authority.lines),
        )
        deed.keep(version=version.ordinal, digest=main_file(version).stored_id)


def sign(*, by: NodeActor, at: datetime, outgoing: Outgoing, signed: bytes) -> Version:
    """Record the leader's signature: bytes out, signed bytes in, verified. Law: QD11/D3.K1.a, QD11/D8.K1.

    The signed file must be the approved one with exactly one more revision, by the signatory's certificate.
    """
    report = verify(signed, policy=trust(), at=at)
    with acting(by, acts.SIGN, on=outgoing, at=at) as deed:
        signatory = holder_of(outgoing.signatory, on=at.date())
        if signatory is None or signatory.id != by.user_id:
            raise OthersSignature
        version = newest_version(outgoing)
        approved = main_file(version)
        if not signed.startswith(vault.read(approved.stored_id)):
            raise NotTheApproved
        key = key_in_force(on=at.date(), seat=outgoing.signatory)
        if key is None:
            raise NoKey
        if len(report.signatures) != 1 or not report.valid_all:
            raise SignatureInvalid(report=report.file_sha256)
        certificate = report.signatures[0].certificate
        if certificate is None or certificate.sha256 != key.fingerprint:
            raise OtherCertificate
        file = NewFile(
            kept=vault.put(signed), name=approved.name, media_type="application/pdf",
            signatures=report.to_dict(),
        )  # fmt: skip
        annexes = version.files.exclude(role=FileRole.MAIN).order_by("ordinal")
        row = documents.add_version(
            deed, outgoing.document, files=[file, *map(documents.same_file, annexes)], places=version.places,
            note="bản lãnh đạo đã ký", seat_id=by.seat_id,
        )  # fmt: skip
        Signature.objects.create(
            agency_id=outgoing.agency_id, outgoing=outgoing, version=row, by_agency=False,
            certificate=key.fingerprint, seat_id=by.seat, at=at,
        )  # fmt: skip
        deed.keep(digest=file.kept.digest, certificate=key.fingerprint)
    return row


def send_to_issue(*, by: NodeActor, at: datetime, outgoing: Outgoing) -> None:
    """Chuyển ban hành: pass the signed document to the clerks. Law: QD11/D7.K5."""
    with acting(by, acts.SEND_TO_ISSUE, on=outgoing, at=at) as deed:
        close_lines(deed, assignments.open_lines(outgoing.document))
        clerks = seats_with_role(outgoing.agency, CLERK, on=at.date())
        notices.tell(
            deed, clerks, kind="outgoing.to_issue", document=outgoing.document,
            text=f"Chờ ban hành: {outgoing.document.subject}",
        )  # fmt: skip
        deed.keep(digest=main_file(newest_version(outgoing)).stored_id)


def send_back(*, by: NodeActor, at: datetime, outgoing: Outgoing, reason: str) -> None:
    """Give the draft back to its drafter with a reason. Law: QD11/D7.K5."""
    with acting(by, acts.SEND_BACK, on=outgoing, at=at) as deed:
        if not reason.strip():
            raise ReasonMissing(param="reason")
        close_lines(deed, assignments.open_lines(outgoing.document))
        open_line(deed, outgoing.document, part=Part.LEAD, seat=outgoing.drafter, note=reason)
        deed.keep(reason=reason, to=outgoing.drafter_id)
