"""Gửi: the sealed document leaves, and stays in two stores (QD11/D8.K4, D8.K5)."""

from collections.abc import Sequence
from datetime import datetime

from congvan.base.acting import Deed, acting
from congvan.base.files import vault
from congvan.base.files.store import Corrupt
from congvan.law.legal_value import LegalClass
from congvan.node.acts import outgoing as acts
from congvan.node.agencies.models import Seat
from congvan.node.agencies.people import NodeActor
from congvan.node.assignments.models import Part
from congvan.node.assignments.steps import open_line
from congvan.node.documents.models import FileRole
from congvan.node.documents.queries import files_of, rules_for
from congvan.node.outbox.queries import takes_part
from congvan.node.outbox.steps import queue_document
from congvan.node.outgoing.dispatching import (
    AxisRecipient,
    InternalRecipient,
    PaperRecipient,
    Parcel,
    Recipient,
    make_parcels,
)
from congvan.node.outgoing.models import Dispatch, Outgoing, Via
from congvan.node.outgoing.refusals import NoLegalValue, NoRecipients, NotTakingPart, TooFewStores

MAY_LEAVE = frozenset({LegalClass.BORN_SIGNED, LegalClass.SIGNED_SCAN})
STORES_MIN = 2


def release(
    *, by: NodeActor, at: datetime, outgoing: Outgoing, recipients: Sequence[Recipient],
    recipient_lines: Sequence[str] = (),
) -> list[Dispatch]:  # fmt: skip
    """Send to every recipient by its road. Law: QD11/D8.K4, QD11/D8.K5, QD11/D8.K3.b."""
    axis = [one for one in recipients if isinstance(one, AxisRecipient)]
    with acting(by, acts.RELEASE, on=outgoing, at=at) as deed:
        _check(outgoing, recipients, axis)
        stores = _keep_twice(outgoing)
        parcels = make_parcels(outgoing, axis, lines=recipient_lines, at=at)
        rows = [row for parcel in parcels for row in _send(deed, outgoing, parcel)]
        rows += [_tell(deed, outgoing, one) for one in recipients if isinstance(one, InternalRecipient)]
        rows += [
            _row(outgoing, via=Via.PAPER, name=one.name, electronic_only=False)
            for one in recipients
            if isinstance(one, PaperRecipient)
        ]
        Outgoing.objects.filter(pk=outgoing.pk).update(released_at=at)
        deed.keep(
            on_axis=[one.code for one in axis],
            internal=sum(row.via == Via.INTERNAL for row in rows),
            by_paper=sum(row.via == Via.PAPER for row in rows),
            packets=[parcel.packet_id for parcel in parcels],
            stores=stores,
        )
    return rows


def _check(outgoing: Outgoing, recipients: Sequence[Recipient], axis: Sequence[AxisRecipient]) -> None:
    if not recipients:
        raise NoRecipients(param="recipients")
    main = next(file for file in files_of(outgoing.document) if file.role == FileRole.MAIN)
    required = rules_for(outgoing.document).release.legal_value_required
    if required and main.legal_class not in MAY_LEAVE:
        raise NoLegalValue
    known = takes_part(one.code for one in axis)
    absent = [one.name for one in axis if one.code not in known]
    if absent:
        raise NotTakingPart(
            f"Không tham gia liên thông: {'; '.join(absent)}. Hãy chuyển các nơi này sang gửi bản giấy.",
            param="recipients",
        )


def _keep_twice(outgoing: Outgoing) -> int:
    """Every file in two stores, fsynced and read back, before the document counts as released."""
    try:
        stores = min(vault.confirm(file.stored) for file in files_of(outgoing.document))
    except Corrupt as corrupt:
        raise TooFewStores(param="files") from corrupt
    if stores < STORES_MIN:
        raise TooFewStores
    return stores


def _send(deed: Deed, outgoing: Outgoing, parcel: Parcel) -> list[Dispatch]:
    transmission = queue_document(
        deed, outgoing.document, packet=parcel.kept, packet_id=parcel.packet_id,
        recipients={one.code: one.name for one in parcel.recipients}, not_before=deed.at,
    )  # fmt: skip
    return [
        _row(
            outgoing, via=Via.AXIS, code=one.code, name=one.name, electronic_only=one.electronic_only,
            transmission=transmission,
        )
        for one in parcel.recipients
    ]  # fmt: skip


def _tell(deed: Deed, outgoing: Outgoing, recipient: InternalRecipient) -> Dispatch:
    holder = recipient.holder
    seat, unit = (holder, None) if isinstance(holder, Seat) else (None, holder)
    open_line(deed, outgoing.document, part=Part.INFORM, seat=seat, unit=unit)
    return _row(outgoing, via=Via.INTERNAL, name=str(holder), electronic_only=True)


def _row(outgoing: Outgoing, **facts: object) -> Dispatch:
    return Dispatch.objects.create(agency_id=outgoing.agency_id, outgoing=outgoing, **facts)
