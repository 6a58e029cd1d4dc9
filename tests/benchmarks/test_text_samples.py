"""Real texts to measure on."""

from pathlib import Path

import pytest

from benchmarks.text_marks import score_marks
from benchmarks.text_samples import histories, language_of


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("de-constitution", "de"),
        ("fa_IR-terms", "fa"),
        ("zh-TW/zh-TW-law", "zh"),
        ("tos-archive", "unknown"),
        ("law", "unknown"),
    ],
)
def test_the_name_of_a_folder_begins_with_its_language(name: str, language: str) -> None:
    assert language_of(name) == language


def test_a_proposal_says_its_language() -> None:
    assert {language_of(name) for name in histories() if name.startswith("sample")} == {"ar", "en", "es", "fr", "pt"}


def test_marks_are_counted_by_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CORPUS", str(tmp_path))
    texts = {
        "de-satzung": ("Der Rat tagt.", "Der Rat tagt oft."),
        "en-bylaws": ("The council meets.", "The board met."),
    }
    for name, states in texts.items():
        (tmp_path / name).mkdir()
        for number, state in enumerate(states, 1):
            (tmp_path / name / f"{number}.md").write_text(state, encoding="utf-8")
    scores = score_marks()
    assert list(scores) == ["de", "en"]
    assert scores["de"].counts["marks"] == 1
