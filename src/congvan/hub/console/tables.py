"""A table whose cells may lead somewhere and hold tags; on a phone each row is a card."""

from dataclasses import dataclass

from congvan.ui.parts import Clock, Column, Tag

UNBROKEN_CHARS_MAX = 30
PIECE_CHARS = 8


@dataclass(frozen=True)
class Cell:
    """One cell: a text, a link where it has `href`, a second line, tags, a clock."""

    text: str = ""
    href: str = ""
    note: str = ""
    tags: tuple[Tag, ...] = ()
    clock: Clock | None = None

    @property
    def pieces(self) -> tuple[str, ...]:
        """The text in pieces between which a line may end: a digest would widen a phone's page."""
        if max(map(len, self.text.split()), default=0) <= UNBROKEN_CHARS_MAX:
            return (self.text,)
        starts = range(0, len(self.text), PIECE_CHARS)
        return tuple(self.text[start : start + PIECE_CHARS] for start in starts)


@dataclass(frozen=True)
class Lines:
    """A table of cells. `caption` is heard, and seen where `titled`."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    titled: bool = False

    @property
    def lines(self) -> tuple[tuple[tuple[Column, Cell], ...], ...]:
        """Cells with their columns."""
        return tuple(tuple(zip(self.columns, row, strict=True)) for row in self.rows)
