"""Reads of series, registers and the ledger."""

from dataclasses import dataclass

from congvan.node.agencies.models import Agency
from congvan.node.registers.models import Number, Purpose, Register, Series


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
    values = set(Number.objects.filter(series=series).values_list("value", flat=True))
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
