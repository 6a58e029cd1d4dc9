"""The benchmark of distant states: what counts as found, missed and wrong."""

from pathlib import Path

import pytest

from benchmarks import text_leap
from blueprint.text import compare

MEETING = "The assembly meets in the first week of spring, in the hall beside the river."
CHEST = "Whoever repairs the pier is paid from the common chest at the rate of a day's work."
STATES = (
    (MEETING, CHEST),
    (MEETING.replace("first", "second"), CHEST),
    (MEETING.replace("first", "second").replace("hall", "barn"), CHEST),
)


def score(
    monkeypatch: pytest.MonkeyPatch, folder: Path, linked: list[tuple[int, int]] | None = None
) -> tuple[int, ...]:
    """The changed links, those found, and the wrong ones, two states apart; with `linked` instead of the engine's links."""
    (folder / "en-harbour").mkdir()
    for number, paragraphs in enumerate(STATES):
        (folder / "en-harbour" / f"{number:04}.md").write_text("\n\n".join(paragraphs), encoding="utf-8")
    monkeypatch.setenv("CORPUS", str(folder))
    if linked is not None:
        monkeypatch.setattr(text_leap, "links", lambda _: set(linked))
    counts = text_leap.score_leaps(distance=2)["en-harbour"].counts
    return counts["changed"], counts["found"], counts["wrong"]


def test_a_changed_paragraph_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert len(compare(*("\n\n".join(STATES[at]) for at in (0, 2))).changes) == 2
    assert score(monkeypatch, tmp_path) == (1, 1, 0)


def test_a_missed_link_is_not_wrong(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert score(monkeypatch, tmp_path, [(1, 1)]) == (1, 0, 0)


def test_another_partner_is_wrong(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert score(monkeypatch, tmp_path, [(0, 1), (1, 0)]) == (1, 0, 2)


def test_a_second_partner_beside_the_true_one_is_not_wrong(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert score(monkeypatch, tmp_path, [(0, 0), (0, 1), (1, 1)]) == (1, 1, 0)
