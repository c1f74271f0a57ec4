"""The hub's web process, made to die by SIGKILL at a point that a request names. Only the tests start it."""

import os  # noqa: I001 — the wsgi module sets Django up before its models load
import signal
from contextvars import ContextVar

from congvan.sites.hub.wsgi import application as hub
from congvan.hub.relay import actions, steps
from tests.hub.dying_points import COMMITTED, CONFIRMING, STORED, WRITTEN

POINT: ContextVar[str] = ContextVar("POINT", default="")


def die_at(point):
    if POINT.get() == point:
        os.kill(os.getpid(), signal.SIGKILL)


def dying_before(verb, point):
    def call(*args, **kwargs):
        die_at(point)
        return verb(*args, **kwargs)

    return call


actions.accept = dying_before(actions.accept, STORED)
steps.hub_receipt = dying_before(steps.hub_receipt, WRITTEN)
steps.note_delivered = dying_before(steps.note_delivered, CONFIRMING)
steps.note_turned_away = dying_before(steps.note_turned_away, CONFIRMING)


def application(environ, start_response):
    POINT.set(environ.get("HTTP_X_DIE", ""))
    answer = hub(environ, start_response)
    die_at(COMMITTED)
    return answer
