"""Saving so that nothing is overwritten."""

import threading
from dataclasses import replace

import pytest

from blueprint.domain.errors import Conflict, Invalid, MergeNeeded, NotFound, TooLarge
from blueprint.domain.proposals import Decision
from blueprint.services.drafting import drafts, proposals, revisions
from blueprint.services.drafting.merges import Resolution
from blueprint.services.review import decisions
from tests.factories import TEXT, Scene

LEAD = "Water is a commons, and nobody may sell what falls from the sky."
MINE = TEXT.replace("fifty litres", "a hundred litres")
THEIRS = TEXT.replace("Their books are open to all.", "Their books are open to everyone who asks.")


def lineages(scene: Scene, proposal_id: str, number: int) -> list[str]:
    revision = revisions.read_revision(scene.workbench, scene["author"], proposal_id, number)
    return [paragraph.lineage for paragraph in revision.paragraphs]


def test_paragraphs_keep_their_identity(scene: Scene) -> None:
    proposal = scene.proposal()
    before = lineages(scene, proposal.id, 1)
    scene.save(proposal, MINE)
    assert lineages(scene, proposal.id, 2) == before


def test_a_restored_paragraph_gets_its_identity_back(scene: Scene) -> None:
    proposal = scene.proposal(markdown="First, water's “price”: 100%_\\.\n\nSecond.\n\nالماء حق للجميع.\n")
    first, second, third = lineages(scene, proposal.id, 1)
    scene.save(proposal, "Second.\n")
    scene.save(proposal, "Second.\n\nAnother thing altogether.\n")
    scene.save(proposal, "First, water's “price”: 100%_\\.\n\nSecond.\n\nالماء حق للجميع.\n")
    assert lineages(scene, proposal.id, 4) == [first, second, third]


def test_a_restored_paragraph_gets_the_last_identity_that_its_words_had(scene: Scene) -> None:
    proposal = scene.proposal(markdown="Water is free.\n\nNobody owns a river.\n")
    first, river = lineages(scene, proposal.id, 1)
    scene.save(proposal, "Water is free for all.\n\nNobody owns a river.\n")
    scene.save(proposal, "Water is free for all.\n\nNobody owns a river.\n\nWater is free.\n")
    same, _, second = lineages(scene, proposal.id, 3)
    assert same == first, "edited, and so the first identity is in use"
    assert second not in (first, river)
    scene.save(proposal, "Nobody owns a river.\n")
    scene.save(proposal, "Water is free.\n\nNobody owns a river.\n")
    assert lineages(scene, proposal.id, 5) == [second, river]


def test_more_paragraphs_than_one_query_takes_get_their_identities_back(scene: Scene) -> None:
    many = "\n\n".join(f"Paragraph {number} of very many." for number in range(1_100))
    proposal = scene.proposal(markdown=f"First.\n\n{many}\n")
    before = lineages(scene, proposal.id, 1)
    scene.save(proposal, "First.\n")
    scene.save(proposal, f"First.\n\n{many}\n")
    assert lineages(scene, proposal.id, 3) == before


def test_a_moved_paragraph_keeps_its_identity(scene: Scene) -> None:
    proposal = scene.proposal(
        markdown="First thing we say here.\n\nSecond thing altogether.\n\nThird and last of them.\n"
    )
    first, second, third = lineages(scene, proposal.id, 1)
    scene.save(proposal, "Third and last of them.\n\nFirst thing we say here.\n\nSecond thing altogether.\n")
    assert lineages(scene, proposal.id, 2) == [third, first, second]


def test_restoring_gives_a_deleted_paragraph_its_identity_back(scene: Scene) -> None:
    proposal = scene.proposal(markdown="Water is a right of every person.\n\nNobody may own a river.\n")
    before = lineages(scene, proposal.id, 1)
    scene.save(proposal, "Water is a right of every person.\n")
    restored = revisions.restore_revision(scene.workbench, scene["author"], proposal.id, 1, base=2)
    assert (restored.number, restored.restored) == (3, 1)
    assert lineages(scene, proposal.id, 3) == before


def test_changes_to_different_paragraphs_merge_by_themselves(scene: Scene) -> None:
    proposal = scene.proposal()
    scene.save(proposal, THEIRS, who="editor", base=1)
    saved = scene.save(proposal, MINE, base=1)
    assert (saved.number, saved.parent, saved.merged) == (3, 1, 2)
    assert "a hundred litres" in saved.markdown
    assert "everyone who asks" in saved.markdown


