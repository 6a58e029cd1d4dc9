"""Files of an edition, whole and in part, as RFC 9110 has it."""

import hashlib
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from sqlmodel import col, update

from blueprint.domain.editions import Artifact, Edition
from blueprint.locales import translations
from blueprint.services.library import catalogue
from blueprint.services.publishing import build, editions
from blueprint.storage.editions import EditionRow
from tests.factories import Scene
from tests.services import editions as published_editions
from tests.web.serving import Site

Published = tuple[str, Edition]
STARTS = {"pdf": b"%PDF-", "epub": b"PK", "docx": b"PK"}


def artifact(published: Published, kind: str = "pdf") -> Artifact:
    return next(artifact for artifact in published[1].artifacts if artifact.format == kind)


def get(site: Site, published: Published, kind: str = "pdf", method: str = "GET", **headers: str) -> httpx.Response:
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    path = f"/library/{published[0]}/{published[1].number}/{artifact(published, kind).filename}"
    with site.client(**sent) as client:
        return client.request(method, path)


@pytest.mark.parametrize("kind", list(STARTS))
def test_a_file_is_what_it_says(site: Site, edition: Published, kind: str) -> None:
    made, answer = artifact(edition, kind), get(site, edition, kind)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == made.media_type
    assert answer.headers["content-disposition"] == f'attachment; filename="{made.filename}"'
    assert answer.headers["etag"] == f'"{made.sha256}"'
    assert "immutable" in answer.headers["cache-control"]
    assert "set-cookie" not in answer.headers
    assert answer.content.startswith(STARTS[kind])
    assert hashlib.sha256(answer.content).hexdigest() == made.sha256


def test_asking_about_it_sends_nothing(site: Site, edition: Published) -> None:
    answer = get(site, edition, method="HEAD")
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["content-length"] == str(artifact(edition).size)
    assert answer.headers["accept-ranges"] == "bytes"


def test_a_part_of_it(site: Site, edition: Published) -> None:
    whole, size = get(site, edition).content, artifact(edition).size
    for asked, part in (("0-99", whole[:100]), ("100-", whole[100:]), ("-50", whole[-50:]), ("0-0", whole[:1])):
        answer = get(site, edition, range=f"bytes={asked}")
        assert (answer.status_code, answer.content) == (206, part)
        assert answer.headers["content-range"].endswith(f"/{size}")


def test_several_parts_of_it(site: Site, edition: Published) -> None:
    whole, answer = get(site, edition).content, get(site, edition, range="bytes=0-9,20-29")
    assert answer.status_code == 206
    assert answer.headers["content-type"].startswith("multipart/byteranges")
    assert whole[:10] in answer.content
    assert whole[20:30] in answer.content


def test_a_part_beyond_its_end(site: Site, edition: Published) -> None:
    answer = get(site, edition, range=f"bytes={artifact(edition).size}-")
    assert answer.status_code == 416
    assert answer.headers["content-range"] == f"bytes */{artifact(edition).size}"


@pytest.mark.parametrize(
    ("condition", "status"), [("etag", 206), ("last-modified", 206), ('"other"', 200), ("W/x", 200)]
)
def test_a_part_only_of_the_same_file(site: Site, edition: Published, condition: str, status: int) -> None:
    value = get(site, edition, method="HEAD").headers.get(condition, condition)
    assert get(site, edition, range="bytes=0-9", if_range=value).status_code == status


def test_what_a_reader_has_is_not_sent_again(site: Site, edition: Published) -> None:
    had = get(site, edition, method="HEAD").headers
    assert get(site, edition, if_none_match=had["etag"]).status_code == 304
    assert get(site, edition, if_modified_since=had["last-modified"]).status_code == 304
    assert get(site, edition, if_none_match='"other"', if_modified_since=had["last-modified"]).status_code == 200
    assert get(site, edition, if_modified_since="Thu, 01 Jan 1970 00:00:00 GMT").status_code == 200
    assert get(site, edition, if_modified_since="yesterday").status_code == 200


@pytest.mark.parametrize("name", ["..%2f..%2fblueprint.db", "%00.pdf", "a.pdf", ".pdf", "x" * 3_000 + ".pdf"])
def test_no_other_file_can_be_named(site: Site, edition: Published, name: str) -> None:
    with site.client() as client:
        assert client.get(f"/library/{edition[0]}/{edition[1].number}/{name}").status_code == 404


def _lose(site: Site, artifact: Artifact) -> Path:
    file = site.workbench.exports.find(artifact)
    assert file is not None
    file.unlink()
    return file


def _published(group: Scene, title: str, language: str) -> Published:
    text = published_editions.adopted(group, group.proposal(title=title, language=language))
    collection_id = published_editions.collected(group, text, title=title, language=language)
    waiting = editions.publish_edition(group.workbench, group["editor"], collection_id)
    build.build_edition_here(group.workbench, waiting.id)
    slug = next(v.slug for v in catalogue.catalogue(group.workbench).editions if v.id == waiting.id)
    return slug, catalogue.read_edition(group.workbench, slug, waiting.number)[1]


def test_a_lost_file_is_made_again_for_who_asks_for_it(site: Site, group: Scene) -> None:
    published = _published(group, "Lost and found", "en")
    file = _lose(site, artifact(published))
    answer = get(site, published)
    assert answer.status_code == 200
    assert hashlib.sha256(answer.content).hexdigest() == artifact(published).sha256
    assert file.is_file()


def test_a_file_that_cannot_be_made_again_is_said_to_be_gone(site: Site, group: Scene) -> None:
    published = _published(group, "Verloren", "de")
    rows = [{**file.model_dump(), "sha256": "0" * 64} if file.format == "epub" else file.model_dump()
            for file in published[1].artifacts]  # fmt: skip
    with group.workbench.database.transaction() as session:
        session.exec(update(EditionRow).where(col(EditionRow.id) == published[1].id).values(artifacts=rows))
    answer = get(site, published, "epub")
    assert answer.status_code == 404
    assert "This file of the edition is gone" in answer.text
    assert "immutable" not in answer.headers["cache-control"]
    home, name, gone = f"/library/{published[0]}/1", answer.url.path, translations("de").gettext("This file is gone.")
    page = _text_once(site, home, lambda text: gone in text)
    assert page.count(gone) == 1
    assert f'href="{name}"' not in page
    assert f'href="{home}/{artifact(published, "pdf").filename}"' in page
    assert "epub" not in _text_once(site, f"/library/{published[0]}/feed.xml", lambda text: name not in text)
    assert get(site, published, "epub").status_code == 404


def _text_once(site: Site, path: str, fits: Callable[[str], bool]) -> str:
    """A page's text once it fits, or as it is after ten seconds: pages are looked after every half second."""
    until = time.monotonic() + 10
    with site.client() as client:
        while not fits(text := client.get(path).text) and time.monotonic() < until:
            time.sleep(0.2)
    return text
