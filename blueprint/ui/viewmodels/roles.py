"""What the workbench says about each role."""

from typing import NamedTuple

from blueprint.domain.convenings import Role
from blueprint.locales import gettext as _
from blueprint.locales import mark


class ReviewTask(NamedTuple):
    """The reason for which a proposal in review waits for a member, and what its link says."""

    reason: str
    label: str


class RoleWords(NamedTuple):
    """The messages about one role, translated where they are shown.

    `name` is the role by itself, `meaning` follows it in the list of roles, `changed` confirms that somebody has the role
    now. `yours` says that it is one's own, `yours_within` the same within a line. `review_task` is None for a role that
    has nothing to do with a proposal in review.
    """

    name: str
    meaning: str
    changed: str
    yours: str
    yours_within: str
    review_task: ReviewTask | None


_DECIDE = ReviewTask(mark("It waits for comments and a decision."), mark("Review and decide"))

ROLE_WORDS = {
    Role.CONVENOR: RoleWords(
        name=mark("Convenor"),
        meaning=mark("invites people and decides everything here"),
        changed=mark("{name} is convenor now."),
        yours=mark("You are convenor here"),
        yours_within=mark("you are convenor here"),
        review_task=_DECIDE,
    ),
    Role.EDITOR: RoleWords(
        name=mark("Editor"),
        meaning=mark("adopts, tags, curates collections and publishes"),
        changed=mark("{name} is editor now."),
        yours=mark("You are editor here"),
        yours_within=mark("you are editor here"),
        review_task=_DECIDE,
    ),
    Role.AUTHOR: RoleWords(
        name=mark("Author"),
        meaning=mark("starts and writes proposals"),
        changed=mark("{name} is author now."),
        yours=mark("You are author here"),
        yours_within=mark("you are author here"),
        review_task=ReviewTask(mark("It waits for comments."), mark("Read and comment")),
    ),
    Role.REVIEWER: RoleWords(
        name=mark("Reviewer"),
        meaning=mark("reads and comments"),
        changed=mark("{name} is reviewer now."),
        yours=mark("You are reviewer here"),
        yours_within=mark("you are reviewer here"),
        review_task=ReviewTask(mark("It waits for your comments."), mark("Read and comment")),
    ),
    Role.OBSERVER: RoleWords(
        name=mark("Observer"),
        meaning=mark("reads"),
        changed=mark("{name} is observer now."),
        yours=mark("You are observer here"),
        yours_within=mark("you are observer here"),
        review_task=None,
    ),
}


def role_name(role: Role) -> str:
    """The role by itself: “Editor”."""
    return _(ROLE_WORDS[role].name)


def role_with_meaning(role: Role) -> str:
    """“Editor: adopts, tags, curates collections and publishes”."""
    return _("{role}: {meaning}", role=role_name(role), meaning=_(ROLE_WORDS[role].meaning))
