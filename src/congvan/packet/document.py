"""The tree of a document packet into its model, leniently."""

from __future__ import annotations

from typing import TYPE_CHECKING

from congvan.packet.codes import Operation
from congvan.packet.errors import PacketError
from congvan.packet.fields import party, response_for, sender_of, staff, text_of
from congvan.packet.known import keep_unknown
from congvan.packet.model import (
    Business,
    Code,
    DocumentHeader,
    Kind,
    Party,
    ReceiverChange,
    Replacement,
    Signer,
    TraceHop,
)

if TYPE_CHECKING:
    from congvan.packet.fields import Fields
    from congvan.packet.node import Node

_OPERATIONS = {str(operation.value): operation for operation in Operation}


def header(root: Node, fields: Fields) -> DocumentHeader:
    """MessageHeader. Raises PacketError without sender, receiver or identifier."""
    fields.check_lengths(root)
    keep_unknown(root, fields)
    sender = sender_of(root)
    recipients = _recipients(root)
    document_id = root.value("DocumentId")
    if not document_id:
        raise PacketError(
            "document_id_missing",
            root.path,
            "Gói tin không có mã định danh văn bản (DocumentId). Đề nghị bên gửi bổ sung và gửi lại.",
        )
    _report_missing(root, fields)
    promulgation, kind, signer = (
        root.one("PromulgationInfo"),
        root.one("DocumentType"),
        root.one("SignerInfo"),
    )
    code, other = root.one("Code"), root.one("OtherInfo")
    places, annexes = root.one("ToPlaces"), other.one("Appendixes") if other else None
    responses = [response_for(group, fields) for group in root.all("ResponseFor")]
    return DocumentHeader(
        sender=sender,
        recipients=recipients,
        document_id=document_id,
        code=Code(number=text_of(code, "CodeNumber"), symbol=text_of(code, "CodeNotation")),
        place=text_of(promulgation, "Place"),
        issued_on=fields.date(promulgation, "PromulgationDate"),
        kind=Kind(
            name=text_of(kind, "TypeName"), code=text_of(kind, "Type"), detail=text_of(kind, "TypeDetail")
        ),
        subject=root.value("Subject"),
        content=root.value("Content"),
        signer=Signer(
            authority=text_of(signer, "Competence"),
            position=text_of(signer, "Position"),
            name=text_of(signer, "FullName"),
        ),
        due_on=fields.date(root, "DueDate"),
        recipient_lines=_texts(places, "Place"),
        priority=fields.priority(other),
        sphere=text_of(other, "SphereOfPromulgation"),
        typist_mark=text_of(other, "TyperNotation"),
        copies=fields.number(other, "PromulgationAmount"),
        pages=fields.number(other, "PageAmount"),
        direction=fields.flag(other, "Direction"),
        annex_titles=_texts(annexes, "Appendix"),
        responses_for=tuple(response for response in responses if response),
        steering=fields.number(root, "SteeringType"),
        extras=fields.extras,
    )


def trace(root: Node | None, fields: Fields) -> tuple[TraceHop, ...]:
    if root is None:
        return ()
    return tuple(
        TraceHop(agency_code=hop.value("OrganId"), at=fields.time(hop, "Timestamp"))
        for hop in root.all("TraceHeader")
    )


def business(root: Node | None, fields: Fields) -> Business:
    """The operation; a new document when the sender says nothing."""
    group = root.one("Bussiness") if root else None
    if group is None:
        fields.missing("TraceHeaderList/Bussiness", "thông tin nghiệp vụ (Bussiness), coi là văn bản mới")
        return Business(operation=Operation.NEW)
    operation = _operation(group)
    changes = group.one("BussinessDocumentInfo")
    found = Business(
        operation=operation,
        document_id=group.value("DocumentId"),
        reason=group.value("BussinessDocReason"),
        paper=fields.flag(group, "Paper"),
        metadata_changed=fields.flag(changes, "DocumentInfo"),
        receivers_changed=fields.flag(changes, "DocumentReceiver"),
        receiver_changes=_receiver_changes(changes),
        replacements=_replacements(group.one("ReplacementInfoList")),
        staff=staff(group.one("StaffInfo")),
    )
    if operation is not Operation.NEW and not found.reason:
        fields.missing("TraceHeaderList/Bussiness/BussinessDocReason", f"lý do {operation.label}")
    return found


