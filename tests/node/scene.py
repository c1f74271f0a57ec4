"""A scene: a verb, what it is called with, who may do it now, and who of the same agency may not."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from congvan.base.actor import RequestMark
from congvan.node.agencies.people import NodeActor
from congvan.signing.sign import Prepared, complete_signature
from congvan.sites.demo.pki import PIN
from tests.node import cast
from tests.node.cast import AT


@dataclass(frozen=True)
class Scene:
    """A verb and what it is called with: lawful now for `by`; `wrong` of the same agency lacks the right."""

    verb: Callable[..., Any]
    kwargs: dict[str, Any]
    by: NodeActor
    wrong: NodeActor
    on: Any = None

    def play(self, *, by: NodeActor | None = None, key: str | None = None) -> Any:
        who = by or self.by
        mark = RequestMark(id="request-1", key=key, digest="0" * 64 if key else "")
        return self.verb(by=replace(who, request=mark), at=AT, **self.kwargs)


def signed(prepared: Prepared, label: str) -> bytes:
    """A frozen revision with the signature of one of the demo's keys."""
    return complete_signature(prepared, signature=cast.key(label).sign(prepared.attributes, pin=PIN))
