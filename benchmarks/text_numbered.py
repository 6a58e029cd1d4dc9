"""Labelled revisions of numbered texts: articles are inserted, deleted, moved to another chapter, and all are renumbered.

Each form of number is measured alone: what share of the headings, or of the numbered paragraphs, is linked with its own and
called renumbered (or the same), and how many are called moved though they were not.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from unicodedata import normalize

from benchmarks.text_generator import seeded_random
from benchmarks.text_nodes import SENTENCE_END, Phrases
from benchmarks.text_score import SEED, Score
from blueprint.text import ChangeKind, Comparison, Document, carry, compare, quote, words


def _decimal(zero: str) -> Callable[[int], str]:
    """Decimal numerals in the digits of a script, of which `zero` is the first."""
    return lambda value: "".join(chr(ord(zero) + int(digit)) for digit in str(value))


def _roman(value: int) -> str:
    """Up to 39: I to XXXIX."""
    return "X" * (value // 10) + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[value % 10]


def _han(value: int) -> str:
    """Up to 99: 一, 十, 十一, 二十 …"""
    digits, tens, ones = "〇一二三四五六七八九", value // 10, value % 10
    return (digits[tens] if tens > 1 else "") + ("十" if tens else "") + (digits[ones] if ones else "")


def _letter(value: int) -> str:
    return chr(ord("A") + value - 1)


def _small_roman(value: int) -> str:
    return _roman(value).lower()


def _small_letter(value: int) -> str:
    return _letter(value).lower()


def _ethiopic(value: int) -> str:
    """Up to 99: ፩, ፲, ፲፩ …"""
    tens, ones = divmod(value, 10)
    return ("፲፳፴፵፶፷፸፹፺"[tens - 1] if tens else "") + ("፩፪፫፬፭፮፯፰፱"[ones - 1] if ones else "")


def _formal_han(value: int) -> str:
    """Up to 99: 壹, 拾, 拾壹, 貳拾 …"""
    return _han(value).translate(str.maketrans("一二三四五六七八九十", "壹貳參肆伍陸柒捌玖拾"))


def _listed(numerals: str) -> Callable[[int], str]:
    """Numerals in their order, with commas between."""
    written = numerals.split(", ")
    return lambda value: written[value - 1]


@dataclass(frozen=True, slots=True)
class NumberForm:
    """How a text writes its numbers: the source before and after the numeral, how that is written, and the language.

    `inline` numbers are followed by their article's text in the same paragraph. `few` are numerals that are not known for
    a whole text, only for each of its chapters.
    """

    before: str
    after: str
    numeral: Callable[[int], str] = str
    language: str = "en"
    inline: bool = False
    few: bool = False

    def label(self, value: int) -> str:
        """The number as it is written, with what is around it."""
        numeral = self.numeral(value)
        return f"{self.before}{numeral}{self.after}".replace(SAME, numeral)


SAME = "#N"
"""In a form, the numeral again."""
ARABIC, PERSIAN, DEVANAGARI, THAI = (_decimal(zero) for zero in "٠۰०๐")
ENGLISH = _listed(
    "One, Two, Three, Four, Five, Six, Seven, Eight, Nine, Ten, Eleven, Twelve, Thirteen, Fourteen, Fifteen"
)
ENGLISH_ORDINALS = _listed(
    "First, Second, Third, Fourth, Fifth, Sixth, Seventh, Eighth, Ninth, Tenth, Eleventh, Twelfth, "
    "Thirteenth, Fourteenth, Fifteenth"
)
SPANISH_ORDINALS = _listed(
    "primero, segundo, tercero, cuarto, quinto, sexto, séptimo, octavo, noveno, décimo, undécimo, "
    "duodécimo, decimotercero, decimocuarto, decimoquinto"
)
GERMAN_ORDINALS = _listed(
    "Erster, Zweiter, Dritter, Vierter, Fünfter, Sechster, Siebter, Achter, Neunter, Zehnter, Elfter, "
    "Zwölfter, Dreizehnter, Vierzehnter, Fünfzehnter"
)
TURKISH_ORDINALS = _listed(
    "Birinci, İkinci, Üçüncü, Dördüncü, Beşinci, Altıncı, Yedinci, Sekizinci, Dokuzuncu, Onuncu, "
    "On Birinci, On İkinci, On Üçüncü, On Dördüncü, On Beşinci"
)
RUSSIAN_ORDINALS = _listed(
    "первая, вторая, третья, четвёртая, пятая, шестая, седьмая, восьмая, девятая, десятая, одиннадцатая, "
    "двенадцатая, тринадцатая, четырнадцатая, пятнадцатая"
)
ARABIC_ORDINALS = _listed(
    "الأولى, الثانية, الثالثة, الرابعة, الخامسة, السادسة, السابعة, الثامنة, التاسعة, العاشرة, "
    "الحادية عشرة, الثانية عشرة, الثالثة عشرة, الرابعة عشرة, الخامسة عشرة"
)
PERSIAN_ORDINALS = _listed(
    "اول, دوم, سوم, چهارم, پنجم, ششم, هفتم, هشتم, نهم, دهم, یازدهم, دوازدهم, سیزدهم, چهاردهم, پانزدهم"
)
AMHARIC = _listed("አንድ, ሁለት, ሦስት, አራት, አምስት, ስድስት, ሰባት, ስምንት, ዘጠኝ, አስር, አስር አንድ, አስር ሁለት, አስር ሦስት, አስር አራት, አስር አምስት")
HEBREW = _listed("א', ב', ג', ד', ה', ו', ז', ח', ט', י', י״א, י״ב, י״ג, י״ד, ט״ו")
GREEK = _listed("α, β, γ, δ, ε, στ, ζ, η, θ, ι, ια, ιβ, ιγ, ιδ, ιε")
FORMS = (
    NumberForm("## Article ", ""),
    NumberForm("## ", "."),
    NumberForm("## ", ""),
    NumberForm("## § ", "", language="de"),
    NumberForm("§ ", "", language="de"),
    NumberForm("", ". §", language="de"),
    NumberForm("Article ", ""),
    NumberForm("**Art. ", "**"),
    NumberForm("### Artículo ", ".-"),
    NumberForm("## Artikel ", "", language="de"),
    NumberForm("## Статья ", "", language="ru"),
    NumberForm("## Άρθρο ", ""),
    NumberForm("## المادة ", "", language="ar"),
    NumberForm("المادة ", "", ARABIC, language="ar"),
    NumberForm("## ماده ", "", PERSIAN, language="ar"),
    NumberForm("## अनुच्छेद ", "", DEVANAGARI),
    NumberForm("## มาตรา ", "", THAI, language="th"),
    NumberForm("## Điều ", ""),
    NumberForm("## 제", "조"),
    NumberForm("## 第", "条", language="ja"),
    NumberForm("第", "条", _han, language="ja"),
    NumberForm("## ", ".", _roman),
    NumberForm("## Chapter ", "", _roman),
    NumberForm("## ", "", _letter),
    NumberForm("## 3.", ""),
    NumberForm("", ". ", inline=True),
    NumberForm("", ") ", inline=True),
    NumberForm("", ") ", _small_letter, inline=True),
    NumberForm("", ". ", _small_roman, inline=True),
    NumberForm("**3.", "** ", inline=True),
    NumberForm("Article ", ". ", inline=True),
    NumberForm("มาตรา ", " ", THAI, language="th", inline=True),
    NumberForm("第", "条　", _han, language="ja", inline=True),
    NumberForm("المادة ", ": ", ARABIC, language="ar", inline=True),
    NumberForm("### Artigo ", ".º"),
    NumberForm("## Άρθρο ", "ο"),
    NumberForm("## مادة (", ")", ARABIC, language="ar"),
    NumberForm("பிரிவு (", ")"),
    NumberForm("## አንቀጽ ", "", _ethiopic),
    NumberForm("## פרק ", "", HEBREW, few=True),
    NumberForm("### § 1-", ""),
    NumberForm("## ", "-modda"),
    NumberForm("## ", "-бап", language="ru"),
    NumberForm("## ", "-§", language="ru"),
    NumberForm("## 第3条の", "", language="ja"),
    NumberForm("## 第", "條", _formal_han, language="ja"),
    NumberForm(normalize("NFD", "## 제"), normalize("NFD", "조")),
    NumberForm("## المادة \u200f", "", ARABIC, language="ar"),
    NumberForm("### №. ", ""),
    NumberForm("## المادة ", "", ARABIC_ORDINALS, language="ar", few=True),
    NumberForm("## አንቀጽ ", "", AMHARIC, few=True),
    NumberForm("## Artículo ", "", SPANISH_ORDINALS, few=True),
    NumberForm("**", ".-** ", SPANISH_ORDINALS, inline=True, few=True),
    NumberForm("## Article ", "", ENGLISH, few=True),
    NumberForm("**", ":** ", ENGLISH_ORDINALS, inline=True, few=True),
    NumberForm("## Статья ", "", RUSSIAN_ORDINALS, language="ru", few=True),
    NumberForm("## اصل ", "", PERSIAN_ORDINALS, language="ar", few=True),
    NumberForm("## ", " Abschnitt", GERMAN_ORDINALS, language="de", few=True),
    NumberForm("# ", " Bölüm", TURKISH_ORDINALS, few=True),
    NumberForm("## Article ", "", lambda value: "premier" if value == 1 else str(value)),
    NumberForm("## [Article ", f"](#art-{SAME})"),
    NumberForm("<h2>Article ", "</h2>"),
    NumberForm(f'## <a id="a{SAME}"></a>Article ', ""),
    NumberForm("## Article ", f" {{#art-{SAME}}}"),
    NumberForm("## Part 2, Article ", ""),
    NumberForm("Article ", "\n---------"),
    NumberForm("**Q", ".**"),
    NumberForm("## A", ""),
    NumberForm("— ", " —"),
    NumberForm("", "° ", inline=True),
    NumberForm("", ".º ", inline=True),
    NumberForm("", " - ", _roman, inline=True),
    NumberForm("", "۔ ", PERSIAN, language="ar", inline=True),
    NumberForm("", ". ", _ethiopic, inline=True),
    NumberForm("", ". ", GREEK, inline=True, few=True),
)
MOVED = (ChangeKind.MOVED, ChangeKind.MOVED_EDITED)
COMMENTED = 20
"""Characters of a numbered paragraph that a comment is on."""


@dataclass(slots=True)
class Article:
    """An article by its identity: its paragraphs, and whether it was moved."""

    identity: int
    paragraphs: list[str]
    moved: bool = False


Chapters = list[list[Article]]


@dataclass(slots=True)
class NumberedText:
    """A text as written, and for each article's number the index of its paragraph."""

    source: str = ""
    indexes: dict[int, int] = field(default_factory=dict)
    count: int = 0

    def add(self, paragraph: str) -> int:
        """Append a paragraph; return its index."""
        self.source += ("\n\n" if self.source else "") + paragraph
        self.count += 1
        return self.count - 1


