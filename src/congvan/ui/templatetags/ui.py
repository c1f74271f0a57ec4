"""What templates say to show a part: `{% load ui %}`, then `{% part value %}` and the tags below."""

from collections.abc import Sequence
from dataclasses import is_dataclass
from functools import cache
from typing import Any

from django import template
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.template import Context, RequestContext
from django.template.loader import get_template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from congvan.base.ids import new_id, shorten
from congvan.ui.assets import assets
from congvan.ui.icons import ICONS
from congvan.ui.parts import Figure, Group, Step, Tab

register = template.Library()

THEMES = ("light", "dark")
MODULES = (
    "start",
    "announce",
    "dialogs",
    "directive",
    "filter",
    "forms",
    "glue",
    "keys",
    "list",
    "pages",
    "print",
    "signer",
    "theme",
)


@register.simple_tag
@cache  # a page names its icons a hundred times; files do not change while the process lives
def asset(name: str) -> str:
    """The address of a static file of this release; AssetMissing where there is none."""
    found = assets()
    return reverse("ui:static", args=[found.digest, found.find(name).name])


@register.simple_tag
def modules() -> list[str]:
    """The addresses of our scripts, so that the page can ask for all of them at once."""
    return [asset(f"{name}.js") for name in MODULES]


@register.simple_tag
@cache
def icon(name: str, size: str = "") -> SafeString:
    """An icon of the sprite; `size` may be "small". It says nothing: the word beside it does."""
    if name not in ICONS:
        raise template.TemplateSyntaxError(f"icon {name!r} is not in the sprite")
    classes = f"icon {size}".strip()
    return format_html(
        '<svg class="{}" aria-hidden="true"><use href="{}#{}"/></svg>', classes, asset("icons.svg"), name
    )


@register.simple_tag(takes_context=True)
def theme(context: Context) -> SafeString:
    """The attribute of <html> that the person's cookie asks for; nothing where the machine decides."""
    request = context.request if isinstance(context, RequestContext) else None
    chosen = request.COOKIES.get("theme", "") if request is not None else ""
    return format_html(' data-theme="{}"', chosen) if chosen in THEMES else SafeString()


@register.simple_tag
def idempotency() -> SafeString:
    """A field that makes sending the same form twice harmless."""
    return format_html('<input type="hidden" name="idempotency_key" value="{}">', shorten(new_id()))


@register.simple_tag(takes_context=True)
def part(context: Context, value: Any) -> SafeString:
    """Write out one value of `ui.parts` by the template of its name; nothing for None."""
    if value is None:
        return SafeString()
    assert is_dataclass(value), value
    name = type(value).__name__.lower()
    found = get_template(f"ui/parts/{name}.html")
    written = found.render({name: value, "csrf_token": context.get("csrf_token", "")})
    return SafeString(written.strip())  # a line end would be a gap between words


@register.inclusion_tag("ui/parts/tabs.html")
def tabs(items: Sequence[Tab], label: str) -> dict[str, object]:
    """Tabs over a list or a document; `label` names the set for those who hear it."""
    return {"items": items, "label": label}


@register.inclusion_tag("ui/parts/chips.html")
def chips(items: Sequence[Tab], label: str) -> dict[str, object]:
    """Filters as links: they work without a script, and a chosen one leads back."""
    return {"items": items, "label": label}


@register.inclusion_tag("ui/parts/rows.html")
def rows(groups: Sequence[Group], target: str = "", *, tall: bool = False) -> dict[str, object]:
    """The groups of a list. With `target` (a selector) a row opens there, and the address follows."""
    return {"groups": groups, "target": target, "tall": tall}


@register.inclusion_tag("ui/parts/timeline.html")
def timeline(steps: Sequence[Step], label: str) -> dict[str, object]:
    """What happened, in order."""
    return {"steps": steps, "label": label}


@register.inclusion_tag("ui/parts/figures.html")
def figures(items: Sequence[Figure]) -> dict[str, object]:
    """Counts, each leading to what it counts."""
    return {"items": items}


@register.inclusion_tag("ui/parts/field.html")
def field(bound: BoundField) -> dict[str, object]:
    """One field of a form: name, control, hint, faults."""
    kind = getattr(bound.field.widget, "input_type", "")
    single = kind == "checkbox" and not bound.use_fieldset
    return {"field": bound, "single": single, "file": kind == "file"}


@register.inclusion_tag("ui/parts/summary.html")
def summary(form: BaseForm) -> dict[str, object]:
    """All faults of a form over it, in the same words as at the fields; nothing where there are none."""
    faults = [(bound, message) for bound in form for message in bound.errors]
    whole = list(form.non_field_errors())
    return {"faults": faults, "whole": whole, "count": len(faults) + len(whole)}


@register.inclusion_tag("ui/parts/dialog_head.html")
def dialog_head(title: str, title_id: str) -> dict[str, object]:
    """Head of a dialog with its way out; the dialog names `title_id` in aria-labelledby."""
    return {"title": title, "title_id": title_id}


@register.inclusion_tag("ui/parts/undo.html", takes_context=True)
def undo(context: Context, text: str = "", url: str = "", seconds: int = 0) -> dict[str, object]:
    """The undo bar; with `text` it already says what the request before did (no script needed)."""
    return {"text": text, "url": url, "seconds": seconds, "csrf_token": context.get("csrf_token", "")}
