"""For each act of the node one scene: everything stands so that the right person may do it now."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from congvan.base.acts import Act
from congvan.base.actor import RequestMark
from congvan.base.ids import new_id
from congvan.law.parameters import Ground
from congvan.node import acts
from congvan.node.acts import (
    admin,
    assignments,
    documents,
    dossiers,
    exchange,
    incoming,
    outgoing,
    registers,
)
from congvan.node.acts.roles import UNIT_HEAD
from congvan.node.acts.states import DossierState, IncomingState, LineState, OutgoingState, TransmissionState
from congvan.node.agencies import actions as agencies_verbs
from congvan.node.agencies.people import NodeActor, system
from congvan.node.agencies.queries import installation
from congvan.node.assignments import actions as assignments_verbs
from congvan.node.assignments.models import Line, Part
from congvan.node.documents import actions as documents_verbs
from congvan.node.documents import actions as documents_verbs
from congvan.node.dossiers import actions as dossiers_verbs
from congvan.node.dossiers.models import Dossier
from congvan.node.inbox import actions as inbox_verbs
from congvan.node.inbox.models import HubCursor
from congvan.node.incoming import actions as incoming_verbs
from congvan.node.incoming.models import Channel, Incoming
from congvan.node.outbox import actions as outbox_verbs
from congvan.node.outbox.models import Transmission
from congvan.node.outgoing import actions as outgoing_verbs
from congvan.node.outgoing.dispatching import AxisRecipient
from congvan.node.outgoing.models import AnswersFor, Outgoing
from congvan.node.outgoing.queries import frozen_seal, newest_version
from congvan.node.outgoing.reserving import prepare_leader
from congvan.node.registers import actions as registers_verbs
from congvan.node.registers.models import Purpose
from congvan.packet.codes import StatusCode
from congvan.packet.model import Party, ResponseFor, StatusPacket
from congvan.signing.sign import Prepared, complete_signature
from congvan.sites.demo.pki import PIN
from tests.node import cast, lives, papers
from tests.node.cast import AT, FROM, HUYEN, SO, TINH, actor, seat



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


def scene(act: Act) -> Scene:
    return SCENES[act.code]()


# — documents —


def _read() -> Scene:
    document = lives.in_handling().document
    return Scene(documents_verbs.read, {"document": document}, actor("Chi"), actor("Quân"), document)


# — documents —


def _read() -> Scene:
    document = lives.submitted().document
    return Scene(documents_verbs.read, {"document": document}, actor("Lâm"), actor("Chi"), document)


# — incoming —


def _arrive() -> Scene:
    kwargs = {"agency": cast.agency(), "arrival": lives.arrival()}
    return Scene(incoming_verbs.arrive, kwargs, actor("hệ thống"), actor("Vân"), kwargs["agency"])


def _enter_by_hand() -> Scene:
    facts = lives.description(sender_code="", exchange_id="")
    kwargs = {"register": cast.register(Purpose.INCOMING), "channel": Channel.POST, "description": facts}
    return Scene(incoming_verbs.enter_by_hand, kwargs, actor("Vân"), actor("Chi"), kwargs["register"])


def _add_scan() -> Scene:
    return _of_incoming(incoming_verbs.add_scan, lives.by_paper(), "Vân", "Lâm", name="quet.pdf", pdf=papers.scan())


def _register() -> Scene:
    into = cast.register(Purpose.INCOMING)
    return _of_incoming(incoming_verbs.register, lives.arrived(), "Vân", "Lâm", into=into)


def _reject() -> Scene:
    why = {"ground": Ground.WRONG_RECIPIENT, "reason": "Văn bản gửi cho Sở Tài chính."}
    return _of_incoming(incoming_verbs.reject, lives.arrived(), "Vân", "Lâm", **why)


def _submit_incoming() -> Scene:
    return _of_incoming(incoming_verbs.submit, lives.registered(), "Vân", "Lâm", to=seat("Lâm"))


def _direct() -> Scene:
    what = {"text": "Giao Phòng tham mưu.", "lead": seat("Chi")}
    return _of_incoming(incoming_verbs.direct, lives.submitted(), "Lâm", "Vân", **what)


def _supersede() -> Scene:
    return _of_incoming(incoming_verbs.supersede_directive, lives.in_handling(), "Lâm", "Chi", text="Làm gấp.")


def _finish() -> Scene:
    return _of_incoming(incoming_verbs.finish, lives.in_handling(), "Chi", "Lâm", outcome="Đã trả lời.")


def _join_paper() -> Scene:
    life = lives.registered()
    same = {
        "issuer_name": life.document.issuer_name, "notation": life.document.notation,
        "issued_date": life.document.issued_date,
    }  # fmt: skip
    return _of_incoming(incoming_verbs.join_paper, life, "Vân", "Lâm", **same)


def _of_incoming(verb: Callable[..., Any], life: Incoming, by: str, wrong: str, **kwargs: Any) -> Scene:
    return Scene(verb, {"incoming": life, **kwargs}, actor(by), actor(wrong), life)


# — lines —


def _forward() -> Scene:
    return _of_line(assignments_verbs.forward, Part.LEAD, "Chi", "Lâm", to=seat("Phú"))


def _return_line() -> Scene:
    return _of_line(assignments_verbs.return_line, Part.LEAD, "Chi", "Lâm", reason="Không thuộc nhiệm vụ.")


def _acknowledge() -> Scene:
    return _of_line(assignments_verbs.acknowledge, Part.COOPERATE, "Phú", "Lâm")


def _of_line(verb: Callable[..., Any], part: Part, by: str, wrong: str, **kwargs: Any) -> Scene:
    line = lives.line(lives.in_handling(), part)
    return Scene(verb, {"line": line, **kwargs}, actor(by), actor(wrong), line)


# — outgoing —


def _start() -> Scene:
    kwargs = {
        "agency": cast.agency(), "body": cast.body(), "kind": "official_letter", "symbol": papers.SYMBOL,
        "subject": "báo cáo",
    }  # fmt: skip
    return Scene(outgoing_verbs.start, kwargs, actor("Chi"), actor("hệ thống"), kwargs["agency"])


def _revise() -> Scene:
    main = lives.stored(papers.draft().pdf)
    return _of_outgoing(outgoing_verbs.revise, lives.drafting(), "Chi", "Phú", main=main, places=papers.places())


def _initial() -> Scene:
    life, version = lives.revised()
    line = lives.line(life, Part.LEAD)
    assignments_verbs.forward(by=actor("Chi"), at=AT, line=line, to=seat("Phú"), version=version)
    what = {"version": version, "answers_for": AnswersFor.CONTENT}
    return _of_outgoing(outgoing_verbs.initial, life, "Phú", "Chi", **what)


def _submit_outgoing() -> Scene:
    life, version = lives.revised()
    return _of_outgoing(outgoing_verbs.submit, life, "Chi", "Vân", version=version, to=seat("Lâm"))


def _send_back() -> Scene:
    return _at(OutgoingState.SUBMITTED, outgoing_verbs.send_back, "Lâm", "Chi", reason="Thiếu số liệu.")


def _approve() -> Scene:
    return _at(OutgoingState.SUBMITTED, outgoing_verbs.approve, "Lâm", "Chi")


def _sign() -> Scene:
    life = lives.outgoing_at(OutgoingState.APPROVED)
    chain = cast.key("lam").certificate_chain()
    prepared = prepare_leader(life, newest_version(life), chain=chain, at=AT)
    return _of_outgoing(outgoing_verbs.sign, life, "Lâm", "Chi", signed=signed(prepared, "lam"))


def _send_to_issue() -> Scene:
    return _at(OutgoingState.SIGNED, outgoing_verbs.send_to_issue, "Lâm", "Chi")


def _return_for_form() -> Scene:
    return _at(OutgoingState.TO_ISSUE, outgoing_verbs.return_for_form, "Vân", "Lâm", reason="Sai thể thức.")


def _assign_number() -> Scene:
    what = {"register": cast.register(Purpose.OUTGOING), "chain": cast.key("so").certificate_chain()}
    return _at(OutgoingState.TO_ISSUE, outgoing_verbs.assign_number, "Vân", "Lâm", **what)


def _seal() -> Scene:
    life = lives.outgoing_at(OutgoingState.NUMBERED)
    sealed = signed(frozen_seal(life).prepared, "so")
    return _of_outgoing(outgoing_verbs.seal, life, "Vân", "Lâm", sealed=sealed)


def _release() -> Scene:
    what = {"recipients": [AxisRecipient(code=HUYEN, name=cast.DIRECTORY[HUYEN])]}
    return _at(OutgoingState.ISSUED, outgoing_verbs.release, "Vân", "Lâm", **what)


def _at(state: OutgoingState, verb: Callable[..., Any], by: str, wrong: str, **kwargs: Any) -> Scene:
    return _of_outgoing(verb, lives.outgoing_at(state), by, wrong, **kwargs)


def _of_outgoing(verb: Callable[..., Any], life: Outgoing, by: str, wrong: str, **kwargs: Any) -> Scene:
    return Scene(verb, {"outgoing": life, **kwargs}, actor(by), actor(wrong), life)


def signed(prepared: Prepared, label: str) -> bytes:
    """A frozen revision with the signature of one of the demo's keys."""
    return complete_signature(prepared, signature=cast.key(label).sign(prepared.attributes, pin=PIN))


