"""Numbers written out in words."""

import pytest
from icu4py.messageformat import MessageFormat

from blueprint.text.document.numbers.written_out import (
    MONTHS,
    VALUES,
    WRITTEN_OUT,
    is_month,
    is_ordinal,
    languages_of,
    value_of,
    write_out,
)

ROWS = [line.split("\t") for line in WRITTEN_OUT.read_text(encoding="utf-8").splitlines()]
INVISIBLE = str.maketrans("", "", "\xad\u200b")


def test_the_table_is_complete() -> None:
    for _, rules, words in ROWS:
        written = words.split("|")
        assert len(written) == (12 if rules == MONTHS else len(VALUES))
        assert all(written)


@pytest.mark.parametrize(("language", "rules"), [("de", "ordinal-r"), ("ru", "ordinal-feminine"), ("am", "cardinal")])
def test_the_words_are_those_of_cldr(language: str, rules: str) -> None:
    message = MessageFormat(f"{{n,spellout,%spellout-{rules}}}", language)
    written = [message.format({"n": value}).translate(INVISIBLE) for value in VALUES]
    assert [language, rules, "|".join(written)] in ROWS


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("tercero", 3),
        ("TERCERO", 3),
        ("Séptimo", 7),
        ("Twenty-first", 21),
        ("twenty first", 21),
        ("İKİNCİ", 2),
        ("четвёртая", 4),
        ("الثالثة", 3),
        ("سوم", 3),
        ("ሦስት", 3),
        ("πρώτο", 1),
        ("ראשון", 1),
        ("water", 0),
        ("", 0),
    ],
)
def test_the_value_of_words(text: str, value: int) -> None:
    assert value_of(text) == value


def test_ordinals_and_months_are_told_from_other_words() -> None:
    assert is_ordinal("Dritter")
    assert not is_ordinal("drei")
    assert is_month("Mai")
    assert is_month("KESÄKUUTA")
    assert not is_month("May")


def test_words_are_written_like_others() -> None:
    assert write_out(4, "Dritter") == "Vierter"
    assert write_out(4, "ÜÇÜNCÜ") == "DÖRDÜNCÜ"
    assert write_out(2, "BİRİNCİ") == "İKİNCİ"
    assert write_out(31, "Dritter") is None
    assert {"es", "pt"} <= languages_of("segundo")
    assert write_out(3, "segundo") is None
    assert write_out(3, "segundo", {"pt"}) == "terceiro"
