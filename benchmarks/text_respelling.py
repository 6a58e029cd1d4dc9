"""Comments on words that are respelled where they are, in the surviving paragraphs of real histories, by kind.

A word of an unchanged paragraph is quoted, and respelled in the next state; everything else there is as it happened. The
comment is carried if it covers at least half of what the word is now, and wrong if it is on anything else.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from benchmarks.text_generator import seeded_random
from benchmarks.text_samples import histories
from benchmarks.text_score import SEED, Score
from blueprint.text import CarriedQuote, Paragraph, ParagraphKind, carry, compare, quote, split

Bounds = tuple[int, int]
Kind = Callable[[str, random.Random], str]
"""Respells what it is given."""

LETTERS = re.compile(r"[^\W\d_]{5,}")
NO_SPACES = re.compile("[\u3041-\u30ff\u3400-\u9fff\u0e01-\u0e4e\u1780-\u17d3\u1000-\u104f]{5,}")
DIGITS = re.compile(r"(?<![\d.,])\d{4,}(?![\d.,])")
APOSTROPHES = re.compile(r"\w+['\"’“”]\w*|[\"“]\w+[\"”]")
ALONE = frozenset({ParagraphKind.PARAGRAPH, ParagraphKind.LIST_ITEM, ParagraphKind.QUOTATION, ParagraphKind.FOOTNOTE})
ADDRESS = re.compile(r"\]\(|://|<|`|\{")
"""Paragraphs with addresses or code are left out: what is respelled there may be no word."""
STATES, EACH = 6, 4
"""So many pairs of states of each history, and so many words of each kind in a pair."""


def dropped(word: str, rng: random.Random) -> str:
    """A letter left out."""
    at = rng.randrange(1, len(word) - 1)
    return word[:at] + word[at + 1 :]


def doubled(word: str, rng: random.Random) -> str:
    """A letter written twice."""
    at = rng.randrange(1, len(word))
    return word[:at] + word[at - 1] + word[at:]


def swapped(word: str, rng: random.Random) -> str:
    """Two letters in the wrong order."""
    at = rng.randrange(1, len(word) - 1)
    return word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]


def inflected(word: str, rng: random.Random) -> str:
    """Another ending, of letters of the word's own script."""
    ending = "".join(rng.choices(word, k=rng.choice((1, 2))))
    return word[: rng.choice((len(word), len(word) - 1))] + ending


def in_capitals(word: str, _: random.Random) -> str:
    """In capitals, or if it is already, without."""
    return word.lower() if word.isupper() else word.upper()


def curled(word: str, _: random.Random) -> str:
    """Apostrophes and quotation marks curled, or straight again."""
    if "'" in word or '"' in word:
        return re.sub(r'"(?=\w)', "“", word).replace('"', "”").replace("'", "’")
    return word.translate({0x201C: '"', 0x201D: '"', 0x2019: "'"})


def sharp_s(word: str, _: random.Random) -> str:
    """Of "ß" "ss", or the other way round."""
    return word.replace("ß", "ss") if "ß" in word else word.replace("ss", "ß")


def emphasised_within(word: str, rng: random.Random) -> str:
    """A part of the word in bold."""
    at = rng.randrange(2, len(word) - 1)
    return f"**{word[:at]}**{word[at:]}"


def emphasised(word: str, rng: random.Random) -> str:
    """The word in bold or italics."""
    marks = rng.choice(("**", "*"))
    return f"{marks}{word}{marks}"


def linked(word: str, _: random.Random) -> str:
    """A link put around the word."""
    return f"[{word}](https://example.org/terms/1)"


def linked_within(word: str, rng: random.Random) -> str:
    """A link put around a part of the word."""
    at = rng.randrange(2, len(word) - 1)
    return f"[{word[:at]}](https://example.org/terms/1){word[at:]}"


def hyphenated(word: str, rng: random.Random) -> str:
    """In two parts with a hyphen."""
    at = rng.randrange(2, len(word) - 1)
    return f"{word[:at]}-{word[at:]}"


def grouped(word: str, rng: random.Random) -> str:
    """Digits in groups of three."""
    return f"{int(word):,}".replace(",", rng.choice((",", ".", "\u00a0", "\u202f", "’")))


def accented(word: str, rng: random.Random) -> str:
    """Without its accents, or with one more."""
    plain = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    at = rng.randrange(1, len(word))
    return plain if plain != word else unicodedata.normalize("NFC", word[:at] + "\u0301" + word[at:])


def one_character(phrase: str, rng: random.Random) -> str:
    """A character left out, written twice, or another one."""
    at = rng.randrange(1, len(phrase) - 1)
    return phrase[:at] + rng.choice(("", phrase[at] * 2, rng.choice(phrase))) + phrase[at + 1 :]


