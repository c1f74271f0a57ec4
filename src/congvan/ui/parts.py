"""What the components show: frozen values that a view fills and a template only writes out."""

from dataclasses import dataclass
from typing import Literal

Tone = Literal["", "good", "warn", "bad", "info", "line", "dashed"]
Pace = Literal["", "soon", "late"]
Look = Literal["", "primary", "danger", "quiet", "quiet danger"]

RING_LENGTH = 31.4  # the circumference of the clock's ring, radius 5


@dataclass(frozen=True)
class Tag:
    """A small label. Its tone never says more than its word does."""

    text: str
    tone: Tone = ""
    icon: str = ""
    title: str = ""


@dataclass(frozen=True)
class Grade:
    """A degree of haste: 3 is the highest, 1 the lowest that is shown at all."""

    text: str
    level: Literal[1, 2, 3]


@dataclass(frozen=True)
class Clock:
    """Time left or past, in words; with `share` (0 to 1) a ring that fills, without it a clock face."""

    text: str
    pace: Pace = ""
    share: float | None = None
    title: str = ""

    @property
    def arc(self) -> str:
        """The drawn part of the ring, as SVG writes dashes."""
        assert self.share is not None
        drawn = RING_LENGTH * min(max(self.share, 0.0), 1.0)
        return f"{drawn:.1f} {RING_LENGTH}"


@dataclass(frozen=True)
class Tab:
    """One tab or filter over a list, with its count."""

    text: str
    href: str
    count: int | None = None
    current: bool = False
    hot: bool = False


@dataclass(frozen=True)
class Place:
    """One entry of the navigation; `hot` counts want action now."""

    text: str
    href: str
    icon: str
    count: int = 0
    hot: bool = False
    current: bool = False
    short: str = ""  # its name in the bottom bar of a phone


@dataclass(frozen=True)
class PlaceGroup:
    """Entries of the navigation under one heading."""

    title: str
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Shell:
    """What stands around every page: whose system, who works in it, where one can go."""

    organisation: str
    region: str
    person: str
    initials: str
    navigation: tuple[PlaceGroup, ...]
    bottom: tuple[Place, ...] = ()
    find_url: str = ""
    find_hint: str = "Tìm kiếm"
    link_state: str = ""
    link_ok: bool = True
    notices_url: str = ""
    notices: int = 0
    foot: tuple[str, ...] = ()
    banner: str = ""
    sign_out_url: str = ""
    more_url: str = "#"  # the page of all entries, for a phone without a script


@dataclass(frozen=True)
class Row:
    """One row of a list: what it is about, its signs and source, its clock and tag."""

    key: str
    href: str
    subject: str
    code: str
    source: str
    grade: Grade | None = None
    clock: Clock | None = None
    tag: Tag | None = None
    unread: bool = False
    current: bool = False
    ticked: bool = False


@dataclass(frozen=True)
class Group:
    """Rows under a heading that stays in sight while they pass."""

    title: str
    count: int
    rows: tuple[Row, ...]
    pace: Pace = ""
    link_text: str = ""
    link_href: str = ""


@dataclass(frozen=True)
class Fact:
    """A name and its value; an empty one says in `value` what is missing."""

    name: str
    value: str
    empty: bool = False


@dataclass(frozen=True)
class Stamp:
    """A row of facts under one word in a frame."""

    word: str
    label: str
    facts: tuple[Fact, ...]
    edit_href: str = ""
    edit_label: str = ""


@dataclass(frozen=True)
class Step:
    """One step of a timeline; `gap` is the time since the step before, in words."""

    at: str
    what: str
    who: str = ""
    note: str = ""
    gap: str = ""
    tone: Tone = ""
    icon: str = "check"


@dataclass(frozen=True)
class Action:
    """A link where it has `href`, else a button: of the form it stands in, or one that `opens` a dialog.

    `asks`: the link leads to questions; with a script they come as a dialog over the page.
    `key` is an event.code with Shift+ or Ctrl+ before it; "KeyG>KeyD" is one after the other; several are
    set apart by spaces.
    """

    text: str
    look: Look = ""
    icon: str = ""
    href: str = ""
    key: str = ""
    key_label: str = ""
    opens: str = ""
    asks: bool = False
    name: str = ""
    value: str = ""
    disabled_because: str = ""


@dataclass(frozen=True)
class Word:
    """A piece of text and its box on a page, in points from the top left."""

    text: str
    x: float
    y: float
    width: float
    height: float

    @property
    def baseline(self) -> float:
        """Where the letters stand: about four fifths down the box."""
        return round(self.y + self.height * 0.8, 2)


@dataclass(frozen=True)
class PageImage:
    """One page as an image with the text that lies on it. Sizes in points."""

    number: int
    src: str
    width: int
    height: int
    words: tuple[Word, ...] = ()


@dataclass(frozen=True)
class Viewer:
    """The pages of one file and where to get the file itself."""

    label: str
    pages: tuple[PageImage, ...]
    download_href: str = ""
    open_href: str = ""
    waiting: bool = False


@dataclass(frozen=True)
class Notice:
    """A message in the page: what happened, what to do, and at most one way on."""

    text: str
    title: str = ""
    tone: Tone = "info"
    link_text: str = ""
    link_href: str = ""


@dataclass(frozen=True)
class Empty:
    """What a list says when it has nothing."""

    title: str
    text: str = ""
    icon: str = "inbox"
    link_text: str = ""
    link_href: str = ""


@dataclass(frozen=True)
class Pager:
    """Keyset paging: links to what comes before and after, never to page numbers."""

    newer_href: str = ""
    older_href: str = ""
    shown: str = ""
    newer_text: str = "Mới hơn"
    older_text: str = "Cũ hơn"


@dataclass(frozen=True)
class Column:
    """A column of a table; figures align right; what is `whole` is never broken into lines."""

    title: str
    figures: bool = False
    whole: bool = False


@dataclass(frozen=True)
class Anchor:
    """A text that leads somewhere."""

    text: str
    href: str


Cell = str | Tag | Anchor


@dataclass(frozen=True)
class Table:
    """A table with a caption; a cell may be a text, a Tag or an Anchor."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def lines(self) -> tuple[tuple[tuple[Column, Cell], ...], ...]:
        """Cells with their columns, for the narrow form where each cell names its own."""
        return tuple(tuple(zip(self.columns, row, strict=True)) for row in self.rows)


@dataclass(frozen=True)
class Figure:
    """A number that counts something, with the way to what it counts."""

    name: str
    value: str
    href: str
    pace: Pace = ""
    note: str = ""
