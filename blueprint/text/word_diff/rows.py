"""The word diff of a table's row: cell by cell, so that an added column is one cell, and no words pass between cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from blueprint.text.document.words import is_space
from blueprint.text.word_diff.cleanup import clean_up
from blueprint.text.word_diff.operations import DiffOperation, diff_words, operations
from blueprint.text.word_diff.segments import DiffSegment, WordEquality, append_segment, diff_segments
from blueprint.text.word_diff.vocabulary import Vocabulary

MAX_PAIRINGS = 1000
"""So many ways to pair changed cells are tried, of which the first pairs them from the left."""
BEGINNING = 50
"""So many words and signs of a cell say how alike it is to another one."""


@dataclass(frozen=True, slots=True)
class _Cell:
    """The words of a cell, the white space before and after them, and the pipe that ends it, if there is one."""

    before: list[str]
    words: list[str]
    after: list[str]
    pipe: list[str]

    @property
    def all(self) -> list[str]:
        return [*self.before, *self.words, *self.after, *self.pipe]

    @property
    def beginning(self) -> str:
        return "".join(self.words[:BEGINNING])


_CellPair = tuple[_Cell | None, _Cell | None]
"""An old cell and what became of it; None where a cell was inserted or deleted."""


def diff_rows(old: Sequence[str], new: Sequence[str], vocabulary: Vocabulary) -> tuple[DiffOperation, ...]:
    """The differences between the words of two rows, in which no equality or replacement passes a cell's border."""
    lines = list(_lines(old)), list(_lines(new))
    if len(lines[0]) != len(lines[1]):
        return diff_words(old, new, WordEquality(vocabulary))
    segments: list[DiffSegment] = []
    for old_line, new_line in zip(*lines, strict=True):
        for pair in _paired(list(_cells(old_line)), list(_cells(new_line)), vocabulary):
            for segment in _cell_segments(pair, WordEquality(vocabulary)):
                append_segment(segments, segment)
    return tuple(operations(segments))


def _lines(words: Sequence[str]) -> Iterator[list[str]]:
    """The lines of a row, two in the head of a table. The white space with a line ending begins the next line."""
    line: list[str] = []
    for word in words:
        if ("\n" in word or "\r" in word) and is_space(word):
            yield line
            line = []
        line.append(word)
    yield line


def _cells(words: Sequence[str]) -> Iterator[_Cell]:
    start = 0
    for at, word in enumerate(words):
        if word == "|" and not (at and words[at - 1] == "\\"):
            yield _cell(words[start:at], [word])
            start = at + 1
    if start < len(words):
        yield _cell(words[start:], [])


def _cell(words: Sequence[str], pipe: list[str]) -> _Cell:
    first, last = 0, len(words)
    while first < last and is_space(words[first]):
        first += 1
    while last > first and is_space(words[last - 1]):
        last -= 1
    return _Cell(list(words[:first]), list(words[first:last]), list(words[last:]), pipe)


def _paired(old: Sequence[_Cell], new: Sequence[_Cell], vocabulary: Vocabulary) -> Iterator[_CellPair]:
    """All cells in order. Equal ones are paired, and of the cells between them those that are most alike."""
    keys = [[tuple(vocabulary.encode(cell.words)) for cell in cells] for cells in (old, new)]
    at_old = at_new = 0
    for block in LCSseq.opcodes(*keys):
        if block.tag != "equal":
            continue
        yield from _most_alike(old[at_old : block.src_start], new[at_new : block.dest_start])
        at_old, at_new = block.src_end, block.dest_end
        yield from zip(old[block.src_start : at_old], new[block.dest_start : at_new], strict=True)
    yield from _most_alike(old[at_old:], new[at_new:])


def _most_alike(old: Sequence[_Cell], new: Sequence[_Cell]) -> Iterator[_CellPair]:
    if len(old) > len(new):
        yield from ((before, after) for after, before in _most_alike(new, old))
        return
    if len(old) == len(new):
        yield from zip(old, new, strict=True)
        return
    pairings = islice(combinations(range(len(new)), len(old)), MAX_PAIRINGS)
    best = max(pairings, key=lambda places: _likeness(old, [new[at] for at in places]))
    partner = dict(zip(best, old, strict=True))
    yield from ((partner.get(at), cell) for at, cell in enumerate(new))


def _likeness(old: Sequence[_Cell], new: Sequence[_Cell]) -> float:
    return sum(fuzz.ratio(one.beginning, other.beginning) for one, other in zip(old, new, strict=True))


def _cell_segments(pair: _CellPair, equality: WordEquality) -> Iterator[DiffSegment]:
    old, new = pair
    if old is None or new is None:
        yield DiffSegment(False, old.all if old else [], new.all if new else [])
        return
    yield _padding(old.before, new.before)
    yield from clean_up(diff_segments(old.words, new.words, equality))
    yield _padding(old.after, new.after)
    yield DiffSegment(old.pipe == new.pipe, old.pipe, new.pipe)


def _padding(old: Sequence[str], new: Sequence[str]) -> DiffSegment:
    """White space at the edge of a cell, which is the same whether there is any or none."""
    width = max(len(old), len(new))
    return DiffSegment(True, [*old, *[""] * (width - len(old))], [*new, *[""] * (width - len(new))])
