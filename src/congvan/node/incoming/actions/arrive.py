"""A document stands in the agency's queue (QD11/D5.K2)."""

from datetime import datetime, timedelta

from congvan.base.acting import acting
from congvan.base.actor import Actor
from congvan.node.acts import incoming as acts
from congvan.node.acts.roles import CLERK
from congvan.node.agencies.models import Agency
from congvan.node.agencies.people import seats_with_role
from congvan.node.agencies.queries import calendar_of
from congvan.node.documents import steps as documents
from congvan.node.documents.models import Direction
from congvan.node.documents.queries import rules_for
from congvan.node.incoming.arrival import Arrival
from congvan.node.incoming.models import Channel, Incoming
from congvan.node.incoming.refusals import KnownPacket
from congvan.node.notices import steps as notices
from congvan.node.outbox import steps as outbox
from congvan.packet.codes import StatusCode


def arrive(*, by: Actor, at: datetime, agency: Agency, arrival: Arrival) -> Incoming:
    """Put a document from the hub into the agency's queue, start its clock. Law: QD11/D5.K2, QD11/D5.K3."""
    with acting(by, acts.ARRIVE, on=agency, at=at) as deed:
        if Incoming.objects.filter(agency=agency, packet_id=arrival.packet_id).exists():
            raise KnownPacket
        document = documents.create_document(
            deed, agency=agency, direction=Direction.INCOMING, description=arrival.description
        )
        documents.add_version(deed, document, files=arrival.files)
        limit = timedelta(hours=rules_for(document).reception.forward_within.working_hours)
        incoming = Incoming.objects.create(
            agency=agency, document=document, channel=Channel.AXIS, sender_name=arrival.sender_name,
            packet_id=arrival.packet_id, packet_digest=arrival.packet_digest,
            findings=list(arrival.findings), delivered_at=at,
            forward_by=calendar_of(agency).add(at, limit),
        )  # fmt: skip
        outbox.queue_status(deed, document, code=StatusCode.ARRIVED)
        clerks = seats_with_role(agency, CLERK, on=at.date())
        notices.tell(
            deed, clerks, kind="incoming.arrived", document=document,
            text=f"Chờ tiếp nhận: {document.notation} – {document.subject}",
        )  # fmt: skip
        deed.keep(
            packet_id=arrival.packet_id, digest=arrival.packet_digest, sender=document.sender_code,
            notation=document.notation, legal_class=arrival.files[0].legal_class if arrival.files else "",
            delivered_at=at, forward_by=incoming.forward_by,
        )  # fmt: skip
    return incoming
