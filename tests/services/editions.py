"""Publishing in tests, without the seconds that making files takes."""

from blueprint.domain.editions import Edition, EditionState
from blueprint.domain.proposals import Decision, Proposal
from blueprint.services.drafting import proposals
from blueprint.services.library import catalogue
from blueprint.services.publishing import collections, completion, editions
from blueprint.services.review import decisions
from blueprint.services.search import indexing
from tests.factories import Scene


def adopted(scene: Scene, proposal: Proposal) -> str:
    """Adopt a proposal, whatever it is now."""
    bench, editor = scene.workbench, scene["convenor"]
    steps = {"draft": (Decision.SUBMIT, Decision.ADOPT), "in review": (Decision.ADOPT,)}
    now = proposals.read_proposal(bench, editor, proposal.id)[0].status.value
    for step in steps.get(now, ()):
        decisions.decide(bench, editor, proposal.id, step)
    return proposal.id


def collected(scene: Scene, *proposal_ids: str, title: str = "Ground & Water", language: str = "en") -> str:
    """A collection of those proposals; its id."""
    bench, editor = scene.workbench, scene["editor"]
    words = {"title": title, "foreword": "Read *this* first.", "language": language}
    made = collections.create_collection(bench, editor, scene.convening.id, **words)
    collections.edit_collection(bench, editor, made.id, **words, proposals=proposal_ids)
    return made.id


def published(scene: Scene, collection_id: str) -> Edition:
    """Its next edition, published without files, and indexed."""
    bench = scene.workbench
    edition = editions.publish_edition(bench, scene["editor"], collection_id)
    completion.finish_edition(bench, edition.id, ())
    indexing.index_edition(bench, edition.id)
    slug = next(v.slug for v in catalogue.catalogue(bench).editions if v.id == edition.id)
    found = catalogue.read_edition(bench, slug, edition.number)[1]
    assert found.state is EditionState.PUBLISHED
    return found


def published_alone(scene: Scene, markdown: str = "", title: str = "Water for all", language: str = "en") -> Edition:
    """An edition of one proposal, in a collection of its own with that title."""
    given = {"markdown": markdown} if markdown else {}
    proposal = scene.proposal(title=title, language=language, **given)
    return published(scene, collected(scene, adopted(scene, proposal), title=title, language=language))
