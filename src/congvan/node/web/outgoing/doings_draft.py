"""From a blank page to the leader’s desk: the acts of who drafts (QD11/D7.K4)."""

from collections.abc import Mapping
from typing import Any

from congvan.node.acts import assignments as line_acts
from congvan.node.acts import outgoing as acts
from congvan.node.acts.states import OutgoingState as State
from congvan.node.agencies.people import seat_of
from congvan.node.assignments import actions as lines
from congvan.node.outgoing import actions
from congvan.node.outgoing.queries import newest_version
from congvan.node.web.incoming.forms import Forward, Return
from congvan.node.web.outgoing import forms_draft as forms
from congvan.node.web.outgoing.drafting import views
from congvan.node.web.outgoing.placing import NAMES
from congvan.node.web.resource import Doing, Found
from congvan.node.web.visit import Visit
from congvan.ui.parts import Action

Data = Mapping[str, Any]
NO_DRAFT = "chưa có dự thảo"
NO_PLACES = "dự thảo chưa có chỗ ghi số, ngày hoặc chữ ký"


def initial(visit: Visit, found: Found, data: Data) -> None:
    """Ký nháy."""
    version, matter = newest_version(found.life), data["matter"]
    visit.once(
        lambda by: actions.initial(
            by=by, at=visit.at, outgoing=found.life, version=version, answers_for=matter
        )
    )


def forward(visit: Visit, found: Found, data: Data) -> None:
    """Chuyển xử lý: with the newest draft."""
    to = seat_of(visit.agency, data["to"])
    version = newest_version(found.life) if found.facts.version else None
    visit.once(
        lambda by: lines.forward(
            by=by, at=visit.at, line=found.line, to=to, version=version, note=data["note"]
        )
    )


def return_line(visit: Visit, found: Found, data: Data) -> None:
    """Trả lại người giao."""
    visit.once(lambda by: lines.return_line(by=by, at=visit.at, line=found.line, reason=data["reason"]))


def submit(visit: Visit, found: Found, data: Data) -> None:
    """Trình ký."""
    to, version = seat_of(visit.agency, data["to"]), newest_version(found.life)
    visit.once(lambda by: actions.submit(by=by, at=visit.at, outgoing=found.life, version=version, to=to))


def _drafting_line(found: Found) -> Any:
    """One's line, while the draft goes from hand to hand; before the leader other acts are open."""
    return found.line if found.facts.entry.state == State.DRAFTING else None


def _given_line(found: Found) -> Any:
    """One's line, where somebody gave it."""
    line = _drafting_line(found)
    return line if line is not None and line.parent_id is not None else None


def _needs_draft(found: Found) -> str:
    return "" if found.facts.version else NO_DRAFT


def _needs_places(found: Found) -> str:
    return _needs_draft(found) or ("" if set(NAMES) <= set(found.facts.places) else NO_PLACES)


def _subject(found: Found) -> str:
    glance = found.facts.entry.glance
    return f"dự thảo {glance.kind_name.lower()}: {glance.subject}"


DOINGS: tuple[Doing, ...] = (
    Doing(
        acts.SUBMIT, "submit-outgoing", "trinh-ky",
        Action("Trình ký", "primary", "arrow-forward-up", key="Enter", key_label="↵"), submit,
        lambda found: f"Đã trình ký {_subject(found)}.", form=forms.Submit, title="Trình ký",
        blocked=_needs_places,
    ),
    Doing(
        acts.REVISE, "revise", "du-thao", Action("Soạn nội dung", icon="pencil", key="KeyE", key_label="E"),
        page=views.by_template,
    ),
    Doing(
        line_acts.FORWARD, "forward-outgoing", "chuyen",
        Action("Chuyển xử lý", icon="arrow-forward-up", key="KeyC", key_label="C"), forward,
        lambda found: f"Đã chuyển xử lý {_subject(found)}.", form=Forward, on=_drafting_line,
        blocked=_needs_draft,
    ),
    Doing(
        acts.INITIAL, "initial", "ky-nhay", Action("Ký nháy", icon="checks"), initial,
        lambda found: f"Đã ký nháy bản {found.facts.version} của {_subject(found)}.", form=forms.Initial,
        stays=True, blocked=_needs_draft,
    ),
    Doing(
        acts.REVISE, "place-draft", "du-thao/vi-tri", Action("Đặt vị trí", "quiet", "rubber-stamp"),
        quiet=True, page=views.place, blocked=_needs_draft,
    ),
    Doing(
        line_acts.RETURN_LINE, "return-outgoing", "tra-lai", Action("Trả lại", "quiet", "arrow-back-up"),
        return_line, lambda found: f"Đã trả lại {_subject(found)}.", form=Return, quiet=True, on=_given_line,
    ),
)  # fmt: skip
