"""Weaving: merging the words of one passage that both sides changed, when their changes do not touch."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from blueprint.text.document.words import segment
from blueprint.text.word_diff.operations import WordEdit, word_edits
from blueprint.text.word_diff.vocabulary import Vocabulary


def weave(base: str, ours: str, theirs: str, language: str) -> str | None:
    """Both sides' changes of words applied to the base; None when two of them touch.

    Two changes touch when not a single word that both kept stands between them. The same change made by both counts
    once.
    """
    words, vocabulary = segment(base, language), Vocabulary()
    changes = sorted(
        {
            *word_edits(words, segment(ours, language), vocabulary),
            *word_edits(words, segment(theirs, language), vocabulary),
        },
        key=lambda edit: (edit.start, edit.end, edit.words),
    )
    if any(_touch(words, one, other) for one, other in pairwise(changes)):
        return None
    return _applied(words, changes)


def _touch(words: Sequence[str], one: WordEdit, other: WordEdit) -> bool:
    return not any(word[0].isalnum() for word in words[one.end : other.start])


def _applied(words: Sequence[str], changes: Sequence[WordEdit]) -> str:
    pieces: list[str] = []
    at = 0
    for edit in changes:
        pieces += words[at : edit.start]
        pieces += edit.words
        at = edit.end
    return "".join([*pieces, *words[at:]])
