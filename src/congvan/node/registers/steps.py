"""Taking a number: part of the act that binds it to a document. No permission or transaction of its own."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from django.db.models import F

from congvan.base.acting import Deed
from congvan.base.errors import Refusal
from congvan.node.registers.models import Number, NumberState, Register, Series


class WrongYear(Refusal):
    """Dãy số này không phải của năm hiện tại. Hãy mở sổ của năm nay rồi cấp số."""

    code = "registers.wrong_year"
    law = "QD11/D8.K2.a"


class OutOfOrder(Refusal):
    """Ngày ghi số sớm hơn ngày của số trước trong dãy. Hãy kiểm tra lại ngày."""

    code = "registers.out_of_order"
    law = "QD11/D5.K4.b"


class NotInRegister(Refusal):
    """Dãy số này không thuộc sổ đã chọn. Hãy chọn sổ khác."""

    code = "registers.not_in_register"
    law = "QD11/D8.K2.a"


class NotTheLast(Refusal):
    """Sau số này đã có số khác được cấp, nên không trả lại được. Số đến vẫn thuộc văn bản này."""

    code = "registers.not_the_last"
    law = "QD11/D5.K4.b"


def hold_series(deed: Deed, series: Series) -> None:
    """Wait for whoever is taking a number of this series, so that what is checked next stays true."""
    Series.objects.select_for_update().get(pk=series.pk)


def take_next_number(
    deed: Deed, *, register: Register, series: Series, on: date, document_id: UUID,
    notation: Callable[[int], str] = lambda _: "",
) -> Number:  # fmt: skip
    """The next number of a series, bound to a document on a day.

    The counter's row lock makes issuers of one series queue, so that no number repeats; a rolled-back act
    gives its number back with everything else, so that none is skipped.
    """
    if not register.over.filter(series=series).exists():
        raise NotInRegister
    if series.year != on.year:
        raise WrongYear
    assert Series.objects.filter(pk=series.pk).update(last=F("last") + 1) == 1, "the series is there"
    counter = Series.objects.get(pk=series.pk)
    if counter.last_on and on < counter.last_on:
        raise OutOfOrder
    Series.objects.filter(pk=series.pk).update(last_on=on)
    return Number.objects.create(
        agency_id=series.agency_id, series=series, register=register, value=counter.last,
        purpose=series.purpose, year=series.year, notation=notation(counter.last),
        document_id=document_id, taken_on=on,
    )  # fmt: skip


def return_number(deed: Deed, number: Number) -> None:
    """Give a number back while it is the last of its series; its row stays, as returned.

    The counter goes back by a change that only the last number can make, so that none is skipped or repeated.
    """
    counter = Series.objects.filter(pk=number.series_id, last=number.value)
    if counter.update(last=F("last") - 1) != 1:
        raise NotTheLast
    Number.objects.filter(pk=number.pk).update(state=NumberState.RETURNED)
