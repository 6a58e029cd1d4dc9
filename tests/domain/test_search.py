"""Words as the search sees them, and what is shown of what was found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blueprint.domain.search import (
    EXACT,
    LONGEST_WORD,
    OTHER_FORM,
    PREFIX,
    SearchTerm,
    TermMatcher,
    fold_word,
    forms,
    indexed_words,
    join_forms,
    snippet,
    split_forms,
    without_article,
)
from blueprint.domain.search_query import MOST_WORDS, parse_query, replace_words


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
    assert forms("والمياه", "ar")[:2] == ("والمياه", "مياه")
    assert forms("المياه", "ms") == ("المياه",)
    assert forms("ال", "ar")[0] == "ال"


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "waters", "Water"),
        ("en-GB", "deciding", "decides"),
        ("ar", "المياه", "مياه"),
        ("fa", "رودخانه‌ها", "رودخانه"),
        ("fa", "كتاب‌ها", "کتاب"),
        ("ta", "ஆறுகள்", "ஆறு"),
        ("hi", "नदियों", "नदी"),
        ("tr", "IRMAKLAR", "ırmak"),
        ("tr", "İşçiler", "işçi"),
        ("hu", "vizet", "víz"),
        ("nb", "elvene", "elv"),
        ("nn-NO", "elvene", "elv"),
        ("de", "Häuser", "haus"),
        ("de", "Häuser", "hauser"),
        ("fr", "économiques", "economique"),
        ("es", "aguas", "agua"),
        ("it", "fiumi", "fiume"),
        ("pt-BR", "comunicações", "comunicação"),
        ("ru", "водой", "воды"),
        ("el", "νερών", "νερό"),
    ],
)
def test_forms_of_one_word_have_a_stem_in_common(language: str, one: str, other: str) -> None:
    assert set(forms(one, language)) & set(forms(other, language))


def test_stems_are_of_one_language_and_its_script() -> None:
    assert forms("waters", "en") == ("waters", "en=water")
    assert forms("waters", "ja") == ("waters",)
    assert forms("вода", "en") == ("вода",)
    assert forms("a" * 41, "en") == ("a" * 40,)


def test_words_with_their_forms_are_joined_and_split_again() -> None:
    indexed = tuple(indexed_words("All waters, ﷺ public!", "en"))
    assert split_forms(join_forms(indexed)) == list(indexed)
    assert split_forms(join_forms(())) == []


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
    (term,) = parse_query(word, [language])
    assert any(term.quality(found) for found in indexed_words(text, language))


def test_a_term_matches_a_word_its_forms_and_words_that_begin_with_it() -> None:
    (term,) = parse_query("waters", ["en"])
    assert term.quality(("waters", "en=water")) == EXACT
    assert term.quality(("water", "en=water")) == OTHER_FORM
    assert term.quality(("watersheds", "en=watersh")) == PREFIX
    assert term.quality(("wat", "en=wat")) == term.quality(("water", "de=water")) == term.quality(()) == 0
    assert not SearchTerm(words=("wa",)).quality(("water",))
    assert SearchTerm(words=("wa",)).quality(("wa",)) == EXACT
    assert not SearchTerm(words=("water",), forms=frozenset({"en=water"}), quoted=True).quality(("waters", "en=water"))


@pytest.mark.parametrize("text", ["任何人都不得为其付费", "他说公共住房不出售", "每个人都有权利"])
@pytest.mark.parametrize("around", ["", "我们认为"])
def test_any_ideographs_in_a_row_are_found(text: str, around: str) -> None:
    """Wherever a dictionary cuts them."""
    there = list(indexed_words(around + text, "zh-Hans"))
    for start in range(len(text)):
        for end in range(start + 1, min(start + 5, len(text)) + 1):
            terms = parse_query(text[start:end], ["zh-Hans"])
            assert all(any(term.quality(found) for found in there) for term in terms), text[start:end]


def test_ideographs_that_do_not_follow_each_other_are_not_found() -> None:
    [term] = parse_query("人权", ["zh-Hans"])
    assert not any(term.quality(found) for found in indexed_words("每个人的权利", "zh-Hans"))


@given(st.text(max_size=300))
def test_anything_may_be_asked(query: str) -> None:
    terms = parse_query(query, ["en", "ar"])
    asked = [word for term in terms for word in term.words]
    assert len(asked) <= MOST_WORDS
    assert all(
        0 < len(word) <= LONGEST_WORD and "\0" not in word and not set(word) & set(" \t\n\x1f") for word in asked
    )
    assert len({(term.words, term.quoted) for term in terms}) == len(terms)


@given(st.text(max_size=120), st.text(max_size=20))
def test_a_snippet_is_of_the_text(text: str, query: str) -> None:
    pieces = snippet(text, TermMatcher(parse_query(query, ["en"])), "en", most=5)
    said = "".join(piece.text for piece in pieces)
    assert said in text or said.removeprefix("… ").removesuffix(" …") in text


def _parsed(query: str) -> list[str]:
    return [f'"{" ".join(term.words)}"' if term.quoted else term.words[0] for term in parse_query(query, ["en"])]


@pytest.mark.parametrize(
    ("query", "parsed"),
    [
        ("Water, WATER & wäter!", ["water"]),
        ("— … !", []),
        ('a "clean water" b', ["a", '"clean water"', "b"]),
        ("“Clean water”", ['"clean water"']),
        ("„sauberes Wasser“ «eau propre» 「公共の水」", ['"sauberes wasser"', '"eau propre"', '"公共 の 水"']),
        ('"water" water', ['"water"', "water"]),
        ('"clean water', ["clean", "water"]),
        ('"a" "b c', ['"a"', "b", "c"]),
        ('""', []),
    ],
)
def test_a_query_is_words_and_phrases(query: str, parsed: list[str]) -> None:
    assert _parsed(query) == parsed


def test_a_query_is_cut_at_so_many_words_and_characters() -> None:
    many = " ".join(f"w{number}x" for number in range(MOST_WORDS + 1))
    assert _parsed(many) == many.split()[:12]
    assert _parsed(f'"{many}" more') == [f'"{" ".join(many.split()[:12])}"']
    assert _parsed("a" * 199 + " bc") == ["a" * 40]
    assert _parsed("a" * 198 + " bc") == ["a" * 40, "b"]
    assert fold_word("a" * 41) == "a" * 40


def test_words_of_a_query_are_replaced_where_they_are() -> None:
    assert replace_words("Clen  “watter”, now", {"clen": "clean", "watter": "water"}) == "clean  “water”, now"


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


def _shown(text: str, query: str, most: int = 40) -> str:
    pieces = snippet(text, TermMatcher(parse_query(query, ["en"])), "en", most=most)
    return "".join(f"[{piece.text}]" if piece.found else piece.text for piece in pieces)


def test_a_snippet_has_so_many_words_around_what_was_found() -> None:
    text = "one two three four five six seven eight"
    assert _shown(text, "five", 4) == "… four [five] six seven …"
    assert _shown(text, "one", 4) == "[one] two three four …"
    assert _shown(text, "eight", 4) == "… five six seven [eight]"
    assert _shown(text, "nothing", 8) == text
    assert _shown("one two", "one two", 4) == "[one] [two]"


def test_a_snippet_is_where_most_of_the_terms_are() -> None:
    far = "water " + "word " * 200 + "clean drinking water " + "word " * 200
    shown = _shown(far, "clean water", 10)
    assert "[clean] drinking [water]" in shown
    assert shown.startswith("… ")
    assert shown.endswith(" …")


def test_a_phrase_is_marked_where_it_is_whole() -> None:
    assert _shown("water that is clean, and clean water", '"clean water"') == "water that is clean, and [clean] [water]"


@pytest.mark.parametrize("word", ["…", "\ud800a", "a\0", ""])
def test_what_is_no_word_has_no_form(word: str) -> None:
    assert forms(word, "en") == ()
