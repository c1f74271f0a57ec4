"""Verbs on documents whatever their direction."""

from datetime import datetime

from congvan.base.acting import acting
from congvan.node.acts import documents as acts
from congvan.node.agencies.people import NodeActor
from congvan.node.documents.models import Document, Opening


def read(*, by: NodeActor, at: datetime, document: Document) -> Opening:
    """Open a document that one may see; who read it, and when, is kept. Law: QD11/D13.K2."""
    with acting(by, acts.READ, on=document, at=at) as deed:
        opening = Opening.objects.create(
            agency_id=document.agency_id, document=document, user_id=by.user, seat_id=by.seat, at=at
        )
        deed.keep(notation=document.notation)
    return opening
