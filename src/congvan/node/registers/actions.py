"""Verbs of the clerk on series and registers (QD11/D8.K2.a)."""

from collections.abc import Sequence
from datetime import datetime

from congvan.base.acting import acting
from congvan.base.actor import Actor
from congvan.base.errors import Refusal
from congvan.node.acts import registers as acts
from congvan.node.agencies.models import Agency, IssuingBody
from congvan.node.registers.models import Purpose, Register, RegisterSeries, Series


class AlreadyOpen(Refusal):
    """Dãy số hoặc sổ này đã được mở cho năm đó."""

    code = "registers.already_open"
    law = "QD11/D8.K2.a"


class ReasonMissing(Refusal):
    """Mở sổ từ một số khác 0 phải ghi rõ lý do."""

    code = "registers.reason_missing"
    law = "QD11/D8.K2.a"


def open_series(
    *, by: Actor, at: datetime, agency: Agency, code: str, year: int, purpose: Purpose, opened_at: int = 0,
    reason: str = "", body: IssuingBody | None = None, kinds: Sequence[str] = (),
) -> Series:  # fmt: skip
    """Open a number series; the next number is `opened_at` + 1. Law: QD11/D8.K2.a."""
    with acting(by, acts.OPEN_SERIES, on=agency, at=at) as deed:
        if opened_at and not reason.strip():
            raise ReasonMissing(param="reason")
        if Series.objects.filter(agency=agency, code=code, year=year).exists():
            raise AlreadyOpen(param="code")
        series = Series.objects.create(
            agency=agency, code=code, year=year, purpose=purpose, body=body, kinds=list(kinds),
            last=opened_at, opened_at=opened_at, opening_reason=reason,
        )  # fmt: skip
        deed.keep(code=code, year=year, opened_at=opened_at, reason=reason)
    return series


def open_register(
    *, by: Actor, at: datetime, agency: Agency, code: str, name: str, year: int, purpose: Purpose,
    over: Sequence[Series],
) -> Register:  # fmt: skip
    """Open a book of a year over series of the same purpose. Law: QD11/D8.K2.a."""
    with acting(by, acts.OPEN_REGISTER, on=agency, at=at) as deed:
        if Register.objects.filter(agency=agency, code=code, year=year).exists():
            raise AlreadyOpen(param="code")
        register = Register.objects.create(agency=agency, code=code, name=name, year=year, purpose=purpose)
        for series in over:
            assert series.purpose == purpose, "a book runs over series of its own purpose"
            RegisterSeries.objects.create(agency=agency, register=register, series=series)
        deed.keep(code=code, year=year, series=[series.code for series in over])
    return register
