"""Forms of the same text."""

from unicodedata import normalize

import pytest
from hypothesis import given

from blueprint.text import words
from blueprint.text.document.forms import canonical, fold, fold_with_offsets
from tests.text.strategies import anything

SAME = {
    "accents, Vietnamese": ("Mỗi hộ được cấp nước", normalize("NFD", "Mỗi hộ được cấp nước")),
    "syllables, Korean": ("국민의 권리", normalize("NFD", "국민의 권리")),
    "nukta, Hindi": ("क़ानून", "क\u093cानून"),
    "vowel of two parts, Tamil": ("கோவில்", "கே\u0bbeவில்"),
    "voiced mark, Japanese": ("ガバナンス", "カ\u3099ハ\u3099ナンス"),
    "points of Hebrew in another order": ("ש\u05c1\u05b8", "ש\u05b8\u05c1"),
    "ligature": ("ﬁnance", "finance"),
    "soft hyphen": ("Ver\u00adfassung", "Verfassung"),
    "no-break space": ("l'art. 3", "l'art.\u00a03"),
    "narrow no-break space": ("10 000 €", "10\u202f000\u202f€"),
    "zero-width space": ("ទឹកស្អាត", "ទឹក\u200bស្អាត"),
    "word joiner": ("ab", "a\u2060b"),
    "sara am": ("น้ำสะอาด", "น\u0e4d\u0e49\u0e32สะอาด"),
    "sara am after the tone": ("น้ำ", "น\u0e49\u0e4d\u0e32"),
    "am of Lao": ("ນ້ຳ", "ນ\u0ecd\u0ec9\u0eb2"),
    "sara ae typed as two sara e": ("แผนที่และแม่น้ำ", "\u0e40\u0e40ผนที่\u0e40\u0e40ละ\u0e40\u0e40ม่น้ำ"),
    "ae of Lao typed as two e": ("ແມ່ນ້ຳ", "\u0ec0\u0ec0ມ່ນ້ຳ"),
    "full-width letters": ("Ａｒｔ（１）", "Art(1)"),
    "half-width kana": ("ｶﾞｲﾄﾞ", "ガイド"),
    "presentation forms, Arabic": ("ﺍﻟﻤﺎء", "الماء"),
    "lam with alef in one sign": ("ﻻ", "لا"),
    "joiner of nothing": ("خانه\u200c ما", "خانه ما"),
    "lines of Chinese": ("人民有权\n获得清洁的水。", "人民有权获得清洁的水。"),
    "non-breaking hyphen": ("e\u2011mail", "e-mail"),
}
OTHER = {
    "superscript": ("m²", "m2"),
    "fraction": ("½", "1/2"),
    "number in a circle": ("①", "1"),
    "number sign": ("№", "No"),
    "joiner between letters, Persian": ("می\u200cخواهم", "میخواهم"),
    "joined emoji": ("👩\u200d🌾", "👩🌾"),
    "vowel points": ("كُلّ", "كل"),
    "accent": ("résumé", "resume"),
    "dash": ("a–b", "a-b"),
}


@pytest.mark.parametrize("pair", SAME.values(), ids=SAME)
def test_what_a_reader_does_not_tell_apart_is_folded(pair: tuple[str, str]) -> None:
    assert fold(pair[0]) == fold(pair[1])


@pytest.mark.parametrize("pair", OTHER.values(), ids=OTHER)
def test_what_a_reader_sees_is_not_folded(pair: tuple[str, str]) -> None:
    assert fold(pair[0]) != fold(pair[1])


@given(anything)
def test_offsets_are_those_of_the_source(text: str) -> None:
    folded = fold_with_offsets(text)
    assert folded.text == fold(text)
    assert len(folded.offsets) == len(folded.text)
    assert list(folded.offsets) == sorted(folded.offsets)
    assert all(0 <= offset < len(text) for offset in folded.offsets)


@given(anything)
def test_a_folded_text_stays_as_it_is(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(canonical(text)) == fold(text)


@pytest.mark.parametrize("pair", SAME.values(), ids=SAME)
def test_both_forms_are_cut_into_the_same_words(pair: tuple[str, str]) -> None:
    cut = [[fold(word).strip() for word in words(text, "th")] for text in pair]
    assert cut[0] == cut[1]


def test_white_space_and_addresses_are_not_cut() -> None:
    assert words("water \n\t and") == ("water", " \n\t ", "and")
    assert words("See https://law.example/water/free?of=charge.") == (
        "See",
        " ",
        "https://law.example/water/free?of=charge",
        ".",
    )
    assert words("[water](docs/water-law.md)!") == ("[", "water", "]", "(", "docs/water-law.md", ")", "!")
    assert words("|---|") == ("|", "---", "|")
