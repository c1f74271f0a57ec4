"""The whole state of a site in canonical form: every table, without ids, times, digests and pace.

Two sites that lived through the same story have the same canonical state, whatever died on the way.
"""

from __future__ import annotations

import json
import re
from typing import Any

from django.apps import apps
from django.db import models

from congvan.base.audit.models import AuditEvent
from congvan.base.files import vault
from congvan.base.files.models import StoredFile
from congvan.base.files.store import Corrupt

PACE = frozenset(
    {"base.auditseal", "base.sealedevent", "hub_members.seentoken", "base.auditevent", "base.actkey"}
)
"""Tables whose rows tell how fast and how often a site worked, not what it did; acts are told apart."""
TRIES = frozenset({"attempts", "last_error", "size", "last_login", "pulled_at"})
"""Columns that tell how often or when somebody tried or asked."""
TRIED_AGAIN = frozenset({"relay.turn_away", "inbox.turn_away"})
"""Acts repeated until the other side has heard, or that it asks for once more: how often tells nothing."""
REPEATED_LAWFULLY = frozenset({"inbox.advance", "outbox.synchronise_directory"})
VARYING = (
    (re.compile(r"\beyJ[\w-]+\.[\w-]+\.[\w-]+"), "<receipt>"),
    (re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b"), "<id>"),
    (re.compile(r"\b[0-9a-f]{64}\b"), "<digest>"),
    (re.compile(r"\b\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?([+-]\d\d:\d\d|Z)"), "<moment>"),
)


def canonical() -> dict[str, Any]:
    """Every table in canonical form, the acts done, and whether the bytes of every file are there."""
    found: dict[str, Any] = {
        name: sorted(_row(one) for one in _all(model))
        for name, model in _tables().items()
        if name not in PACE
    }
    return {**found, "acts": _acts(), "files not whole": _files_not_whole()}


def _tables() -> dict[str, type[models.Model]]:
    ours = (model for model in apps.get_models() if model.__module__.startswith("congvan."))
    return {model._meta.label_lower: model for model in ours}  # noqa: SLF001 — Django's documented API


def _fields(model: type[models.Model]) -> list[Any]:
    return list(model._meta.concrete_fields)  # noqa: SLF001 — Django's documented API


def _all(model: type[models.Model]) -> list[models.Model]:
    links = [field.name for field in _fields(model) if field.is_relation]
    rows = model._base_manager.select_related(*links)  # noqa: SLF001 — Django's documented API
    return list(rows)


def _row(one: models.Model) -> list[str]:
    return [
        f"{field.name}={_plain(getattr(one, field.name))}"
        for field in _fields(type(one))
        if not field.primary_key and field.name not in TRIES
    ]


def _plain(value: Any) -> str:
    """A value as text; of a moment only whether there is one."""
    if hasattr(value, "hour"):
        return "<moment>"
    if isinstance(value, dict | list):
        value = json.dumps(value, sort_keys=True, ensure_ascii=False)
    text = str(value)
    for pattern, name in VARYING:
        text = pattern.sub(name, text)
    return text


def _acts() -> list[str]:
    """The acts that were done, each as often as it was; a repetition that changed nothing is not counted."""
    events = AuditEvent.objects.filter(outcome="done").exclude(act__in=REPEATED_LAWFULLY)
    done = [(one.act, one.actor_name) for one in events if not one.kept.get("repeated")]
    counted = [pair for pair in done if pair[0] not in TRIED_AGAIN]
    told_once = {pair for pair in done if pair[0] in TRIED_AGAIN}
    return sorted(" ".join(pair) for pair in [*counted, *told_once])


def _files_not_whole() -> list[str]:
    """Stored files whose bytes the first store has not, or not as they were."""
    return sorted(file.media_type for file in StoredFile.objects.all() if not _whole(file.digest))


def _whole(digest: str) -> bool:
    try:
        vault.stores()[0].verify(digest)
    except (FileNotFoundError, Corrupt):
        return False
    return True
