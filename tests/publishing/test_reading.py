"""A text is read without the places of its words where that is quicker and otherwise the same."""

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from blueprint.publishing import Chapter, Refusal, reading
from blueprint.publishing.compose import compose
from blueprint.publishing.pandoc import Node
from blueprint.publishing.reading import Reading, begin, plain
from tests.publishing.books import ARABIC, ENGLISH, JAPANESE

PICTURES = {"images/a.png"}
WORDS = [
    *(
        "riders",
        "*wait*",
        "**long**",
        "***here***",
        "_u_",
        "`code`",
        "[link](https://a.example)",
        "*a*.",
        "[x]",
        "<br>",
    ),
    *(
        "![A *bus*](images/a.png)",
        "[^1]",
        "[^9]",
        '"so"',
        "it's",
        "--",
        "<b>",
        "<https://b.example>",
        "[t]",
        "\\*",
        "1.",
    ),
    *(
        "2)",
        "-",
        "+",
        "#",
        ">",
        "日本",
        "مرحبا",
        "(",
        ";",
        "*",
        "_",
        "**",
        "a*b",
        "a_b",
        "**a**b",
        "M&M",
        "&mdash;",
        "\\",
    ),
]
BLOCKS = (
    "## {}", "{}", "{}\n{}", "- {}\n- {}", "1. {}\n   - {}\n\n     {}", "> {}\n>\n> {}", "- {}\n\n  {}", "{}\n- {}", "---",
    "| a | b |\n|---|---|\n| x | *y* |", "[^1]: {}\n\n    {}", "    code", "<div>\n{}\n</div>", "{}  \n{}", "a) {}\nb) {}",
    "- \n  {}", "[t]: https://t.example\n{}", "- [ ] {}", "Term\n: {}", "<!-- {} -->",
)  # fmt: skip


def _seen(text: Any) -> Any:
    """All but the lines."""
    if isinstance(text, dict):
        return {key: _seen(value) for key, value in text.items() if key != "line"}
    return [_seen(item) for item in text] if isinstance(text, (list, tuple)) else text


def _composed(markdown: str, begun: Reading | None) -> Any:
    try:
        text = compose(Chapter(title="T", markdown=markdown), PICTURES, begun=begun)
        return _seen([text.blocks, text.headings])
    except Refusal as refusal:
        return str(refusal)


LINES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
TEXTS = st.lists(st.tuples(st.sampled_from(BLOCKS), LINES, LINES, LINES), min_size=1, max_size=9).map(
    lambda blocks: "\n\n".join(block.format(*lines) for block, *lines in blocks)
)


@example(ENGLISH)
@example(ARABIC)
@example(JAPANESE)
@given(TEXTS)
@settings(max_examples=12, deadline=None)
def test_a_text_is_composed_as_if_it_had_been_read_with_its_places(markdown: str) -> None:
    assert _composed(markdown, None) == _composed(markdown, Reading(markdown.removeprefix("\ufeff"), places=True))


def _read(markdown: str, monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether each reading of the text was one with places."""
    readings = []

    class Noted(Reading):
        def __init__(self, markdown: str, *, places: bool = False) -> None:
            super().__init__(markdown, places=places)
            readings.append(self.places)

    monkeypatch.setattr("blueprint.publishing.compose.Reading", Noted)
    monkeypatch.setattr(reading, "Reading", Noted)
    _composed(markdown, None)
    return readings


@pytest.mark.parametrize(
    "markdown",
    [
        "One *and* two.\n\n- Three[^1].\n\n[^1]: Four.\n",
        ARABIC,
        JAPANESE,
        "---\ntitle: x\n---\n\nText.\n",
        "M&M &mdash; so.",
    ],
)
def test_what_most_people_write_is_read_once_and_without_places(markdown: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert _read(markdown, monkeypatch) == [False]


@pytest.mark.parametrize(
    "markdown",
    ["[x]{.small}", "a ~~b~~", "m^2^", "a &#32; b", "*a*_b_", "**a****b**", "Term\n: x", "[t]: https://a.example\nWords [t]",
     "- [ ] to do", "a \\\nb"],
)  # fmt: skip
def test_what_the_places_may_change_is_read_with_them(markdown: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not plain(markdown)
    assert _read(markdown, monkeypatch) == [True]


def test_a_refusal_names_its_line_though_the_text_was_read_without() -> None:
    with pytest.raises(Refusal) as caught:
        compose(Chapter(title="T", markdown="One.\n\n- Two.\n- [x](javascript:y)\n", source="t.md"), ())
    assert (caught.value.file, caught.value.line) == ("t.md", 4)


def test_paragraphs_that_were_cut_otherwise_are_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("blueprint.publishing.compose.place", lambda *_: False)
    assert _read("One.\n\nTwo.\n", monkeypatch) == [False, True]


def test_a_reading_that_nobody_wants_any_more_stops() -> None:
    begun = begin("Text. " * 100_000)
    assert begun is not None
    begun.stop()
    assert begun._process.returncode is not None


def test_sentences_are_whole_before_anything_else_is_done_with_them() -> None:
    blocks: list[Node] = compose(Chapter(title="T", markdown="One *two three* four."), ()).blocks
    assert blocks[0]["c"] == [
        {"t": "Str", "c": "One"},
        {"t": "Space"},
        {"t": "Emph", "c": [{"t": "Str", "c": "two three"}]},
        {"t": "Space"},
        {"t": "Str", "c": "four."},
    ]
