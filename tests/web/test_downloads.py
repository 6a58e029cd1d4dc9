"""Files of an edition, whole and in part, as RFC 9110 has it."""

import hashlib

import httpx
import pytest

from blueprint.domain.collections import Artifact, Edition
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
