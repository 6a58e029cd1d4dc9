"""Rules of convenings: when one may take place, how long an invitation is open."""

from datetime import UTC, date, datetime, timedelta

import pytest

from blueprint.domain.convenings import ROLE_LABELS, Invitation, Role, check_dates
from blueprint.domain.errors import Invalid

DAY = date(2026, 5, 1)
NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)


def test_every_role_has_a_label() -> None:
    assert ROLE_LABELS.keys() == {*Role}


@pytest.mark.parametrize(
    ("starts", "ends"), [(None, None), (DAY, None), (None, DAY), (DAY, DAY), (DAY, date(2027, 1, 1))]
)
def test_dates_that_are_taken(starts: date | None, ends: date | None) -> None:
    check_dates(starts, ends)


def test_a_convening_does_not_end_before_it_starts() -> None:
    with pytest.raises(Invalid, match="end before it starts") as refused:
        check_dates(DAY, DAY - timedelta(days=1))
    assert refused.value.field == "dates"


def invitation(**fields: datetime) -> Invitation:
    return Invitation(
        id="i",
        convening_id="c",
        email="nia@example.org",
        role=Role.AUTHOR,
        invited_by="p",
        created_at=NOW,
        **({"expires_at": NOW + timedelta(days=30)} | fields),
    )


def test_an_invitation_is_open_until_something_closes_it() -> None:
    assert invitation().is_open(NOW)
    assert invitation().is_open(NOW + timedelta(days=30, microseconds=-1))
    assert not invitation().is_open(NOW + timedelta(days=30))
    assert not invitation(accepted_at=NOW).is_open(NOW)
    assert not invitation(withdrawn_at=NOW).is_open(NOW)
