"""Texts of the second generator: trees of headings, paragraphs, items, table rows and notes, made of numbered words.

Everything that the first generator (`text_generator`) decides is decided otherwise here: texts are composed of phrases in
ten languages or taken from our samples in five, with legal numbering, nested lists and tables; and the truth comes from
the words that two paragraphs share, not from what was done to them.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from blueprint.text import ParagraphKind, split

PHRASES = tomllib.loads((Path(__file__).parent / "text_phrases.toml").read_text(encoding="utf-8"))
SAMPLES = Path(__file__).parent.parent / "policies" / "sample"
SENTENCE_END = {"hi": "।", "ja": "。", "th": "", "zh": "。"}
"""Other languages end a sentence with a full stop."""
UNSPACED = frozenset({"ja", "th", "zh"})
"""Languages written without spaces between words."""
SENTENCE_ENDS = (".", "!", "?", "。", "।", ":", ";", "؟")


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its punctuation; `number` is its place among the old text's words, None for a new one."""

    text: str
    number: int | None = None


Sentence = list[Word]


@dataclass(slots=True)
class Node:
    """A piece of a text. `kind`: heading, clause (numbered by law's habit), plain, item, row, quote or note.

    A row's sentences are its cells. `depth` is a heading's level or an item's nesting.
    """

    kind: str
    sentences: list[Sentence]
    depth: int = 0
    moved: bool = False
    wrapped: bool = False

    @property
    def words(self) -> list[Word]:
        return [word for sentence in self.sentences for word in sentence]


@dataclass(slots=True)
class Text:
    """Nodes in order, in a language (BCP 47)."""

    language: str
    nodes: list[Node] = field(default_factory=list)

    @property
    def separator(self) -> str:
        """The separator of two words."""
        return "" if self.language in UNSPACED else " "


class Phrases:
    """Sentences of a language, put together out of phrases."""

    def __init__(self, language: str, rng: random.Random) -> None:
        self._lists: list[list[str]] = list(PHRASES[language].values())
        self._language, self._rng = language, rng

    def sentence(self) -> Sentence:
        """One phrase out of each list, with a number here and there, as laws have them."""
        between = "|" if self._language in UNSPACED else None
        words = [word for phrases in self._lists for word in self._rng.choice(phrases).split(between) if word]
        if self._rng.random() < 0.4:
            words.insert(self._rng.randrange(1, len(words)), str(self._rng.randint(3, 9999)))
        words[-1] += SENTENCE_END.get(self._language, ".")
        return [Word(word) for word in words]

    def title(self) -> Sentence:
        """A few words for a heading."""
        words = self.sentence()
        start = self._rng.randrange(max(1, len(words) - 4))
        return [Word(word.text.rstrip(".,、。،，।")) for word in words[start : start + self._rng.randint(2, 5)]]


def composed(language: str, size: int, rng: random.Random) -> Text:
    """A text of about so many paragraphs: a law's sections with clauses, lists, tables, quotations and notes."""
    text, phrases = Text(language), Phrases(language, rng)
    while len(text.nodes) < size:
        text.nodes += section(phrases, rng)
    return numbered(text)


def section(phrases: Phrases, rng: random.Random) -> list[Node]:
    """A heading and its content."""
    makers = (_clauses, _prose, _list, _table, _quotation)
    nodes = [Node("heading", [phrases.title()], rng.randint(1, 3))]
    for make in rng.choices(makers, weights=(4, 3, 4, 2, 1), k=rng.randint(1, 3)):
        nodes += make(phrases, rng)
    return nodes


def _sentences(phrases: Phrases, most: int, rng: random.Random) -> list[Sentence]:
    return [phrases.sentence() for _ in range(rng.randint(1, most))]


def _clauses(phrases: Phrases, rng: random.Random) -> list[Node]:
    return [Node("clause", _sentences(phrases, 3, rng)) for _ in range(rng.randint(2, 5))]


def _prose(phrases: Phrases, rng: random.Random) -> list[Node]:
    return [Node("plain", _sentences(phrases, 6, rng)) for _ in range(rng.randint(1, 4))]


def _list(phrases: Phrases, rng: random.Random) -> list[Node]:
    depths = [1]
    for _ in range(rng.randint(2, 7)):
        depths.append(max(1, min(3, depths[-1] + rng.choice((-1, 0, 0, 1)))))
    return [Node("item", [phrases.sentence()], depth) for depth in depths]


def _table(phrases: Phrases, rng: random.Random) -> list[Node]:
    return [
        Node("row", [phrases.title(), phrases.title(), [Word(str(rng.randint(1, 9999)))]])
        for _ in range(rng.randint(3, 7))
    ]


def _quotation(phrases: Phrases, rng: random.Random) -> list[Node]:
    return [Node("quote", _sentences(phrases, 3, rng))]


def sampled(language: str) -> Text:
    """The headings and paragraphs of our samples in a language, one sample after the other."""
    text = Text(language)
    for folder in sorted(SAMPLES.iterdir()):
        if folder.is_dir() and f'language = "{language}"' in (folder / "proposal.toml").read_text(encoding="utf-8"):
            text.nodes += _read(sorted(folder.glob("*.md"))[-1].read_text(encoding="utf-8"))
    return numbered(text)


def _read(markdown: str) -> Iterator[Node]:
    for paragraph in split(markdown).paragraphs:
        if paragraph.kind is ParagraphKind.HEADING and len(paragraph.text.split()) > 1:
            yield Node("heading", [[Word(word) for word in paragraph.text.split()[1:]]], paragraph.level)
        elif paragraph.kind is ParagraphKind.PARAGRAPH and not paragraph.level and paragraph.text[0].isalpha():
            yield Node("plain", list(_cut(paragraph.text.split())))


def _cut(words: Sequence[str]) -> Iterator[Sentence]:
    sentence: Sentence = []
    for word in words:
        sentence.append(Word(word))
        if word.endswith(SENTENCE_ENDS) and len(sentence) > 3:
            yield sentence
            sentence = []
    if sentence:
        yield sentence


def numbered(text: Text) -> Text:
    """The same text with its words numbered as those of a first revision."""
    numbers = count()
    nodes = [
        Node(node.kind, [[Word(w.text, next(numbers)) for w in s] for s in node.sentences], node.depth)
        for node in text.nodes
    ]
    return Text(text.language, nodes)