def write(chapters: Chapters, form: NumberForm, *, again: bool) -> NumberedText:
    """A text in a form; in each chapter the articles are numbered `again` from 1, or all through."""
    text, value = NumberedText(), 0
    for number, chapter in enumerate(chapters, 1):
        text.add(f"# Part {number}")
        value = 0 if again else value
        for article in chapter:
            value += 1
            label, paragraphs = form.label(value), article.paragraphs
            if form.inline:
                text.indexes[article.identity] = text.add(label + paragraphs[0])
                paragraphs = paragraphs[1:]
            else:
                text.indexes[article.identity] = text.add(label)
            for paragraph in paragraphs:
                text.add(paragraph)
    return text


def _article(identity: int, phrases: Phrases, language: str, rng: random.Random) -> Article:
    return Article(identity, [_paragraph(phrases, language, rng) for _ in range(rng.choice((1, 1, 1, 2, 3)))])


def _paragraph(phrases: Phrases, language: str, rng: random.Random) -> str:
    separator = "" if language in SENTENCE_END else " "
    sentences = [phrases.sentence() for _ in range(rng.randint(1, 3))]
    return separator.join(separator.join(word.text for word in sentence) for sentence in sentences)


def revised(chapters: Chapters, form: NumberForm, rng: random.Random) -> Chapters:
    """One to three articles inserted, deleted or moved to another chapter, and some words edited."""
    phrases = Phrases(form.language, rng)
    found = [[Article(each.identity, list(each.paragraphs)) for each in chapter] for chapter in chapters]
    for new in range(rng.randint(1, 3)):
        chapter = rng.choice(found)
        what = rng.choice(("insert", "insert", "insert", "delete", "delete", "move"))
        if what == "insert":
            chapter.insert(rng.randint(0, len(chapter)), _article(-1 - new, phrases, form.language, rng))
        elif len(chapter) > 1:
            article = chapter.pop(rng.randrange(len(chapter)))
            if what == "move" and article.identity >= 0:
                article.moved = True
                to = rng.choice(found)
                to.insert(rng.randint(0, len(to)), article)
    for article in (each for chapter in found for each in chapter if rng.random() < 0.15):
        _edit(article, phrases, rng)
    return found


