"""Signing in person: prepare, ask the signer process outside any transaction, then record by the act.

Beside the fixed file names of a package (ADR 0010). The PIN passes through and is kept nowhere.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime

from congvan.base.acting import acting, check
from congvan.base.acts import Act
from congvan.base.errors import NotDone
from congvan.node.acts import outgoing as acts
from congvan.node.acts.states import OutgoingState
from congvan.node.agencies.people import NodeActor, holder_of
from congvan.node.agencies.queries import key_in_force
from congvan.node.documents.models import Version
from congvan.node.outgoing import actions
from congvan.node.outgoing.lasting import make_lasting
from congvan.node.outgoing.models import Issuance, Outgoing
from congvan.node.outgoing.queries import frozen_seal, version_to_sign
from congvan.node.outgoing.refusals import NoKey, NotTheApproved, OthersSignature, SignerRefused
from congvan.node.outgoing.reserving import prepare_leader
from congvan.node.registers.models import Register
from congvan.signing.client import SignerClient
from congvan.signing.errors import KeyRefused
from congvan.signing.sign import complete_signature


@dataclass(frozen=True)
class Awaited:
    """A leader's signature that is asked for: on which document, by which key, over which attributes.

    The revision itself is not kept: made again from the same version, moment and certificates it is the same.
    """

    outgoing: Outgoing
    label: str
    chain: tuple[bytes, ...]
    attributes: bytes


def leader_signs(
    *, by: NodeActor, at: datetime, outgoing: Outgoing, signer: SignerClient, pin: str
) -> Version:
    """The leader signs the approved version with the key of the signatory's seat. Law: QD11/D8.K1."""
    with _asking(by, acts.SIGN, on=outgoing, at=at):
        label, chain = _own_key(by, outgoing, signer, at=at)
        prepared = prepare_leader(version_to_sign(outgoing), name=by.name, chain=chain, at=at)
        signature = signer.sign(label=label, pin=pin, attributes=prepared.attributes)
        signed = complete_signature(prepared, signature=signature)
    return actions.sign(by=by, at=at, outgoing=outgoing, signed=signed)


def await_leader(*, by: NodeActor, at: datetime, outgoing: Outgoing, signer: SignerClient) -> Awaited:
    """What the key is to sign on one of many documents that the leader signs at once; nothing is done."""
    with _asking(by, _next_act(outgoing), on=outgoing, at=at):
        label, chain = _own_key(by, outgoing, signer, at=at)
        prepared = prepare_leader(version_to_sign(outgoing), name=by.name, chain=chain, at=at)
    return Awaited(outgoing, label, chain, prepared.attributes)


def leader_signed(*, by: NodeActor, at: datetime, awaited: Awaited, signature: bytes) -> bytes:
    """The signed file that was asked for at `at`, before it is approved and recorded.

    Refused where another version stands there meanwhile: nobody approves what was not before them.
    """
    outgoing = awaited.outgoing
    prepared = prepare_leader(version_to_sign(outgoing), name=by.name, chain=awaited.chain, at=at)
    if prepared.attributes != awaited.attributes:
        with acting(by, _next_act(outgoing), on=outgoing, at=at):
            raise NotTheApproved
    return complete_signature(prepared, signature=signature)


def key_refused(*, by: NodeActor, at: datetime, awaited: Awaited, refused: KeyRefused) -> None:
    """Audit that the key refused to sign a document among others."""
    _note_refusal(by, _next_act(awaited.outgoing), on=awaited.outgoing, at=at, refused=refused)


def _next_act(outgoing: Outgoing) -> Act:
    return acts.APPROVE if outgoing.state == OutgoingState.SUBMITTED else acts.SIGN


def _own_key(
    by: NodeActor, outgoing: Outgoing, signer: SignerClient, *, at: datetime
) -> tuple[str, tuple[bytes, ...]]:
    """The label and certificates of the signatory's key, for the one who holds the seat."""
    holder = holder_of(outgoing.signatory, on=at.date())
    if holder is None or holder.id != by.user_id:
        raise OthersSignature
    key = key_in_force(on=at.date(), seat=outgoing.signatory)
    if key is None:
        raise NoKey
    return key.label, signer.chain(key.label)


def clerk_numbers(
    *, by: NodeActor, at: datetime, outgoing: Outgoing, register: Register, signer: SignerClient
) -> Issuance:
    """The clerk takes the number; the seal's certificate chain is asked for before the series is locked."""
    with _asking(by, acts.ASSIGN_NUMBER, on=outgoing, at=at):
        key = key_in_force(on=at.date(), body=outgoing.body)
        if key is None:
            raise NoKey
        chain = signer.chain(key.label)
    return actions.assign_number(by=by, at=at, outgoing=outgoing, register=register, chain=chain)


def clerk_seals(
    *, by: NodeActor, at: datetime, outgoing: Outgoing, signer: SignerClient, pin: str
) -> Version:
    """The clerk presses the agency's seal on the frozen revision, in person. Law: QD11/D8.K3.a."""
    with _asking(by, acts.SEAL, on=outgoing, at=at):
        frozen = frozen_seal(outgoing)
        signature = signer.sign(label=frozen.key.label, pin=pin, attributes=frozen.prepared.attributes)
        sealed = complete_signature(frozen.prepared, signature=signature)
        lasting = make_lasting(sealed)
    return actions.seal(by=by, at=at, outgoing=outgoing, sealed=lasting.pdf, lacks=lasting.lacks)


@contextmanager
def _asking(by: NodeActor, act: Act, *, on: Outgoing, at: datetime) -> Iterator[None]:
    """Ask the signer for an act: its rights come first, and a refusal is audited as the act's own.

    Who may not do the act, comes too late or did it before learns so by the act, and the signer hears no PIN:
    wrong ones of others would close the key to its holder. A signer that does not answer has refused nothing.
    """
    try:
        check(by, act, on=on)
        yield
    except NotDone:
        with acting(by, act, on=on, at=at):
            raise
    except KeyRefused as refused:
        _note_refusal(by, act, on=on, at=at, refused=refused)
        raise


def _note_refusal(by: NodeActor, act: Act, *, on: Outgoing, at: datetime, refused: KeyRefused) -> None:
    if refused.code == "signer.unavailable":
        return
    with suppress(NotDone), acting(by, act, on=on, at=at):  # what moved on meanwhile is audited as well
        raise SignerRefused(f"{refused.code}: {refused.message}") from refused
