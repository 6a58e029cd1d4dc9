"""What each part of the text engine is worth: the same measurements with one part after the other left out.

`python -m benchmarks.text_ablation` (CORPUS=FOLDER for real histories) prints a table for alignment and one for carrying.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import Any, Protocol
from unittest.mock import patch

from benchmarks import text_numbered
from benchmarks.text_accuracy import labelled_revisions, score_links, score_real_links
from benchmarks.text_comments import score_comments, score_real_comments
from benchmarks.text_generator import STRESS
from benchmarks.text_held_out import MANY_EDITS, held_out
from benchmarks.text_respelling import score_respelling
from benchmarks.text_score import total
from blueprint.text import ParagraphKind

DIFF, ANCHORS = "blueprint.text.diff", "blueprint.text.anchors"

FIXED_KINDS = frozenset(
    {
        ParagraphKind.CODE,
        ParagraphKind.FRONT_MATTER,
        ParagraphKind.HTML,
        ParagraphKind.REFERENCE,
        ParagraphKind.BREAK,
    }
)
"""The kinds that turn into no other kind where code and HTML do not either."""

Replacement = tuple[str, object]
"""The full name of a part of the engine, and what replaces it."""


def nothing(*_: object, **__: object) -> list[object]:
    """No results."""
    return []


def zero(*_: object) -> float:
    """Similarity 0."""
    return 0.0


def far(*_: object) -> int:
    """A distance longer than any text."""
    return 10**9


def none(*_: object) -> None:
    """No result."""


def never(*_: object, **__: object) -> bool:
    """The answer no."""
    return False


def no_text(*_: object) -> str:
    """The text that identifies nothing."""
    return ""


def by_forms(vocabulary: Any, words: Iterable[str]) -> list[str]:
    """The codes of words in one form, with their case and accents, and of punctuation."""
    codes: list[str] = vocabulary.encode(words)
    return codes


class NoUntitledHeadings:
    """No heading is found by the text below it."""

    def __init__(self, *_: object) -> None:
        self.old, self.new, self.repeated_old, self.repeated_new = set[int](), set[int](), set[int](), set[int]()


class Matched(Protocol):
    """A matching of paragraphs."""

    new_of: list[int]


def indexes(matching: Matched) -> list[int]:
    """Each old paragraph's own index, wherever the matches around it are."""
    return list(range(len(matching.new_of)))


ALIGNMENT: Mapping[str, tuple[Replacement, ...]] = {
    "nothing": (),
    "splits and joins": (
        (f"{DIFF}.splits.groups.find_groups", lambda *_: {}),
        (f"{DIFF}.splits.groups.find_distant_parts", nothing),
        (f"{DIFF}.splits.groups.find_verbatim_parts", nothing),
    ),
    "verbatim splits and joins first": ((f"{DIFF}.splits.groups.find_verbatim_parts", nothing),),
    "distant parts of splits and joins": ((f"{DIFF}.splits.groups.find_distant_parts", nothing),),
    "partly covered parts": ((f"{DIFF}.splits.search.COVERED_PARTLY", 9.0),),
    "parts with a hole between them": (
        (f"{DIFF}.splits.search.MAX_HOLE", 0),
        (f"{DIFF}.splits.search.NEIGHBOUR_STEPS", [-1, 1]),
    ),
    "short parts at an end of the whole": ((f"{DIFF}.splits.search._is_end_of", never),),
    "distant candidates": ((f"{DIFF}.fuzzy.candidates_by_rare_words", nothing),),
    "shingles as index terms": ((f"{DIFF}.candidates.MIN_RARE_WORDS", 0),),
    "candidates beside a match": ((f"{DIFF}.fuzzy.FuzzyMatcher._beside_matches", nothing),),
    "candidates beside the last matches": ((f"{DIFF}.fuzzy.FuzzyMatcher.match_beside", none),),
    "paragraphs with the same words in order": ((f"{DIFF}.fuzzy.FuzzyMatcher._put_in_order", none),),
    "the same address": ((f"{DIFF}.fuzzy.FuzzyMatcher._have_same_address", never),),
    "the same first sentence": ((f"{DIFF}.fuzzy.SAME_SENTENCE", 9.0),),
    "a paragraph that somebody went on with": ((f"{DIFF}.fuzzy.CONTINUED", 9.0),),
    "the same title at any distance": ((f"{DIFF}.align.DISTINCTIVE_TITLE", 10**9),),
    "code and HTML marked up anew": ((f"{DIFF}.similarity.MARKED_UP_ANEW", 9.0),),
    "the certain pass first": ((f"{DIFF}.fuzzy.CERTAIN", 9.0),),
    "the sure pass first": ((f"{DIFF}.fuzzy.SURE", 9.0), (f"{DIFF}.fuzzy.SURE_DISTANT", 9.0)),
    "bonus for the same gap": ((f"{DIFF}.fuzzy.GAP_BONUS", 0.0),),
    "containment in a longer text": ((f"{DIFF}.similarity.CONTAINED_SHARE", 9.0),),
    "lower threshold alone in a gap": ((f"{DIFF}.fuzzy.ALONE_IN_GAP", 0.35),),
    "a higher threshold for common words alone": ((f"{DIFF}.fuzzy.COMMON_WORDS_ONLY", 0.0),),
    "code and HTML that became text, and the reverse": ((f"{DIFF}.similarity.FIXED_KINDS", FIXED_KINDS),),
    "identifiers of attribute lists": ((f"{DIFF}.align.IDENTIFIER", lambda _: ""),),
    "comparing titles by characters at a distance": ((f"{DIFF}.fuzzy.ALIKE_AT_A_DISTANCE", frozenset[str]()),),
    "of equal candidates the one at the expected place": ((f"{DIFF}.matching.Matching.expected", indexes),),
    "tags that are no words": ((f"{DIFF}.features.NOT_WORDS", ("://", "{")),),
    "headings whose number markup hides": ((f"{DIFF}.untitled.sections.SectionMatcher._match_with_titled", none),),
    "comparing characters, renamed headings": (
        (f"{DIFF}.fuzzy.character_similarity", zero),
        (f"{DIFF}.fuzzy.RENAMED_HEADING", 0.3),
    ),
    "headings without a title by their text": ((f"{DIFF}.align.UntitledHeadings", NoUntitledHeadings),),
    "words by their letters": ((f"{DIFF}.features.Vocabulary.encode_letters", by_forms),),
    "pictures by their address": ((f"{DIFF}.align.PICTURE", no_text),),
    "front matter is front matter": ((f"{DIFF}.align._match_front_matter", none),),
}
CARRYING: Mapping[str, tuple[Replacement, ...]] = {
    "nothing": (),
    "the word diff without cleanup": ((f"{ANCHORS}.carry._by_finer_word_map", none),),
    "runs of words in another order": ((f"{ANCHORS}.carry._by_reordered_runs", none),),
    "words alike by their letters": ((f"{ANCHORS}.carry.follow_respelled", none),),
    "the same cell of a row": ((f"{ANCHORS}.carry.follow_cell", none),),
    "look-alikes left out": (
        (f"{ANCHORS}.carry.is_lookalike", none),
        (f"{ANCHORS}.result.is_lookalike", none),
    ),
    "runs of words elsewhere": ((f"{ANCHORS}.find_elsewhere.find_word_runs", none),),
    "similar words elsewhere": ((f"{ANCHORS}.find_elsewhere._find_similar", none),),
    "anything elsewhere": ((f"{ANCHORS}.carry.find_elsewhere", none),),
    "phrases exempt from cleanup": (("blueprint.text.word_diff.cleanup.PHRASE_WORDS", 10**9),),
    "the largest cluster of separated words": (
        (f"{ANCHORS}.carry.max_distance", far),
        (f"{ANCHORS}.word_map.max_distance", far),
    ),
}


