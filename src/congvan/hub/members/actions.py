"""Verbs on members and on the directory: what the operator of the hub does."""

import hashlib
from datetime import date, datetime

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_public_key

from congvan.base.acting import acting
from congvan.base.actor import Actor
from congvan.base.errors import Refusal
from congvan.hub.acts import members as acts
from congvan.hub.members import queries, steps
from congvan.hub.members.models import HubAgency, Member


class MemberKnown(Refusal):
    """Đã có thành viên mang mã này. Hãy dùng mã khác, hoặc dùng thành viên đã có."""

    code = "members.known"
    law = "QD11/D10.K4"


class KeyUnfit(Refusal):
    """Khóa công khai của thành viên phải là khóa Ed25519 ở dạng PEM. Hãy gửi lại đúng tệp khóa công khai."""

    code = "members.key_unfit"
    law = "QD11/D10.K4"


class CodeTaken(Refusal):
    """Mã này đang thuộc một cơ quan khác trong danh mục. Hãy đóng mã cũ trước khi cấp lại."""

    code = "members.code_taken"
    law = "QD11/D3.K4"


class CodeClosed(Refusal):
    """Mã của cơ quan này đã đóng từ trước."""

    code = "members.code_closed"
    law = "QD11/D3.K4"


class PeriodBackward(Refusal):
    """Ngày đóng mã không được trước ngày mã có hiệu lực."""

    code = "members.period_backward"
    law = "QD11/D3.K4"


class ReasonMissing(Refusal):
    """Phải ghi rõ lý do tạm ngừng, để hệ thống bị ngừng biết phải làm gì."""

    code = "members.reason_missing"
    law = "QD11/D10.K4"


def enroll_member(*, by: Actor, at: datetime, code: str, name: str, public_key: str) -> Member:
    """Connect a system by its Ed25519 public key (PEM). Law: QD11/D3.K3, QD11/D10.K4."""
    member = Member(code=code, name=name, public_key=public_key, enrolled_at=at)
    with acting(by, acts.ENROLL_MEMBER, on=member, at=at) as deed:
        if Member.objects.filter(code=code).exists():
            raise MemberKnown(param="code")
        deed.keep(code=code, name=name, key_id=_key_id(public_key))
        member.save(force_insert=True)
    return member


def suspend_member(*, by: Actor, at: datetime, member: Member, reason: str) -> None:
    """Answer no call of a member until it is resumed; what is for it waits. Law: QD11/D10.K4."""
    with acting(by, acts.SUSPEND_MEMBER, on=member, at=at) as deed:
        if not reason.strip():
            raise ReasonMissing(param="reason")
        deed.keep(reason=reason.strip())


def resume_member(*, by: Actor, at: datetime, member: Member, reason: str = "") -> None:
    """Let a suspended member call again. Law: QD11/D10.K4."""
    with acting(by, acts.RESUME_MEMBER, on=member, at=at) as deed:
        deed.keep(reason=reason.strip())


def add_agency(
    *,
    by: Actor,
    at: datetime,
    member: Member,
    code: str,
    name: str,
    level: int,
    valid_from: date,
    represented: bool = False,
) -> HubAgency:
    """Enter an agency in the directory, reached through `member`. Law: QD11/D3.K4, QD11/D10.K4."""
    with acting(by, acts.ADD_AGENCY, on=member, at=at) as deed:
        change = steps.next_change(deed)
        if not queries.code_free(code, since=valid_from):
            raise CodeTaken(param="code")
        deed.keep(code=code, name=name, level=level, valid_from=valid_from, represented=represented)
        return HubAgency.objects.create(
            code=code,
            name=name,
            level=level,
            member=member,
            valid_from=valid_from,
            represented=represented,
            change=change,
        )


def close_agency(*, by: Actor, at: datetime, agency: HubAgency, on: date) -> None:
    """End an agency's code: from the day `on` nothing can be sent to it. Law: QD11/D3.K4, QD11/D10.K4."""
    with acting(by, acts.CLOSE_AGENCY, on=agency, at=at) as deed:
        change = steps.next_change(deed)
        agency.refresh_from_db()
        if agency.valid_to is not None:
            raise CodeClosed(param="code")
        if on < agency.valid_from:
            raise PeriodBackward(param="on")
        deed.keep(code=agency.code, valid_to=on)
        agency.close(on=on, change=change)


def _key_id(public_key: str) -> str:
    """The first 16 hex digits of SHA-256 over the raw key, for people to compare."""
    try:
        key = load_pem_public_key(public_key.encode())
    except (ValueError, UnsupportedAlgorithm):
        raise KeyUnfit(param="public_key") from None
    if not isinstance(key, Ed25519PublicKey):
        raise KeyUnfit(param="public_key")
    return hashlib.sha256(key.public_bytes(Encoding.Raw, PublicFormat.Raw)).hexdigest()[:16]
