"""Comparing: from two texts to what happened between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from blueprint.text.alignment import Link, align
from blueprint.text.comparison import Change, ChangeKind, Comparison, Word
from blueprint.text.paragraphs import Document, Paragraph
from blueprint.text.runs import visible
from blueprint.text.sketch import NUMBERING, VERBATIM, Sketch
from blueprint.text.splitting import split
from blueprint.text.vocabulary import Vocabulary
from blueprint.text.wording import changed_words


def compare(old: Document | str, new: Document | str, language: str = "en") -> Comparison:
    """Say what happened to each paragraph between two revisions of a text in a language (BCP 47).

    Comparing in the other direction gives the same links with old and new exchanged: the two texts are always aligned in
    the same order, and the answer turned round when they were given in the other.
    """
    before = split(old) if isinstance(old, str) else old
    after = split(new) if isinstance(new, str) else new
    if (before.source, after.source) <= (after.source, before.source):
        return Comparison(before, after, tuple(_in_order(_changes(before, after, language))), language)
    turned = [mirrored(change) for change in _changes(after, before, language)]
    return Comparison(before, after, tuple(_in_order(turned)), language)


def _changes(old: Document, new: Document, language: str) -> list[Change]:
    vocabulary = Vocabulary()
    left = [Sketch(paragraph, language, vocabulary) for paragraph in old.paragraphs]
    right = [Sketch(paragraph, language, vocabulary) for paragraph in new.paragraphs]
    links = align(left, right)
    changes = [
        _linked(link, [left[at] for at in link.old], [right[at] for at in link.new], vocabulary) for link in links
    ]
    kept = {at for link in links for at in link.old}, {at for link in links for at in link.new}
    deleted = [
        Change(ChangeKind.DELETED, (at,), (), 1.0, (("-", paragraph.text),))
        for at, paragraph in enumerate(old.paragraphs)
        if at not in kept[0]
    ]
    inserted = [
        Change(ChangeKind.INSERTED, (), (at,), 1.0, (("+", paragraph.text),))
        for at, paragraph in enumerate(new.paragraphs)
        if at not in kept[1]
    ]
    return changes + deleted + inserted


def _linked(link: Link, old: Sequence[Sketch], new: Sequence[Sketch], vocabulary: Vocabulary) -> Change:
    words = _words(old, new, vocabulary)
    return Change(_kind(link, old[0].paragraph, new[0].paragraph), link.old, link.new, link.confidence, words)


def _words(old: Sequence[Sketch], new: Sequence[Sketch], vocabulary: Vocabulary) -> tuple[Word, ...]:
    if len(old) == len(new) == 1 and old[0].paragraph.text == new[0].paragraph.text:
        return (("=", old[0].paragraph.text),)
    left = [word for sketch in old for word in sketch.words]
    right = [word for sketch in new for word in sketch.words]
    return changed_words(left, right, vocabulary)


def _kind(link: Link, old: Paragraph, new: Paragraph) -> ChangeKind:
    if len(link.new) > 1:
        return ChangeKind.SPLIT
    if len(link.old) > 1:
        return ChangeKind.JOINED
    if not link.moved:
        return ChangeKind.SAME if _identical(old, new) else _edit(old, new)
    return (
        ChangeKind.MOVED
        if old.text == new.text or _edit(old, new) is ChangeKind.REFORMATTED
        else ChangeKind.MOVED_EDITED
    )


def _identical(old: Paragraph, new: Paragraph) -> bool:
    return (old.text, old.kind, old.level) == (new.text, new.kind, new.level)


def _edit(old: Paragraph, new: Paragraph) -> ChangeKind:
    return ChangeKind.REFORMATTED if spoken(old) == spoken(new) else ChangeKind.EDITED


def spoken(paragraph: Paragraph) -> str:
    """What is left of a paragraph for a listener: its visible words without numbering, on one line."""
    if paragraph.kind in VERBATIM:
        return paragraph.text
    return " ".join(NUMBERING.sub("", visible(paragraph), count=1).split())


def mirrored(change: Change) -> Change:
    """The same change seen from the new text to the old."""
    turned = {
        ChangeKind.SPLIT: ChangeKind.JOINED,
        ChangeKind.JOINED: ChangeKind.SPLIT,
        ChangeKind.INSERTED: ChangeKind.DELETED,
        ChangeKind.DELETED: ChangeKind.INSERTED,
    }
    kind = turned.get(change.kind, change.kind)
    return Change(kind, change.new, change.old, change.confidence, tuple(_turned(change.words)))


def _turned(words: Iterable[Word]) -> Iterator[Word]:
    """Removed for added and back, still with what was removed first."""
    held: list[Word] = []
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
