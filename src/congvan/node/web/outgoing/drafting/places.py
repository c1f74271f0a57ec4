"""The places of number, date and signature in millimetres, as a person reads and corrects them on a page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from congvan.node.web.outgoing.placing import NAMES, SMALLEST
from congvan.node.web.resource import ActForm
from congvan.reading.pages import Page
from congvan.signing.layout import FieldName
from congvan.typeset.places import MM, PAGE_HEIGHT, Place

LABELS = {
    FieldName.NUMBER: "Số", FieldName.DAY: "Ngày", FieldName.MONTH: "Tháng",
    FieldName.LEADER: "Chữ ký",
}  # fmt: skip
SIZES = (("page", "Trang"), ("left", "Trái"), ("top", "Trên"), ("width", "Rộng"), ("height", "Cao"))
LONGEST = Decimal(1000)


class Millimetres(forms.DecimalField):
    """A length, written with a comma or a point."""

    def __init__(self, *, label: str) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "aria-label": label})
        unread = f"{label}: không đọc được. Nhập số milimét, ví dụ 28,5."
        super().__init__(
            label=label, required=False, widget=widget, min_value=Decimal(0), max_value=LONGEST,
            error_messages={
                "invalid": unread, "min_value": unread, "max_value": unread, "max_digits": unread,
            },
        )  # fmt: skip

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]  # the stubs inherit it wrongly
        """As typed in Vietnamese papers."""
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)

    def prepare_value(self, value: Any) -> Any:
        """With a comma."""
        return str(value).replace(".", ",") if isinstance(value, Decimal) else value


@dataclass(frozen=True)
class Line:
    """One place of the form: its name, and its five fields with a word for each."""

    name: str
    label: str
    fields: tuple[tuple[str, BoundField], ...]

    @property
    def errors(self) -> tuple[str, ...]:
        """All faults of the line, each once."""
        return tuple(dict.fromkeys(str(error) for _, bound in self.fields for error in bound.errors))


class Places(ActForm):
    """Four places, five numbers each. A line that is left as it was keeps its exact place."""

    def __init__(
        self, *args: Any, before: Mapping[str, Place], pages: Sequence[Page], **options: Any
    ) -> None:
        self.before, self.pages = before, pages
        super().__init__(*args, **options)

    def prepare(self) -> None:
        for name in NAMES:
            for size, word in SIZES:
                label = f"{LABELS[name]}: {word.lower()}"
                self.fields[f"{name}_{size}"] = (
                    _page_field(label) if size == "page" else Millimetres(label=label)
                )
            if name in self.before:
                sizes = self._in_millimetres(self.before[name])
                self.initial.update({f"{name}_{size}": value for size, value in sizes.items()})

    @property
    def lines(self) -> tuple[Line, ...]:
        """The form by its places."""
        return tuple(
            Line(name, LABELS[name], tuple((word, self[f"{name}_{size}"]) for size, word in SIZES))
            for name in NAMES
        )

    def clean(self) -> dict[str, Any]:
        """Each place whole, on its page and large enough; no two over each other."""
        data = super().clean() or {}
        found = {name: place for name in NAMES if (place := self._place(name, data)) is not None}
        for one, other in combinations(found, 2):
            if _overlap(found[one], found[other]):
                self.add_error(
                    f"{other}_left",
                    f"Chỗ “{LABELS[FieldName(other)]}” nằm đè lên chỗ “{LABELS[FieldName(one)]}”. Sửa lại.",
                )
        return {**data, "places": found}

    def _place(self, name: FieldName, data: dict[str, Any]) -> Place | None:
        keys = [f"{name}_{size}" for size, _ in SIZES]
        if name in self.before and not any(key in self.changed_data for key in keys):
            return self.before[name]
        if any(key in self.errors for key in keys):
            return None
        values = [data.get(key) for key in keys]
        if any(value is None for value in values):
            empty = next(key for key in keys if data.get(key) is None)
            self.add_error(empty, f"{LABELS[name]}: chưa đủ năm số đo. Nhập đủ, xem khung trên trang.")
            return None
        number, left, top, width, height = (float(value) for value in values if value is not None)
        return self._checked(name, int(number), (left, top, width, height))

    def _checked(
        self, name: FieldName, number: int, sizes: tuple[float, float, float, float]
    ) -> Place | None:
        left, top, width, height = sizes
        least_width, least_height = SMALLEST[name]
        page = next((one for one in self.pages if one.number == number), None)
        if page is None:
            self.add_error(f"{name}_page", f"{LABELS[name]}: dự thảo không có trang {number}.")
        elif (left + width) * MM > page.width or (top + height) * MM > page.height:
            self.add_error(
                f"{name}_left", f"{LABELS[name]}: khung ra ngoài trang giấy. Giảm trái, trên, rộng hoặc cao."
            )
        elif width < least_width or height < least_height:
            self.add_error(
                f"{name}_width",
                f"{LABELS[name]}: khung nhỏ quá. "
                f"Ít nhất rộng {_said(least_width)} mm, cao {_said(least_height)} mm.",
            )
        else:
            return _place_of(number, *sizes, page_height=page.height)
        return None

    def _in_millimetres(self, place: Place) -> dict[str, Any]:
        height = next((one.height for one in self.pages if one.number == place.page), 0.0)
        points = {
            "left": place.x0, "top": height - place.y1, "width": place.x1 - place.x0,
            "height": place.y1 - place.y0,
        }  # fmt: skip
        return {"page": place.page} | {size: Decimal(f"{value / MM:.1f}") for size, value in points.items()}


@dataclass(frozen=True)
class Box:
    """A place as it is drawn over its page: whole points from the upper left, with its name."""

    label: str
    x: int
    y: int
    width: int
    height: int


def boxes_on(page: Page, places: Mapping[str, Place]) -> tuple[Box, ...]:
    """The places that lie on a page."""
    return tuple(
        Box(
            label=LABELS[name], x=round(place.x0), y=round(page.height - place.y1),
            width=round(place.x1 - place.x0), height=round(place.y1 - place.y0),
        )
        for name in NAMES
        if (place := places.get(name)) is not None and place.page == page.number
    )  # fmt: skip


def usual(pages: Sequence[Page]) -> dict[str, Place]:
    """Where ND30/PL1 has them on A4: what a person starts from where the pages tell nothing."""
    last = pages[-1].number if pages else 1
    sizes = {
        FieldName.NUMBER: (1, 50.9, 38.5, 9.9, 5.3),
        FieldName.DAY: (1, 137.2, 38.5, 6.0, 5.3),
        FieldName.MONTH: (1, 155.6, 38.5, 6.0, 5.3),
        FieldName.LEADER: (last, 124.3, 180.0, 48.0, 24.0),
    }
    return {name: _place_of(*row, page_height=PAGE_HEIGHT) for name, row in sizes.items()}


def _place_of(
    page: int, left: float, top: float, width: float, height: float, *, page_height: float
) -> Place:
    bottom = page_height - (top + height) * MM
    return Place(
        page=page, x0=round(left * MM, 3), y0=round(bottom, 3), x1=round((left + width) * MM, 3),
        y1=round(bottom + height * MM, 3),
    )  # fmt: skip


def read_back(kept: Mapping[str, Any]) -> dict[str, Place]:
    """The four places of a version, those that it has."""
    return {name: Place(**kept[name]) for name in NAMES if name in kept}


def _page_field(label: str) -> forms.IntegerField:
    unread = f"{label}: không đọc được. Nhập số trang, ví dụ 1."
    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "aria-label": label})
    return forms.IntegerField(
        label=label, required=False, min_value=1, widget=widget,
        error_messages={"invalid": unread, "min_value": unread},
    )  # fmt: skip


def _overlap(one: Place, other: Place) -> bool:
    return (
        one.page == other.page
        and one.x0 < other.x1
        and other.x0 < one.x1
        and one.y0 < other.y1
        and other.y0 < one.y1
    )


def _said(value: float) -> str:
    return f"{value:g}".replace(".", ",")
