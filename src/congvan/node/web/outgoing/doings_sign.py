"""The leader approves, signs, sends to issue, or sends back (QD11/D7.K5)."""

from collections.abc import Mapping
from typing import Any

from congvan.base.errors import NotDone
from congvan.node.acts import outgoing as acts
from congvan.node.outgoing import actions, ceremony
from congvan.node.web.outgoing import forms_sign as forms
from congvan.node.web.outgoing.signer import signer
from congvan.node.web.resource import Doing, Found, Halfway
from congvan.node.web.visit import Visit
from congvan.signing.errors import SigningError
from congvan.ui.parts import Action

Data = Mapping[str, Any]
NO_UNDO = "Chữ ký số không hoàn tác được. Ký xong, văn bản được chuyển ban hành."


def approve(visit: Visit, found: Found, _data: Data, *, ordinal: int = 1) -> None:
    """Phê duyệt."""
    visit.once(lambda by: actions.approve(by=by, at=visit.at, outgoing=found.life), ordinal=ordinal)


def sign(visit: Visit, found: Found, data: Data, *, ordinal: int = 1) -> None:
    """Ký số, in person: the PIN goes to the signer and nowhere else."""
    visit.once(
        lambda by: ceremony.leader_signs(
            by=by, at=visit.at, outgoing=found.life, signer=signer(), pin=data["pin"]
        ),
        ordinal=ordinal,
    )


def send_to_issue(visit: Visit, found: Found, _data: Data, *, ordinal: int = 1) -> None:
    """Chuyển ban hành."""
    visit.once(lambda by: actions.send_to_issue(by=by, at=visit.at, outgoing=found.life), ordinal=ordinal)


def sign_and_send(visit: Visit, found: Found, data: Data, *, first: int = 1) -> None:
    """Ký số và chuyển ban hành: two acts of one press."""
    sign(visit, found, data, ordinal=first)
    send_to_issue(visit, found, data, ordinal=first + 1)


def approve_and_sign(visit: Visit, found: Found, data: Data) -> None:
    """Phê duyệt và ký số: three acts of one press. Where the signature fails, the approval stays."""
    approve(visit, found, data)
    try:
        sign_and_send(visit, found, data, first=2)
    except (NotDone, SigningError) as error:
        raise Halfway("sign-and-send", "Đã phê duyệt. Văn bản chưa được ký số.", param="pin") from error


def send_back(visit: Visit, found: Found, data: Data) -> None:
    """Trả lại dự thảo."""
    visit.once(lambda by: actions.send_back(by=by, at=visit.at, outgoing=found.life, reason=data["reason"]))


def _subject(found: Found) -> str:
    glance = found.facts.entry.glance
    return f"{glance.kind_name.lower()} “{glance.subject}”"


DOINGS: tuple[Doing, ...] = (
    Doing(
        acts.APPROVE, "approve-and-sign", "phe-duyet-va-ky-so",
        Action("Phê duyệt và ký số", "primary", "writing", key="Enter", key_label="↵"), approve_and_sign,
        lambda found: f"Đã phê duyệt, ký số và chuyển ban hành {_subject(found)}.",
        form=forms.Pin, text=NO_UNDO, firm=True,
    ),
    Doing(
        acts.APPROVE, "approve", "phe-duyet", Action("Phê duyệt", icon="check"), approve,
        lambda found: f"Đã phê duyệt {_subject(found)}.", stays=True,
    ),
    Doing(
        acts.SIGN, "sign-and-send", "ky-so-va-chuyen",
        Action("Ký số và chuyển ban hành", "primary", "writing", key="Enter", key_label="↵"), sign_and_send,
        lambda found: f"Đã ký số và chuyển ban hành {_subject(found)}.",
        form=forms.Pin, text=NO_UNDO, firm=True,
    ),
    Doing(
        acts.SIGN, "sign", "ky-so", Action("Ký số", icon="writing"), sign,
        lambda found: f"Đã ký số {_subject(found)}.", form=forms.Pin, stays=True, firm=True,
        text="Chữ ký số không hoàn tác được.",
    ),
    Doing(
        acts.SEND_TO_ISSUE, "send-to-issue", "chuyen-ban-hanh",
        Action("Chuyển ban hành", "primary", "rubber-stamp", key="Enter", key_label="↵"), send_to_issue,
        lambda found: f"Đã chuyển ban hành {_subject(found)}.",
    ),
    Doing(
        acts.SEND_BACK, "send-back", "tra-lai-du-thao",
        Action("Trả lại dự thảo", "quiet danger", "arrow-back-up"), send_back,
        lambda found: f"Đã trả lại dự thảo {_subject(found)}.", form=forms.SendBack, quiet=True,
    ),
)  # fmt: skip
