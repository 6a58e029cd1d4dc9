"""Comparing: from two texts to what happened between them."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence

from blueprint.text.diff.align import Known, Link, align
from blueprint.text.diff.features import Sketch
from blueprint.text.diff.model import Change, ChangeKind, Comparison
from blueprint.text.diff.normalized import Hearing, footnote_names
from blueprint.text.document.model import Document, Paragraph
from blueprint.text.document.split import split
from blueprint.text.word_diff.operations import DiffOperation, diff_words
from blueprint.text.word_diff.vocabulary import Vocabulary

VEILS = ("&", "\\", "<")
"""Signs that may hide a letter or show one, so that the source alone does not say what a reader sees."""


def compare(old: Document | str, new: Document | str, language: str = "en") -> Comparison:
    """Say what happened to each paragraph between two revisions of a text in a language (BCP 47).

    Every paragraph of both is in exactly one change, with the words changed in it and a confidence of 0 to 1 (see `Change`).
    Any two texts can be compared; there are no errors. Comparing in the other direction gives the same links with old and
    new exchanged: the two texts are always aligned in the same order, and the answer turned round when they were given in
    the other. How it is done: docs/decisions/0003. Equal paragraphs that occur once on both sides come first, as P. Heckel
    proposed ("A technique for isolating differences between files", 1978); words are compared by E. Myers's algorithm
    ("An O(ND) difference algorithm and its variations", 1986).
    """
    before = split(old) if isinstance(old, str) else old
    after = split(new) if isinstance(new, str) else new
    return Comparer(language).compare(before, after)


class Comparer:
    """Compares a row of revisions of one text in a language, each two as `compare` does.

    What it worked out about a paragraph serves the next comparison too, as long as the paragraph is still there.
    """

    def __init__(self, language: str = "en") -> None:
        self.language = language
        self._vocabulary = Vocabulary()
        self._known: dict[Hashable, Sketch] = {}

    def compare(self, old: Document, new: Document) -> Comparison:
        """`compare` two documents."""
        if (old.source, new.source) <= (new.source, old.source):
            return self.compared(old, new)
        return turned(self.compared(new, old))

    def compared(self, old: Document, new: Document, known: Sequence[Known] = ()) -> Comparison:
        """Align two documents in this order and compare the words of each link; `known` links are taken as given."""
        if self._vocabulary.full:
            self._vocabulary, self._known = Vocabulary(), {}
        left, right = self._sketched(old), self._sketched(new)
        self._known = {_traits(sketch.paragraph): sketch for sketch in (*left, *right)}
        links = align(left, right, known)
        names = footnote_names(old, new, [(link.old[0], link.new[0]) for link in links])
        heard = Hearing(old), Hearing(new, names)
        changes = [_linked(link, left, right, heard, self._vocabulary) for link in links]
        changes += _unlinked(links, left, right)
        return Comparison(old, new, tuple(_in_order(changes)), self.language)

    def _sketched(self, document: Document) -> list[Sketch]:
        return [
            self._known.get(_traits(paragraph)) or Sketch(paragraph, self.language, self._vocabulary)
            for paragraph in document.paragraphs
        ]


def _traits(paragraph: Paragraph) -> Hashable:
    """All that a sketch depends on: not where the paragraph stands."""
    return paragraph.text, paragraph.kind, paragraph.level, paragraph.quote, paragraph.head


def turned(comparison: Comparison) -> Comparison:
    """The same comparison in the opposite direction."""
    changes = _in_order([mirrored(change) for change in comparison.changes])
    return Comparison(comparison.new, comparison.old, tuple(changes), comparison.language)


def _unlinked(links: Sequence[Link], old: Sequence[Sketch], new: Sequence[Sketch]) -> list[Change]:
    kept = {at for link in links for at in link.old}, {at for link in links for at in link.new}
    deleted = [
        Change(ChangeKind.DELETED, (at,), (), 1.0, (("-", sketch.paragraph.text),))
        for at, sketch in enumerate(old)
        if at not in kept[0]
    ]
    inserted = [
        Change(ChangeKind.INSERTED, (), (at,), 1.0, (("+", sketch.paragraph.text),))
        for at, sketch in enumerate(new)
        if at not in kept[1]
    ]
    return deleted + inserted


Heard = tuple[Hearing, Hearing]


def _linked(
    link: Link, left: Sequence[Sketch], right: Sequence[Sketch], heard: Heard, vocabulary: Vocabulary
) -> Change:
    old, new = [left[at] for at in link.old], [right[at] for at in link.new]
    kind = _kind(link, old[0], new[0], heard)
    return Change(kind, link.old, link.new, link.confidence, _words(old, new, vocabulary))


def _words(old: Sequence[Sketch], new: Sequence[Sketch], vocabulary: Vocabulary) -> tuple[DiffOperation, ...]:
    if len(old) == len(new) == 1 and old[0].paragraph.text == new[0].paragraph.text:
        return (("=", old[0].paragraph.text),)
    left = [word for sketch in old for word in sketch.words]
    right = [word for sketch in new for word in sketch.words]
    return diff_words(left, right, vocabulary)


def _kind(link: Link, old: Sketch, new: Sketch, heard: Heard) -> ChangeKind:
    if len(link.new) > 1:
        return ChangeKind.SPLIT
    if len(link.old) > 1:
        return ChangeKind.JOINED
    same = old.paragraph.text == new.paragraph.text
    if link.moved:
        return ChangeKind.MOVED if same or _same_words(old, new, heard) else ChangeKind.MOVED_EDITED
    if same and (old.paragraph.kind, old.paragraph.level) == (new.paragraph.kind, new.paragraph.level):
        return ChangeKind.SAME
    return ChangeKind.REFORMATTED if same or _same_words(old, new, heard) else ChangeKind.EDITED


def _same_words(old: Sketch, new: Sketch, heard: Heard) -> bool:
    """Whether a reader sees the same words. What escapes and entities stand for is worked out only where there are any."""
    veiled = any(sign in sketch.paragraph.text for sketch in (old, new) for sign in VEILS)
    if old.plain != new.plain and not veiled:
        return False
    return heard[0].of(old.paragraph) == heard[1].of(new.paragraph)


def mirrored(change: Change) -> Change:
    """The same change seen from the new text to the old."""
    if change.kind is ChangeKind.SAME:
        return Change(change.kind, change.new, change.old, change.confidence, change.words)
    turned = {
        ChangeKind.SPLIT: ChangeKind.JOINED,
        ChangeKind.JOINED: ChangeKind.SPLIT,
        ChangeKind.INSERTED: ChangeKind.DELETED,
        ChangeKind.DELETED: ChangeKind.INSERTED,
    }
    kind = turned.get(change.kind, change.kind)
    return Change(kind, change.new, change.old, change.confidence, tuple(_turned(change.words)))


def _turned(words: Iterable[DiffOperation]) -> Iterator[DiffOperation]:
    """Removed for added and back, still with what was removed first."""
    held: list[DiffOperation] = []
    for operation, text in words:
        if operation == "=":
            yield from sorted(held, key=lambda word: word[0], reverse=True)
            held = []
            yield operation, text
        else:
            held.append(("+" if operation == "-" else "-", text))
    yield from sorted(held, key=lambda word: word[0], reverse=True)


def _in_order(changes: Sequence[Change]) -> list[Change]:
    """In the order of the new text, each deleted paragraph after what became of the one before it."""
    place = {at: change.new[0] for change in changes if change.new for at in change.old}
    deleted_after = {}
    last = -1
    for at in sorted(at for change in changes for at in change.old):
        last = place.get(at, last)
        deleted_after[at] = last
    return sorted(
        changes, key=lambda each: (each.new[0], 0, 0) if each.new else (deleted_after[each.old[0]], 1, each.old[0])
    )
