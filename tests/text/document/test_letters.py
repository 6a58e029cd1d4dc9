"""The letters of words: the same for one word that was respelled, and others for other words."""

import pytest

from blueprint.text.document.forms import fold
from blueprint.text.document.letters import letters

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
