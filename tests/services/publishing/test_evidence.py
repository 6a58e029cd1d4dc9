"""An edition freezes the evidence of its claims."""

from blueprint.domain.principles import Stance
from blueprint.services.drafting import revisions
from blueprint.services.publishing import book_content
from blueprint.services.review import tags
from tests.factories import Scene
from tests.services.editions import adopted, collected, published


def test_a_claims_evidence_is_frozen_with_it(scene: Scene) -> None:
    bench, proposal = scene.workbench, scene.proposal(markdown="First.\n\nSecond.\n")
    second = revisions.read_revision(bench, scene["author"], proposal.id).paragraphs[1].lineage
    for principle, evidence in (("just", (second,)), ("plural", ())):
        tags.tag_proposal(
            bench,
            scene["editor"],
            proposal.id,
            principle=principle,
            stance=Stance.ADVANCES,
            rationale="It does.",
            evidence=evidence,
        )
    edition = published(scene, collected(scene, adopted(scene, proposal)))
    book, _images = book_content.book_of(bench, edition)
    assert {claim.principle: claim.evidence for claim in book.chapters[0].advances} == {"just": (second,), "plural": ()}
    older = edition.model_copy(update={"chapters": (edition.chapters[0].model_copy(update={"evidence": ()}),)})
    assert all(not claim.evidence for claim in book_content.book_of(bench, older)[0].chapters[0].advances)
