"""What waits for a leader's signature: what stands on its row, and whether it can be signed with many others.

Beside the fixed file names of a package (ADR 0010).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Subquery

from congvan.node.acts.states import OutgoingState as State
from congvan.node.agencies.models import Appointment
from congvan.node.agencies.people import NodeActor
from congvan.node.documents.models import File, FileRole, Version
from congvan.node.outgoing.models import Initial, Signature
from congvan.node.outgoing.queries import lives
from congvan.signing.layout import FieldName

BEFORE_ISSUE = (State.SUBMITTED, State.APPROVED, State.SIGNED)
PDF = "application/pdf"


@dataclass(frozen=True)
class ToSign:
    """A draft that was put before a leader. `life` and `seat` (the signatory's) are handles for verbs.

    `digest` names the bytes of its main file, `place` is where to sign (points, from the lower left).
    """

    id: UUID
    life: Any
    seat: Any
    state: str
    kind_name: str
    subject: str
    drafter: str
    unit: str
    initials: frozenset[str]
    media_type: str
    digest: str
    place: Mapping[str, float]
    in_person: bool

    @property
    def unfit(self) -> str:
        """Why it is not for signing among many, whatever its state, in a few words; empty where it is."""
        if not self.in_person:
            return "Chữ ký của người khác"
        if self.media_type != PDF:
            return "Không có tệp PDF"
        if not self.place:
            return "Chưa có chỗ ký"
        return "" if self.initials else "Chưa ký nháy"

    @property
    def lacks(self) -> str:
        """Why it cannot be signed among many now; empty where it can (QD11/D7.K4, D7.K5)."""
        if self.state not in BEFORE_ISSUE:
            return f"{self.state[0].upper()}{self.state[1:]}"
        return self.unfit


def to_sign(actor: NodeActor, ids: Iterable[UUID]) -> dict[UUID, ToSign]:
    """Those of these documents that an actor may see and that go out, by the document's id, in one read."""
    wanted = list(ids)
    if not wanted:
        return {}
    rows = _with_version(lives(actor).filter(document__in=wanted).select_related("drafter__unit"))
    return {row.document_id: _value(row, actor) for row in rows}


def _with_version(rows: Any) -> Any:
    newest = Version.objects.filter(document=OuterRef("document")).order_by("-ordinal")
    signed = Signature.objects.filter(outgoing=OuterRef(OuterRef("pk"))).values("version")
    main = File.objects.filter(version__document=OuterRef("document"), role=FileRole.MAIN)
    main = main.order_by("-version__ordinal", "ordinal")
    drafter = Appointment.objects.filter(seat=OuterRef("drafter"), to_date=None)
    signer = Appointment.objects.filter(seat=OuterRef("signatory"), to_date=None)
    # The ký nháy on the version that was submitted: the one with its places reserved is the next.
    initials = Initial.objects.filter(
        outgoing=OuterRef("pk"), version__ordinal__gte=OuterRef("submitted") - 1
    )
    return rows.annotate(
        submitted=Subquery(newest.exclude(pk__in=signed).values("ordinal")[:1]),
        initialled=ArraySubquery(initials.values("answers_for")),
        newest_places=Subquery(newest.values("places")[:1]),
        main_digest=Subquery(main.values("stored")[:1]),
        main_type=Subquery(main.values("stored__media_type")[:1]),
        drafted_by=Subquery(drafter.values("user__name")[:1]),
        signing_user=Subquery(signer.values("user")[:1]),
    )


def _value(row: Any, actor: NodeActor) -> ToSign:
    document = row.document
    unit = row.drafter.unit
    return ToSign(
        id=document.id,
        life=row,
        seat=row.signatory,
        state=row.state,
        kind_name=document.kind_name,
        subject=document.subject,
        drafter=row.drafted_by or "",
        unit=unit.abbreviation or unit.name,
        initials=frozenset(row.initialled),
        media_type=row.main_type or "",
        digest=row.main_digest or "",
        place=(row.newest_places or {}).get(FieldName.LEADER.value, {}),
        in_person=row.signatory_id is not None and row.signing_user == actor.user_id,
    )
