"""Reads of outgoing documents."""

from dataclasses import dataclass

from django.db.models import QuerySet

from congvan.base.files import vault
from congvan.node.acts.states import OutgoingState
from congvan.node.agencies.models import SigningKey
from congvan.node.agencies.people import NodeActor
from congvan.node.documents.models import Version
from congvan.node.documents.queries import visible_to
from congvan.node.outgoing.models import Outgoing
from congvan.signing.sign import Prepared


@dataclass(frozen=True)
class FrozenSeal:
    """The revision that waits for its seal, and the key that must sign it."""

    prepared: Prepared
    key: SigningKey


def lives(actor: NodeActor) -> QuerySet[Outgoing]:
    """The outgoing documents that an actor may see."""
    rows = Outgoing.objects.filter(agency=actor.scope_id, document__in=visible_to(actor))
    return rows.select_related("document", "agency", "body", "signatory", "authority", "drafter")


def to_issue(actor: NodeActor) -> QuerySet[Outgoing]:
    """“Chờ ban hành”: what awaits number or seal, urgent first (QD11/D8.K2.b, D8.K3.b)."""
    states = [OutgoingState.TO_ISSUE, OutgoingState.NUMBERED, OutgoingState.ISSUED]
    return lives(actor).filter(state__in=states).order_by("-document__urgency", "id")


def newest_version(outgoing: Outgoing) -> Version:
    """The newest version of an outgoing document."""
    return Version.objects.filter(document=outgoing.document).order_by("-ordinal")[0]


def version_to_sign(outgoing: Outgoing) -> Version:
    """The newest version without a signature: the same one again when a signing is repeated."""
    signed = outgoing.signatures.values("version")
    return Version.objects.filter(document=outgoing.document).exclude(pk__in=signed).order_by("-ordinal")[0]


def frozen_seal(outgoing: Outgoing) -> FrozenSeal:
    """What `assign_number` froze for the seal."""
    draft = outgoing.seal_drafts.select_related("key").order_by("-id")[0]
    return FrozenSeal(Prepared.from_bytes(vault.read(draft.prepared_id)), draft.key)
