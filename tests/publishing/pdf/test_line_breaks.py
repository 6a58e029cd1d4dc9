"""Where lines may be broken."""

import io
from itertools import accumulate
from typing import Any

import pytest
from pypdfium2 import PdfDocument

from blueprint.publishing import Format, build_file
from blueprint.publishing.pdf.line_breaks import BREAK, breakable
from blueprint.publishing.pdf.whole_words import with_whole_words
from blueprint.text import words
from tests.publishing.books import plain


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("https://example.org/a/long/address/of/a/document.pdf", None),
        ("Donaudampfschifffahrtsgesellschaftskapitänsmütze", ["Donaudampfschifffahrtsgesellschaftskapitänsmütze"]),
        ("a" * 70, ["a" * 30, "a" * 30, "a" * 10]),
        ("0123456789abcdef" * 4, None),
        ("ภายในสิบห้าวันนับแต่วันประกาศผลการเลือกตั้งสมาชิกสภาผู้แทนราษฎร", ["ภายในสิบห้าวันนับแต่วันประกาศผลการเลือกตั้งสมาชิกสภาผู้แทนราษฎร"]),
        ("水は公共のものであり" * 5, ["水は公共のものであり" * 5]),
        ("물은누구나누릴수있는권리다" * 4, ["물은누구나누릴수있는권리다" * 4]),
    ],
)  # fmt: skip
def test_long_words_get_places_to_break_where_typst_knows_none(word: str, parts: list[str] | None) -> None:
    found = breakable(word).split(BREAK)
    assert "".join(found) == word
    assert found == parts if parts else all(len(part) <= 21 for part in found)
    assert breakable(f"a {word[:30]} b") == f"a {word[:30]} b"


@pytest.mark.parametrize("syllable", ["க்ஷி", "क्ष्मा", "n\u0303\u0323", "س\u200cن"])
def test_no_place_is_inside_a_syllable(syllable: str) -> None:
    for shift in range(4):
        found = breakable("x" * shift + syllable * 20).split(BREAK)
        assert len(found) > 1
        assert all(part.endswith(syllable) for part in found)


def _lines(markdown: str, **fields: Any) -> list[str]:
    """The lines of the text's page."""
    page = PdfDocument(io.BytesIO(build_file(plain(markdown, **fields), Format.PDF, {})))[2]
    return page.get_textpage().get_text_range().splitlines()


def test_a_word_of_sixty_letters_is_hyphenated_and_an_address_is_not() -> None:
    long = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
    address = f"https://example.org/{'a' * 30}/{'b' * 40}"
    text = "\n".join(_lines(f"Die {long} heißt so. Siehe {address} dort.", language="de"))
    assert address in text.replace("\n", "")
    assert long not in text
    assert long in "".join(c for c in text if c.isalpha())
    assert BREAK not in text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "ja",
            "この提案は、住まいを「商品ではなく権利」として位置づける。（例外もある。）シャッターやキャッシュ。" * 6,
        ),
        ("zh-Hans", "清洁的水是每个人的“基本权利”，任何人都不得为其付费两次（见第二条）。" * 8),
        ("zh-Hant", "清潔的水是每個人的「基本權利」，任何人都不得為其付費兩次（見第二條）。" * 8),
    ],
)
def test_no_line_begins_with_closing_signs_or_ends_with_opening_ones(language: str, text: str) -> None:
    lines = [line for line in _lines(text, language=language) if len(line) > 20]
    assert len(lines) > 4
    assert not [line for line in lines if line[0] in "、。，）」”ァィゥェォッャュョー"]
    assert not [line for line in lines if line.rstrip()[-1] in "（「“"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("th", "ภายในสิบห้าวันนับแต่วันประกาศผลการ"
         "เลือกตั้งสมาชิกสภาผู้แทนราษฎรอันเป็นการเลือกตั้งทั่วไปให้มีการเรียกประชุมรัฐสภาเพื่อให้สมาชิกได้มาประชุมเป็นครั้งแรก"),
        ("ko", "모든 국민은 인간으로서의 **존엄과 가치**를 가지며, 행복을 추구할 권리를 가진다. "
         "국가는 *개인*이 가지는 불가침의 기본적 인권을 확인하고 이를 보장할 의무를 진다."),
    ],
)  # fmt: skip
def test_lines_are_broken_between_words(language: str, text: str) -> None:
    written = text.replace("*", "") * 2
    starts = {0, *accumulate(map(len, words(written, language)))}
    found = _own_lines(text * 2, written, language)
    assert len(found) >= 2
    assert all(written.index(line) in starts for line in found)


def test_lines_in_khmer_are_not_broken_within_a_syllable() -> None:
    """Dictionaries do not agree on its words."""
    text = ("មនុស្សទាំងអស់កើតមកមានសេរីភាពនិងសមភាពក្នុងផ្នែកសេចក្ដីថ្លៃថ្នូរនិងសិទ្ធិមនុស្សមានវិចារណញ្ញាណនិងសតិសម្បជញ្ញៈជាប់ពីកំណើត") * 3
    found = _own_lines(text, text, "km")
    assert len(found) >= 3
    assert all(line[0].isalpha() and text[text.index(line) - 1] != "\u17d2" for line in found)


def _own_lines(markdown: str, written: str, language: str) -> list[str]:
    lines = [line.strip().lstrip("12 ") for line in _lines(markdown, language=language)]
    return [line for line in lines if line and line in written]


def test_a_korean_word_is_whole_where_only_part_of_it_is_emphasised() -> None:
    line: Any = ["기본 ", {"k": "strong", "c": ["존엄과 가치"]}, "를 ", {"k": "note", "c": []}]
    assert with_whole_words([{"k": "par", "c": line}])[0]["c"] == [
        {"k": "whole", "c": ["기본"]},
        " ",
        {"k": "strong", "c": [{"k": "whole", "c": ["존엄과"]}, " "]},
        {"k": "whole", "c": [{"k": "strong", "c": ["가치"]}, "를"]},
        " ",
        {"k": "note", "c": []},
    ]
    table = {"k": "table", "rows": [["기본"]]}
    assert with_whole_words([table, {"k": "quote", "c": [table]}]) == [table, {"k": "quote", "c": [table]}]
