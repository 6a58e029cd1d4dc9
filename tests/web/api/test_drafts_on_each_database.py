"""Autosaving over HTTP on each kind of database, with the numbers that a browser sends."""

import asyncio
import time
from collections.abc import Sequence

import httpx
import pytest

from blueprint.services.accounts import one_time_links, sign_in
from blueprint.services.drafting import drafts
from blueprint.web.routes import create_app
from tests.factories import Scene


def put(scene: Scene, proposal_id: str, sequences: Sequence[int]) -> list[httpx.Response]:
    """Send drafts of the author's at the same time, each with its sequence as its text."""
    token = sign_in.sign_in_by_link(
        scene.workbench, one_time_links.link_to_sign_in(scene.workbench, "author@example.org"), "a test"
    )

    async def send() -> list[httpx.Response]:
        transport = httpx.ASGITransport(create_app(scene.workbench))
        url = scene.workbench.settings.base_url
        async with httpx.AsyncClient(transport=transport, base_url=url, cookies={"session": token}) as client:
            bodies = ({"base": 1, "title": "T", "markdown": str(n), "sequence": n} for n in sequences)
            answers = (client.put(f"/api/drafts/{proposal_id}", json=body) for body in bodies)
            return await asyncio.gather(*answers)

    return asyncio.run(send())


@pytest.mark.parametrize("sequence", [1_795_907_261_455, 2**53])
def test_a_draft_is_kept_under_the_number_that_a_browser_gives_it(scene: Scene, sequence: int) -> None:
    """`Date.now()`: milliseconds since 1970, or the largest integer that JavaScript counts to."""
    proposal = scene.proposal()
    [answer] = put(scene, proposal.id, [sequence])
    assert (answer.status_code, answer.json()["sequence"]) == (200, sequence)
    kept = drafts.read_draft(scene.workbench, scene["author"], proposal.id)
    assert kept is not None
    assert (kept.sequence, kept.markdown) == (sequence, str(sequence))


def test_of_many_drafts_at_once_the_last_one_is_kept(scene: Scene) -> None:
    proposal, first = scene.proposal(), int(time.time() * 1000)
    for start in range(first, first + 100, 20):
        answers = put(scene, proposal.id, range(start, start + 20))
        assert {answer.status_code for answer in answers} == {200}
        kept = drafts.read_draft(scene.workbench, scene["author"], proposal.id)
        assert kept is not None
        assert (kept.sequence, kept.markdown) == (start + 19, str(start + 19))
