"""Wherever Git merges by lines without a conflict, so do we, with the same words."""

import random
from pathlib import Path

import pytest

from tests.text.merge.git_merge_file import changed, compared

SAMPLES = sorted((Path(__file__).parents[3] / "policies" / "sample").glob("*/1.md"))


def agree(path: Path, tmp_path: Path, times: int, seed: str) -> tuple[int, int]:
    """Merge so many random pairs of edits both ways: how many of them Git found clean, and in how many the order agrees."""
    chance = random.Random(seed)  # noqa: S311, the same edits each time, not secrets
    base = path.read_text(encoding="utf-8")
    found = [compared(base, changed(base, chance), changed(base, chance), tmp_path) for _ in range(times)]
    return sum(each is not None for each in found), sum(each is True for each in found)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.parent.name)
def test_as_clean_as_git_and_with_the_same_words(path: Path, tmp_path: Path) -> None:
    clean, ordered = agree(path, tmp_path, times=8, seed=path.parent.name)
    assert clean == ordered > 1


@pytest.mark.slow
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.parent.name)
def test_as_clean_as_git_many_times(path: Path, tmp_path: Path) -> None:
    clean, ordered = agree(path, tmp_path, times=100, seed=f"{path.parent.name} again")
    assert clean > 20
    assert ordered >= clean - 1
