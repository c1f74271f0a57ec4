"""What the page of one document shows: frozen values that each resource fills and one template writes out."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.forms import BaseForm

from congvan.ui.parts import (
    Action,
    Empty,
    Fact,
    Grade,
    Group,
    Notice,
    Pager,
    Row,
    Stamp,
    Step,
    Tab,
    Table,
    Tag,
    Tone,
    Viewer,
)


@dataclass(frozen=True)
class Button:
    """An act without questions: a form of one button. `fields` are sent with it."""

    action: Action
    post: str
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Dialog:
    """The questions of one act. It is opened by the button with the same `id`, and by the act's own address.

    `form` may be bound and faulty; then the dialog stands open. `firm`: a click beside it does not close it.
    """

    id: str
    title: str
    post: str
    form: BaseForm
    submit: str
    text: str = ""
    look: str = "primary"
    firm: bool = False
    opened: bool = False
    fields: Mapping[str, str] = field(default_factory=dict)

    @property
    def title_id(self) -> str:
        """The id of its heading, by which it is named for those who hear it."""
        return f"{self.id}-title"


@dataclass(frozen=True)
class Strip:
    """One sentence over the pages: what the signatures say."""

    tone: Tone
    icon: str
    text: str
    lead: str = ""
    link_href: str = ""
    link_text: str = ""


@dataclass(frozen=True)
class SignatureLine:
    """One signature in sentences: the verdict, then facts by name."""

    verdict: str
    tone: Tone
    icon: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class FileLine:
    """One file with its role, its size in words, and where to get it."""

    name: str
    role: str
    size: str
    href: str
    tag: Tag | None = None


@dataclass(frozen=True)
class Remark:
    """A bút phê or a note of a handoff."""

    text: str
    by: str


@dataclass(frozen=True)
class LinkLine:
    """Another document, and how the two belong together."""

    because: str
    title: str
    href: str


@dataclass(frozen=True)
class Bulk:
    """What can be done with all that is ticked: one button of the list's own form.

    `foot`: the bar stands at the foot of the list, the count on its button and this line under what it says.
    `more`: a second button of the form.
    """

    action: Action
    post: str
    foot: str = ""
    more: Action | None = None


@dataclass(frozen=True)
class Listing:
    """The list pane. `name` is its word in addresses, `place` its entry in the navigation where that differs.

    `tall`: rows of two lines. `keys` are shown at its foot: keys and what they do.
    """

    name: str
    title: str
    groups: tuple[Group, ...]
    empty: Empty
    place: str = ""
    action: Action | None = None
    tabs: tuple[Tab, ...] = ()
    chips: tuple[Tab, ...] = ()
    sorted: str = ""
    bulk: Bulk | None = None
    tall: bool = False
    pager: Pager | None = None
    keys: tuple[tuple[tuple[str, ...], str], ...] = ()

    @property
    def ticked(self) -> int:
        """How many rows come ticked."""
        return sum(row.ticked for row in self.rows)

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows in the order in which they stand."""
        return tuple(row for group in self.groups for row in group.rows)

    def opened_at(self, key: str) -> "Listing":
        """The same list with one row as the open one."""
        groups = tuple(
            replace(group, rows=tuple(replace(row, current=row.key == key) for row in group.rows))
            for group in self.groups
        )
        return replace(self, groups=groups)


@dataclass(frozen=True)
class Detail:
    """One document in the detail pane."""

    heading: str
    back_href: str
    subject: str
    meta: tuple[str, ...]
    code: str = ""
    grade: Grade | None = None
    tags: tuple[Tag, ...] = ()
    position: str = ""
    previous_href: str = ""
    next_href: str = ""
    stamp: Stamp | None = None
    actions: tuple[Action | Button, ...] = ()
    quiet_actions: tuple[Action | Button, ...] = ()
    dialogs: tuple[Dialog, ...] = ()
    tabs: tuple[Tab, ...] = ()
    tab: str = ""
    notices: tuple[Notice, ...] = ()
    kept: str = ""
    remarks: tuple[Remark, ...] = ()
    strip: Strip | None = None
    viewer: Viewer | None = None
    files: tuple[FileLine, ...] = ()
    steps: tuple[Step, ...] = ()
    signatures: tuple[SignatureLine, ...] = ()
    standing: tuple[str, ...] = ()
    links: tuple[LinkLine, ...] = ()
    tables: tuple[Table, ...] = ()
    panel: str = ""
    panel_context: Mapping[str, Any] = field(default_factory=dict)
