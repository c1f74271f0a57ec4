"""Pages that are not a list with a document beside it: tables, figures, and the form of one act."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse

from congvan.base.errors import Refusal
from congvan.base.ids import parse_short
from congvan.node.web import flash
from congvan.node.web.shell import shell_of
from congvan.node.web.visit import Visit
from congvan.ui.answers import answer


def show_plain(
    visit: Visit, template: str, *, title: str, current: str, status: int = 200, **context: Any
) -> HttpResponse:
    """A page by its template, inside the shell; `current` is the name of its place in the navigation."""
    around = {
        "title": title,
        "layout": "",
        "shell": shell_of(visit, current=current),
        "said": flash.said(visit.request),
    }
    return answer(
        visit.request, page=template, fragment=template, context={**around, **context}, status=status
    )


def show_form(
    visit: Visit, form: forms.Form, *, title: str, submit: str, current: str, back: str, text: str = ""
) -> HttpResponse:
    """The page of one act's questions, sent to its own address; 422 where they were answered wrongly."""
    return show_plain(
        visit,
        "plain/form.html",
        title=title,
        current=current,
        status=422 if form.errors else 200,
        form=form,
        submit=submit,
        back=back,
        text=text,
        post=visit.request.get_full_path(),
    )


def asked_id(visit: Visit, name: str) -> UUID | None:
    """The identifier that the address names, e.g. where a page of a list begins; None where it names none."""
    short = visit.request.GET.get(name, "")
    try:
        return parse_short(short) if short else None
    except ValueError:
        raise Http404 from None


def refuse(form: forms.Form, refusal: Refusal) -> None:
    """Say a refusal at the field that it is about, else over the form."""
    form.add_error(refusal.param if refusal.param in form.fields else None, refusal.message)
