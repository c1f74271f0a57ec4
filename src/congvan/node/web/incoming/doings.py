"""The acts on incoming documents as their page does them, in the order of the law (QD11/D5 – D7)."""

from collections.abc import Mapping
from typing import Any

from congvan.law.parameters import Ground
from congvan.node.acts import assignments as line_acts
from congvan.node.acts import incoming as acts
from congvan.node.acts.roles import LEADER
from congvan.node.agencies.people import choices_of, seat_of, unit_of
from congvan.node.assignments import actions as lines
from congvan.node.incoming import actions
from congvan.node.incoming.refusals import NoRegister, NotALeader
from congvan.node.registers.queries import book_of_incoming
from congvan.node.web.incoming import forms
from congvan.node.web.resource import Doing, Found
from congvan.node.web.visit import Visit
from congvan.ui.parts import Action

Data = Mapping[str, Any]


def receive(visit: Visit, found: Found, _data: Data) -> None:
    """Tiếp nhận: the number and the date of arrival, from this year's book."""
    book = book_of_incoming(visit.agency, year=visit.at.year)
    if book is None:
        raise NoRegister
    visit.once(lambda by: actions.register(by=by, at=visit.at, incoming=found.life, into=book))


def receive_and_submit(visit: Visit, found: Found, data: Data) -> None:
    """Tiếp nhận và trình: two acts of one key press; who is asked first is the first leader."""
    receive(visit, found, data)
    leaders = choices_of(visit.agency, LEADER, on=visit.at.date())
    if not leaders:
        raise NotALeader
    to = seat_of(visit.agency, leaders[0][0])
    visit.once(lambda by: actions.submit(by=by, at=visit.at, incoming=found.life, to=to), ordinal=2)


def undo(visit: Visit, found: Found, _data: Data) -> None:
    """Hoàn tác đăng ký."""
    visit.once(lambda by: actions.undo_register(by=by, at=visit.at, incoming=found.life))


def submit(visit: Visit, found: Found, data: Data) -> None:
    """Trình."""
    to = seat_of(visit.agency, data["to"])
    visit.once(lambda by: actions.submit(by=by, at=visit.at, incoming=found.life, to=to, note=data["note"]))


def reject(visit: Visit, found: Found, data: Data) -> None:
    """Từ chối tiếp nhận."""
    visit.once(
        lambda by: actions.reject(
            by=by, at=visit.at, incoming=found.life, ground=Ground(data["ground"]), reason=data["reason"]
        )
    )


def direct(visit: Visit, found: Found, data: Data) -> None:
    """Bút phê và chuyển xử lý."""
    visit.once(
        lambda by: actions.direct(
            by=by, at=visit.at, incoming=found.life, text=data["text"], lead=_holder(visit, data["lead"]),
            cooperators=[_holder(visit, one) for one in data["cooperators"]],
            informed=[_holder(visit, one) for one in data["informed"]],
            due_at=forms.Direct.due_at(dict(data)),
        )
    )  # fmt: skip


def supersede(visit: Visit, found: Found, data: Data) -> None:
    """Bút phê thay thế."""
    due = forms.Direct.due_at(dict(data))
    visit.once(
        lambda by: actions.supersede_directive(
            by=by, at=visit.at, incoming=found.life, text=data["text"], due_at=due
        )
    )


def finish(visit: Visit, found: Found, data: Data) -> None:
    """Giải quyết xong."""
    visit.once(lambda by: actions.finish(by=by, at=visit.at, incoming=found.life, outcome=data["outcome"]))


def forward(visit: Visit, found: Found, data: Data) -> None:
    """Chuyển xử lý."""
    to = seat_of(visit.agency, data["to"])
    visit.once(lambda by: lines.forward(by=by, at=visit.at, line=found.line, to=to, note=data["note"]))


def return_line(visit: Visit, found: Found, data: Data) -> None:
    """Trả lại."""
    visit.once(lambda by: lines.return_line(by=by, at=visit.at, line=found.line, reason=data["reason"]))


def acknowledge(visit: Visit, found: Found, _data: Data) -> None:
    """Đã xem."""
    visit.once(lambda by: lines.acknowledge(by=by, at=visit.at, line=found.line))


def add_scan(visit: Visit, found: Found, data: Data) -> None:
    """Đưa bản quét vào hệ thống."""
    file = data["file"]
    visit.once(
        lambda by: actions.add_scan(by=by, at=visit.at, incoming=found.life, name=file.name, pdf=file.read())
    )


def join_paper(visit: Visit, found: Found, data: Data) -> None:
    """Nhận bản giấy của văn bản điện tử."""
    visit.once(
        lambda by: actions.join_paper(
            by=by, at=visit.at, incoming=found.life, issuer_name=data["issuer"], notation=data["notation"],
            issued_date=data["issued"],
        )
    )  # fmt: skip