@contextmanager
def without(parts: tuple[Replacement, ...]) -> Iterator[None]:
    """The engine with some of its parts replaced."""
    with ExitStack() as stack:
        for name, by in parts:
            stack.enter_context(patch(name, by))
        yield


def alignments() -> Iterator[tuple[str, ...]]:
    """For each part of alignment left out: F1 on both generators, the share of numbered headings and paragraphs that are
    linked right, recall and wrong partners 20 states apart.
    """
    found = list(labelled_revisions(STRESS, texts=20)), list(held_out(MANY_EDITS, rounds=4))
    for name, parts in ALIGNMENT.items():
        with without(parts):
            apart = score_real_links(20, limit=12)
            rates = apart.rate("hit", "hard"), apart.rate("wrong", "hard")
            numbers = total(score for _, score in text_numbered.scores(rounds=2)).rate("right", "all")
            yield (name, *(f"{score_links(each).f1:.4f}" for each in found), *map(_rate, (numbers, *rates)))


def carryings() -> Iterator[tuple[str, ...]]:
    """For each part of carrying left out: carried and wrong on the first generator's stress and 20 real states apart, and
    carried where the words were respelled.
    """
    found = list(labelled_revisions(STRESS, texts=12))
    for name, parts in CARRYING.items():
        with without(parts):
            scores = score_comments(found), score_real_comments(20, windows=10)["directly"]
            rates = [(each.rate("carried", "alive"), each.rate("wrong", "asked")) for each in scores]
            respelled = total(score_respelling(states=4).values()).rate("carried", "asked")
            yield (name, *(_rate(rate) for pair in rates for rate in pair), _rate(respelled))


def _rate(rate: float | None) -> str:
    return "–" if rate is None else f"{rate:.4f}"


def table(heads: tuple[str, ...], rows: Callable[[], Iterator[tuple[str, ...]]]) -> None:
    """Print a table, each row as soon as it is known."""
    print("\n| " + " | ".join(heads) + " |\n|" + "---|" * len(heads))
    for row in rows():
        print("| " + " | ".join(row) + " |", flush=True)


def main() -> None:
    """Print both tables."""
    table(("left out", "stress F1", "held-out F1", "numbers right", "recall, 20 apart", "wrong partner"), alignments)
    table(("left out", "stress carried", "wrong", "20 apart carried", "wrong", "respelled carried"), carryings)


if __name__ == "__main__":
    main()
