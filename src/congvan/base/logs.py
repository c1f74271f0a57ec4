"""JSON lines for logs, each with the id of the request that it belongs to."""

import json
import logging
from contextvars import ContextVar
from typing import Any

TALKATIVE = ("fontTools", "pyhanko", "pyhanko_certvalidator", "httpx", "httpcore")
"""Libraries whose INFO is about their own doings: only their warnings are kept."""

request_id: ContextVar[str] = ContextVar("request_id", default="")


class JsonLines(logging.Formatter):
    """One JSON object a record: time (real), level, logger, message, request_id, and the chain of a fault."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "time": self.formatTime(record),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "request_id": request_id.get(),
        }
        if record.exc_info:
            line["fault"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def configuration(level: str = "INFO") -> dict[str, Any]:
    """A logging configuration that writes JSON lines to standard error."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "congvan.base.logs.JsonLines"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "loggers": {name: {"level": "WARNING"} for name in TALKATIVE},
        "root": {"handlers": ["stderr"], "level": level},
    }
