"""Events as sentences."""

from datetime import UTC, datetime, timedelta

import pytest

from blueprint.domain.events import Event, EventKind
from blueprint.ui.viewmodels.activity import EventNames, event_item, event_sentence

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def _event(fact: EventKind, **data: str | int | None) -> Event:
    return Event(id=1, at=NOW, actor_id="a", actor_name="Ada <b>", fact=fact, proposal_id="p", data=data)


@pytest.mark.parametrize("fact", EventKind)
def test_every_event_has_a_sentence_whatever_it_holds(fact: EventKind) -> None:
    sentence = event_sentence(_event(fact), EventNames())
    assert "Ada &lt;b&gt;" in sentence
    assert "{" not in sentence


def test_the_sentence_for_a_revision_names_title_and_message() -> None:
    event = _event(EventKind.REVISION_SAVED, revision=3, message="Shorter & clearer")
    item = event_item(event, EventNames(proposals={"p": "Water"}), NOW + timedelta(hours=2))
    assert "saved revision 3 of “<bdi>Water</bdi>”" in item
    assert "Shorter &amp; clearer" in item
    assert "2 hours ago" in item


def test_addresses_are_for_those_who_may_see_them() -> None:
    event = _event(EventKind.MEMBER_INVITED, email="bo@example.org", role="author")
    assert "bo@example.org" not in event_sentence(event, EventNames())
    assert "invited bo@example.org as author" in event_sentence(event, EventNames(emails=True))
    forgotten = _event(EventKind.MEMBER_INVITED, role="author")
    assert "invited someone as author" in event_sentence(forgotten, EventNames(emails=True))


def test_a_person_is_named_whether_they_are_still_a_member_or_not() -> None:
    event = _event(EventKind.ROLE_CHANGED, person_id="b", role="editor")
    assert "made <bdi>a member</bdi> editor" in event_sentence(event, EventNames())
    named = event.model_copy(update={"person_name": "Reed & warbler"})
    assert "made <bdi>Reed &amp; warbler</bdi> editor" in event_sentence(named, EventNames())
