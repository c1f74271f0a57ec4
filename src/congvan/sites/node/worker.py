"""The node's worker process: `python -m congvan.sites.node.worker`. One per node."""

import os
import signal
import threading
from typing import TYPE_CHECKING
from uuid import UUID

import django

if TYPE_CHECKING:
    from congvan.base.jobs import Job
    from congvan.node.outbox.hub_client import HubClient

SEAL_SECONDS = 2.0
DIRECTORY_SECONDS = 30.0
SWEEP_SECONDS = 3600.0


def main() -> None:
    """Send, pull, seal the audit, tidy up; until told to stop."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "congvan.sites.node.settings")
    django.setup()
    from congvan.base.jobs import work
    from congvan.node.outbox.jobs import release_claims

    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    release_claims()
    work(_jobs(), stop=stop)


def _jobs() -> "list[Job]":
    from django.conf import settings

    from congvan.base.audit.sealing import seal_batch
    from congvan.base.files.vault import erase_due, sweep_orphans
    from congvan.base.jobs import Job
    from congvan.node.inbox.jobs import pull
    from congvan.node.inbox.models import HubCursor
    from congvan.node.outbox.jobs import send_due, synchronise
    from congvan.ui.session import forget_expired

    jobs = [
        Job("audit.seal", SEAL_SECONDS, seal_batch),
        Job("files.erase", SEAL_SECONDS, erase_due),
        Job("files.sweep", SWEEP_SECONDS, sweep_orphans),
        Job("sessions.forget", SWEEP_SECONDS, forget_expired),
    ]
    if settings.SITE.hub_url:
        client = hub_client()
        cursor, _ = HubCursor.objects.get_or_create(hub=settings.SITE.hub_url)
        pace, in_hand = settings.SITE.pull_seconds, set[UUID]()
        jobs += [
            Job("outbox.directory", DIRECTORY_SECONDS, lambda: synchronise(client)),
            Job("outbox.send", pace, lambda: send_due(client, in_hand=in_hand)),
            Job("inbox.pull", pace, lambda: pull(client, cursor)),
        ]
    return jobs


def hub_client() -> "HubClient":
    """The client of this site's member on its hub."""
    from django.conf import settings

    from congvan.node.outbox.hub_client import HubClient

    site = settings.SITE
    return HubClient(url=site.hub_url, member=site.member_code, key=site.path(site.member_key).read_bytes())


if __name__ == "__main__":
    main()
