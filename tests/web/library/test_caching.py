"""What caches may keep: every answer of the library says it, and a browser asks for nothing twice."""

import gzip
import re
import time
from collections.abc import Callable

import pytest

from blueprint.domain.editions import Edition
from blueprint.domain.errata import ErratumKind
from blueprint.services.publishing import errata
from tests.factories import Scene
from tests.web.serving import Site

Published = tuple[str, Edition]
CHANGING_PATHS = ["", "/{slug}", "/{slug}/1", "/{slug}/1/1", "/principles", "/principles/just", "/people", "/feeds",
          "/people/author", "/feeds/all.xml", "/opds/catalogue.json", "/{slug}/1/cite.bib", "/languages/ar"]  # fmt: skip


@pytest.mark.parametrize("path", CHANGING_PATHS)
def test_a_page_that_can_change_is_cached_for_a_minute_by_shared_caches(
    site: Site, edition: Published, path: str
) -> None:
    with site.client() as client:
        first, again = (client.get("/library" + path.format(slug=edition[0])) for _ in range(2))
    assert first.status_code == 200
    assert first.headers["cache-control"] == "public, max-age=0, s-maxage=60"
    assert "stale-while-revalidate" in first.headers["cdn-cache-control"]
    assert first.headers["vary"] == "accept-encoding"
    assert first.content == again.content
    assert dict(first.headers) | {"date": ""} == dict(again.headers) | {"date": ""}
    assert "set-cookie" not in first.headers


@pytest.mark.parametrize(
    ("accepted", "zipped"),
    [("gzip", True), ("br, gzip;q=0.5", True), ("identity", False), ("gzip;q=0", False), ("", False), ("*", False)],
)
def test_it_is_compressed_for_who_takes_that(site: Site, edition: Published, accepted: str, zipped: bool) -> None:
    path = f"/library/{edition[0]}/1"
    with site.client() as client, client.stream("GET", path, headers={"accept-encoding": accepted}) as answer:
        sent = b"".join(answer.iter_raw())
        assert (answer.headers.get("content-encoding") == "gzip") is zipped
        assert answer.headers["content-length"] == str(len(sent))
        assert (gzip.decompress(sent) if zipped else sent).startswith(b"<!doctype html>")
        assert ("-gz" in answer.headers["etag"]) is zipped


def test_what_a_reader_has_is_not_sent_again(site: Site, edition: Published) -> None:
    path = f"/library/{edition[0]}/1"
    with site.client() as client:
        first = client.get(path)
        for tag in (first.headers["etag"], f'"other", W/{first.headers["etag"]}', "*"):
            again = client.get(path, headers={"if-none-match": tag})
            assert (again.status_code, again.content) == (304, b"")
            assert again.headers["cache-control"] == first.headers["cache-control"]
        assert client.get(path, headers={"if-none-match": '"other"'}).status_code == 200
        assert client.head(path).headers["content-length"] == first.headers["content-length"]


def test_what_is_asked_with_a_query_is_not_kept_in_its_stead(site: Site, edition: Published) -> None:
    with site.client() as client:
        found = client.get("/library/search", params={"q": "council"})
        other = client.get("/library/search", params={"q": "nothingofthekind"})
    assert "<mark>council</mark>" in found.text
    assert "Nothing was found" in other.text
    assert found.headers["cache-control"] == "public, max-age=60"


@pytest.mark.parametrize(
    "query", ["<script>alert(1)</script>", '"><img src=x>', "\ud800", "\0", "x" * 3_000, "{{7*7}}"]
)
def test_what_is_typed_is_shown_as_words(site: Site, edition: Published, query: str) -> None:
    with site.client() as client:
        answer = client.get("/library/search?q=" + "".join(f"%{b:02x}" for b in query.encode("utf-8", "surrogatepass")))
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
    assert "<img src=x" not in answer.text
    assert "49" not in re.findall(r'value="([^"]*)"', answer.text)


@pytest.mark.parametrize("page", ["0", "-1", "999999", "x", "١", "1" * 5_000])
def test_any_page_may_be_asked_for(site: Site, edition: Published, page: str) -> None:
    with site.client() as client:
        assert client.get("/library/search", params={"q": "water", "page": page}).status_code == 200
        assert client.get("/library/search", params={"q": "water", "language": page}).status_code == 200


def test_a_note_is_seen_at_once_and_changes_no_file(site: Site, group: Scene, edition: Published) -> None:
    slug, frozen = edition
    paths = (f"/library/{slug}/1", f"/library/{slug}/1/1", f"/library/{slug}", f"/library/{slug}/feed.xml")
    files = [f"/library/{slug}/1/{artifact.filename}" for artifact in frozen.artifacts]
    with site.client() as client:
        before = [client.get(path).headers["etag"] for path in files]
        note = errata.add_erratum(
            site.workbench, group["editor"], frozen.id, kind=ErratumKind.ERRATUM, body="<b>It is 60.</b>", chapter=1,
            successor="https://law.example/?a=1&b=2",
        )  # fmt: skip
        _wait_for(lambda: "It is 60." in client.get(paths[0]).text)
        for path in paths:
            assert "&lt;b&gt;It is 60.&lt;/b&gt;" in client.get(path).text, path
        assert "It is 60." not in client.get(f"/library/{slug}/1/2").text
        assert [client.get(path).headers["etag"] for path in files] == before
        errata.withdraw_erratum(site.workbench, group["editor"], note.id)
        _wait_for(lambda: "It is 60." not in client.get(paths[0]).text)


def test_a_published_image_is_for_everyone_and_for_ever(site: Site, image: str) -> None:
    with site.client() as client:
        answer = client.get(f"/{image}")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"


def test_a_proposal_is_found_by_its_own_id(site: Site, edition: Published) -> None:
    slug, frozen = edition
    with site.client() as client:
        for at, chapter in enumerate(frozen.chapters, start=1):
            answer = client.get(f"/library/{slug}/1/{chapter.proposal_id}")
            assert (answer.status_code, answer.headers["location"]) == (308, f"/library/{slug}/1/{at}")


def _wait_for(seen: Callable[[], bool]) -> None:
    until = time.monotonic() + 5
    while not seen():
        assert time.monotonic() < until
        time.sleep(0.1)