def test_a_paragraph_is_followed_through_every_revision_between_two(scene: Scene) -> None:
    """Rewritten step by step until nothing of it is left, it is still the same paragraph, in both directions."""
    steps = [
        "Every river is owned in common by all who live beside it, and nobody sells it.",
        "Every river and lake is owned in common by the towns that live beside it, and nobody sells it.",
        "Every lake is looked after by the towns that live beside it, and nobody sells what is in it.",
        "Each lake is looked after by guardians whom the towns choose by lot, and nobody drains what is in it.",
        "Each shore is looked after by guardians whom the towns choose by lot, for as long as a year.",
    ]
    proposal = scene.proposal(markdown=f"{LEAD}\n\n{steps[0]}\n")
    for words in steps[1:]:
        scene.save(proposal, f"{LEAD}\n\n{words}\n")
    for old, new in ((1, 5), (5, 1)):
        found = revisions.compare_revisions(scene.workbench, scene["author"], proposal.id, old, new)
        changes = found.comparison.changes
        assert [(change.kind, change.old, change.new) for change in changes] == [
            ("same", (0,), (0,)),
            ("edited", (1,), (1,)),
        ]


def both_changed(scene: Scene) -> tuple[str, str]:
    """A proposal whose first sentence the editor has changed, and the author's draft that changes it otherwise."""
    proposal = scene.proposal()
    scene.save(proposal, TEXT.replace("fifty litres of clean water", "sixty litres"), who="editor")
    draft = TEXT.replace("fifty litres of clean water", "as much clean water as it needs")
    drafts.save_draft(
        scene.workbench, scene["author"], proposal.id, base=1, title=proposal.title, markdown=draft, sequence=1
    )
    return proposal.id, draft


def test_a_conflict_shows_three_wordings_and_loses_nothing(scene: Scene) -> None:
    proposal_id, draft = both_changed(scene)
    with pytest.raises(MergeNeeded) as needed:
        revisions.save_revision(
            scene.workbench, scene["author"], proposal_id, base=1, title="Water for all", markdown=draft
        )
    (conflict,) = needed.value.merge.conflicts
    assert "fifty litres" in conflict.base
    assert "sixty litres" in conflict.theirs
    assert "as it needs" in conflict.ours
    kept = drafts.read_draft(scene.workbench, scene["author"], proposal_id)
    assert kept is not None
    assert kept.markdown == draft


def test_changes_that_fit_into_one_paragraph_are_offered_together_and_never_saved_unseen(scene: Scene) -> None:
    proposal = scene.proposal()
    scene.save(proposal, TEXT.replace("fifty litres", "sixty litres"), who="editor")
    draft = TEXT.replace("Every household", "Each household")
    assert draft != TEXT
    with pytest.raises(MergeNeeded) as needed:
        scene.save(proposal, draft, base=1)
    (passage,) = needed.value.merge.conflicts
    assert passage.together is not None
    assert "Each household" in passage.together
    assert "sixty litres" in passage.together
    assert "sixty litres" not in passage.ours


def test_a_decided_conflict_is_saved(scene: Scene) -> None:
    proposal_id, draft = both_changed(scene)
    third = "Every household has a right to clean water, free of charge."
    saved = revisions.save_revision(
        scene.workbench,
        scene["author"],
        proposal_id,
        base=1,
        title="Water for all",
        markdown=draft,
        resolution=Resolution(head=2, choices=(third,)),
    )
    assert third in saved.markdown
    assert (saved.number, saved.merged) == (3, 2)
    assert drafts.read_draft(scene.workbench, scene["author"], proposal_id) is None


def test_a_decision_on_an_older_head_is_asked_again(scene: Scene) -> None:
    proposal_id, draft = both_changed(scene)
    proposal, _ = proposals.read_proposal(scene.workbench, scene["author"], proposal_id)
    scene.save(proposal, TEXT.replace("fifty litres", "seventy litres"), who="editor")
    with pytest.raises(MergeNeeded) as needed:
        revisions.save_revision(
            scene.workbench,
            scene["author"],
            proposal_id,
            base=1,
            title="Water for all",
            markdown=draft,
            resolution=Resolution(head=2, choices=("Mine.",)),
        )
    assert needed.value.merge.head == 3


def test_two_titles_are_a_conflict_too(scene: Scene) -> None:
    proposal = scene.proposal()
    bench = scene.workbench
    words = {"base": 1, "markdown": TEXT}
    revisions.save_revision(bench, scene["editor"], proposal.id, title="Water as a commons", **words)
    with pytest.raises(MergeNeeded) as needed:
        revisions.save_revision(bench, scene["author"], proposal.id, title="Water, free", **words)
    assert (needed.value.merge.title, needed.value.merge.head_title) == ("Water, free", "Water as a commons")


def test_saving_without_a_change_makes_no_revision(scene: Scene) -> None:
    proposal = scene.proposal()
    assert scene.save(proposal, TEXT).number == 1


