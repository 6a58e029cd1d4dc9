"""The letters of words: the same for one word that was respelled, and others for other words."""

import unicodedata

import pytest

from blueprint.text.document.forms import fold
from blueprint.text.document.letters import letters, stem

SAME = {
    "harakat": ("لِكُلِّ أُسْرَةٍ", "لكل أسرة"),
    "lengthened": ("المـــاء", "الماء"),
    "Persian yeh and kaf": ("یک", "يك"),
    "niqqud": ("שָׁלוֹם", "שלום"),
    "nukta": ("सड़क", "सडक"),
    "capitals": ("SHALL", "shall"),
    "sharp s": ("Straße", "STRASSE"),
    "apostrophe": ("doesn’t", "doesn't"),
    "apostrophe that is a letter": ("громадськоʼю", "громадською"),
    "cedilla for comma": ("cetăţenii şi", "cetățenii și"),
    "no accents": ("dùng nước", "dung nuoc"),
    "no stroke": ("łódź", "lodz"),
    "final sigma": ("ΝΌΜΟΣ", "νόμος"),
    "hyphen": ("co-operate", "cooperate"),
    "digits": ("१२३", "123"),
}
OTHER = {
    "vowel signs": ("की", "के"),
    "virama": ("सतत", "सत्त"),
    "vowel signs of Tamil": ("நீர்", "நோர்"),
    "tone": ("ข้าว", "ขาว"),
    "vowel below": ("กุ", "กู"),
    "voiced": ("かき", "かぎ"),
    "Hangul": ("물을", "물은"),
}


@pytest.mark.parametrize("pair", SAME.values(), ids=SAME)
def test_a_respelled_word_has_the_same_letters(pair: tuple[str, str]) -> None:
    assert letters(pair[0]) == letters(pair[1]) != ""
    assert fold(pair[0]) != fold(pair[1])


@pytest.mark.parametrize("pair", OTHER.values(), ids=OTHER)
def test_another_word_has_other_letters(pair: tuple[str, str]) -> None:
    assert letters(pair[0]) != letters(pair[1])


@pytest.mark.parametrize("signs", ["", " \n", "--", "…", "“", "\u0301", "_", "\u200b"])
def test_signs_are_no_letters(signs: str) -> None:
    assert letters(signs) == ""


@pytest.mark.parametrize(
    "pair",
    [
        ("마을의", "마을"),
        ("주민들은", "주민들이"),
        ("잔치가", "잔치를"),
        ("공동체에서", "공동체로"),
        ("행사장으로", "행사장"),
    ],
)
def test_a_korean_word_is_the_same_with_another_particle(pair: tuple[str, str]) -> None:
    assert stem(pair[0]) == stem(pair[1])
    assert stem(unicodedata.normalize("NFD", pair[0])) == stem(pair[0])
    assert letters(pair[0]) != letters(pair[1])


@pytest.mark.parametrize("pair", [("회의", "회"), ("도로", "도"), ("물을", "물"), ("국가", "국민")])
def test_a_korean_word_of_two_syllables_has_no_particle(pair: tuple[str, str]) -> None:
    assert stem(pair[0]) != stem(pair[1])


@pytest.mark.parametrize("word", ["Straße", "שָׁלוֹם", "नीति", "水", "ข้าว", "2026", ""])
def test_words_of_other_scripts_have_their_letters(word: str) -> None:
    assert stem(word) == letters(word)
