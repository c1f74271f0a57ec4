"""Signing in person: prepare, ask the signer process outside any transaction, then record by the act.

Beside the fixed file names of a package (ADR 0010). The PIN passes through and is kept nowhere.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime

from congvan.base.acting import acting, check
from congvan.base.acts import Act
from congvan.base.errors import NotDone
from congvan.node.acts import outgoing as acts
from congvan.node.agencies.people import NodeActor, holder_of
from congvan.node.agencies.queries import key_in_force
from congvan.node.documents.models import Version
from congvan.node.outgoing import actions
from congvan.node.outgoing.models import Issuance, Outgoing
from congvan.node.outgoing.queries import frozen_seal, version_to_sign
from congvan.node.outgoing.refusals import NoKey, OthersSignature, SignerRefused
from congvan.node.outgoing.reserving import prepare_leader
from congvan.node.registers.models import Register
from congvan.signing.client import SignerClient
from congvan.signing.errors import KeyRefused
from congvan.signing.sign import complete_signature


def leader_signs(
    *, by: NodeActor, at: datetime, outgoing: Outgoing, signer: SignerClient, pin: str
) -> Version:
    """The leader signs the approved version with the key of the signatory's seat. Law: QD11/D8.K1."""
    with _asking(by, acts.SIGN, on=outgoing, at=at):
        holder = holder_of(outgoing.signatory, on=at.date())
        if holder is None or holder.id != by.user_id:
            raise OthersSignature
        key = key_in_force(on=at.date(), seat=outgoing.signatory)
        if key is None:
            raise NoKey
        prepared = prepare_leader(outgoing, version_to_sign(outgoing), chain=signer.chain(key.label), at=at)
        signature = signer.sign(label=key.label, pin=pin, attributes=prepared.attributes)
        signed = complete_signature(prepared, signature=signature)
    return actions.sign(by=by, at=at, outgoing=outgoing, signed=signed)


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
    return actions.seal(by=by, at=at, outgoing=outgoing, sealed=sealed)


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
        if refused.code != "signer.unavailable":
            with suppress(SignerRefused), acting(by, act, on=on, at=at):
                raise SignerRefused(f"{refused.code}: {refused.message}") from refused
        raise
