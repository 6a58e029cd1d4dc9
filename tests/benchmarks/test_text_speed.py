"""What saving costs."""

from benchmarks.text_speed import saving


def test_a_save_is_told_in_its_parts() -> None:
    cost = saving(20, 5, saves=2)
    assert cost.total >= cost.compare > 0
