"""Sign many: each document by its own acts, never all or nothing (QD11/D7.K5)."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from congvan.base.errors import Denied, NotDone, Stale
from congvan.node.acts.states import OutgoingState as State
from congvan.node.outgoing import actions, ceremony
from congvan.node.outgoing.ceremony import Awaited
from congvan.node.outgoing.readiness import ToSign
from congvan.node.web.outgoing.doings_sign import approve, send_to_issue
from congvan.node.web.outgoing.signer import signer
from congvan.node.web.outgoing.signing.sheet import Line
from congvan.node.web.resource import Found
from congvan.node.web.visit import Visit
from congvan.signing.errors import KeyRefused, SigningError


@dataclass(frozen=True)
class Signed:
    """What became of one document: no `cause` where it is signed and sent to issue, else what to do."""

    line: Line
    cause: str = ""
    then: str = ""


class PinRefused(Exception):
    """The signer refused before anything was signed; the message is for the field of the PIN."""


def sign_all(visit: Visit, lines: Iterable[Line], *, pin: str) -> list[Signed]:
    """Have all signed under one PIN, then approve, sign and send each to issue, in the order of the list.

    A refusal of the key holds for all that are left: no further PIN is tried, for wrong ones close the key.
    Raises PinRefused where nothing was signed before it; then nothing was approved either.
    """
    tried = [(visit.part(ordinal), line) for ordinal, line in enumerate(lines, start=1)]
    asked = [(part, line, _ask(part, line)) for part, line in tried]
    signatures = _signatures([one for _, _, one in asked if isinstance(one, Awaited)], pin)
    results: list[Signed] = []
    refused: KeyRefused | None = None
    for part, line, awaited in asked:
        if isinstance(awaited, Signed):
            results.append(awaited)
            continue
        if refused is None:
            try:
                signature = next(signatures)
            except KeyRefused as error:
                refused = error
                ceremony.key_refused(by=visit.actor, at=visit.at, awaited=awaited, refused=error)
        if refused is None:
            results.append(_told(line, partial(_record, part, line, awaited, signature)))
        else:
            results.append(Signed(line, str(refused), "Nhập lại mã PIN để ký tiếp."))
    if refused is not None and not any(not one.cause for one in results):
        raise PinRefused(refused.message) from refused
    return results


def _ask(visit: Visit, line: Line) -> Awaited | Signed:
    """What the key is to sign. What is past it was signed by this same request, or by somebody else."""
    draft = line.draft
    assert draft is not None, "what can be signed is a draft"
    if draft.state not in {State.SUBMITTED, State.APPROVED}:
        return _told(line, partial(send_to_issue, visit, _found(draft), {}, ordinal=3))
    found: list[Awaited] = []
    told = _told(
        line,
        lambda: found.append(
            ceremony.await_leader(by=visit.actor, at=visit.at, outgoing=draft.life, signer=signer())
        ),
    )
    return found[0] if found else told


def _signatures(awaited: Sequence[Awaited], pin: str) -> Iterator[bytes]:
    """One signature for each, as soon as it is made."""
    if not awaited:
        return iter(())
    items = [one.attributes for one in awaited]
    return signer().sign_session(label=awaited[0].label, pin=pin, items=items)


def _record(visit: Visit, line: Line, awaited: Awaited, signature: bytes) -> None:
    """The three acts of one press, with the signature that was made meanwhile."""
    draft = line.draft
    assert draft is not None, "as above"
    found = _found(draft)
    signed = ceremony.leader_signed(by=visit.actor, at=visit.at, awaited=awaited, signature=signature)
    if draft.state == State.SUBMITTED:
        approve(visit, found, {}, ordinal=1)
    visit.once(lambda by: actions.sign(by=by, at=visit.at, outgoing=draft.life, signed=signed), ordinal=2)
    send_to_issue(visit, found, {}, ordinal=3)


def _found(draft: ToSign) -> Found:
    return Found(draft.id, draft.life, None, draft)


def _told(line: Line, work: Callable[[], object]) -> Signed:
    """Do it, and tell what became of it."""
    try:
        work()
    except Stale as error:
        return Signed(line, str(error), f"Trạng thái bây giờ: {error.state}." if error.state else "")
    except Denied as error:
        return Signed(line, str(error), "Trả lại dự thảo để trình người có thẩm quyền.")
    except (NotDone, SigningError) as error:
        return Signed(line, str(error), "Mở văn bản để xử lý riêng.")
    return Signed(line)
