"""Which fields this program reads; every other one is kept as an extra."""

from __future__ import annotations

from typing import TYPE_CHECKING

from congvan.packet.fields import PARTY, Fields, relative_path

if TYPE_CHECKING:
    from congvan.packet.node import Node

_GROUPS: dict[str, tuple[str, ...]] = {
    "MessageHeader": (
        *("From", "To", "Code", "PromulgationInfo", "DocumentType", "Subject", "Content", "SignerInfo"),
        *("DueDate", "ToPlaces", "OtherInfo", "ResponseFor", "SteeringType", "DocumentId"),
        *("StaffInfo", "StatusCode", "Description", "Timestamp"),
    ),
    "MessageHeader/From": PARTY,
    "MessageHeader/To": PARTY,
    "MessageHeader/Code": ("CodeNumber", "CodeNotation"),
    "MessageHeader/PromulgationInfo": ("Place", "PromulgationDate"),
    "MessageHeader/DocumentType": ("Type", "TypeDetail", "TypeName"),
    "MessageHeader/SignerInfo": ("Competence", "Position", "FullName"),
    "MessageHeader/ToPlaces": ("Place",),
    "MessageHeader/OtherInfo": (
        *("Priority", "SphereOfPromulgation", "TyperNotation", "PromulgationAmount", "PageAmount"),
        *("Direction", "Appendixes"),
    ),
    "MessageHeader/OtherInfo/Appendixes": ("Appendix",),
    "MessageHeader/ResponseFor": ("OrganId", "Code", "PromulgationDate", "DocumentId"),
    "MessageHeader/StaffInfo": ("Department", "Staff", "Mobile", "Email"),
    "TraceHeaderList": ("TraceHeader", "Bussiness"),
    "TraceHeaderList/TraceHeader": ("OrganId", "Timestamp"),
    "TraceHeaderList/Bussiness": (
        *("DocumentId", "BussinessDocType", "BussinessDocReason", "Paper", "BussinessDocumentInfo"),
        *("ReplacementInfoList", "StaffInfo"),
    ),
    "TraceHeaderList/Bussiness/BussinessDocumentInfo": ("DocumentInfo", "DocumentReceiver", "ReceiverList"),
    "TraceHeaderList/Bussiness/BussinessDocumentInfo/ReceiverList": ("Receiver",),
    "TraceHeaderList/Bussiness/BussinessDocumentInfo/ReceiverList/Receiver": ("OrganId", "ReceiverType"),
    "TraceHeaderList/Bussiness/ReplacementInfoList": ("ReplacementInfo",),
    "TraceHeaderList/Bussiness/ReplacementInfoList/ReplacementInfo": ("DocumentId", "OrganIdList"),
    "TraceHeaderList/Bussiness/ReplacementInfoList/ReplacementInfo/OrganIdList": ("OrganId",),
    "TraceHeaderList/Bussiness/StaffInfo": ("Department", "Staff", "Mobile", "Email"),
}
_KNOWN = frozenset(
    {
        "MessageHeader",
        "TraceHeaderList",
        *(f"{group}/{name}" for group, names in _GROUPS.items() for name in names),
    }
)


def keep_unknown(root: Node, fields: Fields) -> None:
    """Keep every unknown field under MessageHeader or TraceHeaderList that has a value."""
    for node in root.walk():
        path = relative_path(node, root)
        if node.text and path not in _KNOWN:
            fields.keep(path, node.text)
