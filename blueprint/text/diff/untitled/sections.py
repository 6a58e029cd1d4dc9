"""Match headings by what is below them: most of the same paragraphs, and above all the first one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from itertools import product

from blueprint.text.diff.features import Features
from blueprint.text.diff.matching import Gap, Matching
from blueprint.text.document.model import ParagraphKind
from blueprint.text.document.numbers.numbering import Number, strip_markup
from blueprint.text.document.numbers.numerals import NumeralSystem

LINE_RANK = 7
"""Lines that are used as headings are below headings of all six levels."""
FIRST_BELOW, SAME_NUMBER = 0.5, 0.5
"""What it is worth, beside the share of the text below, that the first paragraph below is the same, and the number."""
MIN_BELOW = 0.2
"""The share of the text below that two headings must have in common."""
BY_NUMBER_CONFIDENCE, BY_ORDER_CONFIDENCE = 0.9, 0.6
"""The confidence of headings of which nothing below is left: at the same position with the same source, and without."""

ConfidentLink = tuple[tuple[int, ...], tuple[int, ...], float]
"""Old paragraphs that became new ones, and the confidence."""


Values = tuple[int, ...]
"""The components of a number, or what is between two numbers."""
Pair = tuple[int, int]
"""The indexes of an old and a new heading."""


class Sections:
    """What is below each of some headings of a text.

    `above` has for each other paragraph the headings that it is below, from the highest to the nearest; `length` the
    characters below each heading, `first` the first paragraph below it, if no other heading is between them. What is
    `left_out` is not below any.
    """

    def __init__(self, features: Sequence[Features], headings: Set[int], left_out: Set[int]) -> None:
        self.headings = headings
        self.above: dict[int, tuple[int, ...]] = {}
        self.length: Counter[int] = Counter()
        self.first: dict[int, int] = {}
        ranks = _line_ranks([features[at] for at in sorted(headings)])
        opened: list[tuple[int, int]] = []
        for at, each in enumerate(features):
            rank = _rank(each, ranks)
            if rank:
                opened = [heading for heading in opened if heading[0] < rank]
            if at in headings:
                opened.append((rank, at))
            elif opened and at not in left_out:
                self._add(at, each, [heading for _, heading in opened])

    def _add(self, at: int, each: Features, headings: Sequence[int]) -> None:
        self.above[at] = tuple(headings)
        self.first.setdefault(headings[-1], at)
        for heading in headings:
            self.length[heading] += len(each.paragraph.text)


def series(each: Features) -> str:
    """What a heading's number counts, at any level of heading; "" without a number."""
    return each.number.counted if each.number else ""


def word(each: Features) -> str:
    """What is before a heading's number; with the system of that."""
    return series(each).partition("}")[0]


def _out_of_order(features: Sequence[Features], headings: Set[int]) -> set[int]:
    """Headings whose numbers do not fit between those of their neighbours, which fit each other.

    Such a number does not count: it is a name that its heading took along. What letters are worth is less certain.
    """
    rows: dict[str, list[tuple[tuple[int, ...], int]]] = defaultdict(list)
    for at in sorted(headings):
        number = features[at].number
        if number and (number.above or number.system not in (NumeralSystem.LETTER, NumeralSystem.ROMAN)):
            rows[word(features[at])].append((number.values, at))
    return {
        here[1]
        for row in rows.values()
        for before, here, after in zip(row, row[1:], row[2:], strict=False)
        if before < after and not before[0] <= here[0] <= after[0]
    }


def _exceptional(pairs: Iterable[Pair], sides: tuple[Sequence[Features], Sequence[Features]]) -> Iterator[Pair]:
    """Pairs whose number changed otherwise than those before and after, which agree: 58, 59, 60 became 58, 58, 60.

    After an article was inserted or deleted, the numbers of all that follow it change alike. Where one alone did, its
    text went to another article.
    """
    rows: dict[str, list[tuple[Pair, Values | None]]] = defaultdict(list)
    for old, new in sorted(pairs):
        rows[word(sides[0][old])].append(((old, new), _shift(sides[0][old].number, sides[1][new].number)))
    for row in rows.values():
        for (_, left), (pair, shift), (_, right) in zip(row, row[1:], row[2:], strict=False):
            if left is not None and left == right != shift:
                yield pair


def _shift(old: Number | None, new: Number | None) -> Values | None:
    """By how much each component of a number changed, () for the same; None if they count different things."""
    if not old or not new or old.counted != new.counted:
        return None
    return (
        ()
        if old.values == new.values
        else tuple(after - before for before, after in zip(old.values, new.values, strict=True))
    )


