"""Who sees the images of proposals: members until one is published, then everybody, at once."""

import pytest

from blueprint.domain.errors import NotFound
from blueprint.domain.proposals import Proposal
from blueprint.services.drafting import images
from blueprint.services.library import catalogue
from blueprint.services.library.images import read_image
from tests.factories import Scene
from tests.images import png
from tests.services.editions import adopted, collected, published


def proposal_with_image(scene: Scene) -> tuple[Proposal, str]:
    """A proposal with an image, and the image's name."""
    proposal = scene.proposal()
    reference = images.add_image(scene.workbench, scene["author"], proposal.id, png())
    assert reference == images.reference(png())
    scene.save(proposal, f"Water is a right.\n\n![A river]({reference})\n")
    return proposal, reference.removeprefix("images/")


def test_members_see_an_image_and_strangers_do_not_learn_of_it(scene: Scene) -> None:
    _, name = proposal_with_image(scene)
    data, kind = read_image(scene.workbench, scene["observer"], name)
    assert (data[:4], kind, name.rpartition(".")[2]) == (b"\x89PNG", "image/png", "png")
    for actor_id in (scene["outsider"], None, "no-such-person"):
        with pytest.raises(NotFound):
            read_image(scene.workbench, actor_id, name)
    with pytest.raises(NotFound):
        read_image(scene.workbench, scene["author"], name.replace(name[:8], "00000000"))


def test_everybody_sees_it_as_soon_as_an_edition_shows_it(scene: Scene) -> None:
    proposal, name = proposal_with_image(scene)
    collection = collected(scene, adopted(scene, proposal))
    assert not catalogue.is_published_image(scene.workbench, name)
    published(scene, collection)
    assert catalogue.is_published_image(scene.workbench, name)
    assert read_image(scene.workbench, None, name)[1] == "image/png"


def test_the_images_that_texts_show(scene: Scene) -> None:
    _, name = proposal_with_image(scene)
    missing = f"images/{'0' * 64}.png"
    found = images.images_in(scene.workbench, f"![x](images/{name})", f"![y]({missing}) ![x](images/{name})")
    assert list(found) == [f"images/{name}"]


def test_a_picture_whose_bytes_are_not_those_of_its_name_is_not_served_until_it_is_put_again(scene: Scene) -> None:
    proposal, name = proposal_with_image(scene)
    file = scene.workbench.settings.data / "images" / name[:2] / name
    whole = file.read_bytes()
    for damaged in (b"", whole[:-1], whole[:-1] + bytes([whole[-1] ^ 1])):
        file.write_bytes(damaged)
        with pytest.raises(NotFound):
            read_image(scene.workbench, scene["author"], name)
        assert images.images_in(scene.workbench, f"![x](images/{name})") == {}
    images.add_image(scene.workbench, scene["author"], proposal.id, png())
    assert read_image(scene.workbench, scene["author"], name)[0] == whole
