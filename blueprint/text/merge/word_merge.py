"""Merge the words of a passage that both sides changed, if their edits do not overlap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from blueprint.text.document.words import count_words, segment
from blueprint.text.word_diff.operations import WordEdit, word_edits
from blueprint.text.word_diff.vocabulary import Vocabulary

PHRASE_WORDS = 3


def merge_words(base: str, ours: str, theirs: str, language: str) -> str | None:
    """The base with the word edits of both sides; None if two of them overlap.

    Two edits overlap if there is no unchanged word between them, or if they insert the same words in one phrase: of "also
    vote" and "vote also" nobody wants "also vote also". An edit that both sides made counts once. What a side changed in
    form alone gives way to the other side's words, and of two forms one is taken.
    """
    words, vocabulary = segment(base, language), Vocabulary()
    edits = sorted(
        {
            *word_edits(words, segment(ours, language), vocabulary),
            *word_edits(words, segment(theirs, language), vocabulary),
        },
        key=lambda edit: (edit.start, edit.end, edit.words),
    )
    changes = [edit for edit in edits if not edit.form_only]
    if any(_overlap(words, one, other) or _repeat(words, one, other) for one, other in pairwise(changes)):
        return None
    return _apply(sorted([*changes, *_free_forms(edits, changes)], key=lambda edit: (edit.start, edit.end)), words)


def _free_forms(edits: Sequence[WordEdit], changes: Sequence[WordEdit]) -> Iterator[WordEdit]:
    """The edits of form alone, the first at each place, that no change of words touches."""
    previous = (-1, -1)
    for edit in edits:
        if not edit.form_only or (edit.start, edit.end) == previous:
            continue
        if not any(edit.start < change.end and change.start < edit.end for change in changes):
            previous = edit.start, edit.end
            yield edit


def _overlap(words: Sequence[str], one: WordEdit, other: WordEdit) -> bool:
    return not count_words(words[one.end : other.start])


def _repeat(words: Sequence[str], one: WordEdit, other: WordEdit) -> bool:
    """Whether the same words are inserted in two places of one phrase."""
    inserted = one.start == one.end and other.start == other.end
    same = [word for word in one.words if not word.isspace()] == [word for word in other.words if not word.isspace()]
    return inserted and same and count_words(words[one.end : other.start]) <= PHRASE_WORDS


def _apply(edits: Sequence[WordEdit], words: Sequence[str]) -> str:
    pieces: list[str] = []
    at = 0
    for edit in edits:
        pieces += words[at : edit.start]
        pieces += edit.words
        at = edit.end
    return "".join([*pieces, *words[at:]])
