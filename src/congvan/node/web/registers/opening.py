"""Mở dãy số, mở sổ: the clerk's two acts at the beginning of a working year (QD11/D8.K2.a)."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect

from congvan.base.errors import Refusal
from congvan.node.registers import actions
from congvan.node.registers.queries import PURPOSES, body_of, books, chosen_series, series_of
from congvan.node.web import flash
from congvan.node.web.plain import refuse, show_form
from congvan.node.web.registers.forms import OpenRegister, OpenSeries
from congvan.node.web.registers.views import SIDES, Side
from congvan.node.web.visit import Visit

YEARS_AROUND = 1  # opened for last year, this one or the next


def open_series(visit: Visit) -> HttpResponse:
    """Mở dãy số for a year; with no book over it yet, on to the book."""
    side, year = _asked(visit)
    sent = visit.request.POST if visit.request.method == "POST" else None
    form = OpenSeries(sent, visit=visit, outgoing=side.word == "di")
    if sent is None or not form.is_valid():
        return _ask_series(visit, form, side, year)
    try:
        _open_series(visit, form.cleaned_data, side, year)
    except Refusal as refusal:
        refuse(form, refusal)
        return _ask_series(visit, form, side, year)
    said = f"Đã mở dãy số {form.cleaned_data['code']} năm {year}."
    open_already = any(one.year == year for one in books(visit.agency, purpose=PURPOSES[side.word]))
    onwards = (
        visit.url(side.of_year, year=year) if open_already else _form_url(visit, "open-register", side, year)
    )
    return flash.say(HttpResponseRedirect(onwards, status=303), said)


def open_register(visit: Visit) -> HttpResponse:
    """Mở sổ over series of the year; without any series, those come first."""
    side, year = _asked(visit)
    purpose = PURPOSES[side.word]
    if visit.request.method != "POST" and not series_of(visit.agency, purpose=purpose, year=year):
        onwards = HttpResponseRedirect(_form_url(visit, "open-series", side, year), status=303)
        return flash.say(onwards, f"Năm {year} chưa có dãy số văn bản {purpose}. Mở dãy số trước, rồi mở sổ.")
    sent = visit.request.POST if visit.request.method == "POST" else None
    form = OpenRegister(sent, visit=visit, purpose=purpose, year=year)
    if sent is None or not form.is_valid():
        return _ask_register(visit, form, side, year)
    data = form.cleaned_data
    over = chosen_series(visit.agency, data["over"])
    try:
        visit.once(
            lambda by: actions.open_register(
                by=by, at=visit.at, agency=visit.agency, code=data["code"], name=data["name"], year=year,
                purpose=purpose, over=over,
            )
        )  # fmt: skip
    except Refusal as refusal:
        refuse(form, refusal)
        return _ask_register(visit, form, side, year)
    onwards = HttpResponseRedirect(visit.url(side.of_year, year=year, query={"so": data["code"]}), status=303)
    return flash.say(onwards, f"Đã mở {data['name']} năm {year}.")


def _open_series(visit: Visit, data: dict[str, Any], side: Side, year: int) -> None:
    body = body_of(visit.agency, data["body"]) if data.get("body") else None
    visit.once(
        lambda by: actions.open_series(
            by=by, at=visit.at, agency=visit.agency, code=data["code"], year=year,
            purpose=PURPOSES[side.word], opened_at=data["opened_at"], reason=data["reason"], body=body,
            kinds=data.get("kinds", ()),
        )
    )  # fmt: skip


def _ask_series(visit: Visit, form: OpenSeries, side: Side, year: int) -> HttpResponse:
    return show_form(
        visit, form, title=f"Mở dãy số văn bản {PURPOSES[side.word]} năm {year}", submit="Mở dãy số",
        current=side.name, back=visit.url(side.of_year, year=year),
    )  # fmt: skip


def _ask_register(visit: Visit, form: OpenRegister, side: Side, year: int) -> HttpResponse:
    return show_form(
        visit, form, title=f"Mở {side.title[0].lower()}{side.title[1:]} năm {year}", submit="Mở sổ",
        current=side.name, back=visit.url(side.of_year, year=year),
    )  # fmt: skip


def _asked(visit: Visit) -> tuple[Side, int]:
    """Which sort of book and which year; received and this year where the address says nothing."""
    word = visit.request.GET.get("loai", SIDES[0].word)
    year = visit.request.GET.get("nam", str(visit.at.year))
    side = next((one for one in SIDES if one.word == word), None)
    if side is None or year not in {
        str(visit.at.year + off) for off in range(-YEARS_AROUND, YEARS_AROUND + 1)
    }:
        raise Http404
    return side, int(year)


def _form_url(visit: Visit, name: str, side: Side, year: int) -> str:
    return visit.url(name, query={"loai": side.word, "nam": str(year)})