def test_eight_people_saving_at_once(scene: Scene) -> None:
    """Each changes a paragraph of their own, all from revision 1: every sentence is in the end."""
    sentences = [f"Article {n} stands by itself and says something about {word}." for n, word in enumerate(WORDS)]
    proposal = scene.proposal(markdown="\n\n".join(sentences) + "\n")
    failures: list[Exception] = []

    def save(n: int) -> None:
        changed = [*sentences[:n], sentences[n] + f" Changed by {n}.", *sentences[n + 1 :]]
        try:
            scene.save(proposal, "\n\n".join(changed) + "\n", base=1)
        except (RuntimeError, Conflict) as failure:
            failures.append(failure)

    workers = [threading.Thread(target=save, args=(n,)) for n in range(len(WORDS))]
    [worker.start() for worker in workers]
    [worker.join() for worker in workers]
    assert failures == []
    head = revisions.read_revision(scene.workbench, scene["author"], proposal.id)
    assert head.number == 1 + len(WORDS)
    assert all(f"Changed by {n}." in head.markdown for n in range(len(WORDS)))


WORDS = ("rivers", "wells", "pipes", "taps", "dams", "rain", "fields", "towns")


@pytest.mark.parametrize(
    ("title", "markdown", "error", "said"),
    [
        ("Water", "", Invalid, "The text is empty"),
        ("Water", " \n\n\t\n", Invalid, "The text is empty"),
        ("Water", "\ufeff \n", Invalid, "The text is empty"),
        ("Water", "x" * 5_000_000, TooLarge, "5,000,000 characters; there is room for 2,000,000"),
        ("T" * 10_000, "Water.", TooLarge, "10,000 characters; there is room for 300"),
        ("", "Water.", Invalid, "title is empty"),
    ],
)
def test_what_cannot_be_saved_is_said_and_the_draft_stays(
    scene: Scene, title: str, markdown: str, error: type[Invalid], said: str
) -> None:
    proposal, bench, me = scene.proposal(), scene.workbench, scene["author"]
    drafts.save_draft(bench, me, proposal.id, base=1, title="Half", markdown="Half a sentence", sequence=3)
    with pytest.raises(error, match=said):
        revisions.save_revision(bench, me, proposal.id, base=1, title=title, markdown=markdown)
    kept = drafts.read_draft(bench, me, proposal.id)
    assert kept is not None
    assert kept.markdown == "Half a sentence"


def test_odd_characters_are_kept_where_they_can_be(scene: Scene) -> None:
    proposal = scene.proposal()
    odd = "Nul \0 here, a lone \ud800 there, 👩🏽‍🌾, \u202eلا\u202c, <script>alert(1)</script>.\r\n"
    saved = scene.save(proposal, odd)
    assert saved.markdown == odd.replace("\0", "\ufffd").replace("\ud800", "?")


def test_a_late_draft_never_overwrites_a_newer_one(scene: Scene) -> None:
    proposal, bench, me = scene.proposal(), scene.workbench, scene["author"]
    words = {"base": 1, "title": "Water"}
    drafts.save_draft(bench, me, proposal.id, **words, markdown="Newer", sequence=9)
    late = drafts.save_draft(bench, me, proposal.id, **words, markdown="Older", sequence=8)
    assert (late.markdown, late.sequence) == ("Newer", 9)


def test_adopted_texts_stay_as_they_are(scene: Scene) -> None:
    proposal, bench = scene.proposal(), scene.workbench
    for step in (Decision.SUBMIT, Decision.ADOPT):
        decisions.decide(bench, scene["convenor"], proposal.id, step)
    with pytest.raises(Conflict, match="adopted, so its text stays as it is"):
        scene.save(proposal, MINE)
    with pytest.raises(Conflict, match="adopted, so its text stays as it is"):
        revisions.restore_revision(bench, scene["author"], proposal.id, 1, base=1)


def test_a_revision_that_is_not_there(scene: Scene) -> None:
    proposal = scene.proposal()
    with pytest.raises(NotFound, match="no such revision"):
        revisions.read_revision(scene.workbench, scene["author"], proposal.id, 7)


def test_history_names_who_and_when(scene: Scene) -> None:
    proposal = scene.proposal()
    later = scene.workbench.now()
    Scene(replace(scene.workbench, now=lambda: later), scene.convening, scene.people).save(proposal, MINE, who="editor")
    newest, oldest = revisions.list_revisions(scene.workbench, scene["observer"], proposal.id)
    assert (newest.number, newest.saved_by_name, newest.saved_at) == (2, "Editor", later)
    assert (oldest.number, oldest.saved_by_name, oldest.parent) == (1, "Author", None)
