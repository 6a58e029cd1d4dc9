"""The later stages of alignment: match paragraphs that are similar without being equal.

Candidates come from the same gap, from beside a match and from an index of rare words. They are matched greedily, the
most similar first: in one pass those that are sure, which makes the gaps smaller, and in a second pass the rest. The
threshold depends on the position: two paragraphs in the same gap need less similarity than two that are far apart.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import exp

from blueprint.text.diff.candidates import candidates_by_rare_words, gap_candidates
from blueprint.text.diff.features import Features
from blueprint.text.diff.matching import Matching
from blueprint.text.diff.similarity import SimilarityMeasure, character_similarity
from blueprint.text.document.model import ParagraphKind

CERTAIN = 0.75
"""Certain within a gap, if also CLEARLY more similar than any other candidate there."""
CLEARLY = 0.3
"""The difference to the runner-up that counts as full confidence."""
CLEARLY_SIMILAR = 0.7
"""The similarity that counts as full confidence."""
LOG_ODDS, PER_SIMILARITY, PER_LEAD, IF_DISTANT = 6.8, 11.5, 4.5, 3.7
"""The log odds that a clear link is right; and what is taken off for what it lacks of similarity, of CLEARLY, of nearness.

A logistic regression on links of known truth; `python -m benchmarks.text_calibration` repeats it.
"""
SURE = 0.6
SURE_DISTANT = 0.75
IN_GAP = 0.35
ALONE_IN_GAP = 0.30
COMMON_WORDS_ONLY = 0.50
"""For two paragraphs of a gap that share no word but common ones."""
RENAMED_HEADING = 0.10
"""For two headings of one level that are alone in their gap."""
CONTINUED, CONTINUED_WORDS = 0.0, 3
"""For two paragraphs that are alone in their gap, one of which begins or ends with the other; of so many words or more."""
DISTANT = 0.55
DISTANT_SHORT = 0.65
SHORT_WORDS = 8
"""A distant match with fewer words needs DISTANT_SHORT."""
ALIKE_AT_A_DISTANCE = frozenset({ParagraphKind.HEADING})
"""The kinds that are compared by characters at any distance."""
SAME_ADDRESS, SAME_SENTENCE = 0.30, 0.10
"""For two paragraphs of a gap that have the address of a link in common, or the first sentence."""
ADDRESS_BONUS, ADDRESS_SHARE = 0.08, 0.3
"""What addresses in common add to the rank, and how many of all addresses they must be."""
GAP_BONUS = 0.08
"""What being in the same gap adds to the rank."""


@dataclass(frozen=True, slots=True)
class MatchCandidate:
    """Two free paragraphs, their similarity, and the threshold for a match at their positions."""

    old: int
    new: int
    similarity: float
    threshold: float
    rank: float
    distant: bool = False


class FuzzyMatcher:
    """Matches similar paragraphs, keeping the similarities from one pass for the next."""

    def __init__(self, old: Sequence[Features], new: Sequence[Features], matching: Matching) -> None:
        self._old, self._new, self._matching = old, new, matching
        self._left, self._right = _unmatched(matching.new_of), _unmatched(matching.old_of)
        unmatched = [*(old[at] for at in self._left), *(new[at] for at in self._right)]
        self._measure = SimilarityMeasure(unmatched)
        self._similarities: dict[tuple[int, int], float] = {}
        self._best_similarities: dict[tuple[int, int], float] = {}
        counts = Counter(address for each in unmatched for address in each.addresses)
        self._repeated_addresses = {address for address, count in counts.items() if count == 2}
        self.distant_candidates: list[tuple[int, int]] = []

    def match_certain(self) -> None:
        """Match the certain candidates within gaps, then find distant candidates for what is left."""
        pairs = (pair for gap in self._matching.gaps() for pair in gap_candidates(gap))
        candidates = [MatchCandidate(*pair, self._best_similarity(*pair), CERTAIN, 0.0) for pair in pairs]
        runners_up = RunnersUp(sorted(candidates, key=lambda each: -each.similarity))
        for each in candidates:
            runner_up = runners_up.similarity(each)
            certain = each.similarity >= CERTAIN and each.similarity - runner_up >= CLEARLY
            if certain and self._matching.is_free(each.old, each.new):
                self._matching.match(each.old, each.new, link_confidence(each.similarity, runner_up, distant=False))
        self._find_distant_candidates()

    def _find_distant_candidates(self) -> None:
        new_of, old_of = self._matching.new_of, self._matching.old_of
        old, new = [(at, self._old[at]) for at in self._left], [(at, self._new[at]) for at in self._right]
        free_old = [each for each in old if new_of[each[0]] < 0]
        free_new = [each for each in new if old_of[each[0]] < 0]
        matched_new = [each for each in new if old_of[each[0]] >= 0]
        rare = self._measure.rare_codes
        self.distant_candidates = candidates_by_rare_words(rare, old, free_new)
        self.distant_candidates += candidates_by_rare_words(rare, free_old, matched_new)

    def match(self, *, sure: bool) -> None:
        """Match what is similar enough for its positions; with `sure`, only what is clearly similar."""
        self._match_best(self._candidates(sure))

    def match_beside(self) -> None:
        """Match what is similar beside the matches found last, and beside those again."""
        while self._match_best([self._candidate(*pair, IN_GAP) for pair in self._beside_matches()]):
            pass

    def _match_best(self, candidates: Iterable[MatchCandidate]) -> bool:
        """Match candidates greedily, the most similar first; return whether there were any."""
        place = self._matching.expected()
        ranked = sorted(candidates, key=lambda each: (-each.rank, abs(place[each.old] - each.new), each.old))
        runners_up = RunnersUp(ranked)
        matched = []
        for each in ranked:
            if each.similarity >= each.threshold and self._matching.is_free(each.old, each.new):
                runner_up = runners_up.similarity(each)
                confidence = link_confidence(each.similarity, runner_up, distant=each.distant)
                self._matching.match(each.old, each.new, confidence)
                matched.append((each.old, each.new))
        self._put_in_order(matched)
        return bool(matched)

    def _put_in_order(self, pairs: Sequence[tuple[int, int]]) -> None:
        """Where several paragraphs with the same words became several with the same words, pair them in order."""
        alike: dict[tuple[str, str, bool], list[tuple[int, int]]] = defaultdict(list)
        for old, new in pairs:
            left, right = self._old[old], self._new[new]
            alike[left.codes, right.codes, self._have_same_address(left, right)].append((old, new))
        for group in alike.values():
            if len(group) > 1:
                confidences = [self._matching.confidence[old] for old, _ in group]
                news = sorted(new for _, new in group)
                for old, new, confidence in zip(sorted(old for old, _ in group), news, confidences, strict=True):
                    self._matching.match(old, new, confidence)

    def _similarity(self, old: int, new: int) -> float:
        similarity = self._similarities.get((old, new))
        if similarity is None:
            similarity = self._measure.similarity(self._old[old], self._new[new])
            self._similarities[old, new] = similarity
        return similarity

    def _best_similarity(self, old: int, new: int) -> float:
        """The similarity by words, or that by characters if both are short: Services became Service."""
        similarity = self._best_similarities.get((old, new))
        if similarity is None:
            similarity = max(self._similarity(old, new), character_similarity(self._old[old], self._new[new]))
            self._best_similarities[old, new] = similarity
        return similarity

    def _distant_similarity(self, old: int, new: int) -> float:
        """For paragraphs that are far apart, where short texts are often alike by chance, but titles seldom."""
        kinds = {each.paragraph.kind for each in (self._old[old], self._new[new])}
        return self._best_similarity(old, new) if kinds <= ALIKE_AT_A_DISTANCE else self._similarity(old, new)

    def _candidates(self, sure: bool) -> Iterator[MatchCandidate]:
        nearby = set()
        for old, new, threshold in self._nearby(sure):
            if (old, new) not in nearby:
                nearby.add((old, new))
                yield self._candidate(old, new, threshold)
        for old, new in self.distant_candidates:
            if (old, new) not in nearby and self._matching.is_free(old, new):
                similarity = self._distant_similarity(old, new)
                threshold = SURE_DISTANT if sure else self._distant_threshold(old, new)
                yield MatchCandidate(old, new, similarity, threshold, similarity, distant=True)

    def _candidate(self, old: int, new: int, threshold: float) -> MatchCandidate:
        """Two paragraphs that are close together. With an address or the first sentence in common, less is enough."""
        similarity = self._best_similarity(old, new)
        threshold = max(threshold, self._threshold_by_words(old, new, similarity))
        left, right, rank = self._old[old], self._new[new], similarity + GAP_BONUS
        if self._have_same_address(left, right):
            rank, threshold = rank + ADDRESS_BONUS, min(threshold, SAME_ADDRESS)
        if 0 < similarity < threshold and left.first_sentence and left.first_sentence == right.first_sentence:
            threshold = SAME_SENTENCE
        return MatchCandidate(old, new, similarity, threshold, rank)

    def _have_same_address(self, left: Features, right: Features) -> bool:
        """Whether some of the addresses of both are the same, and in no other unmatched paragraph."""
        common = self._repeated_addresses and self._repeated_addresses & left.addresses & right.addresses
        return bool(common) and len(common) >= ADDRESS_SHARE * len(left.addresses | right.addresses)

    def _nearby(self, sure: bool) -> Iterator[tuple[int, int, float]]:
        """Pairs of the same gap, then pairs beside the same match, with their thresholds."""
        for gap in self._matching.gaps():
            alone = gap.complete and len(gap.old) == len(gap.new) == 1
            for old, new in gap_candidates(gap):
                yield old, new, SURE if sure else self._threshold_alone(old, new) if alone else IN_GAP
        for old, new in self._beside_matches():
            yield old, new, SURE if sure else IN_GAP

    def _beside_matches(self) -> Iterator[tuple[int, int]]:
        """Free paragraphs directly before or after the same match, which may have moved with it."""
        new_of = self._matching.new_of
        for old in self._left:
            for step in (1, -1) if new_of[old] < 0 else ():
                new = new_of[old - step] + step if 0 <= old - step < len(new_of) and new_of[old - step] >= 0 else -1
                if 0 <= new < len(self._matching.old_of) and self._matching.is_free(old, new):
                    yield old, new

    def _threshold_alone(self, old: int, new: int) -> float:
        left, right = self._old[old].paragraph, self._new[new].paragraph
        headings = left.kind is right.kind is ParagraphKind.HEADING and left.level == right.level
        if headings:
            return RENAMED_HEADING
        return CONTINUED if self._is_continued(old, new) else ALONE_IN_GAP

    def _is_continued(self, old: int, new: int) -> bool:
        """Whether somebody went on writing at the end or the beginning of a paragraph, or took that away."""
        left, right = self._old[old], self._new[new]
        short, long = sorted((left, right), key=lambda each: len(each.plain))
        if left.paragraph.kind is not right.paragraph.kind or len(short.codes) < CONTINUED_WORDS:
            return False
        return long.plain.startswith(short.plain) or long.plain.endswith(short.plain)

    def _threshold_by_words(self, old: int, new: int, similarity: float) -> float:
        """The threshold that words alike in any two paragraphs raise; 0 where it decides nothing, or characters decide."""
        if not ALONE_IN_GAP <= similarity < COMMON_WORDS_ONLY or similarity > self._similarity(old, new):
            return 0.0
        return COMMON_WORDS_ONLY if self._measure.shares_common_words_only(self._old[old], self._new[new]) else 0.0

    def _distant_threshold(self, old: int, new: int) -> float:
        words = min(len(self._old[old].codes), len(self._new[new].codes))
        return DISTANT_SHORT if words < SHORT_WORDS else DISTANT


class RunnersUp:
    """The two best candidates of each paragraph, to say how much better a match is than the alternatives."""

    def __init__(self, candidates: Sequence[MatchCandidate]) -> None:
        self._by_old: dict[int, list[MatchCandidate]] = defaultdict(list)
        self._by_new: dict[int, list[MatchCandidate]] = defaultdict(list)
        for each in candidates:
            for best in (self._by_old[each.old], self._by_new[each.new]):
                if len(best) < 2:
                    best.append(each)

    def similarity(self, chosen: MatchCandidate) -> float:
        """The similarity of the best other candidate of either paragraph; 0 without one."""
        others = [*self._by_old[chosen.old], *self._by_new[chosen.new]]
        return max(
            (each.similarity for each in others if (each.old, each.new) != (chosen.old, chosen.new)), default=0.0
        )


def link_confidence(similarity: float, runner_up: float, *, distant: bool) -> float:
    """The probability that a link is right: the share of right ones among such links in texts of known truth."""
    lacking = max(0.0, CLEARLY_SIMILAR - similarity)
    behind = 1 - min(1.0, max(0.0, similarity - runner_up) / CLEARLY)
    return round(1 / (1 + exp(PER_SIMILARITY * lacking + PER_LEAD * behind + IF_DISTANT * distant - LOG_ODDS)), 3)


def _unmatched(partners: Sequence[int]) -> list[int]:
    return [at for at, partner in enumerate(partners) if partner < 0]
