"""Compare two revisions of a text."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence

from blueprint.text.diff.align import KnownLink, Link, align
from blueprint.text.diff.features import Features
from blueprint.text.diff.kinds import KindOfChange, Numbers
from blueprint.text.diff.model import Change, ChangeKind, Comparison
from blueprint.text.diff.normalized import NormalizedText, footnote_names
from blueprint.text.diff.reverse import in_reading_order, reverse
from blueprint.text.document.forms import canonical, is_canonical
from blueprint.text.document.model import EXACT_KINDS, Document, Paragraph, ParagraphKind
from blueprint.text.document.split import split
from blueprint.text.word_diff.operations import DiffOperation, diff_words
from blueprint.text.word_diff.rows import diff_rows
from blueprint.text.word_diff.segments import WordEquality
from blueprint.text.word_diff.vocabulary import Vocabulary

EDITED_KINDS = frozenset({ChangeKind.EDITED, ChangeKind.MOVED_EDITED})


def compare(old: Document | str, new: Document | str, language: str = "en") -> Comparison:
    """Compare two revisions of a text in a language (BCP 47) paragraph by paragraph.

    Every paragraph of both is in exactly one change, with its word diff and a confidence of 0 to 1 (see `Change`). Any
    two texts can be compared; there are no errors. The opposite direction gives the same links with old and new
    exchanged: the two texts are always aligned in the same order, and the result is reversed if necessary. The stages
    are described in docs/decisions/0003. Equal paragraphs that are unique on both sides come first, after P. Heckel ("A
    technique for isolating differences between files", 1978); words are compared by E. Myers's algorithm ("An O(ND)
    difference algorithm and its variations", 1986).
    """
    before = split(old) if isinstance(old, str) else old
    after = split(new) if isinstance(new, str) else new
    return Comparer(language).compare(before, after)


class Comparer:
    """Compares successive revisions of one text, reusing the features of paragraphs that are in the next one too."""

    def __init__(self, language: str = "en") -> None:
        self.language = language
        self._vocabulary = Vocabulary()
        self._cache: dict[Hashable, Features] = {}

    def compare(self, old: Document, new: Document) -> Comparison:
        """As the function `compare`."""
        if _order(old) <= _order(new):
            return self.compare_in_order(old, new)
        return reverse(self.compare_in_order(new, old))

    def compare_in_order(self, old: Document, new: Document, known: Sequence[KnownLink] = ()) -> Comparison:
        """Align two documents in the given order and compare the words of each link; `known` links are kept."""
        if self._vocabulary.full:
            self._vocabulary, self._cache = Vocabulary(), {}
        earlier, self._cache = self._cache, {}
        left, right = self._features(old, earlier), self._features(new, earlier)
        links = align(left, right, known)
        names = footnote_names(old, new, [(link.old[0], link.new[0]) for link in links])
        kind_of = KindOfChange((NormalizedText(old), NormalizedText(new, names)), (Numbers(left), Numbers(right)))
        changes = [_link_change(link, left, right, kind_of, self._vocabulary) for link in links]
        changes += _deletions_and_insertions(links, left, right)
        return Comparison(old, new, tuple(in_reading_order(changes)), self.language)

    def _features(self, document: Document, earlier: Mapping[Hashable, Features]) -> list[Features]:
        """The features of each paragraph; equal ones, of this comparison or of the one before, have them in common."""
        whole, found = is_canonical(document.source), []
        for each in document.paragraphs:
            key = _cache_key(each)
            features = self._cache.get(key) or earlier.get(key)
            features = features or Features(each, self.language, self._vocabulary, is_canonical=whole)
            self._cache[key] = features
            found.append(features)
        return found


def _order(document: Document) -> tuple[str, str]:
    """Which of two documents is aligned with the other: the same one in whatever Unicode form they are."""
    source = document.source
    return (source if is_canonical(source) else canonical(source)), source


def _cache_key(paragraph: Paragraph) -> Hashable:
    """All that features depend on, which the position in the document is not."""
    return paragraph.text, paragraph.kind, paragraph.level, paragraph.quote_depth, paragraph.head


def _deletions_and_insertions(links: Sequence[Link], old: Sequence[Features], new: Sequence[Features]) -> list[Change]:
    linked_old, linked_new = {at for link in links for at in link.old}, {at for link in links for at in link.new}
    deleted = [
        Change(ChangeKind.DELETED, (at,), (), 1.0, (("-", each.paragraph.text),))
        for at, each in enumerate(old)
        if at not in linked_old
    ]
    inserted = [
        Change(ChangeKind.INSERTED, (), (at,), 1.0, (("+", each.paragraph.text),))
        for at, each in enumerate(new)
        if at not in linked_new
    ]
    return deleted + inserted


def _link_change(
    link: Link, left: Sequence[Features], right: Sequence[Features], kind_of: KindOfChange, vocabulary: Vocabulary
) -> Change:
    old, new = [left[at] for at in link.old], [right[at] for at in link.new]
    kind = kind_of.of(link, old[0], new[0])
    words = _word_diff(old, new, vocabulary)
    if kind in EDITED_KINDS and not any(operation in "-+" for operation, _ in words):
        words = diff_words(_words(old), _words(new), WordEquality(vocabulary, needed=True))
    return Change(kind, link.old, link.new, link.confidence, words)


def _word_diff(old: Sequence[Features], new: Sequence[Features], vocabulary: Vocabulary) -> tuple[DiffOperation, ...]:
    if len(old) == len(new) == 1 and old[0].paragraph.text == new[0].paragraph.text:
        return (("=", old[0].paragraph.text),)
    left, right = _words(old), _words(new)
    kinds = {each.paragraph.kind for each in (*old, *new)}
    if kinds == {ParagraphKind.TABLE_ROW} and len(old) == len(new) == 1:
        return diff_rows(left, right, vocabulary)
    return diff_words(left, right, WordEquality(vocabulary, exact=kinds <= EXACT_KINDS))


def _words(paragraphs: Sequence[Features]) -> list[str]:
    """The words of successive paragraphs, with white space of no length between them."""
    if len(paragraphs) == 1:
        return list(paragraphs[0].words)
    return [word for each in paragraphs for word in ("", *each.words)][1:]