def _edit(article: Article, phrases: Phrases, rng: random.Random) -> None:
    """A word becomes another one."""
    at = rng.randrange(len(article.paragraphs))
    found = list(words(article.paragraphs[at]))
    places = [place for place, word in enumerate(found) if word[0].isalnum()]
    found[rng.choice(places)] = phrases.sentence()[0].text
    article.paragraphs[at] = "".join(found)


def scores(rounds: int = 20, articles: int = 12, seed: int = SEED + 2) -> Iterator[tuple[NumberForm, Score]]:
    """For each form: numbers linked `right` of `all`, comments on them `carried` of `kept`, `moved` of `unmoved` ones, and
    `renumbered` of those that are numbered anew and nothing else.
    """
    for form in FORMS:
        rng, score = seeded_random(seed), Score()
        for _ in range(rounds):
            again = form.few or form.numeral in (_letter, _small_letter) or rng.random() < 0.5
            phrases = Phrases(form.language, rng)
            sizes = [rng.randint(articles // 3, articles) for _ in range(rng.randint(1, 3))]
            numbers = iter(range(sum(sizes)))
            old = [[_article(next(numbers), phrases, form.language, rng) for _ in range(size)] for size in sizes]
            new = revised(old, form, rng)
            for pair in ((old, new), (new, old)):
                _score(pair[0], pair[1], form, score, again=again)
        yield form, score


def _score(old: Chapters, new: Chapters, form: NumberForm, score: Score, *, again: bool) -> None:
    before, after = write(old, form, again=again), write(new, form, again=again)
    comparison = compare(before.source, after.source, form.language)
    now = {each.identity: each for chapter in new for each in chapter}
    for article in (each for chapter in old for each in chapter):
        at, to = before.indexes[article.identity], after.indexes.get(article.identity)
        change = comparison.by_old[at]
        score.counts["all"] += 1
        score.counts["right"] += change.new == ((to,) if to is not None else ())
        if to is not None:
            moved = article.moved or now[article.identity].moved
            score.counts["kept"] += 1
            score.counts["carried"] += _is_carried(comparison, at, to, form)
            score.counts["unmoved"] += not moved
            score.counts["moved"] += not moved and change.kind in MOVED
            same_words = not form.inline or article.paragraphs[0] == now[article.identity].paragraphs[0]
            if not moved and same_words and _text(comparison.old, at) != _text(comparison.new, to):
                score.counts["numbered anew"] += 1
                score.counts["renumbered"] += change.kind is ChangeKind.RENUMBERED


def _text(document: Document, at: int) -> str:
    return document.paragraphs[at].text


def _is_carried(comparison: Comparison, at: int, to: int, form: NumberForm) -> bool:
    """Whether a comment on the heading, or on a paragraph's number and first words, is on that of its own article."""
    paragraph, now = comparison.old.paragraphs[at], comparison.new.paragraphs[to]
    end = min(paragraph.end, paragraph.start + COMMENTED) if form.inline else paragraph.end
    found = carry(quote(comparison.old.source, paragraph.start, end), comparison)
    return found.start is not None and now.start <= found.start < now.end