def _holder(visit: Visit, chosen: str) -> Any:
    kind, _, identifier = chosen.partition(":")
    return seat_of(visit.agency, identifier) if kind == "seat" else unit_of(visit.agency, identifier)


def _name(found: Found) -> str:
    return found.facts.entry.glance.notation or "văn bản không số"


def _line(found: Found) -> Any:
    return found.line


DOINGS = (
    Doing(
        acts.REGISTER, "receive-and-submit", "tiep-nhan-va-trinh",
        Action("Tiếp nhận và trình", "primary", "check", key="Enter", key_label="↵"), receive_and_submit,
        lambda found: f"Đã tiếp nhận {_name(found)}, số đến {found.facts.entry.number}, đã trình lãnh đạo.",
        undo="undo-register",
    ),
    Doing(
        acts.REGISTER, "receive", "tiep-nhan", Action("Tiếp nhận", icon="check"), receive,
        lambda found: f"Đã tiếp nhận {_name(found)}, số đến {found.facts.entry.number}.", stays=True,
        undo="undo-register",
    ),
    Doing(
        acts.UNDO_REGISTER, "undo-register", "hoan-tac", Action("Hoàn tác đăng ký"), undo,
        lambda found: f"Đã hoàn tác, {_name(found)} trở lại hàng chờ tiếp nhận.", stays=True,
        when=lambda _found: False,  # offered by what was said, for as long as it is on the page
    ),
    Doing(
        acts.SUBMIT, "submit-incoming", "trinh",
        Action("Trình", "primary", "arrow-forward-up", key="Enter", key_label="↵"), submit,
        lambda found: f"Đã trình {_name(found)}, số đến {found.facts.entry.number}.",
        form=forms.Submit, title="Trình lãnh đạo", submit="Trình",
    ),
    Doing(
        acts.REJECT, "reject", "tu-choi",
        Action("Từ chối tiếp nhận", "quiet danger", "x", key="Shift+KeyX"), reject,
        lambda found: f"Đã từ chối tiếp nhận {_name(found)}. Cơ quan gửi sẽ nhận được lý do.",
        form=forms.Reject, quiet=True,
    ),
    Doing(
        acts.DIRECT, "direct", "but-phe",
        Action("Bút phê và chuyển xử lý", "primary", "arrow-forward-up", key="KeyB", key_label="B"), direct,
        lambda found: f"Đã bút phê và chuyển xử lý {_name(found)}.",
        form=forms.Direct, panel="incoming/directive.html", title="Bút phê",
    ),
    Doing(
        acts.FINISH, "finish", "giai-quyet-xong",
        Action("Giải quyết xong", "primary", "checks"), finish,
        lambda found: f"Đã giải quyết xong {_name(found)}.", form=forms.Finish,
    ),
    Doing(
        line_acts.FORWARD, "forward-incoming", "chuyen",
        Action("Chuyển xử lý", icon="arrow-forward-up", key="KeyC", key_label="C"), forward,
        lambda found: f"Đã chuyển xử lý {_name(found)}.", form=forms.Forward, on=_line,
    ),
    Doing(
        line_acts.ACKNOWLEDGE, "acknowledge-incoming", "da-xem", Action("Đã xem", icon="eye"), acknowledge,
        lambda found: f"Đã xem {_name(found)}.", on=_line,
        when=lambda found: found.line.part in {"để biết", "phối hợp"},
    ),
    Doing(
        line_acts.RETURN_LINE, "return-incoming", "tra-lai",
        Action("Trả lại", "quiet", "arrow-back-up"), return_line,
        lambda found: f"Đã trả lại {_name(found)}.", form=forms.Return, quiet=True, on=_line,
        when=lambda found: found.line.parent_id is not None,
    ),
    Doing(
        acts.ADD_SCAN, "add-scan", "ban-quet", Action("Đưa bản quét vào", icon="scan"), add_scan,
        lambda found: f"Đã đưa bản quét vào số đến {found.facts.entry.number}.", form=forms.AddScan,
        stays=True, when=lambda found: not found.facts.entry.glance.has_file,
    ),
    Doing(
        acts.SUPERSEDE_DIRECTIVE, "supersede", "but-phe-thay-the",
        Action("Bút phê thay thế", "quiet", "pencil"), supersede,
        lambda found: f"Đã ghi bút phê thay thế cho {_name(found)}.",
        form=forms.Supersede, quiet=True, stays=True,
    ),
    Doing(
        acts.JOIN_PAPER, "join-paper", "ban-giay", Action("Nhận bản giấy", "quiet", "file-plus"), join_paper,
        lambda found: f"Đã ghi nhận bản giấy vào số đến {found.facts.entry.number}.",
        form=forms.JoinPaper, quiet=True, stays=True,
        when=lambda found: found.facts.entry.channel == "liên thông" and not found.facts.paper_on,
    ),
)  # fmt: skip
