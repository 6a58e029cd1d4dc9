"""The log: one line an event on standard error, from us and from libraries, as text or as JSON (one object a line).

Times are UTC in ISO 8601. What repeats is written `MOST_REPEATS` times a minute at most, with a count of those left out, so
that an outage does not fill the disk. What a database quotes of people's data in an error is left out.
"""

import logging
import os
import re
import sys
import time
from io import StringIO
from threading import Lock
from typing import TextIO

import structlog
from structlog.dev import ConsoleRenderer, plain_traceback
from structlog.processors import JSONRenderer, format_exc_info
from structlog.stdlib import ProcessorFormatter
from structlog.typing import EventDict, ExcInfo, Processor, WrappedLogger

_SHARED: tuple[Processor, ...] = (
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
)
MOST_REPEATS = 5
"""Lines that differ in nothing but their time, a minute."""
MOST_OF_A_LOGGER = 300
"""Lines of one level that one logger writes a minute, however they differ."""
_MINUTE = 60.0
_MOST_KINDS = 2_000
_QUOTED = re.compile(r"^(?:DETAIL|CONTEXT):.*\n?(?:^[ \t].*\n?)*", re.MULTILINE)
"""Lines of PostgreSQL's errors that quote values."""

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
    handler.addFilter(RepeatFilter())
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
        rendering: list[Processor] = [format_exc_info, _without_values, JSONRenderer(ensure_ascii=False)]
    else:
        colors = sys.stderr.isatty() and not os.environ.get("NO_COLOR")
        rendering = [ConsoleRenderer(colors=colors, exception_formatter=_plain_traceback)]
    return ProcessorFormatter(
        foreign_pre_chain=_SHARED, processors=[ProcessorFormatter.remove_processors_meta, *rendering]
    )


class RepeatFilter(logging.Filter):
    """Drops a record when too many like it came within a minute; the next one that is let through says how many."""

    def __init__(self) -> None:
        super().__init__()
        self._minutes: dict[tuple[object, ...], tuple[float, int]] = {}
        self._lock = Lock()

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether to write the record; it is changed where it says how many were left out."""
        with self._lock:
            like_it = self._count(_kind(record), MOST_REPEATS)
            of_its_logger = self._count((record.name, record.levelno), MOST_OF_A_LOGGER)
        if (dropped := max(-like_it, -of_its_logger)) > 0:
            _tell(record, dropped)
        return like_it <= MOST_REPEATS and of_its_logger <= MOST_OF_A_LOGGER

    def _count(self, kind: tuple[object, ...], most: int) -> int:
        """Which of its minute this is, from 1; for the first one after a minute with too many, minus those left out."""
        now = time.monotonic()
        since, count = self._minutes.get(kind, (now, 0))
        dropped = 0
        if now - since > _MINUTE:
            since, count, dropped = now, 0, max(0, count - most)
        self._minutes[kind] = (since, count + 1)
        if len(self._minutes) > _MOST_KINDS:
            self._minutes.pop(next(iter(self._minutes)))
        return -dropped or count + 1


def _kind(record: logging.LogRecord) -> tuple[object, ...]:
    """What records have in common that repeat each other: all but the time and the stack trace."""
    error = record.exc_info[0] if record.exc_info else None
    fields = record.msg.items() if isinstance(record.msg, dict) else [("event", record.msg)]
    said = sorted((str(name), str(value)) for name, value in fields if name not in ("timestamp", "exc_info"))
    return record.name, record.levelno, error, *said


def _tell(record: logging.LogRecord, dropped: int) -> None:
    if isinstance(record.msg, dict):
        record.msg = {**record.msg, "left_out": dropped}
    else:
        record.msg, record.args = f"{record.getMessage()} ({dropped} lines like this one were left out)", None


def _without_values(_logger: WrappedLogger, _name: str, line: EventDict) -> EventDict:
    if "exception" in line:
        line["exception"] = _QUOTED.sub("", line["exception"])
    return line


def _plain_traceback(stream: TextIO, error: ExcInfo) -> None:
    written = StringIO()
    plain_traceback(written, error)
    stream.write(_QUOTED.sub("", written.getvalue()))
