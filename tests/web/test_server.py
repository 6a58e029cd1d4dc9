"""The process itself: an empty workbench, from its first start to its first account."""

import json
import socket
import stat
import subprocess
import sys
from pathlib import Path

import httpx

from blueprint.server import STREAMLIT_SETTINGS
from blueprint.services.accounts import registration
from blueprint.services.context import open_workbench
from blueprint.settings import Settings
from blueprint.web.auth.session_cookie import TRUSTED_HEADERS
from tests.web.serving import ROOT, free_port, own_environment, serving


def test_the_first_account_is_created_in_the_browser(tmp_path: Path) -> None:
    port = free_port()
    with serving(own_environment(tmp_path, port), "app.py") as url, httpx.Client(base_url=url) as client:
        client.headers.update({"origin": url, "accept": "text/html"})
        assert "no accounts here yet" in client.get("/", follow_redirects=True).text
        workbench = open_workbench(Settings(data=tmp_path, port=port))
        path = "/begin/" + registration.link_for_first_account(workbench)
        workbench.close()
        typed = {"name": "First", "email": "first@example", "password": "a few words together"}
        refused = client.post(path, data=typed)
        assert refused.status_code == 422
        assert 'value="first@example"' in refused.text
        assert client.post(path, data=typed | {"email": "first@example.org"}).headers["location"] == "/"
        assert '<div id="root">' in client.get("/").text
        assert client.get(path).status_code == 410


def test_the_application_is_a_few_lines() -> None:
    assert len((ROOT / "app.py").read_text(encoding="utf-8").splitlines()) < 40


def test_a_port_that_is_taken_is_named_and_gives_no_link_away(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        command = [sys.executable, "app.py"]
        environment = own_environment(tmp_path, port)
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"Port {port} of 127.0.0.1 cannot be listened on (Address already in use).")
    assert [file.name for file in tmp_path.iterdir() if stat.S_IMODE(file.stat().st_mode) & 0o077] == []


def test_streamlits_own_command_serves_it_behind_our_middleware(tmp_path: Path) -> None:
    environment = own_environment(tmp_path, free_port())
    with serving(environment, "-m", "streamlit", "run", "app.py", "--server.port", environment["PORT"]) as url:
        answer = httpx.get(f"{url}/account", headers={"accept": "text/html"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?next=%2Faccount")


def test_streamlits_own_command_finds_the_same_settings() -> None:
    assert (ROOT / ".streamlit" / "config.toml").resolve() == STREAMLIT_SETTINGS


def test_our_settings_hold_wherever_it_is_started(tmp_path: Path) -> None:
    asked = ("runner.postScriptGC", "server.fileWatcherType", "client.toolbarMode", "server.trustedUserHeaders")
    script = f"""
import json
from blueprint.server import configure_streamlit
from streamlit import config
configure_streamlit()
print(json.dumps([config.get_option(name) for name in {asked}]))
"""
    contrary = {"STREAMLIT_RUNNER_POST_SCRIPT_GC": "true", "STREAMLIT_SERVER_TRUSTED_USER_HEADERS": '{"X-Evil": "id"}'}
    environment = own_environment(tmp_path, free_port()) | contrary | {"PYTHONPATH": str(ROOT)}
    told = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, env=environment, capture_output=True, check=True
    )
    assert json.loads(told.stdout) == [False, "none", "minimal", TRUSTED_HEADERS]
