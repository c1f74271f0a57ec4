"""The JSON forms of answers: values in, dictionaries out. Times are ISO 8601 with the zone of Việt Nam."""

from datetime import datetime

from congvan.base.clock import ZONE
from congvan.hub.acts.relay import REFUSED, TURNED_AWAY
from congvan.hub.members.queries import Entry, Page
from congvan.hub.relay.actions import Acceptance, Recipient
from congvan.hub.relay.queries import (
    WITHDRAWN,
    Change,
    ChangePage,
    ErasedChange,
    Known,
    Outcome,
    SignedReceipt,
)
from congvan.hub.relay.steps import CLOSED, SECRET, UNKNOWN

Form = dict[str, object]

REFUSALS = {
    UNKNOWN: "Danh mục của trục không có mã cơ quan nhận này. Hãy kiểm tra lại mã, hoặc gửi bằng đường khác.",
    CLOSED: "Mã của cơ quan nhận này đã đóng. Hãy tra danh mục để lấy mã hiện hành.",
}
TURNED_AWAY_ANY = (
    "Hệ thống của nơi nhận không đưa được gói tin này vào hàng chờ. "
    "Hãy xem mã lý do, sửa lại rồi gửi gói tin mới."
)
TURNED_AWAY_FOR = {
    SECRET: "Nơi nhận trả lại gói tin vì thấy dấu chỉ độ mật. Văn bản chứa bí mật nhà nước không được gửi "
    "qua trục; hãy gửi theo quy định về bảo vệ bí mật nhà nước.",
}

WITHDRAWN_MESSAGE = (
    "Trục đã xóa nội dung gói tin này vì một nơi nhận thấy dấu chỉ độ mật; không ai tải về được nữa. "
    "Nơi nào đã tải về thì xử lý theo quy định về bảo vệ bí mật nhà nước."
)


def acceptance(accepted: Acceptance) -> Form:
    """The answer to a packet taken over."""
    return {
        "packet_id": str(accepted.packet_id),
        "digest": accepted.digest,
        "received_at": _time(accepted.received_at),
        "recipients": [_recipient(recipient) for recipient in accepted.recipients],
        "receipt": accepted.receipt,
    }


def known(packet: Known) -> Form:
    """What the hub knows of a packet."""
    return {
        "packet_id": str(packet.packet_id),
        "digest": packet.digest,
        "size": packet.size,
        "kind": packet.kind,
        "from": packet.from_code,
        "document_id": packet.document_id,
        "operation": packet.operation,
        "received_at": _time(packet.received_at),
        "twin_of": str(packet.twin_of) if packet.twin_of else None,
        "erased_at": _time(packet.erased_at),
        "recipients": [_outcome(outcome) for outcome in packet.outcomes],
        "receipts": [_receipt(receipt) for receipt in packet.receipts],
    }


def changes(page: ChangePage) -> Form:
    """A part of a member's feed."""
    return {
        "cursor": str(page.cursor),
        "has_more": page.has_more,
        "deliveries": [_change(change) for change in page.changes],
        "erased": [_erased(change) for change in page.erased],
    }


def directory(page: Page) -> Form:
    """A part of the directory."""
    return {
        "cursor": str(page.cursor),
        "has_more": page.has_more,
        "agencies": [_entry(entry) for entry in page.entries],
    }


def _recipient(recipient: Recipient) -> Form:
    if not recipient.refusal:
        return {"agency": recipient.agency, "state": "accepted"}
    return {
        "agency": recipient.agency,
        "state": "refused",
        "code": recipient.refusal,
        "message": REFUSALS[recipient.refusal],
    }


def _outcome(outcome: Outcome) -> Form:
    form: Form = {"agency": outcome.agency, "state": outcome.state}
    if outcome.state == REFUSED:
        return form | {"code": outcome.refusal, "message": REFUSALS[outcome.refusal]}
    form["available_at"] = _time(outcome.available_at)
    if outcome.state == WITHDRAWN:
        return form | {
            "withdrawn_at": _time(outcome.withdrawn_at),
            "code": outcome.refusal,
            "message": WITHDRAWN_MESSAGE,
        }
    if outcome.state != TURNED_AWAY:
        return form | {"delivered_at": _time(outcome.delivered_at)}
    return form | {
        "turned_away_at": _time(outcome.turned_away_at),
        "code": outcome.refusal,
        "message": TURNED_AWAY_FOR.get(outcome.refusal, TURNED_AWAY_ANY),
    }


def _receipt(receipt: SignedReceipt) -> Form:
    return {
        "level": receipt.level,
        "agency": receipt.agency or None,
        "signed_by": receipt.signed_by,
        "receipt": receipt.text,
    }


def _change(change: Change) -> Form:
    return {
        "delivery_id": str(change.delivery_id),
        "packet_id": str(change.packet_id),
        "agency": change.agency,
        "kind": change.kind,
        "digest": change.digest,
        "size": change.size,
        "state": change.state,
        "available_at": _time(change.available_at),
    }


def _erased(change: ErasedChange) -> Form:
    return {
        "delivery_id": str(change.delivery_id),
        "packet_id": str(change.packet_id),
        "agency": change.agency,
        "digest": change.digest,
        "state": change.state,
        "code": change.code,
        "erased_at": _time(change.erased_at),
    }


def _entry(entry: Entry) -> Form:
    return {
        "code": entry.code,
        "name": entry.name,
        "level": entry.level,
        "member": entry.member,
        "valid_from": entry.valid_from.isoformat(),
        "valid_to": entry.valid_to.isoformat() if entry.valid_to else None,
        "represented": entry.represented,
    }


def _time(moment: datetime | None) -> str | None:
    return moment.astimezone(ZONE).isoformat() if moment else None
