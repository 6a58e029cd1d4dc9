"""Greek, Hebrew and Ethiopic numerals."""

import pytest

from blueprint.text.document.numbers.additive import (
    ethiopic,
    ethiopic_value,
    greek,
    greek_value,
    hebrew,
    hebrew_value,
)


@pytest.mark.parametrize(
    ("value", "text"), [(1, "፩"), (10, "፲"), (21, "፳፩"), (100, "፻"), (101, "፻፩"), (230, "፪፻፴"), (1999, "፲፱፻፺፱")]
)
def test_ethiopic_numerals(value: int, text: str) -> None:
    assert ethiopic_value(text) == value
    assert ethiopic(value) == text


@pytest.mark.parametrize(("value", "text"), [(1, "α"), (6, "στ"), (7, "ζ"), (10, "ι"), (16, "ιστ"), (21, "κα")])
def test_greek_numerals(value: int, text: str) -> None:
    assert greek_value(text) == greek_value(text.upper()) == value
    assert greek(value, "α") == text
    assert greek(value, "Α") == text.upper()


@pytest.mark.parametrize(("value", "text"), [(3, "ג"), (11, "יא"), (15, "טו"), (16, "טז"), (21, "כא"), (115, "קטו")])
def test_hebrew_numerals(value: int, text: str) -> None:
    marked = text + "׳" if len(text) == 1 else text[:-1] + "״" + text[-1]
    assert hebrew_value(text) == hebrew_value(marked) == value
    assert hebrew(value, "א") == text
    assert hebrew(value, "א׳") == marked


def test_what_is_no_numeral_has_no_value() -> None:
    assert greek_value("νερό") == greek_value("ας") == greek_value("water") == greek_value("") == 0
    assert hebrew_value("אי") == hebrew_value("מים") == hebrew_value("water") == hebrew_value("") == 0
    assert ethiopic_value("ውሃ") == ethiopic_value("") == 0


def test_what_the_numerals_lack_is_not_written() -> None:
    assert ethiopic(10_000) is None
    assert greek(100, "α") is None
    assert hebrew(500, "א") is None
    assert greek(0, "α") is hebrew(0, "א") is ethiopic(0) is None
