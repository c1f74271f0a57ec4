"""What the hand can look at: facts of the story in canonical form, without ids."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from congvan.base.audit.models import AuditEvent
from congvan.base.audit.sealing import seal_batch, verify_seals
from congvan.base.clock import ZONE
from congvan.base.files import vault
from congvan.base.files.models import StoredCopy
from congvan.node.acts.exchange import TURN_AWAY
from congvan.node.acts.states import TransmissionState
from congvan.node.agencies.queries import agency_by_code
from congvan.node.documents.models import Direction, Document
from congvan.node.documents.queries import files_of, latest_main_file
from congvan.node.incoming.models import Incoming
from congvan.node.incoming.queries import arrival_stamp
from congvan.node.outbox.models import Transmission
from congvan.node.outbox.queries import reach
from congvan.node.registers.models import Series
from congvan.node.registers.queries import check_ledger
from congvan.node.reports.queries import count_incoming
from congvan.sites.demo.hand.canonical import canonical

SEALING_TRIES = 5


def incoming(*, agency: str, notation: str) -> dict[str, Any] | None:
    """An incoming document: state, stamp, clock, class and why."""
    rows = Incoming.objects.filter(agency=agency_by_code(agency), document__notation=notation)
    life = rows.select_related("document", "agency", "number").order_by("-id").first()
    if life is None:
        return None
    stamp = arrival_stamp(life)
    main = latest_main_file(life.document)
    return {
        "state": life.state,
        "number": stamp.number,
        "arrival_date": stamp.arrival_date and stamp.arrival_date.isoformat(),
        "directed_to": stamp.directed_to,
        "dossiers": list(stamp.dossiers),
        "forward_by": life.forward_by and life.forward_by.astimezone(ZONE).isoformat(),
        "in_time": life.forwarded_at and life.forward_by and life.forwarded_at <= life.forward_by,
        "legal_class": main.legal_class if main else "",
        "why": main.standing.get("reason", "") if main else "",
        "missing": main.standing.get("missing", []) if main else [],
        "signatures": sum(one["valid"] for one in main.signatures.get("signatures", [])) if main else 0,
        "paper": life.paper_copies.count(),
        "electronic_only": life.document.electronic_only,
    }


def outgoing(*, agency: str, subject: str) -> dict[str, Any] | None:
    """An outgoing document: state, notation, date, class, files and where each line lies."""
    rows = Document.objects.filter(
        agency=agency_by_code(agency), direction=Direction.OUTGOING, subject=subject
    )
    document = rows.first()
    if document is None:
        return None
    main = latest_main_file(document)
    return {
        "state": document.outgoing.get().state,
        "notation": document.notation,
        "issued_date": document.issued_date and document.issued_date.isoformat(),
        "signatory": document.signatory_name,
        "legal_class": main.legal_class if main else "",
        "versions": document.versions.count(),
        "initials": document.outgoing.get().initials.count(),
        "files": [file.role for file in files_of(document)],
        "copies": StoredCopy.objects.filter(file=main.stored).count() if main else 0,
        "links": [[link.because, link.to.notation] for link in document.links.order_by("id")],
    }


def recipients(*, agency: str, subject: str) -> list[dict[str, Any]]:
    """Each recipient of an outgoing document with the states beside it."""
    document = Document.objects.get(
        agency=agency_by_code(agency), direction=Direction.OUTGOING, subject=subject
    )
    return [
        {
            "code": one.code,
            "name": one.name,
            "accepted": one.accepted,
            "states": list(one.states),
            "said": one.last_description,
        }
        for one in reach(document)
    ]


def counts(*, agency: str, since: str, until: str) -> dict[str, int]:
    """The three counts of a period."""
    found = agency_by_code(agency)
    assert found is not None, agency
    figures = count_incoming(found, since=datetime.fromisoformat(since), until=datetime.fromisoformat(until))
    return vars(figures)


def queue() -> dict[str, int]:
    """How many packets wait, and how many a person must look at."""
    return {
        "queued": Transmission.objects.filter(state=TransmissionState.QUEUED).count(),
        "dead": Transmission.objects.filter(state=TransmissionState.DEAD).count(),
    }


def export(*, agency: str, subject: str, to: str) -> str:
    """Write the issued main file where the demo shows it; its digest."""
    document = Document.objects.get(
        agency=agency_by_code(agency), direction=Direction.OUTGOING, subject=subject
    )
    main = latest_main_file(document)
    assert main is not None, subject
    Path(to).write_bytes(vault.read(main.stored_id))
    return main.stored_id


def main_digest(*, agency: str, notation: str) -> str:
    """The digest of a document's main file, as this agency holds it."""
    document = Document.objects.filter(agency=agency_by_code(agency), notation=notation).order_by("-id")[0]
    main = latest_main_file(document)
    return main.stored_id if main else ""


def annex_digests(*, agency: str, notation: str) -> list[str]:
    """The digests of the files that go with a document."""
    document = Document.objects.filter(agency=agency_by_code(agency), notation=notation).order_by("-id")[0]
    return [file.stored_id for file in files_of(document)[1:]]


def gaps() -> list[str]:
    """The series whose ledger misses a number."""
    every = Series.objects.select_related("agency")
    return sorted(f"{one.agency} {one}" for one in every if check_ledger(one).missing)


def turned_away() -> list[str]:
    """Why packets were turned away, each cause once."""
    events = AuditEvent.objects.filter(act=TURN_AWAY.code, outcome="done")
    return sorted({event.kept["code"] for event in events})


def verify_audit() -> dict[str, Any]:
    """Seal what is open and walk all seals; again where a worker has acted in between."""
    for _ in range(SEALING_TRIES):
        while seal_batch():
            pass
        verdict = verify_seals()
        if not verdict.open_events:
            break
    return {"fault": verdict.fault, "open": verdict.open_events, "sealed": verdict.sealed_events > 0}


LOOKS: dict[str, Callable[..., Any]] = {
    look.__name__: look
    for look in (
        incoming, outgoing, recipients, counts, queue, export, main_digest, annex_digests, canonical,
        gaps, turned_away, verify_audit,
    )
}  # fmt: skip
