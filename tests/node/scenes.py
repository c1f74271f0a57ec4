"""For each act of the node one scene: everything stands so that the right person may do it now."""

from collections.abc import Callable
from typing import Any

from congvan.base.acts import Act
from congvan.node import acts
from congvan.node.acts import (
    admin,
    assignments,
    documents,
    dossiers,
    exchange,
    incoming,
    notices,
    outgoing,
    registers,
)
from congvan.node.acts.states import DossierState, IncomingState, LineState, OutgoingState, TransmissionState
from congvan.node.assignments.models import Line
from congvan.node.dossiers.models import Dossier
from congvan.node.incoming.models import Incoming
from congvan.node.outbox.models import Transmission
from congvan.node.outgoing.models import Outgoing
from tests.node import scenes_exchange, scenes_incoming, scenes_office, scenes_outgoing
from tests.node.cast import seat
from tests.node.scene import Scene


def scene(act: Act) -> Scene:
    return SCENES[act.code]()


SCENES: dict[str, Callable[[], Scene]] = {
    documents.READ.code: scenes_incoming.read,
    incoming.ARRIVE.code: scenes_incoming.arrive,
    incoming.ENTER_BY_HAND.code: scenes_incoming.enter_by_hand,
    incoming.ADD_SCAN.code: scenes_incoming.add_scan,
    incoming.REGISTER.code: scenes_incoming.register,
    incoming.UNDO_REGISTER.code: scenes_incoming.undo_register,
    incoming.REJECT.code: scenes_incoming.reject,
    incoming.SUBMIT.code: scenes_incoming.submit_incoming,
    incoming.DIRECT.code: scenes_incoming.direct,
    incoming.SUPERSEDE_DIRECTIVE.code: scenes_incoming.supersede,
    incoming.FINISH.code: scenes_incoming.finish,
    incoming.JOIN_PAPER.code: scenes_incoming.join_paper,
    assignments.FORWARD.code: scenes_incoming.forward,
    assignments.RETURN_LINE.code: scenes_incoming.return_line,
    assignments.ACKNOWLEDGE.code: scenes_incoming.acknowledge,
    outgoing.START.code: scenes_outgoing.start,
    outgoing.REVISE.code: scenes_outgoing.revise,
    outgoing.INITIAL.code: scenes_outgoing.initial,
    outgoing.SUBMIT.code: scenes_outgoing.submit_outgoing,
    outgoing.SEND_BACK.code: scenes_outgoing.send_back,
    outgoing.APPROVE.code: scenes_outgoing.approve,
    outgoing.SIGN.code: scenes_outgoing.sign,
    outgoing.SEND_TO_ISSUE.code: scenes_outgoing.send_to_issue,
    outgoing.RETURN_FOR_FORM.code: scenes_outgoing.return_for_form,
    outgoing.ASSIGN_NUMBER.code: scenes_outgoing.assign_number,
    outgoing.SEAL.code: scenes_outgoing.seal,
    outgoing.RELEASE.code: scenes_outgoing.release,
    dossiers.OPEN.code: scenes_office.open_dossier,
    dossiers.FILE_INTO.code: scenes_office.file_into,
    registers.OPEN_SERIES.code: scenes_office.open_series,
    registers.OPEN_REGISTER.code: scenes_office.open_register,
    notices.MARK_READ.code: scenes_office.mark_read,
    exchange.MARK_SENT.code: scenes_exchange.mark_sent,
    exchange.MARK_DEAD.code: scenes_exchange.mark_dead,
    exchange.RETRY.code: scenes_exchange.retry,
    exchange.RECORD_STATUS.code: scenes_exchange.record_status,
    exchange.SYNCHRONISE.code: scenes_exchange.synchronise,
    exchange.ADVANCE.code: scenes_exchange.advance,
    exchange.TURN_AWAY.code: scenes_exchange.turn_away,
    admin.FOUND_AGENCY.code: scenes_office.found_agency,
    admin.ADD_UNIT.code: scenes_office.add_unit,
    admin.ENROLL_USER.code: scenes_office.enroll_user,
    admin.APPOINT.code: scenes_office.appoint,
    admin.GIVE_DUTY.code: scenes_office.give_duty,
    admin.EMPOWER.code: scenes_office.empower,
    admin.ENTRUST_KEY.code: scenes_office.entrust_key,
    admin.DELEGATE.code: scenes_office.delegate,
    admin.SIGN_IN.code: scenes_office.sign_in,
}

ACTS = [act for table in acts.TABLES for act in table]


def spoil(on: Any, act: Act) -> str:
    """Put the subject into a state from which the act may not be done; the state."""
    assert act.move is not None
    state = next(state for state in _STATES[type(on)] if state not in act.move.sources)
    extra: dict[str, Any] = {}
    if isinstance(on, Outgoing) and state is OutgoingState.RELEASED:
        extra = {"signatory": seat("Lâm"), "authority": seat("Lâm").authorities.get()}
    type(on).objects.filter(pk=on.pk).update(state=state, **extra)
    return state


# states that the database allows without more, the likeliest mistake first
_STATES: dict[type, list[Any]] = {
    Incoming: [IncomingState.ARRIVED, IncomingState.REJECTED],
    Outgoing: [OutgoingState.DRAFTING, OutgoingState.RELEASED],
    Line: [LineState.CLOSED],
    Transmission: [TransmissionState.SENT],
    Dossier: [DossierState.CLOSED],
}
