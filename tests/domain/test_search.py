"""Words as the search sees them, and what is shown of what was found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blueprint.domain.search import (
    LONGEST_WORD,
    MOST_TERMS,
    Passage,
    fold_word,
    forms,
    indexed_words,
    matches,
    query_terms,
    snippet,
    without_article,
)


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("Água", "agua"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("ёлка", "елка"),
        ("İstanbul", "istanbul"),
        ("ısı", "isi"),
        ("مُحَمَّد", "محمد"),
        ("أرض", "ارض"),
        ("المياهـــ", "المياه"),
        ("کتاب", "كتاب"),
        ("ＡＢＣ", "abc"),
        ("ｶﾞｽ", "ガス"),
        ("தமிழ்", "தமிழ்"),  # vowel signs are letters' halves
        ("น้ำ", "น้ํา"),  # decomposed alike in text and query
    ],
)
def test_a_word_is_folded(word: str, folded: str) -> None:
    assert fold_word(word) == folded


def test_the_arabic_article_may_be_left_out() -> None:
    assert forms("والمياه", "ar") == ("والمياه", "مياه")
    assert forms("المياه", "fa") == ("المياه",)
    assert forms("ال", "ar") == ("ال",)


@pytest.mark.parametrize(
    ("language", "text", "word"),
    [
        ("th", "น้ำเป็นของทุกคน", "น้ำ"),
        ("ja", "水は公共のものである", "公共"),
        ("ta", "தண்ணீர் அனைவருக்கும் சொந்தம்", "தண்ணீர்"),
        ("ar", "الماء حقٌّ للجميع", "الماء"),
        ("ti", "ማይ ናይ ኩሉ እዩ", "ማይ"),
        ("zh-Hans", "清洁的水是每个人的基本权利", "权利"),
        ("zh-Hans", "清洁的水是每个人的基本权利", "个人"),
        ("zh-Hant", "清潔的飲用水是每個人的基本權利", "用水"),
        ("ko", "물은 모든 사람의 권리이며", "물"),
        ("ko", "물은 모든 사람의 권리이며", "권리"),
        ("ko", "국민건강보험에서 정한다", "국민"),
        ("km", "ទឹកស្អាតជាសិទ្ធិ", "ទឹក"),
    ],
)
def test_scripts_are_cut_where_their_readers_would(language: str, text: str, word: str) -> None:
    (term,) = query_terms(word)
    assert any(matches(term, found) for found in indexed_words(text, language))


@pytest.mark.parametrize("text", ["任何人都不得为其付费", "他说公共住房不出售", "每个人都有权利"])
@pytest.mark.parametrize("around", ["", "我们认为"])
def test_any_ideographs_in_a_row_are_found(text: str, around: str) -> None:
    """Wherever a dictionary cuts them."""
    there = list(indexed_words(around + text, "zh-Hans"))
    for start in range(len(text)):
        for end in range(start + 1, min(start + 5, len(text)) + 1):
            terms = query_terms(text[start:end])
            assert all(any(matches(term, found) for found in there) for term in terms), text[start:end]


def test_ideographs_that_do_not_follow_each_other_are_not_found() -> None:
    [term] = query_terms("人权")
    assert not any(matches(term, found) for found in indexed_words("每个人的权利", "zh-Hans"))


def test_a_long_enough_beginning_finds_a_word() -> None:
    assert matches("wat", ("water",))
    assert not matches("wa", ("water",))
    assert matches("wa", ("wa",))


@given(st.text(max_size=300))
def test_anything_may_be_asked(query: str) -> None:
    terms = query_terms(query)
    assert len(terms) <= MOST_TERMS
    assert all(0 < len(term) <= LONGEST_WORD and "\0" not in term and term.strip() for term in terms)
    assert len(set(terms)) == len(terms)


@given(st.lists(st.text(max_size=60), max_size=5), st.text(max_size=20))
def test_a_snippet_is_of_the_text(texts: list[str], query: str) -> None:
    passages = [Passage(anchor=str(at), text=text) for at, text in enumerate(texts)]
    anchor, pieces = snippet(passages, query_terms(query), "en", most=5)
    said = "".join(piece.text for piece in pieces).removeprefix("… ").removesuffix(" …")
    assert not passages or said in texts[int(anchor)] or said in "".join(p.text for p in pieces)


def test_a_snippet_is_around_what_was_found() -> None:
    far = "word " * 200 + "water " + "word " * 200
    passages = (Passage(anchor="a", text="Nothing here."), Passage(anchor="b", text=far))
    anchor, pieces = snippet(passages, ("water",), "en")
    assert anchor == "b"
    assert [piece.text for piece in pieces if piece.found] == ["water"]
    assert pieces[0].text == "… "
    assert len(pieces) < 90


def test_a_query_is_cut_at_so_many_terms_and_characters() -> None:
    many = " ".join(f"w{number}x" for number in range(MOST_TERMS + 1))
    assert query_terms(many) == tuple(many.split()[:12])
    assert query_terms("a" * 199 + " bc") == ("a" * 40,)
    assert query_terms("a" * 198 + " bc") == ("a" * 40, "b")
    assert fold_word("a" * 41) == "a" * 40


def test_each_term_is_looked_for_once() -> None:
    assert query_terms("Water, WATER & wäter!") == ("water",)
    assert query_terms("— … !") == ()


@pytest.mark.parametrize(
    ("term", "bare"),
    [
        ("البر", "بر"),
        ("الب", "الب"),
        ("والماء", "ماء"),
        ("بالماء", "ماء"),
        ("كالماء", "ماء"),
        ("فالماء", "ماء"),
        ("للماء", "ماء"),
        ("ماء", "ماء"),
    ],
)
def test_the_article_is_taken_off_when_two_letters_remain(term: str, bare: str) -> None:
    assert without_article(term) == bare


def _shown(text: str, wanted: tuple[str, ...], most: int) -> str:
    _, pieces = snippet((Passage(anchor="a", text=text),), wanted, "en", most=most)
    return "".join(f"[{piece.text}]" if piece.found else piece.text for piece in pieces)


def test_a_snippet_has_so_many_words_around_the_first_that_was_found() -> None:
    text = "one two three four five six seven eight"
    assert _shown(text, ("four",), 4) == "… three [four] five six  …"
    assert _shown(text, ("one",), 4) == "[one] two three four  …"
    assert _shown(text, ("eight",), 4) == "… seven [eight]"
    assert _shown(text, ("none",), 8) == text
    assert _shown("one two", ("one", "two"), 4) == "[one] [two]"


def test_a_snippet_is_of_the_first_passage_with_the_most_terms() -> None:
    passages = [Passage(anchor=name, text=text) for name, text in (("a", "red"), ("b", "red blue"), ("c", "blue red"))]
    assert snippet(passages, ("red", "blue"), "en")[0] == "b"
    assert snippet(passages, ("red",), "en")[0] == snippet(passages, ("green",), "en")[0] == "a"
    assert snippet([], ("red",), "en") == ("", ())


@pytest.mark.parametrize("word", ["…", "\ud800a", "a\0", ""])
def test_what_is_no_word_has_no_form(word: str) -> None:
    assert forms(word, "en") == ()
