"""A packet into the tree of its elements, in the order of the reference kit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from congvan.packet import wire
from congvan.packet.node import Node, add

if TYPE_CHECKING:
    from congvan.packet.model import (
        AttachmentInfo,
        Business,
        DocumentHeader,
        Party,
        Replacement,
        ResponseFor,
        Staff,
        StatusPacket,
        TraceHop,
    )

ZIP_TYPE = "application/zip"


def message_header(header: DocumentHeader) -> Node:
    root = Node("MessageHeader")
    _party(root, "From", header.sender)
    for recipient in header.recipients:
        _party(root, "To", recipient)
    add(root, "DocumentId", header.document_id)
    _group(root, "Code", CodeNumber=header.code.number, CodeNotation=header.code.symbol)
    issued_on = wire.format_date(header.issued_on) if header.issued_on else ""
    _group(root, "PromulgationInfo", Place=header.place, PromulgationDate=issued_on)
    kind = header.kind
    _group(root, "DocumentType", Type=kind.code, TypeDetail=kind.detail, TypeName=kind.name)
    add(root, "Subject", header.subject)
    add(root, "Content", header.content)
    signer = header.signer
    _group(root, "SignerInfo", Competence=signer.authority, Position=signer.position, FullName=signer.name)
    add(root, "DueDate", wire.format_date(header.due_on) if header.due_on else "")
    _other_info(root, header)
    for response in header.responses_for:
        _response_for(root, response)
    add(root, "SteeringType", _number(header.steering))
    _list(root, "ToPlaces", "Place", header.recipient_lines)
    return root


def trace_header_list(trace: tuple[TraceHop, ...], business: Business) -> Node:
    root = Node("TraceHeaderList")
    for hop in trace:
        at = wire.format_time(hop.at) if hop.at else ""
        _group(root, "TraceHeader", OrganId=hop.agency_code, Timestamp=at)
    _business(root, business)
    return root


def status_header(status: StatusPacket) -> Node:
    root = Node("MessageHeader")
    _party(root, "From", status.sender)
    _response_for(root, status.response_for)
    _staff(root, status.staff)
    add(root, "StatusCode", str(status.code))
    add(root, "Description", status.description)
    add(root, "Timestamp", wire.format_time(status.timestamp) if status.timestamp else "")
    return root


def manifest(attachments: tuple[AttachmentInfo, ...]) -> Node:
    root = Node("edXMLManifest")
    root.attributes["version"] = "1.0"
    for info in attachments:
        reference = Node("Reference", parent=root)
        add(reference, "ContentId", f"cid:{info.content_id}")
        add(reference, "ContentType", ZIP_TYPE)
        add(reference, "Description", info.description)
        add(reference, "AttachmentName", info.name)
    return root


def attachment(info: AttachmentInfo) -> Node:
    """Without its payload, which is written in pieces."""
    root = Node("Attachment")
    add(root, "ContentId", f"cid:{info.content_id}")
    add(root, "AttachmentName", info.name)
    add(root, "Description", info.description)
    add(root, "ContentType", ZIP_TYPE)
    return root


def _party(parent: Node, name: str, party: Party) -> None:
    _group(
        parent,
        name,
        OrganId=party.agency_code,
        OrganizationInCharge=party.parent_name,
        OrganName=party.name,
        OrganAdd=party.address,
        Email=party.email,
        Telephone=party.phone,
        Fax=party.fax,
        Website=party.website,
    )


def _other_info(parent: Node, header: DocumentHeader) -> None:
    group = Node("OtherInfo")
    add(group, "Priority", _number(header.priority))
    add(group, "SphereOfPromulgation", header.sphere)
    add(group, "TyperNotation", header.typist_mark)
    add(group, "PromulgationAmount", _number(header.copies))
    add(group, "PageAmount", _number(header.pages))
    if header.direction is not None:
        add(group, "Direction", "true" if header.direction else "false")
    _list(group, "Appendixes", "Appendix", header.annex_titles)
    _adopt(parent, group)


def _response_for(parent: Node, response: ResponseFor) -> None:
    issued_on = wire.format_date(response.issued_on) if response.issued_on else ""
    _group(
        parent,
        "ResponseFor",
        OrganId=response.agency_code,
        Code=response.notation,
        PromulgationDate=issued_on,
        DocumentId=response.document_id,
    )


def _business(parent: Node, business: Business) -> None:
    group = Node("Bussiness", parent=parent)
    add(group, "DocumentId", business.document_id)
    add(group, "BussinessDocType", str(business.operation.value))
    add(group, "BussinessDocReason", business.reason)
    add(group, "Paper", _flag(business.paper))
    changes = Node("BussinessDocumentInfo")
    add(changes, "DocumentInfo", _flag(business.metadata_changed))
    add(changes, "DocumentReceiver", _flag(business.receivers_changed))
    if business.receiver_changes:
        receivers = Node("ReceiverList", parent=changes)
        for change in business.receiver_changes:
            _group(receivers, "Receiver", OrganId=change.agency_code, ReceiverType=_flag(change.added))
    _adopt(group, changes)
    _replacements(group, business.replacements)
    _staff(group, business.staff)


def _replacements(parent: Node, replacements: tuple[Replacement, ...]) -> None:
    if not replacements:
        return
    group = Node("ReplacementInfoList", parent=parent)
    for replacement in replacements:
        info = Node("ReplacementInfo", parent=group)
        add(info, "DocumentId", replacement.document_id)
        _list(info, "OrganIdList", "OrganId", replacement.agency_codes)


def _staff(parent: Node, staff: Staff | None) -> None:
    if staff is None:
        return
    _group(
        parent,
        "StaffInfo",
        Department=staff.department,
        Staff=staff.name,
        Email=staff.email,
        Mobile=staff.phone,
    )


def _group(parent: Node, name: str, **fields: str) -> None:
    """Append an element with those of its fields that are not empty; nothing when all are."""
    group = Node(name)
    for field, text in fields.items():
        add(group, field, text)
    _adopt(parent, group)


def _list(parent: Node, name: str, item: str, texts: tuple[str, ...]) -> None:
    group = Node(name)
    for text in texts:
        add(group, item, text)
    _adopt(parent, group)


def _adopt(parent: Node, group: Node) -> None:
    if group.children:
        parent.append(group)


def _number(number: int | None) -> str:
    return "" if number is None else str(int(number))


def _flag(flag: bool | None) -> str:  # noqa: FBT001 — a value of the wire, not a switch
    return "" if flag is None else str(int(flag))
