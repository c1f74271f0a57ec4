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

    @property
    def seat(self) -> UUID:
        """The seat acted from; processes of the system have none and do no act that asks for one."""
        assert self.seat_id is not None, "a person acts from a seat"
        return self.seat_id

    @property
    def agency(self) -> UUID:
        """The tenant acted in; the operator and some processes of the system act in none."""
        assert self.scope_id is not None, "a person acts at an agency"
        return self.scope_id

    @property
    def user(self) -> UUID:
        """The person who acts."""
        assert self.user_id is not None, "a person acts"
        return self.user_id