def _line_ranks(headings: Sequence[Features]) -> dict[str, int]:
    """The rank of each series of lines that are used as headings: a series with fewer of them is above the others."""
    counts = Counter(series(each) for each in headings if each.paragraph.kind is not ParagraphKind.HEADING)
    return {name: LINE_RANK + at for at, (name, _) in enumerate(reversed(counts.most_common()))}


def _rank(each: Features, line_ranks: Mapping[str, int]) -> int:
    """What ends sections of this rank and of those below; 0 for what ends none."""
    if each.paragraph.kind is ParagraphKind.HEADING:
        return each.paragraph.level
    return line_ranks.get(series(each), 0) if line_ranks and each.number else 0


class SectionMatcher:
    """Matches the headings without a title of an old and a new text, given the links of the other paragraphs."""

    def __init__(
        self,
        sides: tuple[Sequence[Features], Sequence[Features]],
        untitled: tuple[Set[int], Set[int]],
        links: Sequence[ConfidentLink],
    ) -> None:
        self._sides = sides
        self._attributes = tuple(
            {at for at in found if not side[at].number} for side, found in zip(sides, untitled, strict=True)
        )
        untitled = self._untitled = untitled[0] - self._attributes[0], untitled[1] - self._attributes[1]
        linked = {at for old, _, _ in links for at in old}, {at for _, new, _ in links for at in new}
        self._linked_old = linked[0]
        headings = (untitled[side] | _unlinked_headings(sides[side], linked[side]) for side in (0, 1))
        self._old, self._new = map(Sections, sides, headings, self._attributes)
        self._matching = Matching(len(sides[0]), len(sides[1]), [len(each.paragraph.text) + 1 for each in sides[0]])
        for old, new, confidence in links:
            for at in old:
                self._matching.new_of[at] = new[0]
            for at in new:
                self._matching.old_of[at] = old[0]
            self._matching.match(old[0], new[0], confidence)
        self._links = links

    def links(self) -> Iterator[ConfidentLink]:
        """The links of the headings, and of the attribute lines below them."""
        out_of_order = [_out_of_order(side, found) for side, found in zip(self._sides, self._untitled, strict=True)]
        self._match_by_name(lambda old, new: old in out_of_order[0] or new in out_of_order[1])
        pairs = self._pairs_by_text_below()
        exceptional = set(_exceptional(pairs, self._sides))
        exceptional |= {(old, new) for old, new in pairs if old in out_of_order[0] or new in out_of_order[1]}
        self._match_pairs({pair: confidence for pair, confidence in pairs.items() if pair not in exceptional})
        left, right = {old for old, _ in exceptional}, {new for _, new in exceptional}
        self._match_by_name(lambda old, new: old in left or new in right)
        again = self._pairs_by_text_below()
        self._match_pairs(
            {pair: again[pair] for pair in again if pair not in exceptional or self._is_same_first(*pair)}
        )
        for gap in list(self._matching.gaps()):
            self._match_by_position(gap)
        self._match_by_name(lambda *_: True)
        for gap in list(self._matching.gaps()):
            self._match_with_titled(gap)
        for old, new in enumerate(self._matching.new_of):
            if new >= 0 and old not in self._linked_old:
                yield (old,), (new,), self._matching.confidence[old]
                if old + 1 in self._attributes[0] and new + 1 in self._attributes[1]:
                    yield (old + 1,), (new + 1,), self._matching.confidence[old]

    def _match_by_name(self, is_wanted: Callable[[int, int], bool]) -> None:
        """Match headings with the same source that is unique in both texts."""
        old, new = (self._unique(side) for side in (0, 1))
        for source in old.keys() & new.keys():
            pair = old[source], new[source]
            if self._matching.is_free(*pair) and is_wanted(*pair):
                self._matching.match(*pair, BY_NUMBER_CONFIDENCE)

    def _unique(self, side: int) -> dict[str, int]:
        at = sorted(self._untitled[side])
        counts = Counter(self._sources(side, at))
        return {source: each for source, each in zip(self._sources(side, at), at, strict=True) if counts[source] == 1}

    def _match_pairs(self, pairs: Mapping[Pair, float]) -> None:
        for pair, confidence in pairs.items():
            self._matching.match(*pair, confidence)

    def _pairs_by_text_below(self) -> dict[Pair, float]:
        """The pairs that fit best, each heading in one of them, with the confidence."""
        scores = self._scores()
        found: dict[Pair, float] = {}
        paired: tuple[set[int], set[int]] = set(), set()
        for old, new in sorted(scores, key=lambda pair: (-scores[pair][0], abs(pair[0] - pair[1]), pair)):
            if old not in paired[0] and new not in paired[1]:
                found[old, new] = scores[old, new][1]
                paired[0].add(old)
                paired[1].add(new)
        return found

    def _scores(self) -> dict[tuple[int, int], tuple[float, float]]:
        """By pair of headings that have enough below them in common, how well they fit, and the confidence."""
        shared, certain = self._shared()
        found = {}
        for (old, new), length in shared.items():
            below = 2 * length / (self._old.length[old] + self._new.length[new])
            first = self._is_same_first(old, new)
            if below >= MIN_BELOW or first:
                score = below + FIRST_BELOW * first + SAME_NUMBER * self._has_same_number(old, new)
                found[old, new] = score, round(min(1.0, certain[old, new] / length), 3)
        return found

    def _shared(self) -> tuple[dict[tuple[int, int], int], dict[tuple[int, int], float]]:
        """By pair of headings the characters below both of them; and these weighted by the links' confidence."""
        shared: dict[tuple[int, int], int] = defaultdict(int)
        certain: dict[tuple[int, int], float] = defaultdict(float)
        for olds, news, confidence in self._links:
            for old, new in product(olds, news):
                length = min(len(self._sides[0][old].paragraph.text), len(self._sides[1][new].paragraph.text))
                for pair in self._headings_above(old, new):
                    shared[pair] += length
                    certain[pair] += confidence * length
        return shared, certain

    def _headings_above(self, old: int, new: int) -> Iterator[tuple[int, int]]:
        """Pairs of headings above two paragraphs that count the same things, and the pair of the nearest ones."""
        left, right = self._old.above.get(old, ()), self._new.above.get(new, ())
        for pair in product(left, right):
            nearest = pair == (left[-1], right[-1])
            if (nearest or self._series(pair) == 1) and self._may_match(*pair):
                yield pair

    def _series(self, pair: tuple[int, int]) -> int:
        return len({series(features[at]) for features, at in zip(self._sides, pair, strict=True)})

    def _may_match(self, old: int, new: int) -> bool:
        untitled = (old in self._untitled[0]) + (new in self._untitled[1])
        if not self._matching.is_free(old, new) or not untitled:
            return False
        return untitled == 2 or word(self._sides[0][old]) == word(self._sides[1][new])

    def _is_same_first(self, old: int, new: int) -> bool:
        below = self._old.first.get(old, -1), self._new.first.get(new, -1)
        return min(below) >= 0 and self._matching.new_of[below[0]] == below[1]

    def _has_same_number(self, old: int, new: int) -> bool:
        numbers = self._sides[0][old].number, self._sides[1][new].number
        return bool(numbers[0] and numbers[1] and numbers[0].values == numbers[1].values)

    def _match_by_position(self, gap: Gap) -> None:
        """Match what is left in a gap: headings with the same source in order; else those that have nothing below."""
        left = [at for at in gap.old if at in self._untitled[0]]
        right = [at for at in gap.new if at in self._untitled[1]]
        same = list(_in_order(self._sources(0, left), self._sources(1, right)))
        for at, to in same:
            self._matching.match(left[at], right[to], BY_NUMBER_CONFIDENCE)
        if not same and len(left) == len(right):
            for old, new in zip(left, right, strict=True):
                if self._old.length[old] or self._new.length[new]:
                    continue
                self._matching.match(old, new, BY_ORDER_CONFIDENCE)

    def _match_with_titled(self, gap: Gap) -> None:
        """Match what is equal but for markup and white space, in order: they may hide the number on one side alone."""
        if self._untitled[0].isdisjoint(gap.old) and self._untitled[1].isdisjoint(gap.new):
            return
        left, right = (
            [_unmarked(side[at]) for at in free] for side, free in zip(self._sides, (gap.old, gap.new), strict=True)
        )
        for at, to in _in_order(left, right):
            self._matching.match(gap.old[at], gap.new[to], BY_NUMBER_CONFIDENCE)

    def _sources(self, side: int, indexes: Iterable[int]) -> list[str]:
        return [self._sides[side][at].one_space for at in indexes]


def _unlinked_headings(features: Sequence[Features], linked: Set[int]) -> set[int]:
    """The headings with a title that are in no link: they may have got it, or lost it."""
    kind = ParagraphKind.HEADING
    return {at for at, each in enumerate(features) if each.paragraph.kind is kind and at not in linked}


def _unmarked(each: Features) -> str:
    """The source without inline markup and white space."""
    return "".join(strip_markup(each.one_space).split())


def _in_order(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Pairs of equal texts, each after the one before it on both sides."""
    start = 0
    for at, text in enumerate(old):
        if text and text in new[start:]:
            to = start + new[start:].index(text)
            yield at, to
            start = to + 1
