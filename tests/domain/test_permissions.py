"""The permission table, cell by cell, and what is said to whom it refuses."""

import pytest

from blueprint.domain.convenings import Role
from blueprint.domain.errors import NotAllowed, NotFound
from blueprint.domain.permissions import Action, Actor, may, require

ACTORS = {
    "convenor": Actor(role=Role.CONVENOR),
    "editor": Actor(role=Role.EDITOR),
    "own": Actor(role=Role.AUTHOR, own=True),
    "author": Actor(role=Role.AUTHOR),
    "own reviewer": Actor(role=Role.REVIEWER, own=True),
    "reviewer": Actor(role=Role.REVIEWER),
    "own observer": Actor(role=Role.OBSERVER, own=True),
    "observer": Actor(role=Role.OBSERVER),
    "visitor": Actor(visitor=True),
    "own visitor": Actor(visitor=True, own=True),
    "member and visitor": Actor(role=Role.OBSERVER, visitor=True),
    "stranger": Actor(),
    "own stranger": Actor(own=True),
}
CONVENOR = ["convenor"]
EDITORS = ["convenor", "editor"]
WRITERS = [*EDITORS, "own", "own reviewer"]
"""An author who was made a reviewer still writes what is theirs; one who was made an observer does not."""

TABLE = {
    Action.VIEW: [name for name in ACTORS if "stranger" not in name],
    Action.EDIT_CONVENING: CONVENOR,
    Action.INVITE: CONVENOR,
    Action.CHANGE_MEMBERS: CONVENOR,
    Action.START_PROPOSAL: [*EDITORS, "own", "author"],
    Action.WRITE: WRITERS,
    Action.CHANGE_AUTHORS: WRITERS,
    Action.COMMENT: [*EDITORS, "own", "author", "own reviewer", "reviewer"],
    Action.RESOLVE: WRITERS,
    Action.TAG: EDITORS,
    Action.SUBMIT: WRITERS,
    Action.RETURN: WRITERS,
    Action.ADOPT: EDITORS,
    Action.WITHDRAW: WRITERS,
    Action.REOPEN: EDITORS,
    Action.CURATE: EDITORS,
    Action.PUBLISH: EDITORS,
}


@pytest.mark.parametrize("action", Action)
def test_who_may(action: Action) -> None:
    assert [name for name, actor in ACTORS.items() if may(actor, action)] == TABLE[action]


def test_who_may_not_even_see_a_thing_is_told_that_it_is_not_there() -> None:
    with pytest.raises(NotFound):
        require(ACTORS["own stranger"], Action.WRITE)


@pytest.mark.parametrize(("who", "said"), [("observer", "As observer here"), ("visitor", "As visitor here")])
def test_who_may_see_a_thing_is_told_what_they_cannot_do(who: str, said: str) -> None:
    with pytest.raises(NotAllowed, match=f"{said} you cannot comment"):
        require(ACTORS[who], Action.COMMENT)


def test_an_allowed_action_passes() -> None:
    for action, allowed in TABLE.items():
        for name in allowed:
            require(ACTORS[name], action)