# — dossiers, registers —


def _open_dossier() -> Scene:
    kwargs = {"agency": cast.agency(), "code": "01.GDTrH", "title": "Chữ ký số"}
    return Scene(dossiers_verbs.open_dossier, kwargs, actor("Chi"), actor("hệ thống"), kwargs["agency"])


def dossier() -> Dossier:
    return dossiers_verbs.open_dossier(
        by=actor("Chi"), at=AT, agency=cast.agency(), code="01.GDTrH", title="Chữ ký số"
    )


def _file_into() -> Scene:
    kwargs = {"dossier": dossier(), "document": lives.in_handling().document}
    return Scene(dossiers_verbs.file_into, kwargs, actor("Chi"), actor("Vân"), kwargs["dossier"])


def _open_series() -> Scene:
    kwargs = {"agency": cast.agency(), "code": "QD", "year": 2018, "purpose": Purpose.OUTGOING}
    return Scene(registers_verbs.open_series, kwargs, actor("Vân"), actor("Quân"), kwargs["agency"])


def _open_register() -> Scene:
    kwargs = {
        "agency": cast.agency(), "code": "QD", "name": "Sổ quyết định", "year": 2018,
        "purpose": Purpose.OUTGOING, "over": [cast.series(Purpose.OUTGOING)],
    }  # fmt: skip
    return Scene(registers_verbs.open_register, kwargs, actor("Vân"), actor("Quân"), kwargs["agency"])


