"""Links with their confidence and the truth about them."""

from pathlib import Path

import pytest

from benchmarks.text_confidence import JudgedLink, observations, real_links
from blueprint.text import ChangeKind
from tests.benchmarks.test_text_truth import BUDGET, ROADS, SCHOOL, WATER, text


@pytest.fixture(autouse=True)
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two histories of two states."""
    monkeypatch.setenv("CORPUS", str(tmp_path))
    edited = text(ROADS, WATER.replace("valley", "river"), SCHOOL)
    for name, new in (("one", edited), ("two", text(ROADS, BUDGET, SCHOOL))):
        (tmp_path / name).mkdir()
        (tmp_path / name / "1.md").write_text(text(ROADS, WATER, SCHOOL), encoding="utf-8")
        (tmp_path / name / "2.md").write_text(new, encoding="utf-8")


def test_the_links_of_every_second_history_are_in_the_other_half() -> None:
    found = list(real_links((0, 1)))
    assert [(each.source, each.half, each.kind) for each in found] == [
        ("real, 1 apart", 0, ChangeKind.SAME),
        ("real, 1 apart", 0, ChangeKind.EDITED),
        ("real, 1 apart", 0, ChangeKind.SAME),
        ("real, 1 apart", 1, ChangeKind.SAME),
        ("real, 1 apart", 1, ChangeKind.SAME),
    ]
    assert all(each.right for each in found)
    assert list(real_links((1,))) == found[3:]


def test_what_is_observed_may_be_similar_paragraphs_alone() -> None:
    found = [*real_links((0, 1)), JudgedLink("stress", 0, ChangeKind.SPLIT, 0.8, right=False)]
    [edited, split] = observations(found, only_changed=True)
    assert edited[1] is True
    assert split == (0.8, False)
    assert observations(found, real=False) == [split]
    assert len(observations(found, real=True)) == 5