KINDS: Mapping[str, tuple[re.Pattern[str], Kind]] = {
    "a letter left out": (LETTERS, dropped),
    "a letter doubled": (LETTERS, doubled),
    "two letters swapped": (LETTERS, swapped),
    "another ending": (LETTERS, inflected),
    "in capitals": (LETTERS, in_capitals),
    "a heading in capitals": (re.compile(r"\w.*\w"), in_capitals),
    "quotes and apostrophes curled": (APOSTROPHES, curled),
    "ß and ss": (re.compile(r"\w*(?:ß|ss)\w*"), sharp_s),
    "emphasis around": (LETTERS, emphasised),
    "emphasis within": (LETTERS, emphasised_within),
    "link around": (LETTERS, linked),
    "link within": (LETTERS, linked_within),
    "hyphenated": (LETTERS, hyphenated),
    "digits grouped": (DIGITS, grouped),
    "accents": (LETTERS, accented),
    "a script without spaces": (NO_SPACES, one_character),
}


@dataclass(frozen=True, slots=True)
class Respelling:
    """What is quoted in the old text, and where it is, respelled, in the new one."""

    kind: str
    old: Bounds
    new: Bounds


def score_respelling(states: int = STATES, each: int = EACH, seed: int = SEED) -> dict[str, Score]:
    """By kind, how many comments were asked for, carried, and put on other words."""
    scores = {name: Score() for name in KINDS}
    for sources in histories().values():
        rng = seeded_random(seed)
        pairs = list(pairwise(sources))
        for old, new in pairs[:: max(1, len(pairs) // states)]:
            changed, respellings = respelled(old, new, each, rng)
            comparison = compare(old, changed)
            for one in respellings:
                _judge(scores[one.kind], one, carry(quote(old, *one.old), comparison))
    return scores


def _judge(score: Score, one: Respelling, found: CarriedQuote) -> None:
    """Carried if at least half of the words is covered, and at most as much beside it again."""
    start, end = one.new
    low, high = (found.start, found.end) if found.start is not None and found.end is not None else (0, 0)
    covered = max(0, min(high, end) - max(low, start))
    right = 2 * covered >= end - start and high - low <= 3 * (end - start)
    score.counts.update(asked=1, carried=right, wrong=high > low and not right)


def respelled(old: str, new: str, each: int, rng: random.Random) -> tuple[str, list[Respelling]]:
    """The new text with some words of unchanged paragraphs respelled, at most one word in a paragraph."""
    paragraphs = _survivors(old, new)
    rng.shuffle(paragraphs)
    free = paragraphs[: (len(paragraphs) + 1) // 2]
    edits: list[tuple[str, Bounds, Bounds, str]] = []
    for kind, (pattern, respell) in KINDS.items():
        for before, after in _first(free, kind, pattern, each):
            match = rng.choice(list(pattern.finditer(before.text)))
            changed = respell(match[0], rng)
            if changed != match[0]:
                low, high = match.span()
                here = after.start + low, after.start + high
                edits.append((kind, (before.start + low, before.start + high), here, changed))
                free.remove((before, after))
    return _written(new, edits)


Survivor = tuple[Paragraph, Paragraph]
"""A paragraph in the old and in the new text."""


def _survivors(old: str, new: str) -> list[Survivor]:
    """Paragraphs that are in both texts, once."""
    before, after = split(old).paragraphs, split(new).paragraphs
    counts = Counter(each.text for each in before), Counter(each.text for each in after)
    there = {each.text: each for each in after}
    unique = (each for each in before if counts[0][each.text] == counts[1][each.text] == 1)
    return [(each, there[each.text]) for each in unique if each.kind in ALONE or each.kind is ParagraphKind.HEADING]


def _first(free: Sequence[Survivor], kind: str, pattern: re.Pattern[str], each: int) -> list[Survivor]:
    """The first paragraphs that can be respelled in this way: headings or others, and without addresses."""
    heading = kind.startswith("a heading")
    fitting = (
        one
        for one in free
        if (one[0].kind is ParagraphKind.HEADING) is heading
        and not ADDRESS.search(one[0].text)
        and pattern.search(one[0].text)
    )
    return list(islice(fitting, each))


def _written(new: str, edits: Sequence[tuple[str, Bounds, Bounds, str]]) -> tuple[str, list[Respelling]]:
    pieces, at, length, found = list[str](), 0, 0, list[Respelling]()
    for kind, old, (start, end), changed in sorted(edits, key=lambda edit: edit[2]):
        length += start - at
        pieces += [new[at:start], changed]
        word = new[start:end]
        first, size = (changed.index(word), len(word)) if word in changed else (0, len(changed))
        found.append(Respelling(kind, old, (length + first, length + first + size)))
        at, length = end, length + len(changed)
    return "".join([*pieces, new[at:]]), found
