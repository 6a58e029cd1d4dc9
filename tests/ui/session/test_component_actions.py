"""Everything that a component may send × every standing: it is done for whom the table of permissions says, else refused.

The components and what each sends are found in the code, the kinds of action in their types: one without a row fails.
"""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
import streamlit as st

from blueprint.domain.convenings import Visibility
from blueprint.services.context import open_workbench
from blueprint.services.drafting import proposals, revisions
from blueprint.services.review import threads
from blueprint.settings import Settings
from blueprint.ui.components.editor import EditorResult
from blueprint.ui.components.proposal import writing
from blueprint.ui.session import actions, state
from tests.services.test_events import RECORDED, trail
from tests.services.test_permissions import COLUMNS, ROWS, Stage, _actor
from tests.services.test_standings import STANDINGS, Everybody, column, outcome
from tests.test_code_rules import python_files

SENT = {
    ("components/editor", "revision"): "saves a revision: `save_revision`",
    ("components/folio", "action"): "`FOLIO` below",
    ("app/connection", "back"): "draws the page anew",
    ("app/link_navigation", "address"): "opens another page, which checks permission",
}
"""By component and by what it sends: what that does."""
SILENT = {"components/coverage", "app/document_language"}
"""Components that send nothing."""

FOLIO: dict[str, tuple[str, dict[str, Any]]] = {
    "start": ("start_thread", {"revision": 1, "start": 3, "end": 8, "body": "Hm"}),
    "place": ("place_thread", {"thread": "{thread}", "revision": 2, "start": 6, "end": 8}),
    "resolve": ("resolve_thread", {"thread": "{thread}"}),
    "reopen": ("reopen_thread", {"thread": "{thread}"}),
    "reply": ("reply", {"thread": "{thread}", "body": "Because."}),
    "edit": ("edit_comment", {"comment": "{comment}", "body": "Why so?"}),
    "retract": ("retract_comment", {"comment": "{comment}"}),
}
"""By kind of action the verb that it stands for, and what is sent."""


