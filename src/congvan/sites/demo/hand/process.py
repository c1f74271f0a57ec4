"""`python -m congvan.sites.demo.hand.process`: read a command a line, do it, answer a line."""

from __future__ import annotations

import importlib
import json
import sys
from typing import Any

import django

COMMANDS = {"node": "congvan.sites.demo.hand.node_commands", "hub": "congvan.sites.demo.hand.hub_commands"}


def main() -> None:
    """Serve commands on standard input until it ends."""
    django.setup()
    from django.conf import settings

    commands = importlib.import_module(COMMANDS[settings.SITE.kind])
    sys.stdout.write('{"ready": true}\n')
    sys.stdout.flush()
    for line in sys.stdin:
        sys.stdout.write(json.dumps(_answer(commands, json.loads(line)), ensure_ascii=False) + "\n")
        sys.stdout.flush()


def _answer(commands: Any, request: dict[str, Any]) -> dict[str, Any]:
    """What the command gave, or why it was not done. A passing fault asks to be tried again."""
    from django.db import InterfaceError, OperationalError, close_old_connections
    from psycopg_pool import PoolTimeout

    from congvan.base.errors import NotDone, Repeated
    from congvan.base.http import problem, status_of
    from congvan.signing.errors import KeyRefused

    close_old_connections()
    try:
        return {"ok": True, "result": commands.do(request)}
    except Repeated as repeated:
        return {"ok": True, "result": repeated.kept}
    except NotDone as error:
        return {"ok": False, "status": status_of(error), **problem(error)}
    except KeyRefused as error:
        return {
            "ok": False,
            "again": error.code == "signer.unavailable",
            "code": error.code,
            "message": str(error),
        }
    except (OperationalError, InterfaceError, PoolTimeout) as error:
        return {"ok": False, "again": True, "code": "database.unavailable", "message": str(error)}


if __name__ == "__main__":
    main()
