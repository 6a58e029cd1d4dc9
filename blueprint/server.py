"""The server process: Streamlit for the workbench, and our own ASGI app (`blueprint.web`) around it.

Run it with `uv run app.py`, `uv run blueprint serve`, or `python app.py` with the environment's Python. `PORT` sets the
port and `BLUEPRINT_DATA` the data folder; settings.py has the other settings.

Every request goes through `blueprint.web.app`. It answers our own pages, and forwards the rest to Streamlit with the
signed-in person's id in a header that clients cannot set; Streamlit exposes it as `st.user["id"]`.
"""

import asyncio
import contextlib
import gc
import logging
import random
import re
import socket
import sys
import tomllib
from base64 import b64encode
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from types import TracebackType
from typing import Any, TypedDict

import streamlit as st
import streamlit.logger
import structlog
import uvicorn
from sqlalchemy.exc import DBAPIError
from starlette.middleware import Middleware
from streamlit import config

from blueprint import cpu_affinity, logs, metrics
from blueprint.domain.errors import BlueprintError, Invalid
from blueprint.services import readiness
from blueprint.services.admin.clearing import INTERVAL, Clearing
from blueprint.services.admin.demo import first_account_link
from blueprint.services.context import Workbench, the_workbench
from blueprint.services.drafting import proposals
from blueprint.services.publishing import jobs
from blueprint.settings import Settings
from blueprint.storage.private_files import keep_private
from blueprint.ui import pages
from blueprint.ui.app.error_page import show_error_page
from blueprint.ui.app.streamlit_messages import StreamlitMessages
from blueprint.web.app import WorkbenchMiddleware
from blueprint.web.auth.session_cookie import TRUSTED_HEADERS
from blueprint.web.http.connection_limits import limited_protocols
from blueprint.web.http.measured import MeasuredRequests
from blueprint.web.http.security_headers import workbench_csp
from blueprint.web.routes import OWN_PATHS

PACKAGE = Path(__file__).resolve().parent
SCRIPT = PACKAGE / "ui" / "app" / "main.py"
STREAMLIT_SETTINGS = PACKAGE / "streamlit.toml"

LARGEST_MESSAGE = 32 * 1024 * 1024
"""Bytes of a WebSocket message: room for the longest text. Uploads are HTTP requests."""

MAINTENANCE_INTERVAL = 60.0
"""Seconds between two garbage collections (one after every rerun, Streamlit's default, costs more than the reruns), and
between two checks of the CPU affinity."""

GC_THRESHOLDS = (200_000, 20, 50)
"""Python's defaults cost about a sixth of a page's processor time here."""


class AppOptions(TypedDict):
    """Arguments of `st.App`: our middleware, lifespan and error handler."""

    middleware: list[Middleware]
    lifespan: Callable[[st.App], AbstractAsyncContextManager[dict[str, Any] | None]]
    on_script_error: Callable[[Exception], bool]


def app_options() -> AppOptions:
    """Our parts of the ASGI app.

    Opens the workbench and reads the policy files, so that errors in them surface at the start.
    """
    sys.excepthook = _tell_error
    keep_private()
    configure_logs()
    configure_streamlit()
    _read_policies(the_workbench())
    front = Middleware(
        WorkbenchMiddleware,
        workbench=the_workbench(),
        workbench_csp=workbench_csp(_inline_scripts()),
        page_paths=pages.PATHS,
        streamlit_messages=StreamlitMessages(),
    )
    measured = Middleware(MeasuredRequests, parts=(*OWN_PATHS, *pages.PATHS, "/_stcore", "/static", "/media"))
    return AppOptions(middleware=[measured, front], lifespan=_lifespan, on_script_error=show_error_page)


