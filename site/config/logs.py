"""Structured logs: one JSON object a line on standard output, with the request's id.

Nothing personal is logged. Django's own request logger writes whole addresses, so it is replaced
by `config.middleware.RequestLog`; what it logs of exceptions is kept without the address.
"""

import logging
from typing import Any

import structlog

SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


class WithoutAddress(logging.Filter):
    """Django writes "Not Found: /the/address" and keeps the request on the record."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info:
            record.msg, record.args = "unhandled exception", ()
            return True
        return False


class KindOnly(logging.Filter):
    """Django's security lines hold what was sent: a host, a path. What happened is enough."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = record.name, ()
        record.exc_info = record.exc_text = None
        return True


def without_values(_logger: object, _method: str, event: Any) -> Any:
    """Exceptions without their words: a database says the row, a mail server the address."""
    for one in event.get("exception") or []:
        strip_values(one)
    return event


def strip_values(one: dict[str, Any]) -> None:
    one.update(exc_value="", exc_notes=[], syntax_error=None)
    for group in one.get("exceptions") or []:
        for inner in group:
            strip_values(inner)


def logging_table(level: str) -> dict[str, Any]:
    """Django's LOGGING; also configures structlog, which is used for our own lines."""
    structlog.configure(
        processors=[*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"without_address": {"()": WithoutAddress}, "kind_only": {"()": KindOnly}},
        "formatters": {
            "json": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": SHARED,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.ExceptionRenderer(
                        structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
                    ),
                    without_values,
                    structlog.processors.JSONRenderer(),
                ],
            }
        },
        "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["out"], "level": level},
        "loggers": {
            "django": {"level": level},
            "django.request": {"filters": ["without_address"]},
            "django.security": {"level": "ERROR"},
            "django.security.DisallowedHost": {"filters": ["kind_only"]},
            "django.security.SuspiciousOperation": {"filters": ["kind_only"]},
            "django.security.SuspiciousFileOperation": {"filters": ["kind_only"]},
            "django.tasks": {"level": "WARNING"},
            "axes": {"level": "ERROR"},
            "wagtail": {"level": "WARNING"},
            "wagtail_localize": {"level": "WARNING"},
        },
    }
