"""The life of a proposal: every step from every status."""

import hashlib

import pytest

from blueprint.domain.errors import Conflict
from blueprint.domain.proposals import (
    WRITABLE,
    ConflictPart,
    Decision,
    PendingMerge,
    Status,
    after,
    content_hash,
    open_decisions,
)

LEADS_TO = {
    Status.DRAFT: {Decision.SUBMIT: Status.IN_REVIEW, Decision.WITHDRAW: Status.WITHDRAWN},
    Status.IN_REVIEW: {
        Decision.RETURN: Status.DRAFT,
        Decision.ADOPT: Status.ADOPTED,
        Decision.WITHDRAW: Status.WITHDRAWN,
    },
    Status.ADOPTED: {
        Decision.WITHDRAW: Status.WITHDRAWN,
        Decision.REOPEN: Status.DRAFT,
        Decision.PUBLISH: Status.PUBLISHED,
    },
    Status.PUBLISHED: {Decision.REOPEN: Status.DRAFT, Decision.PUBLISH: Status.PUBLISHED},
    Status.WITHDRAWN: {Decision.REOPEN: Status.DRAFT},
    Status.SUPERSEDED: {},
}


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("decision", Decision)
def test_a_step(status: Status, decision: Decision) -> None:
    if decision in LEADS_TO[status]:
        assert after(status, decision) is LEADS_TO[status][decision]
    else:
        with pytest.raises(Conflict, match=f"This proposal is {status.value} now"):
            after(status, decision)


@pytest.mark.parametrize("status", Status)
def test_people_are_offered_every_step_but_publishing(status: Status) -> None:
    assert list(open_decisions(status)) == [step for step in LEADS_TO[status] if step is not Decision.PUBLISH]


def test_an_adopted_text_stays_as_it_is() -> None:
    assert {Status.DRAFT, Status.IN_REVIEW} == WRITABLE


def test_the_hash_is_of_title_language_and_source_and_of_nothing_run_together() -> None:
    assert content_hash("A", "en", "x") == hashlib.sha256(b"A\0en\0x\0").hexdigest()
    assert content_hash("A", "en", "x") != content_hash("Ae", "n", "x")


def test_a_pending_merge_knows_its_conflicts() -> None:
    part = ConflictPart(base="a", theirs="b", ours="c")
    merge = PendingMerge(
        proposal_id="p", base=1, head=2, head_saved_by="Nia", title="T", head_title="T", parts=("x", part, "y")
    )
    assert merge.conflicts == (part,)
