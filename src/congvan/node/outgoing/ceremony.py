"""Signing in person: prepare, ask the signer process outside any transaction, then record by the act.

Beside the fixed file names of a package (ADR 0010). The PIN passes through and is kept nowhere.
"""

from datetime import datetime

from congvan.node.agencies.people import NodeActor
from congvan.node.agencies.queries import key_in_force
from congvan.node.documents.models import Version
from congvan.node.outgoing import actions
from congvan.node.outgoing.models import Issuance, Outgoing
from congvan.node.outgoing.queries import frozen_seal, version_to_sign
from congvan.node.outgoing.refusals import NoKey
from congvan.node.outgoing.reserving import prepare_leader
from congvan.node.registers.models import Register
from congvan.signing.client import SignerClient
from congvan.signing.sign import complete_signature


def leader_signs(
    *, by: NodeActor, at: datetime, outgoing: Outgoing, signer: SignerClient, pin: str
) -> Version:
    """The leader signs the approved version with the key of the signatory's seat. Law: QD11/D8.K1."""
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
    key = key_in_force(on=at.date(), body=outgoing.body)
    if key is None:
        raise NoKey
    chain = signer.chain(key.label)
    return actions.assign_number(by=by, at=at, outgoing=outgoing, register=register, chain=chain)


def clerk_seals(
    *, by: NodeActor, at: datetime, outgoing: Outgoing, signer: SignerClient, pin: str
) -> Version:
    """The clerk presses the agency's seal on the frozen revision, in person. Law: QD11/D8.K3.a."""
    frozen = frozen_seal(outgoing)
    signature = signer.sign(label=frozen.key.label, pin=pin, attributes=frozen.prepared.attributes)
    sealed = complete_signature(frozen.prepared, signature=signature)
    return actions.seal(by=by, at=at, outgoing=outgoing, sealed=sealed)
