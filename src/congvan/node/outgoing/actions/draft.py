"""From a blank page to the leader's desk (QD11/D7.K4)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from congvan.base.acting import Deed, acting
from congvan.law.kinds import kind as kind_of
from congvan.node.acts import outgoing as acts
from congvan.node.agencies.models import Agency, IssuingBody, Seat
from congvan.node.agencies.people import NodeActor
from congvan.node.agencies.queries import authority_in_force, own_code
from congvan.node.assignments import queries as assignments
from congvan.node.assignments.models import Part
from congvan.node.assignments.steps import close_lines, open_line
from congvan.node.documents import steps as documents
from congvan.node.documents.assessment import is_readable_pdf, secret_marking
from congvan.node.documents.models import Because, Direction, Document, FileRole, Version
from congvan.node.documents.queries import sees
from congvan.node.documents.steps import Description, NewFile, Upload
from congvan.node.outbox import steps as outbox
from congvan.node.outgoing.models import AnswersFor, Initial, Outgoing
from congvan.node.outgoing.refusals import (
    ForeignBody,
    ForeignVersion,
    InitialledAlready,
    LinkUnseen,
    NoAuthority,
    NotAPdf,
    SecretMarking,
)
from congvan.node.outgoing.reserving import reserve_places
from congvan.packet.codes import StatusCode


def start(
    *, by: NodeActor, at: datetime, agency: Agency, body: IssuingBody, kind: str, symbol: str, subject: str,
    urgency: int = 0, answers: Document | None = None, carries_out: Document | None = None,
) -> Outgoing:  # fmt: skip
    """Begin a draft, linked to what it answers or carries out. Law: QD11/D7.K4, QD11/D8.K2.b."""
    with acting(by, acts.START, on=agency, at=at) as deed:
        if body.agency_id != agency.id:
            raise ForeignBody(param="body")
        document = documents.create_document(
            deed,
            agency=agency,
            direction=Direction.OUTGOING,
            description=Description(
                kind=kind, kind_name=kind_of(kind).name, subject=subject, symbol=symbol, urgency=urgency,
                issuer_code=own_code(agency), issuer_name=body.name,
            ),
        )  # fmt: skip
        outgoing = Outgoing.objects.create(agency=agency, document=document, body=body, drafter_id=by.seat)
        open_line(deed, document, part=Part.LEAD, seat=Seat.objects.get(pk=by.seat))
        _link(deed, document, answers, Because.ANSWERS)
        _link(deed, document, carries_out, Because.CARRIES_OUT)
        deed.keep(
            kind=kind, subject=subject, answers=answers and answers.id,
            carries_out=carries_out and carries_out.id,
        )  # fmt: skip
    return outgoing


def revise(
    *, by: NodeActor, at: datetime, outgoing: Outgoing, main: Upload,
    annexes: Sequence[Upload | NewFile] = (), places: Mapping[str, Any] | None = None, note: str = "",
) -> Version:  # fmt: skip
    """Attach the next version of the draft; `places` are reserved places on its pages. Law: QD11/D7.K4.

    An annex that lies in the store already, such as the original of another document, comes as a NewFile.
    """
    with acting(by, acts.REVISE, on=outgoing, at=at) as deed:
        if not is_readable_pdf(main.data):
            raise NotAPdf(param="main")
        if secret_marking(main.data):
            raise SecretMarking(param="main")
        if any(isinstance(annex, Upload) and secret_marking(annex.data) for annex in annexes):
            raise SecretMarking(param="annexes")
        kept = main.keep()
        more = [annex.keep() if isinstance(annex, Upload) else annex for annex in annexes]
        version = documents.add_version(
            deed, outgoing.document, files=[kept, *more], places=places, note=note, seat_id=by.seat_id
        )
        deed.keep(version=version.ordinal, digest=kept.kept.digest)
    return version


def initial(
    *, by: NodeActor, at: datetime, outgoing: Outgoing, version: Version, answers_for: AnswersFor
) -> Initial:
    """Ký nháy: answer for the content or the form of one version. Law: QD11/D7.K4."""
    with acting(by, acts.INITIAL, on=outgoing, at=at) as deed:
        if version.document_id != outgoing.document_id:
            raise ForeignVersion(param="version")
        if Initial.objects.filter(version=version, answers_for=answers_for).exists():
            raise InitialledAlready
        row = Initial.objects.create(
            agency_id=outgoing.agency_id, outgoing=outgoing, version=version, answers_for=answers_for,
            seat_id=by.seat, at=at,
        )  # fmt: skip
        deed.keep(answers_for=answers_for, version=version.ordinal)
    return row


def submit(*, by: NodeActor, at: datetime, outgoing: Outgoing, version: Version, to: Seat) -> Version:
    """Put a version before who may sign it: places are reserved now, before anyone signs. Law: QD11/D8.K1."""
    with acting(by, acts.SUBMIT, on=outgoing, at=at) as deed:
        if version.document_id != outgoing.document_id:
            raise ForeignVersion(param="version")
        frozen = reserve_places(version)
        authority = authority_in_force(seat=to, body=outgoing.body, kind=outgoing.document.kind, on=at.date())
        if authority is None or to.agency_id != outgoing.agency_id:
            raise NoAuthority(param="to")
        files = [
            documents.same_file(file)
            for file in version.files.order_by("ordinal")
            if file.role != FileRole.MAIN
        ]
        submitted = documents.add_version(
            deed, outgoing.document, files=[frozen, *files], places=version.places, note="bản trình ký",
            seat_id=by.seat_id,
        )  # fmt: skip
        Outgoing.objects.filter(pk=outgoing.pk).update(signatory=to, authority=authority)
        close_lines(deed, assignments.open_lines(outgoing.document))
        open_line(deed, outgoing.document, part=Part.DIRECT, seat=to)
        deed.keep(to=to.id, authority=authority.form, version=submitted.ordinal, digest=frozen.kept.digest)
    return submitted


def _link(deed: Deed, document: Document, to: Document | None, because: Because) -> None:
    """Link to a document that one sees; whoever sent it learns that it is being handled."""
    if to is None:
        return
    if not sees(deed.by, to.pk):  # type: ignore[arg-type]  # verbs of the node are called by node actors
        raise LinkUnseen(param=because.name.lower())
    documents.link(deed, document, to=to, because=because)
    outbox.queue_status(deed, to, code=StatusCode.IN_PROGRESS)