def components() -> Iterator[tuple[str, set[str]]]:
    """Each component's folder below `ui/`, and the names of what it sends."""
    for path in python_files("blueprint/ui"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
        if any(ast.unparse(call.func) == "st.components.v2.component" for call in calls):
            names = {keyword.arg or "" for call in calls for keyword in call.keywords}
            sent = {name[3:-7] for name in names if name.startswith("on_") and name.endswith("_change")}
            yield path.parent.relative_to(Path("blueprint/ui").resolve()).as_posix(), sent


def test_every_component_has_a_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(Path(__file__).parents[3])
    found = dict(components())
    assert {(name, sent) for name, values in found.items() for sent in values} == SENT.keys()
    assert {name for name, values in found.items() if not values} == SILENT


def test_every_kind_of_action_has_a_row() -> None:
    union = get_args(actions.FolioAction)[0]
    kinds = {kind for model in get_args(union) for kind in get_args(model.model_fields["action"].annotation)}
    assert kinds == FOLIO.keys()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[Visibility, Everybody]:
    """Everybody, at a convening of each visibility, to copy."""
    made = {}
    for visibility in Visibility:
        bench = open_workbench(Settings(data=tmp_path_factory.mktemp(f"actions-{visibility.value}")))
        made[visibility] = Everybody(Stage(bench, visibility))
        bench.close()
    return made


def act(stage: Stage, actor_id: str | None, kind: str, **other: str) -> None:
    """Send an action as the browser does."""
    known = {"{thread}": stage.thread.id, "{comment}": stage.thread.comments[0].id} | other
    fields = {name: known.get(str(value), value) for name, value in FOLIO[kind][1].items()}
    action = actions._ADAPTER.validate_python({"action": kind, "nonce": "n", **fields})
    actions._execute(stage.bench, actor_id, stage.proposal.id, action)


@pytest.mark.parametrize("kind", FOLIO)
def test_an_action_of_a_member(whole: dict[Visibility, Everybody], kind: str, tmp_path: Path) -> None:
    found, verb = [], FOLIO[kind][0]
    for name in COLUMNS:
        visibility = Visibility.ACCOUNTS if name == "visitor" else Visibility.MEMBERS
        stage = whole[visibility].stage.on_a_copy(tmp_path / name)
        before = trail(stage.bench)
        found.append(outcome(lambda stage=stage, name=name: act(stage, _actor(stage, name), kind)))
        recorded = tuple(event.fact for event in trail(stage.bench)[len(before) :])
        assert recorded == (RECORDED[verb] if found[-1] == "y" else ())
        stage.bench.close()
    assert found == ROWS[verb]


@pytest.mark.parametrize("visibility", Visibility)
@pytest.mark.parametrize("kind", FOLIO)
def test_an_action_of_everybody_else(
    whole: dict[Visibility, Everybody], kind: str, visibility: Visibility, tmp_path: Path
) -> None:
    stage = whole[visibility].stage.on_a_copy(tmp_path / "data")
    actors = whole[visibility].actors.items()
    found = {one: outcome(lambda actor_id=actor_id: act(stage, actor_id, kind)) for one, actor_id in actors}
    stage.bench.close()
    row = ROWS[FOLIO[kind][0]]
    assert found == {one: row[COLUMNS.index(column(one, visibility))] for one in STANDINGS}


@pytest.mark.parametrize("kind", [kind for kind in FOLIO if kind != "start"])
def test_a_thread_of_another_convening_is_not_there(
    whole: dict[Visibility, Everybody], kind: str, tmp_path: Path
) -> None:
    everybody = whole[Visibility.MEMBERS]
    stage = everybody.stage.on_a_copy(tmp_path / "data")
    bench, elsewhere = stage.bench, everybody.actors["elsewhere-convenor"]
    foreign = proposals.start_proposal(bench, elsewhere, everybody.other.id, title="L", language="en", markdown="Land.")
    thread = threads.start_thread(bench, elsewhere, foreign.id, revision=1, start=0, end=4, body="Whose?")
    ids = {"{thread}": thread.id, "{comment}": thread.comments[0].id}
    assert outcome(lambda: act(stage, stage.scene["convenor"], kind, **ids)) == "?"
    assert threads.list_threads(bench, elsewhere, foreign.id, 1) == (thread,)
    bench.close()


class _Rerun(Exception):
    """In place of Streamlit's own, which ends a run."""


@pytest.mark.parametrize("visibility", Visibility)
def test_a_revision_from_the_editor(
    whole: dict[Visibility, Everybody], visibility: Visibility, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = whole[visibility].stage.on_a_copy(tmp_path / "data")
    head = revisions.read_revision(stage.bench, stage.scene["convenor"], stage.proposal.id)
    refused: list[str] = []
    monkeypatch.setattr(type(state.refusal), "put", lambda _self, value: refused.append(value))
    monkeypatch.setattr(st, "rerun", lambda: (_ for _ in ()).throw(_Rerun))
    monkeypatch.setattr(writing.flash, "confirm", lambda _sentence: None)
    columns = {name: _actor(stage, name) for name in COLUMNS if name not in ("visitor", "own", "editor", "convenor")}
    actors = {**columns, **whole[visibility].actors}
    for name, actor_id in actors.items():
        context = writing.WritingContext(stage.bench, actor_id, stage.proposal, head, None)
        with pytest.raises(_Rerun):
            writing._save(context, EditorResult("Water", f"Words of {name}.", "", head.number, 1, ""))
    newest = revisions.read_revision(stage.bench, stage.scene["convenor"], stage.proposal.id)
    stage.bench.close()
    assert newest.number == head.number
    assert (len(refused), all(one.endswith(".") for one in refused)) == (len(actors), True)
