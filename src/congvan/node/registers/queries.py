"""Reads of series, registers and the ledger."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, F, Q

from congvan.node.agencies.models import Agency, IssuingBody
from congvan.node.registers.models import Number, NumberState, Purpose, Register, Series

# The word in an address → what a book is for.
PURPOSES = {"den": Purpose.INCOMING, "di": Purpose.OUTGOING}


@dataclass(frozen=True)
class LedgerVerdict:
    """Whether a series is without gap and repeat. `missing` lists the values that no row explains."""

    first: int
    last: int
    missing: tuple[int, ...]


def register_of(agency: Agency, *, purpose: Purpose, year: int) -> Register | None:
    """The first open book of a purpose in a year."""
    return Register.objects.filter(agency=agency, purpose=purpose, year=year).order_by("id").first()


def series_for(register: Register, *, kind: str) -> Series | None:
    """The series of a book that numbers a kind of document; one without kinds takes all others."""
    rows = list(Series.objects.filter(books__register=register).order_by("id"))
    own = [series for series in rows if kind in series.kinds]
    common = [series for series in rows if not series.kinds]
    return next(iter(own + common), None)


def check_ledger(series: Series) -> LedgerVerdict:
    """Compare the counter with the ledger."""
    counter = Series.objects.get(pk=series.pk)
    written = Number.objects.filter(series=series).exclude(state=NumberState.RETURNED)
    values = set(written.values_list("value", flat=True))
    expected = range(counter.opened_at + 1, counter.last + 1)
    return LedgerVerdict(
        first=counter.opened_at + 1,
        last=counter.last,
        missing=tuple(value for value in expected if value not in values),
    )


def book_of_incoming(agency: Agency, *, year: int) -> Register | None:
    """The agency's book of documents received in a year."""
    return register_of(agency, purpose=Purpose.INCOMING, year=year)


def book_of_outgoing(agency: Agency, *, year: int) -> Register | None:
    """The agency's book of documents issued in a year."""
    return register_of(agency, purpose=Purpose.OUTGOING, year=year)


def next_number(register: Register, *, kind: str) -> int | None:
    """The number that a kind of document would get now; another clerk may take it first."""
    series = series_for(register, kind=kind)
    return None if series is None else series.last + 1


@dataclass(frozen=True)
class Book:
    """A book as pages show it."""

    id: UUID
    code: str
    name: str
    year: int


@dataclass(frozen=True)
class SeriesCheck:
    """What a look at one series of a book found. `last` below `first`: no number was given yet."""

    code: str
    first: int
    last: int
    missing: tuple[int, ...]


def books(agency: Agency, *, purpose: str) -> list[Book]:
    """All books of a purpose, the latest year first, within a year in the order of their opening."""
    rows = Register.objects.filter(agency=agency, purpose=purpose).order_by("-year", "id")
    return [Book(row.id, row.code, row.name, row.year) for row in rows]


def check_book(identifier: UUID) -> list[SeriesCheck]:
    """Each series of a book: from where to where, and which numbers no row explains."""
    within = Q(numbers__value__gt=F("opened_at"), numbers__value__lte=F("last"))
    within &= Q(numbers__state__in=[NumberState.TAKEN, NumberState.VOID])
    rows = Series.objects.filter(books__register=identifier).order_by("id")
    found = rows.annotate(written=Count("numbers", filter=within, distinct=True))
    return [
        SeriesCheck(
            code=row.code,
            first=row.opened_at + 1,
            last=row.last,
            # A number stands once in its series (the database holds it): as many as counted are all of them.
            missing=() if row.written == row.last - row.opened_at else check_ledger(row).missing,
        )
        for row in found
    ]


def series_of(agency: Agency, *, purpose: str, year: int) -> list[tuple[str, str]]:
    """The series of a year to choose from: id and what they number."""
    rows = Series.objects.filter(agency=agency, purpose=purpose, year=year).order_by("id")
    return [(str(row.pk), f"{row.code}, số tiếp theo {row.last + 1}") for row in rows]


def chosen_series(agency: Agency, identifiers: Sequence[str]) -> list[Series]:
    """The handles of series that were chosen."""
    return list(Series.objects.filter(agency=agency, pk__in=identifiers).order_by("id"))


def bodies_of(agency: Agency) -> list[tuple[str, str]]:
    """Whose documents a series may number, to choose from: id and name."""
    rows = IssuingBody.objects.filter(agency=agency).order_by("id").values_list("id", "name")
    return [(str(pk), name) for pk, name in rows]


def body_of(agency: Agency, identifier: str) -> IssuingBody:
    """An issuing body that was chosen. IssuingBody.DoesNotExist for another's."""
    return IssuingBody.objects.get(agency=agency, pk=identifier)
