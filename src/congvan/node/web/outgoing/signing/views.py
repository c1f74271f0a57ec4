"""Ký số nhiều văn bản: the sheet of what was picked, one PIN, and what became of each."""

from django.forms import Form
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.http import urlencode

from congvan.node.web import flash
from congvan.node.web.outgoing.forms_sign import pin_field
from congvan.node.web.outgoing.signing.batch import PinRefused, Signed, sign_all
from congvan.node.web.outgoing.signing.sheet import Sheet, picked, sheet_of
from congvan.node.web.plain import show_plain
from congvan.node.web.todo.picks import keep
from congvan.node.web.visit import Visit


class PinForMany(Form):
    """One PIN for all."""

    use_required_attribute = False
    pin = pin_field()


def sign_many(visit: Visit) -> HttpResponse:
    """From the list: to the sheet, or to the picked ones alone. From the sheet: sign."""
    keys = picked(visit)
    if not keys:
        return flash.say(HttpResponseRedirect(visit.url("to-do"), status=303), "Chưa chọn văn bản nào.")
    if visit.request.method != "POST":
        return _show(visit, sheet_of(visit, keys), PinForMany())
    if visit.request.POST.get("do") == "view":
        keep(visit, keys)
        return HttpResponseRedirect(visit.url("picked"), status=303)
    if "pin" not in visit.request.POST:
        return HttpResponseRedirect(_address(visit, keys), status=303)
    return _sign(visit, sheet_of(visit, keys), PinForMany(visit.request.POST))


def _sign(visit: Visit, sheet: Sheet, form: PinForMany) -> HttpResponse:
    if not form.is_valid():
        return _show(visit, sheet, form, status=422)
    # What another request, or this one before, has moved on is tried too: its act tells which it was.
    tried = [line for line in sheet.lines if line.draft is not None and not (line.draft.unfit or line.other)]
    try:
        results = sign_all(visit, tried, pin=form.cleaned_data["pin"])
    except PinRefused as refused:
        form.add_error("pin", str(refused))
        return _show(visit, sheet_of(visit, [line.key for line in sheet.lines]), form, status=422)
    untried = [Signed(line, line.lacks) for line in sheet.lines if line not in tried]
    return _tell(visit, [*results, *untried])


def _show(visit: Visit, sheet: Sheet, form: PinForMany, *, status: int = 200) -> HttpResponse:
    count = len(sheet.fit)
    title = f"Ký số {count} văn bản" if count else "Ký số"
    return show_plain(
        visit, "outgoing/sign.html", title=title, current="to-do", status=status, sheet=sheet, form=form,
        post=visit.url("sign-many"), back=visit.url("to-do"),
    )  # fmt: skip


def _tell(visit: Visit, results: list[Signed]) -> HttpResponse:
    done = [one for one in results if not one.cause]
    left = [one for one in results if one.cause]
    keys = [one.line.key for one in left]
    title = f"Đã ký {len(done)}, lỗi {len(left)}" if left else f"Đã ký {len(done)} văn bản"
    return show_plain(
        visit, "outgoing/sign_result.html", title=title, current="to-do", done=done, left=left,
        again=_address(visit, keys), back=f"{visit.url('to-do')}?{urlencode({'pick': keys}, doseq=True)}",
    )  # fmt: skip


def _address(visit: Visit, keys: list[str]) -> str:
    return f"{visit.url('sign-many')}?{urlencode({'pick': keys}, doseq=True)}"
