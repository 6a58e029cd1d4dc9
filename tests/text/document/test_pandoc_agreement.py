"""Paragraphs begin where Pandoc, which publishes the texts, has blocks begin."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.text.document.pandoc_blocks import first_lines, ours

SAMPLES = sorted((Path(__file__).parents[3] / "policies").rglob("*.md"))

LINES = [
    "Plain words",
    "more words",
    "# Heading",
    "Heading\n---",
    "- item",
    "- [ ] task",
    "  - nested",
    "    continued",
    "1. one",
    "2. two",
    "(a) letter",
    "ii. roman",
    "B.  capital",
    "> quoted",
    "> - item",
    "",
    "",
    "",
    "***",
    "```\ncode\n\n# code\n```",
    "    indented",
    "| a | b |\n|---|---|\n| c | d |\n",
    "\nTerm\n: definition\n",
    "<div>\nx\n</div>",
    "![a](b.png)",
    "$$\nx\n$$",
]
"""Tables are followed by a blank line, and terms are between two: the parsers differ about what continues them."""
written = st.lists(st.sampled_from(LINES), max_size=9).map("\n".join)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_on_the_samples(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert ours(text) == first_lines(text)


@settings(max_examples=60)
@given(written)
def test_on_generated_blocks(markdown: str) -> None:
    assert ours(markdown) == first_lines(markdown)
