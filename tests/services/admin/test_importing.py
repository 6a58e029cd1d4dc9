"""Who imports, and into which convening."""

import pytest

from blueprint.domain.errors import Invalid
from blueprint.services.admin.acting_person import IMPORTS, import_target
from blueprint.services.convenings import convenings
from tests.factories import Scene


def test_the_first_steward_imports_into_a_convening_made_for_that_once(scene: Scene) -> None:
    bench = scene.workbench
    actor_id, home = import_target(bench, "", "")
    assert actor_id == scene["steward"]
    assert convenings.read_convening(bench, actor_id, home)[0].title == IMPORTS
    assert import_target(bench, "", "") == (actor_id, home)


def test_somebody_named_imports_into_a_convening_called_by_title_or_id(scene: Scene) -> None:
    for name in (scene.convening.id, "Water"):
        assert import_target(scene.workbench, "author@example.org", name) == (scene["author"], scene.convening.id)


@pytest.mark.parametrize(("who", "name"), [("outsider", "Water"), ("author", "Land")])
def test_a_convening_that_the_person_takes_no_part_in_is_not_made(scene: Scene, who: str, name: str) -> None:
    with pytest.raises(Invalid, match=f"no convening “{name}” that this person takes part in"):
        import_target(scene.workbench, f"{who}@example.org", name)
    assert [one.title for one, _ in convenings.list_convenings(scene.workbench, scene["steward"])] == ["Water"]
