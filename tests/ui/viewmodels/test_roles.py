"""What the workbench says about each role."""

from blueprint.domain.convenings import Role
from blueprint.domain.permissions import Action, Actor, may
from blueprint.ui.viewmodels.roles import ROLE_WORDS


def test_every_role_has_its_words() -> None:
    assert ROLE_WORDS.keys() == {*Role}
    assert len({words.name for words in ROLE_WORDS.values()}) == len(Role)


def test_who_may_comment_has_something_to_do_with_a_proposal_in_review() -> None:
    asked = {role for role, words in ROLE_WORDS.items() if words.review_task}
    assert asked == {role for role in Role if may(Actor(role=role), Action.COMMENT)}
