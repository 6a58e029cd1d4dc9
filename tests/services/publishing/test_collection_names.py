"""Names of collections in addresses: unique among those that are published, and silent about all others."""

import pytest

from blueprint.domain.convenings import Role
from blueprint.domain.editions import Edition, EditionState
from blueprint.domain.errors import Invalid, NotFound
from blueprint.services.convenings import convenings
from blueprint.services.library import catalogue
from blueprint.services.publishing import collections, completion, editions
from blueprint.services.publishing.edition_status import NAME_TAKEN
from blueprint.storage import convenings as membership
from tests.factories import Scene
from tests.services.editions import adopted, collected, published


@pytest.fixture
def strangers(scene: Scene) -> Scene:
    """Another convening, whose one member is nobody in the first and cannot see it."""
    bench, person = scene.workbench, scene.people["outsider"]
    convening = convenings.create_convening(bench, scene["steward"], title="Land", purpose="")
    with bench.database.transaction() as session:
        membership.set_role(session, convening.id, person.id, Role.CONVENOR, bench.now())
    return Scene(bench, convening, dict.fromkeys(("convenor", "editor", "author", "reviewer"), person))


def collection_of(scene: Scene, title: str = "Ground & Water") -> str:
    """A collection of one adopted proposal; its id."""
    return collected(scene, adopted(scene, scene.proposal()), title=title)


def slug(scene: Scene, collection_id: str) -> str:
    return collections.read_collection(scene.workbench, scene["editor"], collection_id)[0].slug


def ready(scene: Scene, collection_id: str) -> Edition:
    """The collection's next edition, frozen and not published yet."""
    return editions.publish_edition(scene.workbench, scene["editor"], collection_id)


@pytest.mark.parametrize("chosen", ["", "Ground & Water"])
@pytest.mark.parametrize("title", ["Ground & Water", "GROUND WATER!", "Gròund Ẃater"])
def test_a_name_tells_nothing_of_a_collection_that_one_cannot_see(
    scene: Scene, strangers: Scene, title: str, chosen: str
) -> None:
    bench, me = scene.workbench, strangers["editor"]
    hidden = collection_of(scene)
    ready(scene, hidden)  # while it is made, too
    mine = collections.create_collection(bench, me, strangers.convening.id, title=title, name=chosen)
    assert (mine.slug, slug(scene, hidden)) == ("ground-water", "ground-water")
    with pytest.raises(NotFound):
        catalogue.read_collection(bench, "ground-water")


def test_the_first_to_publish_has_the_name_and_keeps_it(scene: Scene, strangers: Scene) -> None:
    bench = scene.workbench
    hidden, mine = collection_of(scene), collection_of(strangers)
    first = published(strangers, mine)
    second = published(scene, hidden)
    assert first.permalink.endswith("/library/ground-water/1")
    assert second.permalink.endswith("/library/ground-water-2/1")
    assert published(scene, hidden).permalink.endswith("/library/ground-water-2/2")
    assert published(strangers, mine).permalink.endswith("/library/ground-water/2")
    assert [edition.id for edition in catalogue.read_collection(bench, "ground-water")][-1] == first.id
    assert [edition.id for edition in catalogue.read_collection(bench, "ground-water-2")][-1] == second.id


def test_a_name_that_anybody_can_see_is_refused(scene: Scene, strangers: Scene) -> None:
    published(scene, collection_of(scene))
    bench, me, home = scene.workbench, strangers["editor"], strangers.convening.id
    with pytest.raises(Invalid, match="“ground-water” is taken already"):
        collections.create_collection(bench, me, home, title="Soil", name="Ground water")
    assert collections.create_collection(bench, me, home, title="Ground Water").slug == "ground-water-2"


def test_names_within_a_convening_differ(scene: Scene) -> None:
    bench, me, home = scene.workbench, scene["editor"], scene.convening.id
    names = [collections.create_collection(bench, me, home, title="Ground Water").slug for _ in range(3)]
    assert names == ["ground-water", "ground-water-2", "ground-water-3"]
    with pytest.raises(Invalid, match="is taken already"):
        collections.create_collection(bench, me, home, title="Soil", name="ground-water-3")
    with pytest.raises(Invalid, match="is taken already"):
        collections.create_collection(bench, me, home, title="Soil", name="Search")


def test_the_later_of_two_that_are_made_at_once_is_refused_and_published_under_another_name(
    scene: Scene, strangers: Scene
) -> None:
    bench = scene.workbench
    hidden, mine = collection_of(scene), collection_of(strangers)
    theirs, ours = ready(scene, hidden), ready(strangers, mine)
    assert theirs.permalink == ours.permalink
    completion.finish_edition(bench, ours.id, ())
    completion.finish_edition(bench, theirs.id, ())
    failed = editions.read_edition(bench, scene["editor"], theirs.id)
    assert (failed.state, failed.problem) == (EditionState.FAILED, NAME_TAKEN)
    assert catalogue.find_edition(bench, "ground-water", 1).id == ours.id
    again = editions.retry_edition(bench, scene["editor"], theirs.id)
    completion.finish_edition(bench, again.id, ())
    assert catalogue.find_edition(bench, "ground-water-2", 1).id == again.id
    assert again.permalink.endswith("/library/ground-water-2/1")
