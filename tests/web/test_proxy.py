"""A web server in front: whose word on the client's address is not believed is said once, in the log."""

from dataclasses import replace

import pytest
from structlog.testing import capture_logs

from blueprint.services.context import Workbench
from blueprint.ui.app.streamlit_messages import StreamlitMessages
from blueprint.web.app import WorkbenchMiddleware

FORWARDED = {"type": "http", "headers": [(b"x-forwarded-for", b"203.0.113.9")]}
DIRECT = {"type": "http", "headers": [(b"host", b"blueprint.example")]}


@pytest.mark.parametrize(("trusted", "lines"), [("", 1), ("127.0.0.1", 0)])
def test_a_proxy_that_is_not_trusted_is_noted_once(sqlite_bench: Workbench, trusted: str, lines: int) -> None:
    settings = sqlite_bench.settings.model_copy(update={"trusted_proxies": trusted})
    workbench = replace(sqlite_bench, settings=settings)
    front = WorkbenchMiddleware(
        lambda *_: None,  # type: ignore[arg-type, return-value]
        workbench=workbench,
        workbench_csp="",
        page_paths=(),
        streamlit_messages=StreamlitMessages(),
    )
    with capture_logs() as found:
        for scope in (DIRECT, FORWARDED, FORWARDED):
            front.note_proxy(scope)
    assert [line["event"].split(",")[0] for line in found] == ["a proxy names its clients"] * lines
