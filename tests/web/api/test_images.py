"""Images: added by who may write, seen by who may see."""

import httpx
import pytest

from blueprint.domain.proposals import Proposal
from tests.factories import Scene
from tests.images import png
from tests.web.serving import Site


@pytest.fixture(scope="module")
def proposal(group: Scene) -> Proposal:
    return group.proposal(title="Illustrated")


def add(client: httpx.Client, proposal: Proposal, content: bytes, name: str = "a.png") -> httpx.Response:
    return client.post(f"/api/images/{proposal.id}", files={"file": (name, content)})


def test_an_image_comes_back_as_it_is(site: Site, group: Scene, proposal: Proposal) -> None:
    with site.client("author@example.org") as client:
        src = add(client, proposal, png(9, 9, "#123456"), '../"><script>.png').json()["src"]
        shown = client.get(f"/{src}")
        assert (shown.status_code, shown.headers["content-type"]) == (200, "image/png")
        assert shown.content.startswith(b"\x89PNG")
        assert "immutable" in shown.headers["cache-control"]
        assert "private" in shown.headers["cache-control"]
        again = client.get(f"/{src}", headers={"if-none-match": shown.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")


def test_it_is_for_members_until_it_is_published(site: Site, group: Scene, proposal: Proposal, image: str) -> None:
    with site.client("author@example.org") as client:
        src = add(client, proposal, png(11, 11)).json()["src"]
    with site.client("reviewer@example.org") as client:
        assert client.get(f"/{src}").status_code == 200
    with site.client() as nobody:
        assert nobody.get(f"/{src}").status_code == 404
        assert nobody.get(f"/{image}").status_code == 200


@pytest.mark.parametrize(("email", "status"), [("author@example.org", 200), ("reviewer@example.org", 403), (None, 401)])
def test_who_may_add(site: Site, group: Scene, proposal: Proposal, email: str | None, status: int) -> None:
    with site.client(email) as client:
        assert add(client, proposal, png()).status_code == status


@pytest.mark.parametrize(
    ("content", "status"),
    [(b"", 422), (b"no picture", 422), (b"<svg xmlns='http://www.w3.org/2000/svg'/>", 422), (b"0" * 10_100_000, 413)],
)
def test_what_is_no_image_is_refused(site: Site, group: Scene, proposal: Proposal, content: bytes, status: int) -> None:
    with site.client("author@example.org") as client:
        answer = add(client, proposal, content)
    assert answer.status_code == status
    assert len(answer.json()["message"]) > 20


def test_a_form_that_is_none_is_refused(site: Site, group: Scene, proposal: Proposal) -> None:
    with site.client("author@example.org") as client:
        for kind in ("multipart/form-data", "multipart/form-data; boundary=x", "text/plain"):
            answer = client.post(
                f"/api/images/{proposal.id}", content=b"--x\r\n\r\nbroken", headers={"content-type": kind}
            )
            assert answer.status_code == 422


@pytest.mark.parametrize(
    "name", ["x", "..%2f..%2fblueprint.db", "a" * 64 + ".png", "a" * 64 + ".svg", "%00", "../../etc/passwd"]
)
def test_nothing_else_can_be_named(site: Site, name: str) -> None:
    with site.client() as client:
        assert client.get(f"/images/{name}").status_code in (303, 404)
