"""Labelled revisions: a text, what someone made of it, and the truth about every paragraph and every word.

Each word of the old text has a number; edits keep the numbers of the words they keep, so the truth about a quotation is
known by words. Rates are shares of all paragraphs; since not every paragraph can be split or joined, those that can are more
often.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from unicodedata import category

WORD = re.compile(r"\S+\s*")
WordCutter = Callable[[str], list[str]]
"""Cuts a text into words, each with the white space after it."""
LETTERS_AND_SIGNS = ("L", "M")
"""First letters of the Unicode categories that words are made of: vowel signs are no letters."""
MIN_WORDS = 4
"""Shorter paragraphs are not edited: nobody could tell what became of three words."""


def seeded_random(seed: int) -> random.Random:
    """A random generator that gives the same numbers for the same seed."""
    return random.Random(seed)


@dataclass(frozen=True, slots=True)
class Rates:
    """The share of paragraphs that each edit happens to; `share` is the most that an edited one changes of its words."""

    edited: float
    inserted: float
    deleted: float
    moved: float
    split: float
    joined: float
    near_duplicates: float
    share: float


STANDARD = Rates(
    edited=0.10, inserted=0.03, deleted=0.03, moved=0.02, split=0.01, joined=0.01, near_duplicates=0.0, share=0.15
)
STRESS = Rates(
    edited=0.35, inserted=0.10, deleted=0.10, moved=0.08, split=0.04, joined=0.04, near_duplicates=0.03, share=0.35
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word with the white space after it, and the number it had in the old text (None for a new word)."""

    text: str
    number: int | None


@dataclass(slots=True)
class Piece:
    """A paragraph of numbered words; `origins` are the old paragraphs it comes from."""

    tokens: list[Token]
    origins: set[int]
    near_duplicate: bool = False
    moved: bool = False

    @property
    def text(self) -> str:
        return "".join(token.text for token in self.tokens).rstrip()


@dataclass(slots=True)
class Revision:
    """An old and a new text with the truth: links between paragraphs, and where each old word is now.

    Links that are `open` are neither right nor wrong.
    """

    old: str
    new: str
    links: set[tuple[int, int]] = field(default_factory=set)
    unchanged: set[tuple[int, int]] = field(default_factory=set)
    open: set[tuple[int, int]] = field(default_factory=set)
    near_duplicates: set[int] = field(default_factory=set)
    split: set[int] = field(default_factory=set)
    joined: set[int] = field(default_factory=set)
    old_starts: set[int] = field(default_factory=set)
    new_starts: set[int] = field(default_factory=set)
    old_bounds: list[tuple[int, int]] = field(default_factory=list)
    old_words: list[tuple[int, int]] = field(default_factory=list)
    new_words: dict[int, tuple[int, int]] = field(default_factory=dict)
    language: str = "en"


def numbered_pieces(paragraphs: Sequence[str], cut: WordCutter = WORD.findall) -> list[Piece]:
    """The pieces of a first revision, its words numbered from 0."""
    number = 0
    pieces = []
    for at, text in enumerate(paragraphs):
        found = [Token(word, number + step) for step, word in enumerate(cut(text))]
        number += len(found)
        pieces.append(Piece(found, {at}))
    return pieces


def revise(
    pieces: Sequence[Piece], rates: Rates, rng: random.Random, spare: Sequence[str], cut: WordCutter = WORD.findall
) -> list[Piece]:
    """What a revision at these rates makes of the pieces; `spare` are paragraphs to insert."""
    tokens = [token for piece in pieces for token in piece.tokens]
    space = _space_between(tokens)
    vocabulary = [word + space for token in tokens if _is_word(word := token.text.strip())]
    split_chance = rates.split * len(pieces) / max(1, sum(1 for piece in pieces if _split_points(piece)))
    out: list[Piece] = []
    for piece in pieces:
        halves = _split(piece, rng) if rng.random() < split_chance else None
        out.extend(halves or _deleted_or_edited(piece, rates, rng, vocabulary))
        if rng.random() < rates.inserted:
            out.append(Piece([Token(word, None) for word in cut(rng.choice(spare))], set()))
    return _moved(_joined(out, rates, rng), rates, rng)


def _space_between(tokens: Sequence[Token]) -> str:
    """The separator of two words; none in scripts that are written without spaces."""
    return " " if any(token.text[-1].isspace() for token in tokens) else ""


def _is_word(text: str) -> bool:
    return bool(text) and all(category(character)[0] in LETTERS_AND_SIGNS for character in text)


def _deleted_or_edited(piece: Piece, rates: Rates, rng: random.Random, vocabulary: Sequence[str]) -> list[Piece]:
    roll = rng.random()
    if roll < rates.deleted:
        return []
    edited = rng.random() < rates.edited and len(piece.tokens) >= MIN_WORDS
    kept = _edited(piece, rates.share, rng, vocabulary) if edited else piece
    if rng.random() < rates.near_duplicates and len(piece.tokens) > 8:
        near_duplicate = Piece(
            [Token(token.text, None) for token in _edited(kept, 0.2, rng, vocabulary).tokens],
            set(),
            near_duplicate=True,
        )
        return [near_duplicate, kept] if rng.random() < 0.5 else [kept, near_duplicate]
    return [kept]


