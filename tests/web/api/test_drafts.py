"""Autosaving over HTTP: what is acknowledged is kept, and every refusal is a sentence."""

import json
from collections.abc import Iterator

import pytest

from blueprint.domain.proposals import Proposal
from blueprint.services.drafting import drafts
from tests.factories import Scene
from tests.web.serving import Site


@pytest.fixture(scope="module")
def proposal(group: Scene) -> Proposal:
    return group.proposal(title="Drafted over HTTP")


def typed(sequence: int = 1, **changes: object) -> dict[str, object]:
    return {"base": 1, "title": "A title", "markdown": "Some *words*.\n", "sequence": sequence} | changes


def test_an_acknowledged_draft_is_stored(site: Site, group: Scene, proposal: Proposal) -> None:
    with site.client("author@example.org") as client:
        answer = client.put(f"/api/drafts/{proposal.id}", json=typed(7, markdown="Wörter 水\n"))
    assert answer.status_code == 200
    assert answer.json()["sequence"] == 7
    kept = drafts.read_draft(site.workbench, group["author"], proposal.id)
    assert kept is not None
    assert (kept.markdown, kept.saved_at.isoformat()) == ("Wörter 水\n", answer.json()["savedAt"])


def test_a_late_request_changes_nothing(site: Site, group: Scene, proposal: Proposal) -> None:
    with site.client("convenor@example.org") as client:
        client.put(f"/api/drafts/{proposal.id}", json=typed(9, markdown="newer"))
        assert client.put(f"/api/drafts/{proposal.id}", json=typed(8, markdown="older")).json()["sequence"] == 9
    kept = drafts.read_draft(site.workbench, group["convenor"], proposal.id)
    assert kept is not None
    assert kept.markdown == "newer"


def test_signed_out_in_the_middle_of_typing(site: Site, proposal: Proposal) -> None:
    with site.client() as client:
        answer = client.put(f"/api/drafts/{proposal.id}", json=typed())
    assert answer.status_code == 401
    assert "still here" in answer.json()["message"]


@pytest.mark.parametrize(("email", "status"), [("reviewer@example.org", 403), ("stranger@example.org", 404)])
def test_who_may_not_write_is_told_so(site: Site, proposal: Proposal, group: Scene, email: str, status: int) -> None:
    if email.startswith("stranger"):
        from blueprint.services.accounts import registration

        registration.add_person(site.workbench, email, "Stranger")
    with site.client(email) as client:
        answer = client.put(f"/api/drafts/{proposal.id}", json=typed())
    assert answer.status_code == status
    assert answer.json()["message"].endswith(".")


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (typed(base=99), 409),
        (typed(base=0), 422),
        (typed(sequence=-1), 422),
        (typed(title="t" * 10_000), 413),
        (typed(markdown="m" * 5_000_000), 413),
        (typed(markdown=None), 422),
        (typed(extra="field"), 422),
        ({"base": 1}, 422),
        ([], 422),
    ],
)
def test_what_cannot_be_stored_is_refused(
    site: Site, group: Scene, proposal: Proposal, sent: object, status: int
) -> None:
    with site.client("author@example.org") as client:
        answer = client.put(f"/api/drafts/{proposal.id}", json=sent)
    assert answer.status_code == status
    assert len(answer.json()["message"]) > 20


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b'{"base": 1e999}'])
def test_what_is_no_json_is_refused(site: Site, group: Scene, proposal: Proposal, body: bytes) -> None:
    with site.client("author@example.org") as client:
        assert client.put(f"/api/drafts/{proposal.id}", content=body).status_code == 422


@pytest.mark.parametrize("length", [2_000_001, 24_200_000])
def test_a_text_that_is_too_long_is_told_so_in_characters(
    site: Site, group: Scene, proposal: Proposal, length: int
) -> None:
    with site.client("author@example.org") as client:
        answer = client.put(f"/api/drafts/{proposal.id}", json=typed(markdown="m" * length))
    assert answer.status_code == 413
    assert "2,000,000" in answer.json()["message"]
    assert "MB" not in answer.json()["message"]


