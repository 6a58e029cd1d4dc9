"""The log: one line an event on standard error, from us and from libraries, as text or as JSON (one object a line).

Times are UTC in ISO 8601.
"""

import logging
import os
import sys

import structlog
from structlog.dev import ConsoleRenderer, plain_traceback
from structlog.processors import JSONRenderer, format_exc_info
from structlog.stdlib import ProcessorFormatter
from structlog.typing import Processor

_SHARED: tuple[Processor, ...] = (
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
)
_LIBRARIES = ("uvicorn", "uvicorn.access", "uvicorn.error", "websockets")
"""Loggers to which servers add handlers before our code runs."""


def configure(log_format: str) -> None:
    """Configure the log as `log_format`, "text" or "json". Idempotent; the last call counts.

    Our levels start at INFO, those of libraries at WARNING.
    """
    structlog.configure(
        processors=[*_SHARED, ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_formatter(log_format))
    logging.root.handlers = [handler]
    logging.root.setLevel(logging.WARNING)
    logging.getLogger("blueprint").setLevel(logging.INFO)
    logging.captureWarnings(True)
    for name in _LIBRARIES:
        adopt(logging.getLogger(name))


def adopt(logger: logging.Logger) -> None:
    """Make a library's logger use our handler: without handlers of its own, propagating from WARNING on."""
    logger.handlers.clear()
    logger.propagate = True
    logger.setLevel(logging.WARNING)


def _formatter(log_format: str) -> ProcessorFormatter:
    """Without the values of variables in stack traces, which may be secrets or personal data."""
    if log_format == "json":
        rendering: list[Processor] = [format_exc_info, JSONRenderer(ensure_ascii=False)]
    else:
        colors = sys.stderr.isatty() and not os.environ.get("NO_COLOR")
        rendering = [ConsoleRenderer(colors=colors, exception_formatter=plain_traceback)]
    return ProcessorFormatter(
        foreign_pre_chain=_SHARED, processors=[ProcessorFormatter.remove_processors_meta, *rendering]
    )