def _tell_error(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """What ends the program is told in its sentence where it has one, else with the stack trace."""
    if isinstance(error, BlueprintError):
        print(error, file=sys.stderr)
    else:
        sys.__excepthook__(kind, error, trace)


def _read_policies(workbench: Workbench) -> None:
    """Read every translation and template, which are kept from then on; raises `Invalid` for one that is wrong."""
    proposals.templates(workbench.policies)
    for language in workbench.principles.languages:
        workbench.principles.all(language)


def serve(settings: Settings | None = None, app: st.App | None = None) -> None:
    """Serve until SIGINT or SIGTERM, on the host and port of `settings`; raises `Invalid` when another program has them.

    The workbench is the one of this process (`the_workbench`): only host and port are taken from `settings`.
    """
    app = app or st.App(SCRIPT, **app_options())
    settings = settings or the_workbench().settings
    listening = _listen(settings)
    _allow_open_files()
    metrics.serve(settings.metrics, readiness.questions(the_workbench()))
    server = uvicorn.Config(
        app,
        lifespan="on",
        **limited_protocols(settings.connections_per_address, settings.trusted_proxies),
        ws_max_size=LARGEST_MESSAGE,
        access_log=False,
        server_header=False,
        log_config=None,
        timeout_graceful_shutdown=5,
    )
    if link := first_account_link(the_workbench()):
        print(f"Nobody has an account here yet. Create the first one at {link}")
    print(f"The workbench is at {settings.base_url}", flush=True)
    uvicorn.Server(server).run([listening])


def _allow_open_files() -> None:
    """As many open files, and so connections, as the system lets this process have; shells start with fewer."""
    with contextlib.suppress(ImportError, ValueError, OSError):  # Windows has no such limit
        import resource

        _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def _listen(settings: Settings) -> socket.socket:
    """A socket that is bound before anything is said of the address."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listening = socket.socket(family)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((settings.host, settings.port))
    except OSError as error:
        listening.close()
        raise Invalid(
            f"Port {settings.port} of {settings.host} cannot be listened on ({error.strerror}). "
            "End the program that has it, or name another in BLUEPRINT_PORT."
        ) from error
    return listening


def configure_logs() -> None:
    """Configure the log by the settings, and make Streamlit's loggers, which have handlers of their own, use it."""
    logs.configure(Settings().log_format)
    streamlit.logger.setup_formatter = _adopt_streamlits_logger
    streamlit.logger.update_formatter()


def _adopt_streamlits_logger(logger: logging.Logger) -> None:
    logs.adopt(logger)
    if _is_news not in logger.filters:
        logger.addFilter(_is_news)


def _is_news(record: logging.LogRecord) -> bool:
    """Leave out errors of scripts, which `show_error_page` logs, and the stack traces of values that browsers send."""
    if record.levelno < logging.ERROR:
        record.exc_info = None
    return record.msg != "Uncaught app execution"


def configure_streamlit() -> None:
    """Set Streamlit's options from `streamlit.toml`, and our identity header.

    They override those of the working folder, the home folder and the environment, since our security depends on them.
    """
    for name, value in _options(tomllib.loads(STREAMLIT_SETTINGS.read_text(encoding="utf-8"))):
        config.set_option(name, value)
    config.set_option("server.trustedUserHeaders", TRUSTED_HEADERS)


def _options(table: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _options(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value


def _inline_scripts() -> tuple[str, ...]:
    """The hashes of the inline scripts in Streamlit's page, as sources for a Content-Security-Policy."""
    page = (files("streamlit") / "static" / "index.html").read_text(encoding="utf-8")
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    return tuple(f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" for script in scripts)


@contextlib.asynccontextmanager
async def _lifespan(_app: st.App) -> AsyncIterator[dict[str, Any] | None]:
    if the_workbench().settings.work:
        await asyncio.to_thread(jobs.start, the_workbench())
    tasks = [asyncio.create_task(_maintain()), asyncio.create_task(_clear(the_workbench()))]
    yield None
    for task in tasks:
        task.cancel()
    await asyncio.to_thread(jobs.stop)


async def _clear(workbench: Workbench) -> None:
    """Clear what has expired, once in a while; a database that is away is asked again next time."""
    clearing = Clearing(workbench)
    while True:
        await asyncio.sleep(INTERVAL * random.uniform(0.5, 1.5))  # noqa: S311 so that several processes do not do it at once
        try:
            await asyncio.to_thread(clearing.run)
        except DBAPIError as error:
            structlog.get_logger().warning("nothing cleared", problem=str(error.orig).partition("\n")[0])


async def _maintain() -> None:
    affinity = cpu_affinity.pin()
    gc.set_threshold(*GC_THRESHOLDS)
    gc.freeze()  # objects created at the start live as long as the process
    while True:
        await asyncio.sleep(MAINTENANCE_INTERVAL)
        await asyncio.to_thread(gc.collect)
        if affinity:
            affinity.rebalance()
