"""Sign many: each document by its own acts, never all or nothing (QD11/D7.K5)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from congvan.base.errors import Denied, NotDone, Stale
from congvan.node.acts.states import OutgoingState as State
from congvan.node.outgoing.readiness import ToSign
from congvan.node.web.outgoing.doings_sign import approve, send_to_issue, sign
from congvan.node.web.outgoing.signing.sheet import Line
from congvan.node.web.resource import Found
from congvan.node.web.visit import Visit
from congvan.signing.errors import KeyRefused, SigningError

Step = Callable[[Visit, Found, str], None]


@dataclass(frozen=True)
class Signed:
    """What became of one document: no `cause` where it is signed and sent to issue, else what to do."""

    line: Line
    cause: str = ""
    then: str = ""


class PinRefused(Exception):
    """The signer refused before anything was signed; the message is for the field of the PIN."""


def sign_all(visit: Visit, lines: Iterable[Line], *, pin: str) -> list[Signed]:
    """Approve, sign and send each to issue, in the order of the list.

    A refusal of the key holds for all: no further PIN is tried, for wrong ones close the key.
    Raises PinRefused where nothing was signed before it.
    """
    results: list[Signed] = []
    refused: KeyRefused | None = None
    for ordinal, line in enumerate(lines, start=1):
        if refused is not None:
            results.append(Signed(line, str(refused), "Nhập lại mã PIN để ký tiếp."))
            continue
        try:
            results.append(_sign_one(visit.part(ordinal), line, pin))
        except KeyRefused as error:
            if not any(not one.cause for one in results):
                raise PinRefused(error.message) from error
            refused = error
            results.append(Signed(line, str(error), "Nhập lại mã PIN để ký tiếp."))
    return results


def _sign_one(visit: Visit, line: Line, pin: str) -> Signed:
    assert line.draft is not None, "what can be signed is a draft"
    try:
        for step in _steps(line.draft):
            step(visit, Found(line.draft.id, line.draft.life, None, line.draft), pin)
    except KeyRefused:
        raise
    except Stale as error:
        return Signed(line, str(error), f"Trạng thái bây giờ: {error.state}." if error.state else "")
    except Denied as error:
        return Signed(line, str(error), "Trả lại dự thảo để trình người có thẩm quyền.")
    except (NotDone, SigningError) as error:
        return Signed(line, str(error), "Mở văn bản để xử lý riêng.")
    return Signed(line)


def _steps(draft: ToSign) -> tuple[Step, ...]:
    """What is left to do. One that is past all of it was done by this same request, or by somebody else."""
    left: dict[str, tuple[Step, ...]] = {
        State.SUBMITTED: (_approve, _sign, _send),
        State.APPROVED: (_sign, _send),
    }
    return left.get(draft.state, (_send,))


def _approve(visit: Visit, found: Found, _pin: str) -> None:
    approve(visit, found, {}, ordinal=1)


def _sign(visit: Visit, found: Found, pin: str) -> None:
    sign(visit, found, {"pin": pin}, ordinal=2)


def _send(visit: Visit, found: Found, _pin: str) -> None:
    send_to_issue(visit, found, {}, ordinal=3)
