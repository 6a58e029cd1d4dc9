"""Words of scripts written without spaces, compared by their characters where they are.

Where such a word ends is a guess by a dictionary, which a misspelling misleads: "公布" is one word, the mistyped "公步" is
two, and "ประกาษ" is two for "ประกาศ". What was replaced between words that are the same is therefore read as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Levenshtein

from blueprint.text.document.scripts.ideographs import IDEOGRAPH, is_converted

UNDIVIDED = re.compile(
    "[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+\\Z"
)
"""Thai, Lao, Tibetan, Burmese, Khmer, Kana, ideographs."""
KANA = re.compile("[\u3041-\u30ff]+\\Z")
ALIKE, ALIKE_IDEOGRAPHS = 0.6, 0.5
"""Two runs with this likeness are one, respelled. Of a word of two ideographs one may be another."""
FEW_IDEOGRAPHS = 4
"""Longer runs of ideographs are phrases, half of which is another phrase."""
OTHER_SCRIPT = 0.9
"""The likeness of a word in Kana and in ideographs."""


def is_undivided(words: Sequence[str]) -> bool:
    """Whether words are of scripts without spaces."""
    return bool(words) and all(map(UNDIVIDED.match, words))


def likeness_in_place(old: str, new: str) -> float:
    """How alike two runs in one place are, 0 to 1, by the characters that are the same; 0 if they are two words.

    A word written in Kana or in ideographs ("すべて" and "全て") is one word if all else is the same.
    """
    if _is_other_script(old, new):
        return OTHER_SCRIPT
    same = sum(end - start for start, end in same_characters(old, new))
    alike = 2 * same / (len(old) + len(new))
    short = max(len(old), len(new)) <= FEW_IDEOGRAPHS
    cutoff = ALIKE_IDEOGRAPHS if short and IDEOGRAPH.search(old) and IDEOGRAPH.search(new) else ALIKE
    return alike if alike >= cutoff else 0.0


def same_characters(old: str, new: str) -> Iterator[tuple[int, int]]:
    """Start and end in the old run of what is the same in the new one, or the other form of an ideograph.

    All of a run that is written in Kana and in ideographs.
    """
    if _is_other_script(old, new):
        yield 0, len(old)
        return
    for operation in Levenshtein.opcodes(old, new):
        if operation.tag == "equal":
            yield operation.src_start, operation.src_end
        elif operation.tag == "replace":
            for at, to in zip(
                range(operation.src_start, operation.src_end),
                range(operation.dest_start, operation.dest_end),
                strict=True,
            ):
                if is_converted(old[at], new[to]):
                    yield at, at + 1


def _is_other_script(old: str, new: str) -> bool:
    """Whether runs have something in common, and all that differs is ideographs in one and as many Kana in the other."""
    at_old = at_new = 0
    blocks = Levenshtein.opcodes(old, new).as_matching_blocks()
    for block in blocks:
        replaced = old[at_old : block.a], new[at_new : block.b]
        if any(replaced) and not (_is_reading(*replaced) or _is_reading(*replaced[::-1])):
            return False
        at_old, at_new = block.a + block.size, block.b + block.size
    return any(block.size for block in blocks)


def _is_reading(kana: str, ideographs: str) -> bool:
    return len(kana) >= len(ideographs) > 0 and bool(KANA.match(kana)) and all(map(IDEOGRAPH.match, ideographs))
