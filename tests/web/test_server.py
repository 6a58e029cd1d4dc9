"""The process itself: an empty workbench, from its first start to its first account."""

from pathlib import Path

import httpx

from blueprint.services import accounts
from blueprint.services.workbench import open_workbench
from blueprint.settings import Settings
from tests.web.serving import ROOT, free_port, own_environment, serving


def test_the_first_account_is_created_in_the_browser(tmp_path: Path) -> None:
    port = free_port()
    with serving(own_environment(tmp_path, port), "app.py") as url, httpx.Client(base_url=url) as client:
        client.headers.update({"origin": url, "accept": "text/html"})
        assert "no accounts here yet" in client.get("/", follow_redirects=True).text
        workbench = open_workbench(Settings(data=tmp_path, port=port))
        path = "/begin/" + accounts.link_for_first_account(workbench)
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
