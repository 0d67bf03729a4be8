"""One JSON object a line on standard error, from our own loggers and everybody else's, with the request's id."""

from typing import Any

import structlog

_SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.stdlib.ExtraAdder(),
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.format_exc_info,
]


def configure() -> None:
    """Lets `structlog.get_logger()` write through the standard library's loggers."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_SHARED,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def settings(mode: str) -> dict[str, Any]:
    """Django's LOGGING. Tests only see warnings; a person at bin/dev reads lines rather than JSON."""
    if mode in ("dev", "test"):
        last: Any = structlog.dev.ConsoleRenderer(colors=False)
    else:
        last = structlog.processors.JSONRenderer(ensure_ascii=False, default=str)
    level = "WARNING" if mode == "test" else "INFO"
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "house": {
                "()": "structlog.stdlib.ProcessorFormatter",
                "foreign_pre_chain": _SHARED,
                "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, last],
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "house"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django": {"handlers": ["stderr"], "level": level, "propagate": False},
            "django.server": {"handlers": ["stderr"], "level": level, "propagate": False},
            # Each refused or missing page is already in the request's own line.
            "django.request": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
            "procrastinate": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        },
    }