# — exchange —


def transmission() -> Transmission:
    """A letter on its way to UBND huyện."""
    life = lives.outgoing_at(OutgoingState.RELEASED)
    return Transmission.objects.get(document=life.document)


def _mark_sent() -> Scene:
    answer = {"receipt": "header.body.signature", "recipients": [{"agency": HUYEN, "state": "accepted"}]}
    return _of_transmission(outbox_verbs.mark_sent, answer=answer)


def _mark_dead() -> Scene:
    return _of_transmission(outbox_verbs.mark_dead, cause="packet.malformed: hỏng")


def _retry() -> Scene:
    row = transmission()
    outbox_verbs.mark_dead(by=actor("hệ thống"), at=AT, transmission=row, cause="packet.malformed: hỏng")
    return Scene(outbox_verbs.retry, {"transmission": row}, actor("Vân"), actor("Lâm"), row)


def _of_transmission(verb: Callable[..., Any], **kwargs: Any) -> Scene:
    row = transmission()
    return Scene(verb, {"transmission": row, **kwargs}, actor("hệ thống"), actor("Vân"), row)


def status_packet(document: Any, *, code: StatusCode = StatusCode.RECEIVED, why: str = "") -> StatusPacket:
    """Word from UBND huyện about a document of ours."""
    about = ResponseFor(
        agency_code=SO, notation=document.notation, issued_on=document.issued_date,
        document_id=document.exchange_id,
    )  # fmt: skip
    sender = Party(agency_code=HUYEN, name=cast.DIRECTORY[HUYEN])
    return StatusPacket(sender=sender, response_for=about, code=code, description=why, timestamp=AT)


def _record_status() -> Scene:
    document = transmission().document
    kwargs = {
        "agency": cast.agency(), "document": document, "status": status_packet(document),
        "packet_id": new_id(),
    }  # fmt: skip
    return Scene(outbox_verbs.record_status, kwargs, actor("hệ thống"), actor("Vân"), kwargs["agency"])


def _synchronise() -> Scene:
    kwargs = {"installation": installation(), "agencies": [{"code": TINH, "name": "Ủy ban nhân dân tỉnh"}]}
    return Scene(outbox_verbs.synchronise_directory, kwargs, system(), actor("Quân"), kwargs["installation"])


def cursor() -> HubCursor:
    return HubCursor.objects.get_or_create(hub="http://hub")[0]


def _advance() -> Scene:
    return Scene(inbox_verbs.advance, {"on": cursor(), "cursor": "17"}, system(), actor("Quân"), cursor())


def _turn_away() -> Scene:
    shadow = {"packet_id": "p", "digest": "0" * 64, "size": 9, "code": "secret", "sender": ""}
    return Scene(inbox_verbs.turn_away, {"on": cursor(), **shadow}, system(), actor("Quân"), cursor())


# — administration —


def _found_agency() -> Scene:
    kwargs = {
        "installation": installation(), "name": "Sở Tài chính", "abbreviation": "STC", "code": "000.00.12.H45",
        "scheme": "QCVN102", "level": 2, "place": "Phú Yên", "profile": cast.PROFILE, "letterhead": "Sở Tài chính",
    }  # fmt: skip
    by = actor("vận hành")
    return Scene(agencies_verbs.found_agency, kwargs, by, actor("Quân"), kwargs["installation"])


