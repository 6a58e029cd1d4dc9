"""Brackets in brackets: each is tried as a link, to a depth that bounds the work."""

from collections.abc import Callable

import pytest
from markdown_it.parser_inline import ParserInline

from blueprint.text import split, visible_runs


@pytest.mark.parametrize(
    "make",
    [
        lambda size: "[" * size,
        lambda size: "[" * size + "]" * size,
        lambda size: "![" * size,
        lambda size: "[^" * size,
        lambda size: "[a](" * size,
    ],
    ids=["open", "nested", "images", "footnotes", "links"],
)
def test_the_work_grows_in_proportion(make: Callable[[int], str], monkeypatch: pytest.MonkeyPatch) -> None:
    steps, skip = list[int](), ParserInline.skipToken
    monkeypatch.setattr(ParserInline, "skipToken", lambda self, state: (steps.append(state.pos), skip(self, state))[1])
    counts = []
    for size in (150, 300):
        steps.clear()
        text = make(size)
        for paragraph in split(text).paragraphs:
            visible_runs(paragraph)
        counts.append(len(steps))
        assert len(steps) <= 40 * len(text)
    assert counts[1] <= 2.2 * counts[0]


def test_links_in_brackets_are_links_as_deep_as_people_nest() -> None:
    for depth in (1, 4, 9):
        (paragraph,) = split(f"{'[see ' * depth}[a](https://example.org){']' * depth}").paragraphs
        links = [mark.href for run in visible_runs(paragraph) for mark in run.marks if mark.href]
        assert links == ["https://example.org"]
