"""The checks of `make check-corpus`, on the sample's texts."""

from pathlib import Path

import pytest

from blueprint.settings import SHIPPED_POLICIES
from tests.factories import Scene
from tests.text_history import editor_problems, history_problems

TEXTS = sorted(path.parent for path in (SHIPPED_POLICIES / "sample").glob("*/proposal.toml"))
LANGUAGES = {
    "water-commons": "ar",
    "semillas-y-tierra": "es",
    "le-temps-du-soin": "fr",
    "dados-de-quem-trabalha": "pt-BR",
}


@pytest.mark.parametrize("folder", TEXTS, ids=lambda path: path.name)
def test_a_history_is_imported_compared_and_published(sqlite_scene: Scene, folder: Path) -> None:
    files = sorted(folder.glob("*.md"))
    states = tuple((path.name, without_images(path).encode()) for path in files)
    assert len(states) >= 3
    assert list(history_problems(sqlite_scene, folder.name, LANGUAGES.get(folder.name, "en"), states)) == []


def test_the_editor_saves_every_text_unchanged(tmp_path: Path) -> None:
    assert list(editor_problems([path for folder in TEXTS for path in sorted(folder.glob("*.md"))])) == []


def test_the_editor_check_can_fail(tmp_path: Path) -> None:
    assert list(editor_problems([tmp_path / "there is no such file.md"])) != []


def without_images(path: Path) -> str:
    """A text without the lines that show images: those come in by the editor, not with a file."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith("!["))
