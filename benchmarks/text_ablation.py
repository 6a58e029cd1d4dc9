"""What each part of the text engine is worth: the same measurements with one part after the other left out.

`python -m benchmarks.text_ablation` (CORPUS=FOLDER for real histories) prints the tables of the decision record.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from unittest.mock import patch

from benchmarks.text_accuracy import aligned, real, revisions
from benchmarks.text_comments import carried
from benchmarks.text_comments import real as comments
from benchmarks.text_generator import STRESS
from benchmarks.text_second import ROUGH, held_out
from blueprint.text.anchors import carry as carrying
from blueprint.text.anchors import search as searching
from blueprint.text.anchors import word_map as following
from blueprint.text.diff import align as alignment
from blueprint.text.diff import fuzzy as likeness
from blueprint.text.diff import similarity
from blueprint.text.diff import split_join as grouping
from blueprint.text.word_diff import cleanup

Left = tuple[object, str, object]
"""A module, the name in it that is replaced, and what by."""


def nothing(*_: object, **__: object) -> list[object]:
    """Finds nothing."""
    return []


def zero(*_: object) -> float:
    """Nothing is like anything."""
    return 0.0


def far(*_: object) -> int:
    """Farther than any text is long."""
    return 10**9


def none(*_: object) -> None:
    """Leads nowhere."""


ALIGNMENT: Mapping[str, tuple[Left, ...]] = {
    "nothing": (),
    "splits and joins": ((alignment, "groups", lambda *_: {}), (alignment, "torn", nothing)),
    "far parts of splits and joins": ((alignment, "torn", nothing),),
    "parts found by half": ((grouping, "COVERED_IN_HALF", 9.0),),
    "parts with another paragraph between them": ((grouping, "HOLE", 0), (grouping, "NEIGHBOURS", [-1, 1])),
    "far candidates": ((likeness, "sharing", nothing),),
    "runs of words as leads": ((likeness, "LEADS", 0),),
    "neighbours of a pair": ((likeness.Likeness, "_beside", nothing),),
    "the certain pass first": ((likeness, "CERTAIN", 9.0),),
    "the sure pass first": ((likeness, "SURE", 9.0), (likeness, "SURE_FAR", 9.0)),
    "bonus for the same gap": ((likeness, "NEARBY", 0.0),),
    "almost whole in a longer one": ((similarity, "MOSTLY", 9.0),),
    "lower bar when alone in a gap": ((likeness, "ALONE_IN_GAP", likeness.IN_GAP),),
    "comparing by letters, renamed headings": ((likeness, "by_letters", zero), (likeness, "RENAMED", 0.3)),
}
CARRYING: Mapping[str, tuple[Left, ...]] = {
    "nothing": (),
    "the finer word map": ((carrying, "_between", none),),
    "words in another order": ((carrying, "_turned", none),),
    "runs of words elsewhere": ((searching, "in_runs", none),),
    "like words elsewhere": ((searching, "_alike", none),),
    "anything elsewhere": ((carrying, "elsewhere", none),),
    "phrases that stay whatever is around them": ((cleanup, "PHRASE_WORDS", 10**9),),
    "keeping to one part of a place torn apart": ((carrying, "reach", far), (following, "reach", far)),
}


@contextmanager
def without(parts: tuple[Left, ...]) -> Iterator[None]:
    """The engine with some of its parts replaced."""
    with ExitStack() as stack:
        for module, name, by in parts:
            stack.enter_context(patch.object(module, name, by))
        yield


def alignments() -> Iterator[tuple[str, ...]]:
    """For each part of alignment left out: F1 on both generators, recall and wrong partners 20 states apart."""
    found = list(revisions(STRESS, texts=20)), list(held_out(ROUGH, rounds=4))
    for name, parts in ALIGNMENT.items():
        with without(parts):
            apart = real(20, limit=12)
            rates = apart.rate("hit", "hard"), apart.rate("wrong", "hard")
            yield (name, *(f"{aligned(each).f1:.4f}" for each in found), *map(_rate, rates))


def carryings() -> Iterator[tuple[str, ...]]:
    """For each part of carrying left out: carried and wrong on the first generator's stress and 20 real states apart."""
    found = list(revisions(STRESS, texts=12))
    for name, parts in CARRYING.items():
        with without(parts):
            scores = carried(found), comments(20, windows=10)["in one leap"]
            rates = [(each.rate("carried", "alive"), each.rate("wrong", "asked")) for each in scores]
            yield (name, *(_rate(rate) for pair in rates for rate in pair))


def _rate(rate: float | None) -> str:
    return "–" if rate is None else f"{rate:.4f}"


def table(heads: tuple[str, ...], rows: Callable[[], Iterator[tuple[str, ...]]]) -> None:
    """Print a table, each row as soon as it is known."""
    print("\n| " + " | ".join(heads) + " |\n|" + "---|" * len(heads))
    for row in rows():
        print("| " + " | ".join(row) + " |", flush=True)


def main() -> None:
    """Print both tables."""
    table(("left out", "stress F1", "held-out F1", "recall, 20 apart", "wrong partner"), alignments)
    table(("left out", "stress carried", "wrong", "20 apart carried", "wrong"), carryings)


if __name__ == "__main__":
    main()
