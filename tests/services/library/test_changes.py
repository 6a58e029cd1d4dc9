"""What changed between editions, told in readers' words."""

from blueprint.domain.proposals import Decision
from blueprint.domain.published_editions import PublishedEdition
from blueprint.services.library import catalogue, changes
from blueprint.services.library.changes import ProposalChangeKind
from blueprint.services.library.reading import open_edition
from blueprint.services.publishing import collections
from blueprint.services.review import decisions
from tests.factories import TEXT, Scene
from tests.services.editions import adopted, collected, published


def two_editions(scene: Scene, after: str) -> tuple[PublishedEdition, PublishedEdition]:
    """Edition 2 and edition 1: one proposal changed, one taken out, one added, one left as it was."""
    bench, editor = scene.workbench, scene["editor"]
    changed = scene.proposal(title="Changed")
    same = scene.proposal(title="Same", markdown="Rivers have rights.\n")
    gone, new = scene.proposal(title="Gone", markdown="Forests too.\n"), scene.proposal(title="New")
    first = [adopted(scene, proposal) for proposal in (changed, same, gone)]
    collection = collected(scene, *first, title="Book")
    published(scene, collection)
    decisions.decide(bench, scene["convenor"], changed.id, Decision.REOPEN)
    scene.save(changed, after)
    order = (adopted(scene, new), adopted(scene, changed), same.id)
    collections.edit_collection(bench, editor, collection, title="Book", foreword="", language="en", proposals=order)
    published(scene, collection)
    second, before = catalogue.read_collection(bench, "book")
    return second, before


def test_every_proposal_is_added_changed_same_or_removed(scene: Scene) -> None:
    second, first = two_editions(scene, TEXT.replace("fifty", "sixty"))
    found = changes.proposals_changed_since(scene.workbench, second, first)
    told = [(change.kind, (change.entry or change.former).title, change.count) for change in found]  # type: ignore[union-attr]
    assert told == [
        (ProposalChangeKind.ADDED, "New", 0),
        (ProposalChangeKind.CHANGED, "Changed", 1),
        (ProposalChangeKind.SAME, "Same", 0),
        (ProposalChangeKind.REMOVED, "Gone", 0),
    ]


def test_words_are_those_that_readers_see(scene: Scene) -> None:
    after = TEXT.replace("fifty litres", "**sixty** litres").replace("> Water is life, and life is not for sale.\n", "")
    second, first = two_editions(scene, after + "\nA last [word](https://x.example).\n")
    entry, former = second.entries[1], first.entries[0]
    edited, *rest = changes.paragraphs_changed_since(scene.workbench, second, first, entry, former)
    assert edited.kind == "edited"
    assert (edited.label, edited.former) == ("1", "1")
    assert edited.anchor.startswith("p-")
    said = {
        sign: "".join(text for op, text in edited.pieces if op in signs)
        for sign, signs in (("old", "=-"), ("new", "=+"))
    }
    assert said["old"].startswith("Every household has a right to fifty litres of clean")
    assert said["new"].startswith("Every household has a right to sixty litres of clean")
    kinds = {passage.kind: "".join(text for _, text in passage.pieces) for passage in rest}
    assert kinds["inserted"] == "A last word."
    assert kinds["deleted"] == "Water is life, and life is not for sale."


def test_divided_paragraphs_keep_a_space_between(scene: Scene) -> None:
    after = TEXT.replace("serve. Their", "serve.\n\nTheir")
    second, first = two_editions(scene, after)
    (passage,) = changes.paragraphs_changed_since(scene.workbench, second, first, second.entries[1], first.entries[0])
    assert passage.kind == "split"
    assert "serve. Their" in "".join(text for op, text in passage.pieces if op in "=+")


def test_a_reformatted_text_is_the_same(scene: Scene) -> None:
    second, first = two_editions(scene, TEXT.replace("a day, free", "a day,\nfree").replace("> Water", ">  Water"))
    found = changes.proposals_changed_since(scene.workbench, second, first)
    assert [(change.kind, change.count) for change in found][1] == (ProposalChangeKind.SAME, 0)
    assert changes.paragraphs_changed_since(scene.workbench, second, first, second.entries[1], first.entries[0]) == ()


def test_a_divided_paragraph_is_told_at_its_first_part(scene: Scene) -> None:
    after = TEXT.replace("serve. Their", "serve.\n\nTheir")
    second, first = two_editions(scene, after)
    (passage,) = changes.paragraphs_changed_since(scene.workbench, second, first, second.entries[1], first.entries[0])
    chapter = open_edition(scene.workbench, second).book.chapters[1]
    anchors = [f"p-{lineage}" for _, _, lineage in chapter.paragraphs]
    assert (passage.label, passage.anchor) == ("2", anchors[2])


def test_a_paragraph_rewritten_in_several_revisions_is_the_same_one(scene: Scene) -> None:
    bench, editor = scene.workbench, scene["editor"]
    wordings = (
        "The assembly of the valley elects a clerk for two years.",
        "The assembly of the valley elects a clerk and a deputy, who keep the records.",
        "Every spring the people elect a clerk and a deputy, who keep the records.",
        "Every spring the people draw two names by lot; both keep the records and open the archive.",
        "Two names are drawn by lot; whoever is drawn opens the archive on market days.",
    )
    proposal = scene.proposal(title="Records", markdown=f"Rivers have rights.\n\n{wordings[0]}\n")
    collection = collected(scene, adopted(scene, proposal), title="Book")
    published(scene, collection)
    decisions.decide(bench, scene["convenor"], proposal.id, Decision.REOPEN)
    for wording in wordings[1:]:
        scene.save(proposal, f"Rivers have rights.\n\n{wording}\n")
    order = (adopted(scene, proposal),)
    collections.edit_collection(bench, editor, collection, title="Book", foreword="", language="en", proposals=order)
    published(scene, collection)
    second, first = catalogue.read_collection(bench, "book")
    found = changes.paragraphs_changed_since(bench, second, first, second.entries[0], first.entries[0])
    assert [change.kind for change in found] == ["edited"]
    assert changes.proposals_changed_since(bench, second, first)[0].count == 1
