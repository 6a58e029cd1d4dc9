"""Home: what wants attention."""

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from blueprint.domain.convenings import Convening, Role
from blueprint.domain.people import Person
from blueprint.domain.proposals import Decision
from blueprint.services.accounts import registration
from blueprint.services.context import Workbench
from blueprint.services.drafting import drafts, proposals
from blueprint.services.review import decisions

OpenPage = Callable[..., AppTest]
LinksOf = Callable[[AppTest], list[str]]
WordsOf = Callable[[AppTest], str]
Joined = Callable[[str, Role], Person]


def test_who_takes_part_in_nothing_is_told_where_to_begin(
    workbench: Workbench, open_page: OpenPage, words_of: WordsOf
) -> None:
    person = registration.add_person(workbench, "bo@example.org", "Bo")
    assert "You take part in no convening yet" in words_of(open_page(person, "home"))


def test_unsaved_writing_and_what_waits_for_review_come_first(
    workbench: Workbench,
    open_page: OpenPage,
    words_of: WordsOf,
    links_of: LinksOf,
    ada: Person,
    joined: Joined,
    convening: Convening,
) -> None:
    author, reviewer = joined("Bo", Role.AUTHOR), joined("Rea", Role.REVIEWER)
    proposal = proposals.start_proposal(workbench, author.id, convening.id, title="Water", language="en")
    drafts.save_draft(workbench, author.id, proposal.id, base=1, title="Water!", markdown="Rain.", sequence=1)
    app = open_page(author, "home")
    assert "Water!" in words_of(app)
    assert "Go on writing" in links_of(app)
    assert "Nothing waits for you." in words_of(open_page(reviewer, "home"))
    decisions.decide(workbench, author.id, proposal.id, Decision.SUBMIT)
    assert "Read and comment" in links_of(open_page(reviewer, "home"))
    assert "Review and decide" in links_of(open_page(ada, "home"))


def test_recent_activity_shows_what_others_did(
    workbench: Workbench, open_page: OpenPage, words_of: WordsOf, ada: Person, joined: Joined, convening: Convening
) -> None:
    proposals.start_proposal(workbench, joined("Bo", Role.AUTHOR).id, convening.id, title="Water", language="en")
    assert "started “<bdi>Water</bdi>”" in words_of(open_page(ada, "home"))
