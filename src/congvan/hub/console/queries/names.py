"""What agencies are called: the directory's newest entry of each code."""

from collections.abc import Iterable

from congvan.hub.members.models import HubAgency


def names_of(codes: Iterable[str]) -> dict[str, str]:
    """Names by code; a code that was never in the directory is left out."""
    rows = HubAgency.objects.filter(code__in=set(codes)).order_by("valid_from", "change")
    return dict(rows.values_list("code", "name"))
