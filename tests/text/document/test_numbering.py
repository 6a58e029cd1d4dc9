"""The numbers that paragraphs begin with."""

import time
import unicodedata

import pytest

from blueprint.text.document.numbers.numbering import find_number, find_numbers, strip_numbering, with_number

THREE = (
    "## Article 3",
    "## 3.",
    "## 3",
    "3.",
    "§ 3",
    "## §3",
    "3. §",
    "3 §",
    "**Art. 3**",
    "__Art. 3__ Everyone may speak.",
    "**Article 3 – Water.** It is free.",
    "### Artículo 3.-",
    "Artigo 3º",
    "Article 3 bis",
    "MADDE 3 – Herkes konuşabilir.",
    "## Artikel 3",
    "## Статья 3",
    "## Άρθρο 3",
    "## المادة 3",
    "المادة ٣",
    "## ماده ۳",
    "## अनुच्छेद ३",
    "## มาตรา ๓",
    "ข้อ ๓",
    "មាត្រា ៣",
    "አንቀጽ 3",
    "მუხლი 3",
    "## Điều 3",
    "## 제3조",
    "## 第三条",
    "第3条　目的",
    "附則第三条",
    "三、总则",
    "（三）总则",
    "③ 国民は",
    "III. Water",
    "CHAPTER III",
    "(iii) water",
    "Annex C",
    "c) water",
    "γ) νερό",
    "в) вода",
    "ج) الماء",
    "ग) जल",
    "ค. น้ำ",
    "다. 물",
    "3. Water",
    "3) water",
    "(3) water",
    "- 3. water",
    "3\\. water",
    "Article 3\n---------",
    "Article 3\nEveryone may speak.",
    "## [Article 3](#article-3)",
    "## Article 3 ##",
    "## Article 3 {#third}",
    "Schedule No. 3",
    "## Artigo 3.º",
    "## Άρθρο 3ο",
    "## مادة (٣)",
    "## Article (3)",
    "பிரிவு (3)",
    "## አንቀጽ ፫",
    "፫. ጉባኤው",
    "## פרק ג'",
    "## סעיף ג׳",
    "## 第參條",
    unicodedata.normalize("NFD", "## 제3조"),
    "## المادة \u200f٣",
    "## №. 3",
    "## [Article 3](#art-3)",
    "<h2>Article 3</h2>",
    '## <a id="a3"></a>Article 3',
    "## Article 3\n{: #a3 }",
    "## Part 2, Article 3",
    "— 3 —",
    "۳۔ پانی",
    "γ. νερό",
)
THREE_IN_COMPANY = (
    "## 3-modda",
    "## 3-бап",
    "## 3-§",
    "**Q3.**",
    "## A3",
    "3° Les comptes",
    "3.º Las cuentas",
    "III - As contas",
    "## المادة الثالثة",
    "## አንቀጽ ሦስት",
    "## Artículo tercero",
    "**TERCERO.-** El agua",
    "## Article Three",
    "**THIRD:** water",
    "## Статья третья",
    "## اصل سوم",
    "## Dritter Abschnitt",
    "## Üçüncü Bölüm",
    "## ÜÇÜNCÜ BÖLÜM",
    "CAPÍTULO TERCERO",
    "Artículo tercero.- El agua",
)
NONE = (
    "3. Mai: Wahl",
    "3. kesäkuuta on juhla",
    "## 2024",
    "2024",
    "The third article says so.",
    "Third parties may speak, and so may guests.",
    "A 3-day meeting is held.",
    "H2O",
    "- first letter on water",
    "In case of (i) a flood or (ii) a fire, all meet.",
    "The organization(s) concerned must report.",
    "## Third letter on water",
    "In 2020 we met.",
    "In 2020, we met.",
    "3 million people live here.",
    "2020 was a dry year.",
    "3.5 million people live here.",
    "1.5 °C are too much.",
    "3,5 % are enough.",
    "10.000 Menschen wohnen hier.",
    "12:30 Uhr",
    "5 - 10 people",
    "1990–2000 was dry.",
    "The 3 wise men came.",
    "Article 3 of the treaty says so.",
    "Section 5 applies.",
    "## In 2020 we moved",
    "## Water",
    "Over 300 people came.",
    "H2O is water.",
    "I think so.",
    "A person may speak.",
    "mild. Yes.",
    "三百万人がいる",
    "一方、それは",
    "第三条规定如下",
    "¾ of it",
    "",
    "a",
)


@pytest.mark.parametrize("text", THREE)
def test_a_number_is_found(text: str) -> None:
    number = find_number(text)
    assert number is not None
    assert number.value == 3
    assert text[number.start : number.end] in text
    assert with_number(text, number, 3) == text


@pytest.mark.parametrize("text", THREE_IN_COMPANY)
def test_a_number_in_company_is_found(text: str) -> None:
    assert find_number(text) is None
    number = find_number(text, in_company=True)
    assert number is not None
    assert number.value == 3
    assert with_number(text, number, 3) in (text, None)


