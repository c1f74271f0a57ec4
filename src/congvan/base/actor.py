"""Who acts: a person at a seat within a scope, or a process of the system."""

from dataclasses import dataclass
from uuid import UUID

from congvan.base.acts import Role


@dataclass(frozen=True)
class RequestMark:
    """Where a request came from: its id in the logs, its idempotency key and the digest of what it asked."""

    id: str = ""
    key: str | None = None
    digest: str = ""


@dataclass(frozen=True)
class Actor:
    """The acting person and seat; `scope_id` is the tenant within which the roles hold."""

    name: str
    roles: frozenset[Role]
    user_id: UUID | None = None
    seat_id: UUID | None = None
    scope_id: UUID | None = None
    request: RequestMark = RequestMark()
