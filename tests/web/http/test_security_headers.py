"""The headers that keep a page from being turned against its reader."""

import pytest

from tests.factories import Scene
from tests.web.serving import Site

OURS = ("/sign-in", "/library", "/nothing/here", "/healthz", "/enter/x", "/assets/web/style.css")


@pytest.mark.parametrize("path", OURS)
def test_every_response_has_security_headers(site: Site, path: str) -> None:
    with site.client() as client:
        headers = client.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "server" not in headers


@pytest.mark.parametrize("path", ["/sign-in", "/library", "/enter/x"])
def test_our_pages_have_no_script(site: Site, path: str) -> None:
    with site.client() as client:
        page = client.get(path)
    assert page.headers["content-security-policy"].startswith("default-src 'none'; style-src 'self';")
    assert "<script" not in page.text.replace('<script type="application/ld+json">', "")
    assert "style=" not in page.text


def test_streamlits_page_runs_only_scripts_of_ours(site: Site, group: Scene) -> None:
    with site.client("author@example.org") as client:
        policy = client.get("/").headers["content-security-policy"]
    scripts = next(part for part in policy.split("; ") if part.startswith("script-src"))
    assert scripts.startswith("script-src 'self' blob: 'sha256-")
    assert "unsafe" not in scripts
    assert "http" not in policy


def test_pages_for_one_person_are_kept_by_no_cache(site: Site, group: Scene) -> None:
    with site.client("author@example.org") as client:
        for path in ("/sign-in", "/sign-out", "/delete-account", "/api/personal-data", "/enter/x"):
            assert client.get(path).headers["cache-control"] == "no-store"


def test_an_unknown_method_is_refused_in_words(site: Site) -> None:
    with site.client() as client:
        answer = client.delete("/library")
    assert answer.status_code == 405
    assert "Go back" in answer.text


def test_the_health_check_tells_the_version(site: Site) -> None:
    with site.client() as client:
        assert client.get("/healthz").json()["status"] == "ok"
