"""The first words of a text, which the library shows beside its title."""

import pytest

from blueprint.domain.published_editions import first_words


@pytest.mark.parametrize(
    ("passages", "shown"),
    [
        (["One two."], "One two."),
        (["One  two.", "Three."], "One two. Three."),
        (["a" * 60, "More."], "a" * 60),
        (["a" * 59, "More."], f"{'a' * 59} More."),
        (["a" * 200], "a" * 200),
        ([f"{'a' * 150} {'b' * 60}"], f"{'a' * 150}…"),
        ([f"{'a' * 50} {'b' * 200}"], f"{'a' * 50} {'b' * 149}…"),
        ([], ""),
    ],
)
def test_first_words(passages: list[str], shown: str) -> None:
    assert first_words(passages) == shown