def _recipients(root: Node) -> tuple[Party, ...]:
    groups = root.all("To")
    if not groups:
        raise PacketError(
            "recipient_missing",
            root.path,
            "Gói tin không ghi nơi nhận (To). Đề nghị bên gửi bổ sung và gửi lại.",
        )
    recipients = tuple(party(group, code="recipient_missing", label="nơi nhận") for group in groups)
    seen: set[str] = set()
    for group, recipient in zip(groups, recipients, strict=True):
        folded = recipient.agency_code.casefold()
        if folded in seen:
            raise PacketError(
                "recipient_duplicate",
                group.path,
                "Gói tin ghi một nơi nhận hai lần. Đề nghị bên gửi sửa danh sách nơi nhận và gửi lại.",
            )
        seen.add(folded)
    return recipients


def _report_missing(root: Node, fields: Fields) -> None:
    code, promulgation, kind = root.one("Code"), root.one("PromulgationInfo"), root.one("DocumentType")
    for present, path, label in (
        (text_of(code, "CodeNumber"), "MessageHeader/Code/CodeNumber", "số văn bản"),
        (text_of(code, "CodeNotation"), "MessageHeader/Code/CodeNotation", "ký hiệu văn bản"),
        (
            text_of(promulgation, "PromulgationDate"),
            "MessageHeader/PromulgationInfo/PromulgationDate",
            "ngày ban hành",
        ),
        (text_of(kind, "TypeName"), "MessageHeader/DocumentType/TypeName", "tên loại văn bản"),
        (root.value("Subject"), "MessageHeader/Subject", "trích yếu"),
    ):
        if not present:
            fields.missing(path, label)


def _operation(group: Node) -> Operation:
    operation = _OPERATIONS.get(group.value("BussinessDocType"))
    if operation is None:
        raise PacketError(
            "operation_unknown",
            f"{group.path}/BussinessDocType",
            "Không rõ gói tin là văn bản mới, thu hồi, cập nhật hay thay thế "
            "(BussinessDocType phải là 0, 1, 2 hoặc 3). Đề nghị bên gửi sửa và gửi lại.",
        )
    return operation


def _receiver_changes(changes: Node | None) -> tuple[ReceiverChange, ...]:
    receivers = changes.one("ReceiverList") if changes else None
    if receivers is None:
        return ()
    return tuple(_receiver_change(receiver) for receiver in receivers.all("Receiver"))


def _receiver_change(receiver: Node) -> ReceiverChange:
    agency_code, kind = receiver.value("OrganId"), receiver.value("ReceiverType")
    if not agency_code or kind not in {"0", "1"}:
        raise PacketError(
            "receiver_change_unclear",
            receiver.path,
            "Không rõ nơi nhận nào được thêm hay bỏ (cần OrganId và ReceiverType là 0 hoặc 1). "
            "Đề nghị bên gửi sửa và gửi lại.",
        )
    return ReceiverChange(agency_code=agency_code, added=kind == "1")


def _replacements(group: Node | None) -> tuple[Replacement, ...]:
    if group is None:
        return ()
    return tuple(
        Replacement(
            document_id=entry.value("DocumentId"), agency_codes=_texts(entry.one("OrganIdList"), "OrganId")
        )
        for entry in group.all("ReplacementInfo")
    )


def _texts(group: Node | None, name: str) -> tuple[str, ...]:
    if group is None:
        return ()
    return tuple(child.text for child in group.all(name) if child.text)
