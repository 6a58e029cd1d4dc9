"""The websocket of updates: who may know what, limits, and the end of a session."""

import json
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from blueprint.domain.proposals import Proposal
from blueprint.services.accounts import registration
from blueprint.services.drafting import drafts
from blueprint.web.updates import route
from blueprint.web.updates.connection import MAX_TOPICS
from blueprint.web.updates.dispatcher import MAX_CONNECTIONS
from tests.factories import Scene
from tests.web.serving import Site

POLICY_VIOLATION = 1008


@pytest.fixture
def proposal(group: Scene) -> Iterator[Proposal]:
    found = group.proposal(title="Told about")
    yield found
    drafts.discard_draft(group.workbench, group["author"], found.id)


def opened(site: Site, email: str | None = "author@example.org", **headers: str) -> ClientConnection:
    """The websocket as a browser of that person opens it."""
    sent = {"cookie": f"session={site.session(email)}"} if email else {}
    origin = headers.pop("origin", site.url)
    address = site.url.replace("http", "ws", 1) + "/api/updates"
    return connect(address, origin=origin, additional_headers=sent | headers)  # type: ignore[arg-type]


def ask(connection: ClientConnection, **message: object) -> dict[str, object]:
    """Send a message, and what comes back."""
    connection.send(json.dumps(message))
    return dict(json.loads(connection.recv(timeout=10)))


def put(site: Site, proposal: Proposal, email: str = "author@example.org") -> str:
    """Write a draft over HTTP; returns its state."""
    with site.client(email) as client:
        sent = {"base": 1, "title": "T", "markdown": "Words.", "sequence": 1, "device": "d", "follows": ""}
        return str(client.put(f"/api/drafts/{proposal.id}", json=sent).json()["state"])


def test_a_draft_of_ones_own_is_told_and_nobody_elses(site: Site, group: Scene, proposal: Proposal) -> None:
    topic = f"draft:{proposal.id}"
    with opened(site) as author, opened(site, "convenor@example.org") as convenor:
        assert ask(author, subscribe=topic) == {"topic": topic, "state": ""}
        assert ask(convenor, subscribe=topic) == {"topic": topic, "state": ""}
        state = put(site, proposal)
        assert json.loads(author.recv(timeout=5)) == {"topic": topic, "state": state}
        drafts.discard_draft(group.workbench, group["author"], proposal.id)  # another process
        put(site, proposal, "convenor@example.org")
        assert json.loads(convenor.recv(timeout=5))["state"] == state
        assert ask(author, ping=7) == {"pong": 7}


def test_nothing_is_told_after_unsubscribing(site: Site, group: Scene, proposal: Proposal) -> None:
    topic = f"draft:{proposal.id}"
    with opened(site) as author:
        ask(author, subscribe=topic)
        author.send(json.dumps({"unsubscribe": topic}))
        assert ask(author, ping=1) == {"pong": 1}
        put(site, proposal)
        assert ask(author, ping=2) == {"pong": 2}


@pytest.mark.parametrize("topic", ["draft:nothing", "draft:", "", "revision:1", "draft:{}", "draft:' OR 1=1"])
def test_what_there_is_not_is_refused(site: Site, group: Scene, topic: str) -> None:
    with opened(site) as author:
        assert ask(author, subscribe=topic) == {"topic": topic, "refused": True}


def test_who_may_not_see_a_proposal_is_refused(site: Site, group: Scene, proposal: Proposal) -> None:
    registration.add_person(site.workbench, "passer-by@example.org", "Passer-by")
    with opened(site, "passer-by@example.org") as stranger:
        topic = f"draft:{proposal.id}"
        assert ask(stranger, subscribe=topic) == {"topic": topic, "refused": True}


@pytest.mark.parametrize(
    ("email", "origin"), [(None, None), ("author@example.org", "https://evil.example"), (None, "https://evil.example")]
)
def test_nobody_and_other_sites_are_refused(site: Site, group: Scene, email: str | None, origin: str | None) -> None:
    with pytest.raises(InvalidStatus) as refused:
        opened(site, email, **({"origin": origin} if origin else {}))
    assert refused.value.response.status_code == 403


@pytest.mark.parametrize("sent", ["{", "[]", "7", '{"subscribe": "' + "x" * 600 + '"}', b"bytes"])
def test_what_cannot_be_read_ends_the_connection(site: Site, group: Scene, sent: str | bytes) -> None:
    with opened(site) as author:
        author.send(sent)
        with pytest.raises(ConnectionClosed):
            author.recv(timeout=10)


def test_unknown_messages_are_passed_over(site: Site, group: Scene) -> None:
    with opened(site) as author:
        author.send('{"subscribe": ["draft:x"], "other": 1}')
        author.send('{"ping": "x"}')
        assert ask(author, ping=3) == {"pong": 3}


def test_too_many_messages_end_the_connection(site: Site, group: Scene) -> None:
    def flood(author: ClientConnection) -> None:
        for number in range(20 * route.MAX_BURST):
            author.send(json.dumps({"ping": number}))
        while True:
            author.recv(timeout=10)

    with opened(site) as author, pytest.raises(ConnectionClosed) as closed:
        flood(author)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == POLICY_VIOLATION


def test_topics_and_connections_are_bounded(site: Site, group: Scene) -> None:
    proposals = [group.proposal(title=f"Number {number}") for number in range(MAX_TOPICS + 1)]
    with opened(site) as author:
        answers = [ask(author, subscribe=f"draft:{one.id}") for one in proposals]
    assert [answer.get("refused", False) for answer in answers] == [False] * MAX_TOPICS + [True]
    with ExitStack() as stack:
        many = [stack.enter_context(opened(site, "editor@example.org")) for _ in range(MAX_CONNECTIONS)]
        assert ask(many[-1], ping=1) == {"pong": 1}
        with opened(site, "editor@example.org") as one_more, pytest.raises(ConnectionClosed):
            one_more.recv(timeout=10)
    with opened(site, "editor@example.org") as again:
        assert ask(again, ping=1) == {"pong": 1}
