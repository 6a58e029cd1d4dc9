"""Collections: putting one together, and publishing it."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from blueprint.domain.collections import Collection
from blueprint.domain.convenings import Convening, Role
from blueprint.domain.editions import Artifact, EditionState
from blueprint.domain.errata import ErratumKind
from blueprint.domain.page_settings import PageSettings
from blueprint.domain.people import Person
from blueprint.domain.proposals import Decision, Proposal
from blueprint.services.context import Workbench
from blueprint.services.drafting import proposals
from blueprint.services.publishing import collections, completion, editions, errata
from blueprint.services.review import decisions
from blueprint.ui.components.collection.order import moved

OpenPage = Callable[..., AppTest]
LinksOf = Callable[[AppTest], list[str]]
WordsOf = Callable[[AppTest], str]
Joined = Callable[[str, Role], Person]


@pytest.fixture
def three(workbench: Workbench, ada: Person, convening: Convening) -> tuple[Proposal, ...]:
    """Two adopted proposals and a draft."""
    found = [
        proposals.start_proposal(workbench, ada.id, convening.id, title=title, language="en", markdown=f"{title}.\n")
        for title in ("Water", "Power", "Seeds")
    ]
    for proposal in found[:2]:
        for decision in (Decision.SUBMIT, Decision.ADOPT):
            decisions.decide(workbench, ada.id, proposal.id, decision)
    return tuple(found)


@pytest.fixture
def collection(workbench: Workbench, ada: Person, convening: Convening, three: tuple[Proposal, ...]) -> Collection:
    begun = collections.create_collection(workbench, ada.id, convening.id, title="Common wealth")
    return collections.edit_collection(
        workbench, ada.id, begun.id, title=begun.title, foreword="", language="en",
        proposals=(three[0].id, three[1].id),
    )  # fmt: skip


def order_of(workbench: Workbench, ada: Person, collection: Collection) -> tuple[str, ...]:
    return collections.read_collection(workbench, ada.id, collection.id)[0].proposals


def test_the_first_collection_is_started_from_an_empty_page(
    workbench: Workbench, open_page: OpenPage, words_of: WordsOf, ada: Person, convening: Convening
) -> None:
    app = open_page(ada, "collections", id=convening.id)
    assert "No collections yet" in words_of(app)
    app.text_input(key="begin-title").set_value("Common wealth")
    app.selectbox(key="begin-language").set_value("fr")
    app.button(key="begin-go").click().run()
    (begun,) = collections.list_collections(workbench, ada.id, convening.id)
    assert (begun.title, begun.language) == ("Common wealth", "fr")
    assert "It holds no proposals yet" in words_of(app)


@given(st.permutations(["a", "b", "c", "d"]), st.integers(0, 3), st.integers(-5, 5))
def test_moving_changes_one_place_and_loses_nothing(order: list[str], which: int, by: int) -> None:
    after = moved(tuple(order), order[which], by)
    assert sorted(after) == sorted(order)
    assert after.index(order[which]) == min(max(which + by, 0), 3)
    assert [x for x in after if x != order[which]] == [x for x in order if x != order[which]]


def test_proposals_are_moved_taken_out_and_added(
    workbench: Workbench, open_page: OpenPage, ada: Person, collection: Collection, three: tuple[Proposal, ...]
) -> None:
    water, power, seeds = (proposal.id for proposal in three)
    app = open_page(ada, "collection", id=collection.id)
    app.button(key=f"down-{water}").click().run()
    assert order_of(workbench, ada, collection) == (power, water)
    app.button(key=f"out-{power}").click().run()
    assert order_of(workbench, ada, collection) == (water,)
    app.selectbox(key="add-proposal").set_value(seeds).run()
    assert order_of(workbench, ada, collection) == (water, seeds)
    assert app.button(key=f"up-{water}").disabled


def test_a_proposal_that_is_not_adopted_prevents_publishing_and_is_named(
    workbench: Workbench, open_page: OpenPage, words_of: WordsOf, ada: Person, collection: Collection,
    three: tuple[Proposal, ...],
) -> None:  # fmt: skip
    app = open_page(ada, "collection", id=collection.id)
    assert "publish" in [button.key for button in app.button]
    app.selectbox(key="add-proposal").set_value(three[2].id).run()
    assert "these have to be adopted or taken out" in words_of(app)
    assert "publish" not in [button.key for button in app.button]


def test_an_edition_shows_its_progress_then_where_to_read_it(
    workbench: Workbench, open_page: OpenPage, words_of: WordsOf, ada: Person, collection: Collection
) -> None:
    app = open_page(ada, "collection", id=collection.id)
    app.button(key="publish").click().run()
    (edition,) = editions.list_editions(workbench, ada.id, collection.id)
    assert edition.state is EditionState.WAITING
    assert "Edition 1\\: Waiting for its turn" in [bar.proto.text for bar in app.get("progress")]
    content = bytes(300_000)
    stored = workbench.built_files.put(content, "pdf").partition(".")[0]
    pdf = Artifact(
        format="pdf", media_type="application/pdf", filename="wealth-1.pdf", sha256=stored, size=len(content)
    )
    completion.finish_edition(workbench, edition.id, (pdf,))
    said = words_of(app.run())
    assert "href='/library/common-wealth/1'" in said
    assert "href='/library/common-wealth/1/wealth-1.pdf' download='wealth-1.pdf'>PDF <small>0.3 MB" in said


def test_a_note_is_put_on_an_edition_and_taken_back(
    workbench: Workbench, open_page: OpenPage, words_of: WordsOf, ada: Person, collection: Collection
) -> None:
    edition = editions.publish_edition(workbench, ada.id, collection.id)
    completion.finish_edition(workbench, edition.id, ())
    app = open_page(ada, "collection", id=collection.id)
    app.text_area(key="note-body-0").set_value("It is <60> litres.")
    app.selectbox(key=f"note-chapter-{edition.id}").set_value(2)
    app.button(key="note-add").click().run()
    (notice,) = errata.list_errata(workbench, ada.id, collection.id)
    assert (notice.kind, notice.chapter) == (ErratumKind.ERRATUM, 2)
    assert "It is &lt;60&gt; litres." in words_of(app)
    app.text_input(key="note-successor-1").set_value("nowhere")
    app.text_area(key="note-body-1").set_value("Read that.")
    app.button(key="note-add").click().run()
    assert "This is no web address" in words_of(app)
    app.button(key=f"withdraw-{notice.id}").click().run()
    assert "taken back" in words_of(app)
    assert errata.list_errata(workbench, ada.id, collection.id)[0].withdrawn_at


def test_a_failed_edition_says_why_and_can_be_tried_again(
    workbench: Workbench, open_page: OpenPage, words_of: WordsOf, ada: Person, collection: Collection
) -> None:
    edition = editions.publish_edition(workbench, ada.id, collection.id)
    completion.fail_edition(workbench, edition.id, "A picture in <Water> is missing. Add it again.")
    app = open_page(ada, "collection", id=collection.id)
    assert "A picture in &lt;Water&gt; is missing. Add it again." in words_of(app)
    assert app.button(key="publish").label == "Try again"
    app.button(key="publish").click().run()
    (again,) = editions.list_editions(workbench, ada.id, collection.id)
    assert (again.number, again.state) == (1, EditionState.WAITING)


def test_the_words_of_a_collection_are_saved(
    workbench: Workbench, open_page: OpenPage, ada: Person, collection: Collection
) -> None:
    app = open_page(ada, "collection", id=collection.id)
    app.text_area(key="words-foreword").set_value("Five texts.")
    app.checkbox(key="pages-two-sided").check()
    app.button(key="words-save").click().run()
    saved, _ = collections.read_collection(workbench, ada.id, collection.id)
    assert (saved.foreword, saved.proposals) == ("Five texts.", collection.proposals)
    assert saved.pages == PageSettings(two_sided=True)


def test_a_reviewer_reads_and_changes_nothing(
    open_page: OpenPage, links_of: LinksOf, joined: Joined, collection: Collection
) -> None:
    app = open_page(joined("Rea", Role.REVIEWER), "collection", id=collection.id)
    assert "Water" in links_of(app)
    assert len(app.button) == 0
    assert len(app.selectbox) == 0


def test_a_collection_in_another_script_is_given_a_name_for_its_addresses(
    workbench: Workbench, open_page: OpenPage, words_of: WordsOf, ada: Person, convening: Convening
) -> None:
    collections.create_collection(workbench, ada.id, convening.id, title="Water for all")
    app = open_page(ada, "collections", id=convening.id)
    app.text_input(key="begin-title").set_value("الماء للجميع")
    for name, said in (("الماء", "has Latin letters and digits"), ("Water for all", "“water-for-all” is taken")):
        app.text_input(key="begin-name").set_value(name)
        app.button(key="begin-go").click().run()
        assert said in words_of(app)
    app.text_input(key="begin-name").set_value("Mā' lil-jamīʿ")
    app.button(key="begin-go").click().run()
    slugs = {found.slug for found in collections.list_collections(workbench, ada.id, convening.id)}
    assert slugs == {"water-for-all", "ma-lil-jami"}
