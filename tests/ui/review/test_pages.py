"""A proposal's pages, run as the people who use them, on a real workbench."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from blueprint.domain.convenings import Convening, Role
from blueprint.domain.errors import MergeNeeded
from blueprint.domain.people import Person
from blueprint.domain.principles import Stance
from blueprint.domain.proposals import Decision, Proposal, Status
from blueprint.services.context import Workbench
from blueprint.services.drafting import drafts, proposals, revisions
from blueprint.services.review import decisions, tags
from blueprint.ui.session import state
from tests.ui.conftest import OpenPage

TEXT = "## Water\n\nEvery household has a right to fifty litres.\n\nUtilities are owned by the towns they serve.\n"

WordsOf = Callable[[AppTest], str]


@pytest.fixture
def author(joined: Callable[[str, Role], Person]) -> Person:
    return joined("Thandeka Dube", Role.AUTHOR)


@pytest.fixture
def editor(joined: Callable[[str, Role], Person]) -> Person:
    return joined("Jonas Lind", Role.EDITOR)


@pytest.fixture
def reviewer(joined: Callable[[str, Role], Person]) -> Person:
    return joined("Meena Arul", Role.REVIEWER)


@pytest.fixture
def proposal(workbench: Workbench, author: Person, convening: Convening) -> Proposal:
    return proposals.start_proposal(
        workbench, author.id, convening.id, title="Water <for> all", language="en", markdown=TEXT
    )


def save(workbench: Workbench, who: Person, proposal: Proposal, markdown: str, base: int | None = None) -> None:
    head = revisions.read_revision(workbench, who.id, proposal.id)
    revisions.save_revision(
        workbench, who.id, proposal.id, base=base or head.number, title=head.title, markdown=markdown, message="Saved"
    )


def status_of(workbench: Workbench, who: Person, proposal: Proposal) -> Status:
    return proposals.read_proposal(workbench, who.id, proposal.id)[0].status


def button_labels(app: AppTest) -> list[str]:
    return [button.label for button in app.button]


def test_an_author_submits_and_the_page_says_what_that_undoes(
    workbench: Workbench, open_page: OpenPage, author: Person, proposal: Proposal
) -> None:
    app = open_page(author, "proposal", id=proposal.id)
    assert button_labels(app) == ["Submit for review", "Withdraw", "Save"]
    app.button(key="step-submit").click().run()
    assert status_of(workbench, author, proposal) is Status.IN_REVIEW
    assert button_labels(app) == ["Return to draft", "Withdraw", "Save"]


def test_a_reviewer_is_offered_no_decision(open_page: OpenPage, reviewer: Person, proposal: Proposal) -> None:
    assert button_labels(open_page(reviewer, "proposal", id=proposal.id)) == []


def test_people_s_words_are_shown_as_they_are(
    open_page: OpenPage, words_of: WordsOf, author: Person, proposal: Proposal
) -> None:
    assert "Water &lt;for&gt; all" in words_of(open_page(author, "proposal", id=proposal.id))


def test_a_stranger_learns_nothing(
    workbench: Workbench, open_page: OpenPage, words_of: WordsOf, proposal: Proposal
) -> None:
    from blueprint.services.accounts import registration

    stranger = registration.add_person(workbench, "nobody@example.org", "Nobody")
    for name in ("proposal", "review", "history", "principles", "draft"):
        said = words_of(open_page(stranger, name, id=proposal.id))
        assert "There is nothing here that you can see" in said
        assert "Water" not in said


def test_an_older_revision_says_so(
    workbench: Workbench, open_page: OpenPage, words_of: WordsOf, author: Person, proposal: Proposal
) -> None:
    save(workbench, author, proposal, TEXT + "\nMore.\n")
    said = words_of(open_page(author, "proposal", id=proposal.id, revision="1"))
    assert "You are reading revision 1; the newest is 2." in said
    assert "You are reading" not in words_of(open_page(author, "proposal", id=proposal.id))


def test_one_revision_cannot_be_compared_yet(
    open_page: OpenPage, words_of: WordsOf, author: Person, proposal: Proposal
) -> None:
    assert "There is one revision so far" in words_of(open_page(author, "review", id=proposal.id))


def test_the_newest_two_are_compared_unless_others_are_asked_for(
    workbench: Workbench, open_page: OpenPage, author: Person, proposal: Proposal
) -> None:
    for words in ("two", "three"):
        save(workbench, author, proposal, f"{TEXT}\n{words}\n")
    app = open_page(author, "review", id=proposal.id)
    assert [box.value for box in app.selectbox] == [2, 3]
    app = open_page(author, "review", id=proposal.id, old="1", new="2")
    assert [box.value for box in app.selectbox] == [1, 2]
    assert [box.value for box in open_page(author, "review", id=proposal.id, old="9", new="x").selectbox] == [2, 3]


def test_restoring_makes_an_older_text_the_newest(
    workbench: Workbench, open_page: OpenPage, author: Person, proposal: Proposal
) -> None:
    save(workbench, author, proposal, "Something else.\n")
    app = open_page(author, "history", id=proposal.id)
    app.button(key="restore-1").click().run()
    head = revisions.read_revision(workbench, author.id, proposal.id)
    assert (head.number, head.markdown, head.restored) == (3, TEXT, 1)


def test_a_reviewer_restores_nothing(
    workbench: Workbench, open_page: OpenPage, author: Person, reviewer: Person, proposal: Proposal
) -> None:
    save(workbench, author, proposal, "Something else.\n")
    assert button_labels(open_page(reviewer, "history", id=proposal.id)) == []


def test_an_editor_tags_with_a_reason_and_evidence_and_takes_it_away(
    workbench: Workbench, open_page: OpenPage, words_of: WordsOf, editor: Person, proposal: Proposal
) -> None:
    app = unfolded(open_page(editor, "principles", id=proposal.id), proposal, "just")
    app.text_area[0].set_value("It gives everyone the same.")
    app.multiselect[0].set_value([lineage(workbench, editor, proposal)])
    app.button[0].click().run()
    [tag] = tags.list_tags(workbench, editor.id, proposal.id)
    assert (tag.principle, tag.stance, tag.rationale) == ("just", Stance.ADVANCES, "It gives everyone the same.")
    assert "1 · Every household has a right to fifty litres." in words_of(app)
    unfolded(app, proposal, "just").button[1].click().run()
    assert tags.list_tags(workbench, editor.id, proposal.id) == ()


def unfolded(app: AppTest, proposal: Proposal, principle: str) -> AppTest:
    """The page with the form of that principle."""
    app.session_state[f"say-{proposal.id}-{principle}"] = True
    return app.run()


def lineage(workbench: Workbench, who: Person, proposal: Proposal) -> str:
    return revisions.read_revision(workbench, who.id, proposal.id).paragraphs[1].lineage


def test_a_tag_without_a_reason_is_refused_and_keeps_the_form(
    workbench: Workbench, open_page: OpenPage, words_of: WordsOf, editor: Person, proposal: Proposal
) -> None:
    app = unfolded(open_page(editor, "principles", id=proposal.id), proposal, "plural")
    app.button[0].click().run()
    assert "The rationale is empty. Write something, then try again." in words_of(app)
    assert tags.list_tags(workbench, editor.id, proposal.id) == ()


def test_an_author_reads_the_principles_and_has_no_form(
    open_page: OpenPage, words_of: WordsOf, author: Person, proposal: Proposal
) -> None:
    app = open_page(author, "principles", id=proposal.id)
    assert [name for name in ("Democratic", "Ecological", "Plural") if name not in words_of(app)] == []
    assert app.get("form") == []


def test_a_reviewer_is_told_who_writes(
    open_page: OpenPage, words_of: WordsOf, reviewer: Person, proposal: Proposal
) -> None:
    assert "Only its authors, editors and convenors write here" in words_of(
        open_page(reviewer, "draft", id=proposal.id)
    )


@pytest.mark.parametrize(
    ("who", "sentence"),
    [
        ("author", "You began from revision 1, and have saved revision 2 elsewhere since"),
        ("editor", "You began from revision 1, and Jonas Lind has saved revision 2 since"),
    ],
)
def test_a_draft_from_an_older_revision_says_who_saved_the_newest(
    workbench: Workbench,
    open_page: OpenPage,
    words_of: WordsOf,
    author: Person,
    editor: Person,
    proposal: Proposal,
    who: str,
    sentence: str,
) -> None:
    stale = TEXT.replace("towns", "cities")
    drafts.save_draft(workbench, author.id, proposal.id, base=1, title=proposal.title, markdown=stale, sequence=2)
    saver = {"author": author, "editor": editor}[who]
    newest = TEXT.replace("fifty", "sixty")
    revisions.save_revision(workbench, saver.id, proposal.id, base=1, title=proposal.title, markdown=newest, sequence=1)
    assert sentence in words_of(open_page(author, "draft", id=proposal.id))


def test_a_merge_with_what_one_saved_on_another_device_names_nobody_else(
    workbench: Workbench, open_page: OpenPage, words_of: WordsOf, author: Person, proposal: Proposal
) -> None:
    save(workbench, author, proposal, TEXT.replace("fifty", "sixty"))
    here = TEXT.replace("fifty", "seventy")
    with pytest.raises(MergeNeeded) as needed:
        save(workbench, author, proposal, here, base=1)
    app = open_page(author, "draft", id=proposal.id)
    app.session_state["unfinished-save"] = state.UnfinishedSave(needed.value.merge, 1, "Water", here, "", 1, "")
    found = words_of(app.run())
    assert "You saved revision 2 in another window or on another device" in found
    assert "As you saved it elsewhere" in found
    assert f"As {author.name} has it" not in found


def test_an_adopted_text_stays_and_reopening_is_offered_to_who_may(
    workbench: Workbench, open_page: OpenPage, words_of: WordsOf, author: Person, editor: Person, proposal: Proposal
) -> None:
    decisions.decide(workbench, author.id, proposal.id, Decision.SUBMIT)
    decisions.decide(workbench, editor.id, proposal.id, Decision.ADOPT)
    assert "An editor or a convenor can reopen it" in words_of(open_page(author, "draft", id=proposal.id))
    app = open_page(editor, "draft", id=proposal.id)
    app.button(key="step-reopen").click().run()
    assert status_of(workbench, editor, proposal) is Status.DRAFT


def test_an_editor_says_who_wrote_it_and_in_which_order(
    workbench: Workbench, open_page: OpenPage, editor: Person, author: Person, proposal: Proposal
) -> None:
    app = open_page(editor, "proposal", id=proposal.id)
    chosen = app.multiselect(key=f"authors-{proposal.id}")
    assert chosen.value == [author.id]
    assert "Jonas Lind" in chosen.options
    chosen.set_value([editor.id, author.id])
    app.button(key="authors-save").click().run()
    found = proposals.read_proposal(workbench, editor.id, proposal.id)[0]
    assert found.author_names == ("Jonas Lind", "Thandeka Dube")
    app.multiselect(key=f"authors-{proposal.id}").set_value([])
    app.button(key="authors-save").click().run()
    assert proposals.read_proposal(workbench, editor.id, proposal.id)[0].authors == (editor.id, author.id)


def test_a_reviewer_is_not_asked_who_wrote_it(open_page: OpenPage, reviewer: Person, proposal: Proposal) -> None:
    assert not open_page(reviewer, "proposal", id=proposal.id).multiselect
