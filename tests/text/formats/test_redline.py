"""Redlines."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blueprint.text import RedlineFormat, compare, redline
from tests.text.strategies import anything

LONG = "Every municipality shall publish its budget before the end of March and explain each item in plain language."
OTHER = "Rivers and forests have standing before the courts, and guardians chosen by lot speak for them."


@given(anything, anything, st.sampled_from(RedlineFormat))
def test_any_comparison_can_be_written(old: str, new: str, form: RedlineFormat) -> None:
    assert isinstance(redline(compare(old, new), form), str)


@given(anything, anything)
def test_no_text_can_control_the_terminal_or_the_page(old: str, new: str) -> None:
    comparison = compare(f"{old}\x1b[2J", f"{new}\x07<script>")
    assert set(re.findall("\x1b\\[[^m]*m", redline(comparison, "text"))) <= {
        "\x1b[0m",
        "\x1b[2m",
        "\x1b[31;9m",
        "\x1b[32;4m",
    }
    assert "\x07" not in redline(comparison, "text")
    assert "<script" not in redline(comparison, "html")


def test_html() -> None:
    assert redline(compare("one two three", "one 2 & three"), "html") == (
        '<p class="edited" dir="auto">one <del>two</del><ins>2 &amp;</ins> three</p>'
    )


def test_criticmarkup() -> None:
    old, new = f"# Title\n\n{LONG}\n\n{OTHER}\n", f"# Title\n\n{OTHER}\n\n{LONG.replace('March', 'May')}\n"
    written = redline(compare(old, new), "criticmarkup")
    assert "{--March--}{++May++}" in written
    assert "{>>moved, was paragraph 3<<}" in written
    accepted = re.sub(r"\{--.*?--\}|\{>>.*?<<\}", "", written).replace("{++", "").replace("++}", "")
    assert accepted == new


def test_text_folds_what_is_unchanged() -> None:
    assert "1 unchanged" in redline(compare(f"{LONG}\n\n{OTHER}", f"{LONG}\n\n{OTHER} More."), "text")


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(ValueError, match="doc"):
        redline(compare("", ""), "doc")


def test_line_endings_of_other_systems_are_line_endings() -> None:
    assert "\\x0d" not in redline(compare("One\r\ntwo.", "One\r\nthree."), "plain")
