"""The process that serves the workbench: Streamlit for the people who write, our own pages for everyone.

To run it:  `uv run app.py`, or `uv run blueprint serve`, or `python app.py` with the environment's Python.
`PORT` sets the port and `BLUEPRINT_DATA` the folder it writes to; settings.py knows the rest.

Every request first meets `blueprint.web.app`: our pages are answered there, the rest goes on to Streamlit with the
signed-in person's id in one header that nobody outside can set. Streamlit shows it as `st.user["id"]`.
"""

import asyncio
import contextlib
import gc
import re
import tomllib
from base64 import b64encode
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any, TypedDict

import streamlit as st
import streamlit.logger
import uvicorn
from starlette.middleware import Middleware
from streamlit import config

from blueprint import cpu_affinity, logs
from blueprint.services.admin.demo import first_account_link
from blueprint.services.context import Workbench, the_workbench
from blueprint.services.drafting import proposals
from blueprint.services.publishing import jobs
from blueprint.settings import Settings
from blueprint.ui.app.error_page import own_up
from blueprint.web.app import WorkbenchMiddleware
from blueprint.web.auth.session_cookie import TRUSTED_HEADERS
from blueprint.web.http.security_headers import workbench_csp

PACKAGE = Path(__file__).resolve().parent
SCRIPT = PACKAGE / "ui" / "app" / "main.py"
STREAMLIT_SETTINGS = PACKAGE / "streamlit.toml"

LARGEST_MESSAGE = 32 * 1024 * 1024
"""Bytes of one message from a browser's socket; the longest text with its surroundings fits, uploads travel otherwise."""

KEEP_HOUSE_EVERY = 60.0
"""Seconds between two collections of garbage (Streamlit's own, after every rerun, cost more than the reruns), and between
two looks at which core is free."""

RARELY = (50_000, 20, 50)
"""Python's own thresholds are for small programs: here they cost about a sixth of a page's processor time."""


class Surroundings(TypedDict):
    """What we put around Streamlit's script, as arguments of `st.App`."""

    middleware: list[Middleware]
    lifespan: Callable[[st.App], AbstractAsyncContextManager[dict[str, Any] | None]]
    on_script_error: Callable[[Exception], bool]


def surroundings() -> Surroundings:
    """The front door and the work that begins and ends with the process.

    It opens the data folder and reads the policy files at once, so that what is wrong with them is said at the start.
    """
    log()
    configure()
    _read_policies(the_workbench())
    front = Middleware(WorkbenchMiddleware, workbench=the_workbench(), workbench_csp=workbench_csp(_inline_scripts()))
    return Surroundings(middleware=[front], lifespan=_lifespan, on_script_error=own_up)


def _read_policies(workbench: Workbench) -> None:
    """Read every translation and template, which are kept from then on; raises `Invalid` for one that is wrong."""
    proposals.templates(workbench.policies)
    for language in workbench.principles.languages:
        workbench.principles.all(language)


def serve(settings: Settings | None = None, app: st.App | None = None) -> None:
    """Serve until told to stop (SIGINT, SIGTERM), on the host and port of `settings`.

    What is served is this process's one workbench; its data folder is the environment's, whatever `settings` says.
    """
    app = app or st.App(SCRIPT, **surroundings())
    settings = settings or the_workbench().settings
    server = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        lifespan="on",
        ws="websockets-sansio",
        ws_max_size=LARGEST_MESSAGE,
        access_log=False,
        server_header=False,
        log_config=None,
        timeout_graceful_shutdown=5,
    )
    if link := first_account_link(the_workbench()):
        print(f"Nobody has an account here yet. Create the first one at {link}")
    print(f"The workbench is at {settings.base_url}", flush=True)
    uvicorn.Server(server).run()


def log() -> None:
    """Write the log as the settings say, Streamlit's lines too: it gives each of its loggers a handler of its own."""
    logs.configure(Settings().log_format)
    streamlit.logger.setup_formatter = logs.adopt
    streamlit.logger.update_formatter()


def configure() -> None:
    """Give Streamlit the settings of `streamlit.toml`, and our identity header.

    They override what Streamlit finds in the working folder, in the home folder and in the environment: what our safety
    rests on must hold wherever the workbench is started from.
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
    """The hashes, as a content security policy names them, of the scripts inside Streamlit's own page."""
    page = (files("streamlit") / "static" / "index.html").read_text(encoding="utf-8")
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    return tuple(f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" for script in scripts)


@contextlib.asynccontextmanager
async def _lifespan(_app: st.App) -> AsyncIterator[dict[str, Any] | None]:
    await asyncio.to_thread(jobs.start, the_workbench())
    keeping = asyncio.create_task(_keep_house())
    yield None
    keeping.cancel()
    await asyncio.to_thread(jobs.stop)


async def _keep_house() -> None:
    home = cpu_affinity.settle()
    gc.set_threshold(*RARELY)
    gc.freeze()  # what is there after the start stays: looking through it again and again would take long
    while True:
        await asyncio.sleep(KEEP_HOUSE_EVERY)
        await asyncio.to_thread(gc.collect)
        if home:
            home.reconsider()
