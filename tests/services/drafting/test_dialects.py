"""Every revision and edition is read by the dialect that it was saved in."""

import pytest
import sqlalchemy as sa

from blueprint.services.drafting import drafts, revisions
from blueprint.services.drafting.dialects import in_current_dialect
from blueprint.services.publishing import book_content
from blueprint.storage import schema
from tests.factories import Scene
from tests.services.editions import published_alone

TEXT = "It costs $5/kg or 6$.\n\nWe want 7<sup>th</sup> days.\n"


def saved_in_the_first(scene: Scene, proposal_id: str) -> None:
    """Let the proposal's revisions be those of a version that had one dialect."""
    with scene.workbench.database.transaction() as session:
        session.execute(sa.text("UPDATE revision SET dialect = 1 WHERE proposal_id = :id"), {"id": proposal_id})


def test_what_is_saved_now_is_of_the_current_dialect(scene: Scene) -> None:
    proposal = scene.proposal(markdown=TEXT)
    assert scene.save(proposal, TEXT + "More.").dialect == 2


def test_what_is_in_an_older_database_is_of_the_first(scene: Scene) -> None:
    bench, proposal = scene.workbench, scene.proposal(markdown=TEXT)
    drafts.save_draft(bench, scene["author"], proposal.id, base=1, title="T", markdown="Typed.", sequence=5)
    schema.downgrade(bench.database, "0004")
    schema.upgrade(bench.database)
    assert revisions.read_revision(bench, scene["author"], proposal.id).dialect == 1
    draft = drafts.read_draft(bench, scene["author"], proposal.id)
    assert draft is not None
    assert draft.dialect == 1


def test_a_restored_revision_keeps_its_dialect(scene: Scene) -> None:
    proposal = scene.proposal(markdown=TEXT)
    saved_in_the_first(scene, proposal.id)
    scene.save(proposal, "Something else.")
    restored = revisions.restore_revision(scene.workbench, scene["author"], proposal.id, 1, base=2)
    assert (restored.markdown, restored.dialect) == (TEXT, 1)


def test_an_edition_is_read_by_the_dialect_of_its_revisions(scene: Scene) -> None:
    edition = published_alone(scene, language="en")
    assert edition.dialect == edition.chapters[0].dialect == 2
    older = edition.model_copy(
        update={"dialect": 1, "chapters": (edition.chapters[0].model_copy(update={"dialect": 1}),)}
    )
    book, _images = book_content.book_of(scene.workbench, older)
    assert book.dialect == book.foreword_text.dialect == book.chapters[0].dialect == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("$5/kg or 6$.", r"\$5/kg or 6\$."),
        ("US$5/US$ 6", "US$5/US$ 6"),
        ("$5 and $10", "$5 and $10"),
        ("$x^2$ and $n$", "$x^2$ and $n$"),
        ("`$5/kg or 6$`", "`$5/kg or 6$`"),
        ("| $5/kg or 6$ |\n|---|\n| $a$ |", "| \\$5/kg or 6\\$ |\n|---|\n| $a$ |"),
        ("(a) one\n(b) <sup>2</sup>", "(a) one\n(b) <sup>2</sup>"),
    ],
)
def test_an_old_text_to_be_written_on_means_the_same(old: str, new: str) -> None:
    assert in_current_dialect(old, 1) == new
    assert in_current_dialect(old, 2) == old


def test_a_save_beside_an_old_text_is_merged_with_what_it_means_now(scene: Scene) -> None:
    proposal = scene.proposal(markdown=TEXT)
    scene.save(proposal, TEXT.replace("We want", "We ask for"), base=1)
    saved_in_the_first(scene, proposal.id)
    mine = in_current_dialect(TEXT, 1) + "\nAnd so say all.\n"
    saved = scene.save(proposal, mine, base=1)
    assert saved.markdown == mine.replace("We want", "We ask for")
