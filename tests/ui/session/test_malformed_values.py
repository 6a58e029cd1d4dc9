"""Values that a browser sends past our own pages: each is answered with a sentence, and no page breaks."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from pydantic_core import to_json

from blueprint.domain.convenings import Convening
from blueprint.domain.errors import Invalid, NotFound
from blueprint.domain.people import Person
from blueprint.domain.proposals import Proposal
from blueprint.services.context import Workbench
from blueprint.services.drafting import proposals
from blueprint.ui.app.link_navigation import page_at
from blueprint.ui.components import editor
from blueprint.ui.pages import TITLES
from blueprint.ui.session import actions, identity, state
from tests.ui.conftest import OpenPage

VALUES: dict[str, Any] = {
    "nothing": None,
    "true": True,
    "a fraction": 1.5,
    "not a number": float("nan"),
    "infinite": float("-inf"),
    "negative": -1,
    "beyond any database": 2**63,
    "400 digits": 10**400,
    "a list": ["a"],
    "an object": {"a": 1},
    "nested lists": json.loads("[" * 400 + "]" * 400),
    "empty": "",
    "half a character": "a\ud800",
    "NUL": "a\0b",
    "no digits": "²",
    "digits of another script": "٣",
    "a long text": "x" * 1_000_000,
    "marks": "e" + "\u0301\u0316" * 500,
}


@pytest.fixture
def proposal(workbench: Workbench, ada: Person, convening: Convening) -> Proposal:
    return proposals.start_proposal(workbench, ada.id, convening.id, title="Water", language="en", markdown="Words.\n")


ACTIONS: list[dict[str, Any]] = [
    {"action": "start", "revision": 1, "start": 0, "end": 5, "body": "Why?"},
    {"action": "place", "thread": "none", "revision": 1, "start": 0, "end": 5},
    {"action": "resolve", "thread": "none"},
    {"action": "reply", "thread": "none", "body": "Yes."},
    {"action": "edit", "comment": "none", "body": "Yes."},
    {"action": "retract", "comment": "none"},
]


@pytest.fixture
def act(workbench: Workbench, ada: Person, proposal: Proposal, monkeypatch: pytest.MonkeyPatch) -> Callable[[Any], Any]:
    """What Ada is answered who sends this from a folio: the outcomes by nonce, as they go to the browser."""
    outcomes = state.SessionValue[dict[str, str]]("outcomes", {})
    kept: dict[str, str] = {}
    monkeypatch.setattr(identity, "actor_id", lambda: ada.id)
    monkeypatch.setattr(type(outcomes), "get", lambda _: dict(kept))
    monkeypatch.setattr(type(outcomes), "put", lambda _, value: (kept.clear(), kept.update(value)))

    def answered(sent: Any) -> Any:
        kept.clear()
        actions._answer(workbench, sent, proposal.id)
        return json.loads(to_json(kept))

    return answered


@pytest.mark.parametrize("name", VALUES)
def test_no_value_in_an_action_breaks_the_page(act: Callable[[Any], Any], name: str) -> None:
    assert len(act(VALUES[name])) == 1
    for action in ACTIONS:
        for field in ("nonce", *action, "unknown"):
            (outcome,) = act({"nonce": "n", **action, field: VALUES[name]}).values()
            assert outcome == "" or outcome.endswith("."), field


@pytest.mark.parametrize("name", VALUES)
def test_no_value_from_the_editor_breaks_the_page(name: str) -> None:
    saved = {"title": "Water", "markdown": "Words.", "message": "", "base": 1, "sequence": 2, "state": "a"}
    for sent in (VALUES[name], *({**saved, field: VALUES[name]} for field in (*saved, "unknown"))):
        try:
            result = editor._result(sent)
        except Invalid as refused:
            assert "Copy your text" in str(refused)  # noqa: PT017 most values are taken
        else:
            assert (
                result is None or (result.title + result.markdown + result.message + result.state).encode() is not None
            )


def test_what_the_editor_leaves_out_is_filled_in_or_refused() -> None:
    assert editor._result({"title": "a", "markdown": "b", "base": 1}) == editor.EditorResult("a", "b", "", 1, 0, "")
    with pytest.raises(Invalid, match="Copy your text"):
        editor._result({"title": "a"})


@pytest.mark.parametrize("name", VALUES)
def test_a_component_may_send_anything(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    for held in (VALUES[name], {"action": VALUES[name]}):
        monkeypatch.setattr(state, "_session", {"folio": held})
        found = state.sent("folio", "action")
        assert found is None or found is VALUES[name]


@pytest.mark.parametrize("name", [name for name, value in VALUES.items() if isinstance(value, str)])
def test_an_address_names_a_page_or_none(name: str) -> None:
    for address in (VALUES[name], f"/proposal?id={VALUES[name]}", f"/proposal?{VALUES[name]}=1"):
        found = page_at(address)
        assert found is None or found.href.encode()


QUERIES = {
    "NUL": "a\0b",
    "control characters": "\x01\x1b\x7f",
    "a long text": "x" * 20_000,
    "a number without end": "9" * 5_000,
    "digits of another script": "٣²",
    "negative": "-1",
    "a fraction": "1.5",
    "not a number": "NaN",
    "a list": "[1, 2]",
    "marks": "e" + "\u0301\u0316" * 500,
    "Markdown": "**a** :red[b] $x$ <b>c</b>",
    "an address": "../../etc/passwd",
}


@pytest.mark.parametrize("page", sorted(set(TITLES) - {"home", "account", "accounts", "convenings"}))
def test_an_id_that_is_none_is_not_found(
    open_page: OpenPage, ada: Person, words_of: Callable[..., str], page: str
) -> None:
    for name in QUERIES if page == "proposal" else ("NUL", "marks"):
        shown = open_page(ada, page, id=QUERIES[name])
        assert not shown.exception
        assert "There is nothing here that you can see" in words_of(shown)


@pytest.mark.parametrize("page", ["proposal", "review"])
def test_a_number_that_is_none_is_left_out(open_page: OpenPage, ada: Person, proposal: Proposal, page: str) -> None:
    for value in QUERIES.values():
        assert not open_page(ada, page, id=proposal.id, line=value, revision=value, old=value, new=value).exception


def test_an_address_without_an_id_names_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    for value in ("", "a\ud800", "a b", "a/b", "x" * 65):
        monkeypatch.setattr(state, "_query", {"id": value})
        with pytest.raises(NotFound):
            state.query_id()
