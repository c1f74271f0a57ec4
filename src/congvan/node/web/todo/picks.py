"""What a person picked to read one after the other: kept in the working session, for each agency apart."""

from collections.abc import Sequence

from congvan.node.web.visit import Visit

NAME = "picked"


def keep(visit: Visit, keys: Sequence[str]) -> None:
    """Remember the keys of rows instead of those before."""
    kept = visit.request.session.get(NAME, {})
    visit.request.session[NAME] = {**kept, visit.code: list(keys)}


def kept(visit: Visit) -> list[str]:
    """The keys that were picked last; none where nothing was."""
    found: list[str] = visit.request.session.get(NAME, {}).get(visit.code, [])
    return found
