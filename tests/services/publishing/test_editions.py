"""From a draft to a published edition that everyone can read, through the services."""

from dataclasses import replace

import pytest

from blueprint.domain.editions import EditionState
from blueprint.domain.errors import Conflict, Invalid, NotFound
from blueprint.domain.principles import Stance
from blueprint.domain.proposals import Decision, Status
from blueprint.publishing import Refusal
from blueprint.services.drafting import proposals, revisions
from blueprint.services.library import catalogue
from blueprint.services.publishing import book_content, build, collections, completion, editions
from blueprint.services.review import decisions, tags
from tests.factories import TEXT, Scene


def adopted(scene: Scene, title: str = "Water for all", markdown: str = TEXT) -> str:
    proposal = scene.proposal(title=title, markdown=markdown)
    for step in (Decision.SUBMIT, Decision.ADOPT):
        decisions.decide(scene.workbench, scene["convenor"], proposal.id, step)
    return proposal.id


def collected(scene: Scene, *proposal_ids: str) -> str:
    bench, editor = scene.workbench, scene["editor"]
    words = {"title": "Ground & Water", "foreword": "Read *this* first.", "language": "en"}
    made = collections.create_collection(bench, editor, scene.convening.id, **words)
    collections.edit_collection(bench, editor, made.id, **words, proposals=proposal_ids)
    return made.id


def status(scene: Scene, proposal_id: str) -> Status:
    return proposals.read_proposal(scene.workbench, scene["author"], proposal_id)[0].status


def test_each_decision_leads_to_its_status(scene: Scene) -> None:
    bench, proposal = scene.workbench, scene.proposal()
    for step, then in (
        (Decision.SUBMIT, Status.IN_REVIEW),
        (Decision.RETURN, Status.DRAFT),
        (Decision.SUBMIT, Status.IN_REVIEW),
        (Decision.ADOPT, Status.ADOPTED),
        (Decision.REOPEN, Status.DRAFT),
        (Decision.WITHDRAW, Status.WITHDRAWN),
    ):
        assert decisions.decide(bench, scene["convenor"], proposal.id, step).status is then
    facts = [event.fact.value for event in proposals.list_events(bench, scene["observer"], proposal.id)]
    assert facts[:2] == ["proposal withdrawn", "proposal reopened"]
    assert facts[-1] == "proposal started"


def test_a_decision_that_the_status_does_not_allow(scene: Scene) -> None:
    proposal = scene.proposal()
    with pytest.raises(Conflict, match="is draft now"):
        decisions.decide(scene.workbench, scene["convenor"], proposal.id, Decision.ADOPT)


def test_an_edition_from_end_to_end(scene: Scene) -> None:
    bench, proposal_id = scene.workbench, adopted(scene)
    made = editions.publish_edition(bench, scene["editor"], collected(scene, proposal_id))
    assert made.state is EditionState.WAITING
    with pytest.raises(NotFound):
        catalogue.read_collection(bench, "ground-water")
    build.build_edition_here(bench, made.id)
    collection, edition = catalogue.read_edition(bench, "ground-water", 1)
    assert (collection.title, edition.state) == ("Ground & Water", EditionState.PUBLISHED)
    assert status(scene, proposal_id) is Status.PUBLISHED
    pdf, path = catalogue.read_artifact(bench, "ground-water", 1, "pdf")
    assert path.read_bytes().startswith(b"%PDF-")
    assert path.stat().st_size == pdf.size
    epub, path = catalogue.read_artifact(bench, "ground-water", 1, "epub")
    assert (epub.media_type, path.read_bytes()[:2]) == ("application/epub+zip", b"PK")


def test_a_published_edition_never_changes(scene: Scene) -> None:
    bench, proposal_id = scene.workbench, adopted(scene)
    collection_id = collected(scene, proposal_id)
    first = editions.publish_edition(bench, scene["editor"], collection_id)
    build.build_edition_here(bench, first.id)
    before = catalogue.read_edition(bench, "ground-water", 1)[1]
    decisions.decide(bench, scene["editor"], proposal_id, Decision.REOPEN)
    head = revisions.read_revision(bench, scene["author"], proposal_id)
    revisions.save_revision(
        bench, scene["author"], proposal_id, base=head.number, title="Water, twice", markdown=TEXT + "\nMore.\n"
    )
    build.build_edition_here(bench, first.id)
    completion.fail_edition(bench, first.id, "It must not fail now.")
    assert catalogue.read_edition(bench, "ground-water", 1)[1] == before


