"""Word segmentation."""

from itertools import accumulate

import pytest
from hypothesis import given
from icu4py.breakers import CharacterBreaker

from blueprint.text import words
from tests.text.strategies import anything


@given(anything)
def test_words_joined_are_the_text(text: str) -> None:
    assert "".join(words(text, "en")) == text


@given(anything)
def test_no_grapheme_is_cut(text: str) -> None:
    whole = text.encode("utf-8", "replace").decode()
    starts = {0, *accumulate(map(len, CharacterBreaker(whole, "en")))}
    assert set(accumulate(map(len, words(whole, "en")))) <= starts


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Don't stop: 3.5 %", ["Don't", " ", "stop", ":", " ", "3.5", " ", "%"]),
        ("th", "สวัสดีชาวโลก", ["สวัสดี", "ชาว", "โลก"]),
        ("ja", "日本語の文章", ["日本語", "の", "文章"]),
        ("ta", "தமிழ்நாடு நீர்", ["தமிழ்நாடு", " ", "நீர்"]),
        ("ti", "ሰላም፡ዓለም", ["ሰላም", "፡", "ዓለም"]),
        ("ar", "الماء، والأرض", ["الماء", "،", " ", "والأرض"]),
        ("ur", "پانی اور زمین۔", ["پانی", " ", "اور", " ", "زمین", "۔"]),
        ("not a language", "a b", ["a", " ", "b"]),
    ],
)
def test_words_of_a_language(language: str, text: str, expected: list[str]) -> None:
    assert list(words(text, language)) == expected


def test_an_emoji_made_of_several_is_one() -> None:
    assert words("👩‍🌾é", "en") == ("👩‍🌾", "é")
