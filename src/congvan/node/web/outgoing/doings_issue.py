"""The clerk numbers, dates and seals step by step, or gives back (QD11/D8). All at once: `issuing`."""

from collections.abc import Mapping
from typing import Any

from congvan.node.acts import outgoing as acts
from congvan.node.outgoing import actions
from congvan.node.outgoing.issuing import books
from congvan.node.outgoing.refusals import NoBook
from congvan.node.web.outgoing import forms_issue
from congvan.node.web.outgoing.issuing import steps
from congvan.node.web.outgoing.issuing.views import issue
from congvan.node.web.resource import Doing, Found
from congvan.node.web.visit import Visit
from congvan.ui.parts import Action

Data = Mapping[str, Any]
RUBBER = "rubber-stamp"


def assign_number(visit: Visit, found: Found, _data: Data) -> None:
    """Cấp số, from this year's first book."""
    register = next((pk for pk, _ in books(visit.agency, year=visit.at.year)), None)
    if register is None:
        raise NoBook
    steps.number(visit, found, {"register": register})


def return_for_form(visit: Visit, found: Found, data: Data) -> None:
    """Trả lại."""
    visit.once(
        lambda by: actions.return_for_form(by=by, at=visit.at, outgoing=found.life, reason=data["reason"])
    )


def _notation(found: Found) -> str:
    return str(found.facts.entry.glance.notation)


def _main(text: str, icon: str) -> Action:
    return Action(text, "primary", icon, key="Enter", key_label="↵")


DOINGS = (
    Doing(
        acts.ASSIGN_NUMBER, "issue", "ban-hanh", _main("Ban hành", RUBBER), page=issue(acts.ASSIGN_NUMBER)
    ),
    Doing(
        acts.SEAL, "seal-and-send", "dong-dau-va-gui", _main("Đóng dấu và gửi", RUBBER),
        page=issue(acts.SEAL),
    ),
    Doing(acts.RELEASE, "release", "gui", _main("Gửi", "send"), page=issue(acts.RELEASE)),
    Doing(
        acts.ASSIGN_NUMBER, "assign-number", "cap-so", Action("Cấp số", icon="list-check"), assign_number,
        lambda found: f"Đã cấp số {_notation(found)}, chưa đóng dấu.", stays=True,
    ),
    Doing(
        acts.SEAL, "seal", "dong-dau", Action("Đóng dấu", icon=RUBBER), steps.seal,
        lambda found: f"Đã đóng dấu {_notation(found)}, chưa gửi.", form=forms_issue.Seal,
        title="Ký số của cơ quan", submit="Đóng dấu", firm=True, stays=True,
        text="Chữ ký số của cơ quan không thể rút lại sau khi ký.",
    ),
    Doing(
        acts.RETURN_FOR_FORM, "return-for-form", "tra-lai-the-thuc",
        Action("Trả lại", "quiet", "arrow-back-up"), return_for_form,
        lambda found: f"Đã trả lại “{found.facts.entry.glance.subject}” để sửa.",
        form=forms_issue.ReturnForForm, title="Trả lại để sửa thể thức", quiet=True,
    ),
)  # fmt: skip
