"""A thread, and a copy of the permission table's stage for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from blueprint.domain.convenings import Visibility
from blueprint.domain.threads import Thread
from blueprint.services.context import open_workbench
from blueprint.settings import Settings
from tests.factories import Scene
from tests.services.test_permissions import Stage

WORDS = "Their books are open to all"
"""Words of `tests.factories.TEXT`."""


@pytest.fixture
def thread(scene: Scene) -> Thread:
    """The reviewer asks about `WORDS` of the first revision."""
    return scene.start_thread(scene.proposal().id, WORDS, "Open where?")


@pytest.fixture(scope="session")
def staged(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    """The stage to copy; members alone see it."""
    bench = open_workbench(Settings(data=tmp_path_factory.mktemp("staged")))
    stage = Stage(bench, Visibility.MEMBERS)
    bench.close()
    return stage


@pytest.fixture
def stage(staged: Stage, tmp_path: Path) -> Iterator[Stage]:
    """A copy to act on."""
    stage = staged.on_a_copy(tmp_path / "data")
    yield stage
    stage.bench.close()