def _of_admin(verb: Callable[..., Any], on: Any, **kwargs: Any) -> Scene:
    return Scene(verb, kwargs, actor("Quân"), actor("Vân"), on)


def _add_unit() -> Scene:
    return _of_admin(agencies_verbs.add_unit, cast.agency(), agency=cast.agency(), name="Thanh tra")


def _enroll_user() -> Scene:
    who = {"login": "bao", "name": "Bùi Bảo", "password": "rất dài và không ai biết"}
    return _of_admin(agencies_verbs.enroll_user, cast.agency(), agency=cast.agency(), **who)


def _appoint() -> Scene:
    unit = cast.unit("Phòng Giáo dục Trung học")
    what = {"user": cast.user("Chi"), "title": "Phó Trưởng phòng", "from_date": FROM}
    return _of_admin(agencies_verbs.appoint, unit, unit=unit, **what)


def _give_duty() -> Scene:
    return _of_admin(agencies_verbs.give_duty, seat("Chi"), seat=seat("Chi"), role=UNIT_HEAD, from_date=FROM)


def _empower() -> Scene:
    what = {"form": "TL.", "lines": ["TL. GIÁM ĐỐC", "TRƯỞNG PHÒNG"], "basis": "Quy chế làm việc"}
    return _of_admin(agencies_verbs.empower, seat("Phú"), seat=seat("Phú"), body=cast.body(), from_date=FROM, **what)


def _entrust_key() -> Scene:
    what = {"seat": seat("Phú"), "label": "phu", "fingerprint": "f" * 64, "from_date": FROM}
    return _of_admin(agencies_verbs.entrust_key, cast.agency(), agency=cast.agency(), **what)


def _delegate() -> Scene:
    period = {"from_date": AT.date(), "to_date": date(2018, 5, 11), "reason": "Đi công tác"}
    kwargs = {"seat": seat("Lâm"), "substitute": seat("Phú"), **period}
    return Scene(agencies_verbs.delegate, kwargs, actor("Lâm"), actor("Quân"), seat("Lâm"))


# — which scene belongs to which act —

SCENES: dict[str, Callable[[], Scene]] = {
    documents.READ.code: _read,
    documents.READ.code: _read,
    incoming.ARRIVE.code: _arrive,
    incoming.ENTER_BY_HAND.code: _enter_by_hand,
    incoming.ADD_SCAN.code: _add_scan,
    incoming.REGISTER.code: _register,
    incoming.REJECT.code: _reject,
    incoming.SUBMIT.code: _submit_incoming,
    incoming.DIRECT.code: _direct,
    incoming.SUPERSEDE_DIRECTIVE.code: _supersede,
    incoming.FINISH.code: _finish,
    incoming.JOIN_PAPER.code: _join_paper,
    assignments.FORWARD.code: _forward,
    assignments.RETURN_LINE.code: _return_line,
    assignments.ACKNOWLEDGE.code: _acknowledge,
    outgoing.START.code: _start,
    outgoing.REVISE.code: _revise,
    outgoing.INITIAL.code: _initial,
    outgoing.SUBMIT.code: _submit_outgoing,
    outgoing.SEND_BACK.code: _send_back,
    outgoing.APPROVE.code: _approve,
    outgoing.SIGN.code: _sign,
    outgoing.SEND_TO_ISSUE.code: _send_to_issue,
    outgoing.RETURN_FOR_FORM.code: _return_for_form,
    outgoing.ASSIGN_NUMBER.code: _assign_number,
    outgoing.SEAL.code: _seal,
    outgoing.RELEASE.code: _release,
    dossiers.OPEN.code: _open_dossier,
    dossiers.FILE_INTO.code: _file_into,
    registers.OPEN_SERIES.code: _open_series,
    registers.OPEN_REGISTER.code: _open_register,
    exchange.MARK_SENT.code: _mark_sent,
    exchange.MARK_DEAD.code: _mark_dead,
    exchange.RETRY.code: _retry,
    exchange.RECORD_STATUS.code: _record_status,
    exchange.SYNCHRONISE.code: _synchronise,
    exchange.ADVANCE.code: _advance,
    exchange.TURN_AWAY.code: _turn_away,
    admin.FOUND_AGENCY.code: _found_agency,
    admin.ADD_UNIT.code: _add_unit,
    admin.ENROLL_USER.code: _enroll_user,
    admin.APPOINT.code: _appoint,
    admin.GIVE_DUTY.code: _give_duty,
    admin.EMPOWER.code: _empower,
    admin.ENTRUST_KEY.code: _entrust_key,
    admin.DELEGATE.code: _delegate,
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
