"""Fields of a header into values; whatever cannot be read is kept as received and reported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from congvan.packet import wire
from congvan.packet.codes import Priority
from congvan.packet.errors import PacketError
from congvan.packet.lengths import length_of
from congvan.packet.model import Extra, Party, ResponseFor, Staff

if TYPE_CHECKING:
    from datetime import date, datetime

    from congvan.packet.findings import Findings
    from congvan.packet.limits import Limits
    from congvan.packet.node import Node

PARTY = ("OrganId", "OrganizationInCharge", "OrganName", "OrganAdd", "Email", "Telephone", "Fax", "Website")


class Fields:
    """One reading of one header."""

    def __init__(self, *, findings: Findings, limits: Limits) -> None:
        self.findings = findings
        self._extras: list[Extra] = []
        self._extras_max = limits.extras_max

    @property
    def extras(self) -> tuple[Extra, ...]:
        return tuple(self._extras)

    def keep(self, path: str, text: str) -> None:
        """Keep an unknown or unreadable field as received."""
        if len(self._extras) >= self._extras_max:
            self.findings.add("extras_omitted", path, "Gói tin có quá nhiều trường lạ; chỉ giữ lại phần đầu.")
            return
        self._extras.append(Extra(path, text))

    def date(self, group: Node | None, name: str) -> date | None:
        text, path = _text_and_path(group, name)
        day = wire.parse_date(text)
        if text and day is None:
            self._unreadable(path, text)
        elif day and not wire.is_exact_date(text):
            self._odd_form(path, "yyyy/MM/dd")
        return day

    def time(self, group: Node | None, name: str) -> datetime | None:
        text, path = _text_and_path(group, name)
        at = wire.parse_time(text)
        if text and at is None:
            self._unreadable(path, text)
        elif at and not wire.is_exact_time(text):
            self._odd_form(path, "yyyy/MM/dd HH:mm:ss")
        return at

    def number(self, group: Node | None, name: str) -> int | None:
        text, path = _text_and_path(group, name)
        number = wire.parse_number(text)
        if text and number is None:
            self._unreadable(path, text)
        return number

    def flag(self, group: Node | None, name: str) -> bool | None:
        text, path = _text_and_path(group, name)
        flag = wire.parse_flag(text)
        if text and flag is None:
            self._unreadable(path, text)
        return flag

    def priority(self, group: Node | None) -> Priority | None:
        text, path = _text_and_path(group, "Priority")
        if not text:
            return None
        number = wire.parse_number(text)
        if number is None or number not in Priority.__members__.values():
            self._unreadable(path, text)
            return None
        return Priority(number)

    def missing(self, path: str, label: str) -> None:
        self.findings.add("field_missing", path, f"Gói tin thiếu {label}. Văn thư cần kiểm tra với bên gửi.")

    def check_lengths(self, root: Node) -> None:
        """Report fields longer than usual; `root` is MessageHeader or TraceHeaderList."""
        for node in root.walk():
            path = relative_path(node, root)
            length = length_of(path)
            if length and len(node.text) > length.received_max:
                self.findings.add(
                    "field_long",
                    path,
                    f"Trường dài {len(node.text)} ký tự, quá {length.received_max} ký tự theo quy chuẩn; "
                    "nội dung vẫn được giữ nguyên.",
                )

    def _unreadable(self, path: str, text: str) -> None:
        self.keep(path, text)
        self.findings.add(
            "value_unreadable",
            path,
            "Không đọc được giá trị của trường này; hệ thống giữ nguyên như đã nhận.",
        )

    def _odd_form(self, path: str, form: str) -> None:
        self.findings.add(
            "value_form", path, f"Ngày, giờ không viết đúng dạng {form} của quy chuẩn; vẫn đọc được."
        )


def text_of(group: Node | None, name: str) -> str:
    return group.value(name) if group is not None else ""


def relative_path(node: Node, root: Node) -> str:
    """Path counted from `root`, with its name in front."""
    return node.path[len(root.path) - len(root.name) :]


def party(group: Node, *, code: str, label: str) -> Party:
    """From or To. Raises PacketError(`code`) without an agency code: nobody to route to or to answer."""
    agency_code = group.value("OrganId")
    if not agency_code:
        raise PacketError(
            code, group.path, f"Gói tin thiếu mã định danh của {label}. Đề nghị bên gửi bổ sung và gửi lại."
        )
    return Party(
        agency_code=agency_code,
        parent_name=group.value("OrganizationInCharge"),
        name=group.value("OrganName"),
        address=group.value("OrganAdd"),
        email=group.value("Email"),
        phone=group.value("Telephone"),
        fax=group.value("Fax"),
        website=group.value("Website"),
    )


def sender_of(header: Node) -> Party:
    group = header.one("From")
    if group is None:
        raise PacketError(
            "sender_missing",
            header.path,
            "Gói tin không ghi bên gửi (From). Đề nghị bên gửi bổ sung và gửi lại.",
        )
    return party(group, code="sender_missing", label="bên gửi")


def staff(group: Node | None) -> Staff | None:
    """None when absent or empty."""
    if group is None:
        return None
    found = Staff(
        department=group.value("Department"),
        name=group.value("Staff"),
        phone=group.value("Mobile"),
        email=group.value("Email"),
    )
    return None if found == Staff() else found


def response_for(group: Node, fields: Fields) -> ResponseFor | None:
    """None for the empty element that some senders always write."""
    found = ResponseFor(
        agency_code=group.value("OrganId"),
        notation=group.value("Code"),
        issued_on=fields.date(group, "PromulgationDate"),
        document_id=group.value("DocumentId"),
    )
    return None if found == ResponseFor() else found


def _text_and_path(group: Node | None, name: str) -> tuple[str, str]:
    if group is None or (child := group.one(name)) is None:
        return "", ""
    return child.text, child.path.removeprefix("edXML/edXMLEnvelope/edXMLHeader/")