def _split_points(piece: Piece) -> list[int]:
    """Where a paragraph can be split: behind the ends of sentences, four words from its own ends."""
    ends = [at + 1 for at, token in enumerate(piece.tokens[:-1]) if token.text.rstrip()[-1:] in ".;:!?。।"]
    return [at for at in ends if 4 <= at <= len(piece.tokens) - 4]


def _split(piece: Piece, rng: random.Random) -> list[Piece] | None:
    places = _split_points(piece)
    if not places:
        return None
    at = rng.choice(places)
    return [Piece(piece.tokens[:at], set(piece.origins)), Piece(piece.tokens[at:], set(piece.origins))]


def _edited(piece: Piece, share: float, rng: random.Random, vocabulary: Sequence[str]) -> Piece:
    """Words replaced, inserted and removed, singly and in phrases, up to a share of the paragraph's."""
    found = list(piece.tokens)
    left = max(1, round(rng.uniform(0.02, share) * len(found)))
    while left > 0:
        count = min(left, rng.choice((1, 1, 1, 2, 3, 6)))
        at = rng.randrange(2, len(found))
        fresh = [Token(rng.choice(vocabulary), None) for _ in range(count)]
        what = rng.random()
        if what < 0.6:
            found[at : at + count] = fresh
        elif what < 0.8:
            found[at:at] = fresh
        elif len(found) > count + MIN_WORDS:
            del found[at : at + count]
        left -= count
    return Piece(found, set(piece.origins))


def _joined(pieces: Sequence[Piece], rates: Rates, rng: random.Random) -> list[Piece]:
    join_chance = rates.joined * len(pieces) / max(1, sum(1 for pair in pairwise(pieces) if _joinable(*pair)))
    out: list[Piece] = []
    for piece in pieces:
        if out and _joinable(out[-1], piece) and rng.random() < join_chance:
            last = out[-1].tokens[-1]
            end = Token(last.text.rstrip() + _space_between(out[-1].tokens), last.number)
            joined = [*out[-1].tokens[:-1], end, *piece.tokens]
            out[-1] = Piece(joined, out[-1].origins | piece.origins)
        else:
            out.append(piece)
    return out


def _joinable(before: Piece, piece: Piece) -> bool:
    single = len(before.origins) == len(piece.origins) == 1 and before.origins != piece.origins
    return single and _prose(before) and _prose(piece)


def _prose(piece: Piece) -> bool:
    return len(piece.tokens) > 3 and piece.text[:1].isalnum()


def _moved(pieces: list[Piece], rates: Rates, rng: random.Random) -> list[Piece]:
    out = list(pieces)
    for _ in range(round(rates.moved * len(pieces))):
        piece = out.pop(rng.randrange(len(out)))
        piece.moved = True
        out.insert(rng.randrange(len(out) + 1), piece)
    return out


def labelled(old: Sequence[Piece], new: Sequence[Piece]) -> Revision:
    """The two texts, and which of their paragraphs and words correspond."""
    found = Revision("\n\n".join(piece.text for piece in old), "\n\n".join(piece.text for piece in new))
    places = {at: number for number, piece in enumerate(old) for at in piece.origins}
    for number, piece in enumerate(new):
        for origin in piece.origins:
            found.links.add((places[origin], number))
        if piece.near_duplicate:
            found.near_duplicates.add(number)
    _classify_links(found, old, new)
    found.old_starts, found.new_starts = _starts(old), _starts(new)
    ends = list(accumulate(len(piece.tokens) for piece in old))
    found.old_bounds = list(pairwise([0, *ends]))
    found.old_words = [span for _, span in _spans(old)]
    found.new_words = {number: span for number, span in _spans(new) if number is not None}
    return found


def _classify_links(found: Revision, old: Sequence[Piece], new: Sequence[Piece]) -> None:
    starts, ends = [link[0] for link in found.links], [link[1] for link in found.links]
    found.split = {at for at in starts if starts.count(at) > 1}
    found.joined = {at for at in ends if ends.count(at) > 1}
    found.unchanged = {
        (left, right) for left, right in found.links if old[left].text == new[right].text and not new[right].moved
    }


def _starts(pieces: Sequence[Piece]) -> set[int]:
    return set(accumulate((len(piece.text) + 2 for piece in pieces[:-1]), initial=0))


def _spans(pieces: Sequence[Piece]) -> list[tuple[int | None, tuple[int, int]]]:
    found: list[tuple[int | None, tuple[int, int]]] = []
    start = 0
    for piece in pieces:
        at = start
        for token in piece.tokens:
            found.append((token.number, (at, at + len(token.text.rstrip()))))
            at += len(token.text)
        start += len(piece.text) + 2
    return found


def renumbered(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces as a first revision of their own: words and paragraphs numbered anew."""
    return numbered_pieces([piece.text for piece in pieces])