@pytest.mark.parametrize("text", NONE)
def test_running_text_has_no_number(text: str) -> None:
    assert find_number(text) is None
    assert strip_numbering(text).strip() == text.lstrip("#- ")


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("3.2 Water", (3, 2)),
        ("**3.2.1** Water", (3, 2, 1)),
        ("§ 3a", (3, 1)),
        ("Art. 12.4", (12, 4)),
        ("제3조의2(목적)", (3, 2)),
        ("## 第3条の2", (3, 2)),
        ("## § 1-3", (1, 3)),
        ("## አንቀጽ ፲፪", (12,)),
        ('## סעיף ט"ו', (15,)),
        ("## Article Twenty-one", (21,)),
        ("Artículo décimo segundo", (12,)),
        ("## المادة الثانية عشرة", (12,)),
    ],
)
def test_a_number_of_several_components(text: str, values: tuple[int, ...]) -> None:
    number = find_number(text, in_company=True)
    assert number is not None
    assert number.values == values


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## Article 3", "## Article 14"),
        ("## المادة ٣", "## المادة ١٤"),
        ("第三条 目的", "第十四条 目的"),
        ("iii. water", "xiv. water"),
        ("III. Water", "XIV. Water"),
        ("C. Water", "N. Water"),
        ("3.2 Water", "3.14 Water"),
        ("③ 国民は", "⑭ 国民は"),
        ("## 第參條", "## 第拾肆條"),
        ("## አንቀጽ ፫", "## አንቀጽ ፲፬"),
        ("## סעיף ג'", '## סעיף י"ד'),
        ("γ. νερό", "ιδ. νερό"),
    ],
)
def test_another_value_is_written_in_the_same_numerals(text: str, expected: str) -> None:
    number = find_numbers([text, "A. Water", "B. Water"])[0] or find_number(text)
    assert number is not None
    assert with_number(text, number, 14) == expected


def test_a_value_that_the_numerals_lack_is_not_written() -> None:
    number = find_number("c) water")
    assert number is not None
    assert with_number("c) water", number, 27) is None


def values(*texts: str) -> list[int | None]:
    return [number.value if number else None for number in find_numbers(texts)]


def test_company_says_whether_a_letter_is_roman() -> None:
    assert values("h) a", "i) b", "j) c") == [8, 9, 10]
    assert values("i) a", "ii) b", "iii) c") == [1, 2, 3]
    assert values("xcix. a", "c. b", "ci. c") == [99, 100, 101]
    assert values("i) a", "j) b") == [9, 10]


def test_company_makes_numbers_of_words_with_a_space_behind() -> None:
    assert values("มาตรา ๒ ก", "มาตรา ๓ ข", "มาตรา ๔ ค") == [2, 3, 4]
    assert values("Article 2 One may", "Article 3 All may", "Article 4 None may") == [2, 3, 4]
    assert values("## Article 2 Water", "Free.", "## Article 3 Land") == [2, None, 3]
    assert values("## Top 10 Reasons", "Article 3 Everyone may") == [None, None]
    assert values("A. Scope", "B. Aim", "C. Form", "J. Smith spoke.") == [1, 2, 3, None]


def test_an_ordinal_and_a_numeral_are_company() -> None:
    assert values("## Article premier", "L'eau.", "## Article 2") == [1, None, 2]
    assert values("## Dritter Abschnitt", "## Vierter Abschnitt", "## Erste Schritte") == [3, 4, None]
    assert values("## Phase one", "Carry on") == [None, None]


def test_a_number_written_out_keeps_its_case_and_gender() -> None:
    for text, expected in (("DRITTER ABSCHNITT", "VIERTER ABSCHNITT"), ("## Üçüncü Bölüm", "## Dördüncü Bölüm")):
        number = find_number(text, in_company=True)
        assert number is not None
        assert with_number(text, number, 4) == expected


def test_company_says_in_which_language_a_number_is_written_out() -> None:
    spanish, portuguese = ["Artículo segundo", "Artículo tercero"], ["Artigo segundo", "Artigo terceiro"]
    for texts, expected in ((spanish, "Artículo cuarto"), (portuguese, "Artigo quarto")):
        second = find_numbers(texts)[0]
        assert second is not None
        assert with_number(texts[0], second, 4) == expected


def test_a_number_written_out_alike_in_several_languages_is_not_written_anew() -> None:
    number = find_number("Artigo segundo", in_company=True)
    assert number is not None
    assert with_number("Artigo segundo", number, 4) is None


def test_the_same_things_are_counted_in_one_series() -> None:
    one, other, third = (find_number(text) for text in ("## Article 3", "##  ARTICLE 14", "### Article 3"))
    assert one is not None
    assert other is not None
    assert third is not None
    assert one.series == other.series != third.series


def test_the_word_before_a_number_stays() -> None:
    assert strip_numbering("## Article 3. Water").split() == ["Article", "Water"]
    assert strip_numbering("**3.2** Water").split() == ["Water"]
    assert strip_numbering("[^1]: Water").split() == ["Water"]
    assert strip_numbering("> 3. Water").split() == ["Water"]


@pytest.mark.slow  # measured by the clock
@pytest.mark.parametrize(
    "text", ["# 3" + " " * 20_000 + "x", "word " * 20_000, "条" * 100_000, "3" * 100_000, "**" * 50_000]
)
def test_long_lines_take_no_time(text: str) -> None:
    started = time.process_time()
    find_number(text)
    assert time.process_time() - started < 0.2
