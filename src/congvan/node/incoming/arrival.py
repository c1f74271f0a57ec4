"""What a packet brings to an agency, ready to be kept: a value that inbox makes and `arrive` takes."""

from collections.abc import Sequence
from dataclasses import dataclass

from congvan.node.documents.steps import Description, NewFile


@dataclass(frozen=True)
class Arrival:
    """A document packet lifted from the hub. Its files lie in the store, judged; findings go to the clerk."""

    packet_id: str
    packet_digest: str
    sender_name: str
    description: Description
    files: Sequence[NewFile]
    findings: Sequence[dict[str, str]] = ()
