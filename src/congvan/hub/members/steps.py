"""Parts of acts on members and agencies. No transaction and no permission of their own: the deed has both."""

from django.db import connection
from django.db.models import Max

from congvan.base.acting import Deed
from congvan.hub.members.models import HubAgency, Member

_DIRECTORY_LOCK = 0xD12


def next_change(deed: Deed) -> int:
    """The number of the next change of the directory. Held until the commit: readers never skip one."""
    assert isinstance(deed.on, Member | HubAgency), "the directory changes by its own acts"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_DIRECTORY_LOCK])
    last = HubAgency.objects.aggregate(last=Max("change"))["last"]
    return (last or 0) + 1


def hold_agency(deed: Deed, agency: HubAgency) -> None:
    """Let the acts on one agency follow each other until the commit; foreign keys to it stay free."""
    assert deed.on == agency, "only the subject of the deed is held"
    HubAgency.objects.select_for_update(no_key=True).get(pk=agency.pk)
