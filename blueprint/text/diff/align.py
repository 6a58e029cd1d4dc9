"""Align two documents: which old paragraphs became which new ones, in stages.

1. Front matter; then what is equal but for white space and Unicode form: first what is unique on both sides, then
   neighbours of matches, then the rest in order.
2. Equal but for markup and numbering, likewise; then what states one identifier, and pictures with one address, in
   whatever markup; then ideographs that were converted, and paragraphs that are alone between matches with the same
   attributes.
3. Similar (see `fuzzy`): the certain matches within gaps; the sure ones at any distance; splits and joins; the other
   matches; rows of one name; splits and joins again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import attrgetter

from blueprint.text.diff.exact import UNIQUE_CONFIDENCE, Keys, match_equal, match_remaining_equal, match_unique
from blueprint.text.diff.features import Features
from blueprint.text.diff.few_words.attributes import match_attributed
from blueprint.text.diff.few_words.converted import match_converted
from blueprint.text.diff.few_words.named_rows import match_named_rows
from blueprint.text.diff.fuzzy import FuzzyMatcher
from blueprint.text.diff.matching import Matching
from blueprint.text.diff.splits.groups import SplitsAndJoins
from blueprint.text.diff.subsequences import weighted_increasing_subsequence
from blueprint.text.diff.untitled.headings import UntitledHeadings
from blueprint.text.diff.untitled.sections import ConfidentLink, SectionMatcher
from blueprint.text.diff.untitled.selection import Selection
from blueprint.text.document.model import ParagraphKind

CANONICAL: Callable[[Features], str] = attrgetter("canonical")
ONE_SPACE: Callable[[Features], str] = attrgetter("one_space")
PLAIN: Callable[[Features], str] = attrgetter("plain")
IDENTIFIER: Callable[[Features], str] = attrgetter("identifier")
TITLE: Callable[[Features], str] = attrgetter("title")
PICTURE: Callable[[Features], str] = attrgetter("picture")
REFORMATTED_CONFIDENCE = 0.98
IDENTIFIER_CONFIDENCE = 0.95
PICTURE_CONFIDENCE = 0.95
DISTINCTIVE_PLAIN = 40
"""Fewer characters, equal but for markup, do not identify a paragraph outside its place in the order."""
DISTINCTIVE_TITLE = 20
"""Fewer characters, equal but for markup and numbering, do not identify a heading outside its place in the order."""
DISTINCTIVE = 12
"""Fewer characters that occur several times do not identify a paragraph outside its place in the order."""


@dataclass(frozen=True, slots=True)
class Link:
    """Old paragraphs that became new ones: one to one, one to several (split) or several to one (joined)."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    confidence: float
    moved: bool


KnownLink = tuple[tuple[int, ...], tuple[int, ...]]
"""Old paragraphs that are known to have become new ones: one to one, one to several or several to one."""


def align(old: Sequence[Features], new: Sequence[Features], known: Sequence[KnownLink] = ()) -> list[Link]:
    """Link old paragraphs to new ones, in old order. A paragraph in no link was deleted or inserted."""
    headings = UntitledHeadings(old, new)
    headings.old.difference_update(at for link in known for at in link[0])
    headings.new.difference_update(at for link in known for at in link[1])
    left, right = Selection(old, headings.old), Selection(new, headings.new)
    titled = [(left.selected(link[0]), right.selected(link[1])) for link in known]
    repeated = left.selected(headings.repeated_old), right.selected(headings.repeated_new)
    found = _align_titled(left.features, right.features, titled, repeated)
    links = [(left.in_whole(link[0]), right.in_whole(link[1]), link[2]) for link in found]
    if headings.old or headings.new:
        links += SectionMatcher((old, new), (headings.old, headings.new), links).links()
    return _links(links, old)


def _align_titled(
    old: Sequence[Features], new: Sequence[Features], known: Sequence[KnownLink], repeated: KnownLink
) -> list[ConfidentLink]:
    """Align all but headings without a title; `repeated` paragraphs differ from others in their number alone."""
    matching = Matching(len(old), len(new), [len(each.canonical) + 1 for each in old])
    groups = SplitsAndJoins(old, new, matching)
    for link in known:
        groups.add_known(*link)
    _match_front_matter(old, new, matching)
    _match_equal(old, new, matching, repeated)
    match_converted(old, new, matching)
    match_attributed(old, new, matching)
    groups.find_verbatim()
    fuzzy = FuzzyMatcher(old, new, matching)
    fuzzy.match_certain()
    fuzzy.match(sure=True)
    groups.find()
    fuzzy.match(sure=False)
    fuzzy.match_beside()
    match_named_rows(old, new, matching)
    groups.find()
    groups.find_distant(fuzzy.distant_candidates)
    return list(groups.links())


def _match_front_matter(old: Sequence[Features], new: Sequence[Features], matching: Matching) -> None:
    """Front matter is what became of front matter: a text has only one."""
    pair = [each[0].paragraph.kind for each in (old, new) if each]
    if pair == [ParagraphKind.FRONT_MATTER] * 2 and matching.is_free(0, 0):
        matching.match(0, 0, UNIQUE_CONFIDENCE)


def _match_equal(old: Sequence[Features], new: Sequence[Features], matching: Matching, repeated: KnownLink) -> None:
    def keys(key: Callable[[Features], str], excluded: KnownLink = ((), ())) -> tuple[Keys, Keys]:
        return _keys(old, matching.new_of, key, excluded[0]), _keys(new, matching.old_of, key, excluded[1])

    match_equal(*keys(CANONICAL, repeated), matching)
    match_equal(*keys(ONE_SPACE, repeated), matching)
    match_equal(*keys(TITLE), matching, REFORMATTED_CONFIDENCE, DISTINCTIVE_TITLE)
    match_equal(*keys(PLAIN), matching, REFORMATTED_CONFIDENCE, DISTINCTIVE_PLAIN)
    match_unique(*keys(IDENTIFIER), matching, IDENTIFIER_CONFIDENCE)
    match_equal(*keys(PICTURE), matching, PICTURE_CONFIDENCE)
    left, right = keys(CANONICAL)
    match_remaining_equal(_distinctive(left), _distinctive(right), matching)


def _keys(
    features: Sequence[Features], partners: Sequence[int], key: Callable[[Features], str], excluded: Sequence[int]
) -> Keys:
    """The keys of unmatched paragraphs, without empty ones."""
    free = {at: key(features[at]) for at, partner in enumerate(partners) if partner < 0}
    for at in excluded:
        free.pop(at, None)
    return {at: text for at, text in free.items() if text}


def _distinctive(keys: Keys) -> Keys:
    return {at: key for at, key in keys.items() if len(key) >= DISTINCTIVE}


def _links(found: Sequence[ConfidentLink], old: Sequence[Features]) -> list[Link]:
    """All links in old order. Those outside the heaviest set that keeps its order were moved."""
    links = sorted(found)
    weights = [sum(len(old[at].canonical) for at in link[0]) + 1 for link in links]
    positions = [(new[0], weight) for (_, new, _), weight in zip(links, weights, strict=True)]
    in_order = set(weighted_increasing_subsequence(positions))
    return [Link(*link, moved=at not in in_order) for at, link in enumerate(links)]
