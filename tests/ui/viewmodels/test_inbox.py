"""What wants a person's attention."""

from datetime import UTC, datetime

from blueprint.domain.convenings import Role
from blueprint.domain.drafts import DraftSummary
from blueprint.domain.proposals import Proposal, Status
from blueprint.ui.html import urls
from blueprint.ui.viewmodels.inbox import inbox_items

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def _proposal(id: str, status: Status) -> Proposal:
    return Proposal(
        id=id, convening_id="c", title=id.title(), language="en", status=status, head=1, authors=(), author_names=(),
        created_at=NOW, changed_at=NOW,
    )  # fmt: skip


def _draft(proposal_id: str) -> DraftSummary:
    return DraftSummary(proposal_id=proposal_id, title=proposal_id.title(), saved_at=NOW)


def test_unsaved_writing_comes_first_then_answers_then_reviews() -> None:
    mine = (_proposal("water", Status.DRAFT), _proposal("power", Status.IN_REVIEW))
    others = ((_proposal("seeds", Status.IN_REVIEW), Role.REVIEWER),)
    found = inbox_items([_draft("water")], mine, others, {"power": 2})
    assert [(item.title, item.label) for item in found] == [
        ("Water", "Go on writing"),
        ("Power", "Read and answer"),
        ("Seeds", "Read and comment"),
    ]
    assert found[0].address == urls.draft("water")
    assert found[1].reason == "2 threads in it are open."


def test_what_needs_nothing_from_one_is_left_out() -> None:
    others = (
        (_proposal("seeds", Status.IN_REVIEW), Role.OBSERVER),
        (_proposal("homes", Status.DRAFT), Role.EDITOR),
        (_proposal("debt", Status.ADOPTED), Role.EDITOR),
    )
    assert inbox_items([], (_proposal("power", Status.ADOPTED),), others, {"power": 1}) == ()


def test_editors_are_asked_to_decide() -> None:
    (item,) = inbox_items([], (), ((_proposal("seeds", Status.IN_REVIEW), Role.EDITOR),), {})
    assert item.label == "Review and decide"