def test_a_body_without_end_is_cut_off(site: Site, group: Scene, proposal: Proposal) -> None:
    def endless() -> Iterator[bytes]:
        for _ in range(250):
            yield b" " * 100_000

    with site.client("author@example.org") as client:
        assert client.put(f"/api/drafts/{proposal.id}", content=endless()).status_code == 413


def test_half_a_character_is_refused_or_replaced_but_never_breaks(site: Site, group: Scene, proposal: Proposal) -> None:
    body = json.dumps(typed(20, markdown="half \ud83d here")).encode()
    with site.client("author@example.org") as client:
        assert client.put(f"/api/drafts/{proposal.id}", content=body).status_code in (200, 422)


def test_an_unknown_route_or_method(site: Site, group: Scene) -> None:
    with site.client("author@example.org") as client:
        assert client.post("/api/drafts/x").status_code == 405
        assert client.get("/api/nothing").json()["message"].startswith("There is no page")


def test_a_draft_is_read_as_it_is_stored_and_else_the_newest_revision(site: Site, group: Scene) -> None:
    proposal = group.proposal(title="Read by an editor", markdown="Water.\n")
    with site.client("author@example.org") as client:
        head = client.get(f"/api/drafts/{proposal.id}").json()
        sent = typed(5, device="laptop", follows=head["state"], title=" A  title ")
        stored = client.put(f"/api/drafts/{proposal.id}", json=sent).json()
        read = client.get(f"/api/drafts/{proposal.id}").json()
    assert (head["state"], head["sequence"], head["base"], head["markdown"]) == ("", 0, 1, "Water.\n")
    assert "markdown" not in stored  # what was sent, but for the white space of its title
    assert read == stored | {"title": "A title", "markdown": "Some *words*.\n"}


def test_nobody_reads_a_draft_without_a_session_or_permission(site: Site, proposal: Proposal, group: Scene) -> None:
    with site.client() as client:
        assert client.get(f"/api/drafts/{proposal.id}").status_code == 401
    with site.client("steward@example.org") as client:
        assert client.get("/api/drafts/nothing").status_code == 404
    with site.client("reviewer@example.org") as client:
        assert client.get(f"/api/drafts/{proposal.id}").json()["state"] == ""


def test_two_devices_are_merged_over_http(site: Site, group: Scene) -> None:
    proposal = group.proposal(title="Merged over HTTP", markdown="One.\n\nTwo.\n")
    path = f"/api/drafts/{proposal.id}"
    with site.client("author@example.org") as client:
        begun = client.put(
            path, json=typed(1, title="T", markdown="One.\n\nTwo.\n", device="laptop", follows="")
        ).json()
        client.put(path, json=typed(2, title="T", markdown="One a.\n\nTwo.\n", device="laptop", follows=begun["state"]))
        late = typed(1, title="T", markdown="One b.\n\nTwo c.\n", device="phone", follows=begun["state"])
        refused = client.put(path, json=late)
        merged = client.put(path, json=late | {"ancestor": {"title": "T", "markdown": "One.\n\nTwo.\n"}}).json()
        again = client.put(path, json=late | {"ancestor": {"title": "T", "markdown": ""}}).json()
    assert (refused.status_code, refused.json()["needs"]) == (409, "ancestor")
    assert merged["markdown"] == "One a.\n\nOne b.\n\nTwo c.\n"
    [conflict] = merged["conflicts"]
    assert (conflict["kind"], conflict["stored"], conflict["sent"]) == ("passage", "One a.", "One b.")
    assert again == merged


def test_the_last_request_of_a_page_is_merged_with_what_is_known(site: Site, group: Scene) -> None:
    proposal = group.proposal(title="Left in the middle", markdown="One.\n\nTwo.\n")
    path = f"/api/drafts/{proposal.id}"
    with site.client("author@example.org") as client:
        client.put(path, json=typed(1, markdown="One.\n\nTwo. Laptop\n", device="laptop", follows=""))
        sent = typed(1, markdown="One. Phone\n\nTwo.\n", device="phone", follows="a state of long ago", last=True)
        merged = client.put(path, json=sent).json()
    assert merged["markdown"] == "One. Phone\n\nTwo. Laptop\n"