def test_what_is_not_adopted_stops_the_edition(scene: Scene) -> None:
    waiting = scene.proposal(title="Half a thought")
    collection_id = collected(scene, adopted(scene), waiting.id)
    with pytest.raises(Invalid, match="Not adopted yet: “Half a thought”"):
        editions.publish_edition(scene.workbench, scene["editor"], collection_id)
    with pytest.raises(Invalid, match="is empty"):
        editions.publish_edition(scene.workbench, scene["editor"], collected(scene))


def test_one_edition_at_a_time(scene: Scene) -> None:
    collection_id = collected(scene, adopted(scene))
    editions.publish_edition(scene.workbench, scene["editor"], collection_id)
    with pytest.raises(Conflict, match="being made already"):
        editions.publish_edition(scene.workbench, scene["editor"], collection_id)


def test_a_text_that_cannot_be_published_says_why_and_can_be_tried_again(scene: Scene) -> None:
    bench = scene.workbench
    bad = adopted(scene, markdown="A picture of something: ![a chart](/etc/passwd)\n")
    collection_id = collected(scene, bad)
    failed = editions.publish_edition(bench, scene["editor"], collection_id)
    with pytest.raises(Refusal):
        build.build_edition_here(bench, failed.id)
    stopped = editions.read_edition(bench, scene["editor"], failed.id)
    assert stopped.state is EditionState.FAILED
    assert "Water for all" in stopped.problem
    assert status(scene, bad) is Status.ADOPTED
    decisions.decide(bench, scene["editor"], bad, Decision.REOPEN)
    revisions.save_revision(bench, scene["author"], bad, base=1, title="Water for all", markdown=TEXT)
    for step in (Decision.SUBMIT, Decision.ADOPT):
        decisions.decide(bench, scene["convenor"], bad, step)
    again = editions.publish_edition(bench, scene["editor"], collection_id)
    build.build_edition_here(bench, again.id)
    assert catalogue.read_edition(bench, "ground-water", 1)[1].id == again.id


def test_a_long_title_is_cut_in_addresses(sqlite_scene: Scene) -> None:
    bench, editor = sqlite_scene.workbench, sqlite_scene["editor"]
    collection = collections.create_collection(
        bench, editor, sqlite_scene.convening.id, title=f"Été {'x' * 70}", foreword="", language="fr"
    )
    assert collection.slug == f"ete-{'x' * 56}"


def test_a_collection_holds_proposals_of_its_own_convening_only(scene: Scene) -> None:
    with pytest.raises(Invalid, match="its own convening only"):
        collected(scene, "nosuchthing")


def test_coverage_and_its_gaps(scene: Scene) -> None:
    bench, proposal = scene.workbench, scene.proposal()
    head = revisions.read_revision(bench, scene["editor"], proposal.id)
    shown = head.paragraphs[1].lineage
    words = {"principle": "just", "rationale": "It shares.", "evidence": (shown,)}
    tags.tag_proposal(bench, scene["editor"], proposal.id, stance=Stance.ADVANCES, **words)
    tags.tag_proposal(
        bench, scene["editor"], proposal.id, principle="plural", stance=Stance.TENSION, rationale="One rule for all."
    )
    coverage = tags.read_coverage(bench, scene["observer"], scene.convening.id)
    assert coverage.cells[proposal.id]["just"].evidence == (shown,)
    gaps = {principle.key for principle in coverage.gaps()}
    assert "just" not in gaps
    assert "plural" in gaps
    decisions.decide(bench, scene["convenor"], proposal.id, Decision.WITHDRAW)
    assert tags.read_coverage(bench, scene["observer"], scene.convening.id).proposals == ()


def test_invalid_tags_are_refused(scene: Scene) -> None:
    bench, proposal = scene.workbench, scene.proposal()
    given = {"principle": "just", "stance": Stance.ADVANCES, "rationale": "It shares."}
    for change, said in (
        ({"principle": "tidy"}, "none of the twelve"),
        ({"rationale": " "}, "rationale is empty"),
        ({"evidence": ("gone",)}, "no longer in the text"),
    ):
        with pytest.raises(Invalid, match=said):
            tags.tag_proposal(bench, scene["editor"], proposal.id, **{**given, **change})


def test_licence_and_permalink_are_frozen_too(sqlite_scene: Scene) -> None:
    bench = sqlite_scene.workbench
    made = editions.publish_edition(bench, sqlite_scene["editor"], collected(sqlite_scene, adopted(sqlite_scene)))
    changed = bench.settings.model_copy(update={"licence": "CC0-1.0", "base_url": "https://elsewhere.example"})
    book, _ = book_content.book_of(replace(bench, settings=changed), made)
    assert (book.licence, book.permalink) == (bench.settings.licence, made.permalink)
    assert made.permalink == f"{bench.settings.base_url}/library/ground-water/1"
