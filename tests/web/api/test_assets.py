"""Our style sheet, fonts and the components' bundles."""

import json
import re

import pytest

from blueprint import component_assets
from blueprint.web.http.templates import static_url
from tests.web.serving import Site


def test_a_file_with_its_hash_is_kept_for_ever(site: Site) -> None:
    with site.client() as client:
        named = client.get(static_url("style.css"))
        plain = client.get("/assets/web/style.css")
        wrong = client.get("/assets/web/style.css?000000000000")
    assert named.headers["content-type"] == "text/css; charset=utf-8"
    assert "immutable" in named.headers["cache-control"]
    assert plain.headers["cache-control"] == wrong.headers["cache-control"] == "no-cache"


def test_a_components_module_is_kept_for_ever_under_its_version(site: Site) -> None:
    with site.client() as client:
        module = client.get(component_assets.address("components/folio/client/folio.js"))
        style = client.get(component_assets.address("components/folio/client/folio.css"))
        shared = client.get(component_assets.address("client/elements.js"))
        old = client.get("/assets/client/0123456789abcdef/components/folio/client/folio.js")
        python = client.get(component_assets.address("components/folio/__init__.py"))
    assert module.headers["content-type"] == "text/javascript; charset=utf-8"
    assert "immutable" in module.headers["cache-control"]
    assert style.headers["content-type"] == "text/css; charset=utf-8"
    assert "immutable" in shared.headers["cache-control"]
    assert (old.status_code, old.headers["cache-control"]) == (200, "no-cache")
    assert python.status_code == 404


def test_a_loader_asks_for_every_module_of_its_component_at_once(site: Site) -> None:
    named = re.search(r"path of (\[.*\])", component_assets.loader("components/folio"))
    assert named
    names = json.loads(named[1])
    assert {"components/folio/client/text/rows.js", "client/elements.js"} < set(names)
    assert not any(name.endswith((".css", ".d.ts")) for name in names)
    with site.client() as client:
        assert {client.get(component_assets.address(name)).status_code for name in names} == {200}


def test_what_a_browser_has_is_not_sent_again(site: Site) -> None:
    with site.client() as client:
        etag = client.get("/assets/web/style.css").headers["etag"]
        for asked in (etag, f"W/{etag}", f'"other", {etag}', "*"):
            assert client.get("/assets/web/style.css", headers={"if-none-match": asked}).status_code == 304
        assert client.get("/assets/web/style.css", headers={"if-none-match": '"other"'}).status_code == 200


def test_the_favicon_redirects_to_the_logo(site: Site) -> None:
    with site.client() as client:
        found = client.get("/favicon.ico", follow_redirects=True)
    assert (found.status_code, found.headers["content-type"]) == (200, "image/svg+xml")


def test_a_font_is_a_font(site: Site) -> None:
    with site.client() as client:
        font = client.get("/assets/web/fonts/serif-latin.woff2")
    assert font.headers["content-type"] == "font/woff2"
    assert font.content.startswith(b"wOF2")


@pytest.mark.parametrize(
    "path",
    [
        "web", "web/none.css", "web/../identity.py", "web/..%2fidentity.py", "web/fonts",
        "web//style.css", "web/README.md",
        "editor/package.json", "editor/../editor/package.json", "editor/0123456789abcdef/src/editor.js",
        "client/0123456789abcdef/client", "client/0123456789abcdef/components/folio/client/%2e%2e/__init__.py",
        "client/0123456789abcdef/components/folio/__init__.py", "client/elements.js", "folio/0123456789abcdef/folio.js",
        "%2e%2e/x.js", "x/y.js", "web/.style.css", "web/style.css%00",
    ],
)  # fmt: skip
def test_nothing_else_is_served(site: Site, path: str) -> None:
    with site.client() as client:
        assert client.get(f"/assets/{path}").status_code == 404
