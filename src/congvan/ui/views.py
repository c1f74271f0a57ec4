"""The page of style: every part in every state, for people to look at and for tests to measure."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from congvan.ui.answers import answer
from congvan.ui.errors import TROUBLES, trouble
from congvan.ui.style import examples, lists
from congvan.ui.style.forms import Sample


@require_safe
def style_page(request: HttpRequest) -> HttpResponse:
    """All parts on one page."""
    filled, faulty = Sample(initial=examples.FILLED), Sample({}, auto_id="faulty_%s")
    groups = lists.groups("clerk", request.path)
    context = {"examples": examples, "groups": groups, "filled": filled, "faulty": faulty}
    return render(request, "ui/style/page.html", context)


@require_safe
def list_page(request: HttpRequest) -> HttpResponse:
    """List and detail as one screen; a row opens as a fragment of the same address."""
    chosen = request.GET.get("vb", "")
    groups, row = lists.groups_with("clerk", request.path, chosen)
    context = {
        "shell": examples.SHELL,
        "title": "Danh sách văn bản chưa xử lý",
        "layout": "split",
        "reading": bool(chosen),
        "examples": examples,
        "groups": groups,
        "row": row,
    }
    return answer(request, page="ui/style/list.html", fragment="ui/style/detail.html", context=context)


@require_safe
def sheet_page(request: HttpRequest) -> HttpResponse:
    """Three columns: a list of tall rows, a detail, and a panel to write in."""
    chosen = request.GET.get("vb", "")
    groups, _row = lists.groups_with("leader", request.path, chosen)
    context = {
        "shell": examples.LEADER_SHELL,
        "title": "Việc chờ tôi xử lý",
        "layout": "thirds",
        "reading": bool(chosen),
        "examples": examples,
        "groups": groups,
    }
    return render(request, "ui/style/sheet.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def form_page(request: HttpRequest) -> HttpResponse:
    """A form that can be sent: faults come back with 422 and everything that was typed."""
    form = Sample(request.POST, request.FILES) if request.method == "POST" else Sample()
    done = form.is_bound and form.is_valid()
    context = {"shell": examples.SHELL, "title": "Biểu mẫu", "form": Sample() if done else form, "done": done}
    status = 422 if form.is_bound and not done else 200
    return render(request, "ui/style/form.html", context, status=status)


@require_safe
def trouble_page(request: HttpRequest, status: int) -> HttpResponse:
    """One of the error pages, to be looked at."""
    if status not in TROUBLES:
        raise Http404
    return trouble(request, status, kept="Kính trình Giám đốc xem xét." if status == 409 else "")  # noqa: PLR2004 - an HTTP status
