"""The life of a proposal: every step from every status."""

import pytest

from blueprint.domain.errors import Conflict
from blueprint.domain.proposals import WRITABLE, Decision, Status, after, open_decisions

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
