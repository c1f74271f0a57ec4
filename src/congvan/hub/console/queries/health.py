"""How the hub itself is: database, stores, disk, seals, directory. Ages are real time, by the database."""

import shutil
from dataclasses import dataclass
from datetime import timedelta

from django.db import connection
from django.db.models import Count, F, Max, Min, Q
from django.db.models.functions import Now

from congvan.base.audit.models import AuditEvent, AuditSeal
from congvan.base.files import vault
from congvan.base.files.models import Erasure, StoredFile
from congvan.hub.acts.members import ACTIVE
from congvan.hub.members.models import HubAgency, Member


@dataclass(frozen=True)
class DatabaseFacts:
    """What answers, how big it has grown (bytes), how many connections are open."""

    version: str
    size: int
    connections: int


@dataclass(frozen=True)
class StoreFacts:
    """One store: room in bytes."""

    name: str
    free: int
    total: int


@dataclass(frozen=True)
class Backlog:
    """Work that lies before the worker, and for how long already."""

    count: int
    oldest_for: timedelta | None


@dataclass(frozen=True)
class Health:
    """All that the page of health judges."""

    database: DatabaseFacts
    stores: tuple[StoreFacts, ...]
    uncopied: Backlog
    unerased: int
    unsealed: Backlog
    sealed_ago: timedelta | None
    members_active: int
    members_suspended: int
    agencies_open: int
    agencies_cut_off: int


def health() -> Health:
    """Measure now."""
    members = Member.objects.aggregate(
        active=Count("id", filter=Q(state=ACTIVE)), suspended=Count("id", filter=~Q(state=ACTIVE))
    )
    agencies = HubAgency.objects.filter(valid_to=None).aggregate(
        all=Count("id"), cut_off=Count("id", filter=~Q(member__state=ACTIVE))
    )
    return Health(
        database=_database(),
        stores=tuple(_store(store.name, store.root.as_posix()) for store in vault.stores()),
        uncopied=_uncopied(),
        unerased=Erasure.objects.filter(bytesgone=None).count(),
        unsealed=_unsealed(),
        sealed_ago=AuditSeal.objects.aggregate(ago=Now() - Max("recorded_at"))["ago"],
        members_active=members["active"],
        members_suspended=members["suspended"],
        agencies_open=agencies["all"],
        agencies_cut_off=agencies["cut_off"],
    )


def _database() -> DatabaseFacts:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('server_version'), pg_database_size(current_database()), count(*) "
            "FROM pg_stat_activity WHERE datname = current_database()"
        )
        version, size, connections = cursor.fetchone()
    return DatabaseFacts(version.split()[0], size, connections)


def _store(name: str, root: str) -> StoreFacts:
    room = shutil.disk_usage(root)
    return StoreFacts(name, room.free, room.total)


def _uncopied() -> Backlog:
    """Files that do not lie in every store yet."""
    stores = len(vault.stores())
    kept = StoredFile.objects.filter(erasure=None).annotate(copies=Count("storedcopy"))
    rows = kept.filter(copies__lt=stores).annotate(age=Now() - F("recorded_at")).order_by("recorded_at")
    first = rows.first()
    return Backlog(rows.count() if first else 0, first.age if first else None)


def _unsealed() -> Backlog:
    rows = AuditEvent.objects.filter(sealedevent=None)
    found = rows.aggregate(count=Count("id"), oldest=Now() - Min("recorded_at"))
    return Backlog(found["count"], found["oldest"])
