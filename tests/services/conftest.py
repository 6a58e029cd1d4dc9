"""A stage of one's own for each test, copied from the permission table's."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from blueprint.domain.convenings import Visibility
from blueprint.services.context import open_workbench
from blueprint.settings import Settings
from tests.services.test_permissions import Stage


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
