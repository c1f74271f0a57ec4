"""The hub's worker process: `python -m congvan.sites.hub.worker`."""

import os
import signal
import threading

import django

SEAL_SECONDS = 2.0
COPY_SECONDS = 1.0
TOKENS_SECONDS = 60.0
SWEEP_SECONDS = 3600.0


def main() -> None:
    """Seal the audit, copy packets to the second store, tidy up; until told to stop."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "congvan.sites.hub.settings")
    django.setup()
    from congvan.base.audit.sealing import seal_batch
    from congvan.base.files.vault import erase_due, sweep_orphans
    from congvan.base.jobs import Job, work
    from congvan.hub.members.jobs import forget_tokens
    from congvan.hub.relay.jobs import copy_files
    from congvan.ui.session import forget_expired

    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    jobs = [
        Job("audit.seal", SEAL_SECONDS, seal_batch),
        Job("files.copy", COPY_SECONDS, copy_files),
        Job("files.erase", COPY_SECONDS, erase_due),
        Job("tokens.forget", TOKENS_SECONDS, forget_tokens),
        Job("files.sweep", SWEEP_SECONDS, sweep_orphans),
        Job("sessions.forget", SWEEP_SECONDS, forget_expired),
    ]
    work(jobs, stop=stop)


if __name__ == "__main__":
    main()
