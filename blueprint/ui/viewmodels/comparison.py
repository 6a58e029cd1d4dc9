"""Comparing: what happened between two texts, as blocks that a browser draws side by side or in one column."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple, NotRequired, TypedDict

from blueprint.text import Change, ChangeKind, Paragraph, ParagraphKind
from blueprint.text import Comparison as Alignment
from blueprint.ui.viewmodels.document import Page, Piece, Row, Span, Stretch, pieces, row

NEAR = 1
"""Unchanged paragraphs shown on each side of a change; further ones are folded."""
_SHORTEST_FOLD = 3

_UNNUMBERED = {
    ParagraphKind.HEADING: "A heading",
    ParagraphKind.IMAGE: "A picture",
    ParagraphKind.TABLE_ROW: "A table row",
    ParagraphKind.FOOTNOTE: "A footnote",
}
_TRAVELLED = frozenset({ChangeKind.MOVED, ChangeKind.MOVED_EDITED})
_COUNTED = (
    ("edited", (ChangeKind.EDITED,)),
    ("moved", (ChangeKind.MOVED, ChangeKind.MOVED_EDITED)),
    ("added", (ChangeKind.INSERTED,)),
    ("removed", (ChangeKind.DELETED,)),
    ("divided", (ChangeKind.SPLIT,)),
    ("joined", (ChangeKind.JOINED,)),
    ("with other formatting only", (ChangeKind.REFORMATTED,)),
)


class Block(TypedDict):
    """One thing that happened, as the browser gets it.

    `old` and `new` are indexes of rows; `note` says it in words; `merged` gives, for one column, the pieces of each new
    row with what was removed among them. A `departed` block only marks where a moved paragraph stood.
    """

    kind: str
    old: list[int]
    new: list[int]
    note: str
    folded: bool
    merged: NotRequired[list[list[Piece]]]


class Compared(TypedDict):
    """Two texts and what happened between them, as the browser gets it."""

    old: dict[int, Row]
    new: dict[int, Row]
    blocks: list[Block]
    summary: str


class _Part(NamedTuple):
    """A range of one side's source inside one paragraph, and what became of it."""

    operation: str
    side: str
    paragraph: int
    start: int
    end: int


def compared(
    old: Page, new: Page, alignment: Alignment, on_old: Sequence[Span] = (), on_new: Sequence[Span] = ()
) -> Compared:
    """Draw an alignment; `on_old` and `on_new` are the threads' ranges in the two sources."""
    changes = [change for change in alignment.changes if _seen(change, old, new)]
    blocks = list(_departures([_block(change, old, new, on_old, on_new) for change in changes], old, new))
    fold(blocks)
    before: dict[int, Row] = {}
    after: dict[int, Row] = {}
    for change in changes:
        operations = _operations(change, alignment)
        before.update((i, row(old, i, on_old, operations["old", i])) for i in change.old)
        after.update((i, row(new, i, on_new, operations["new", i])) for i in change.new)
    return Compared(old=before, new=after, blocks=blocks, summary=summary(changes))


def summary(changes: Sequence[Change]) -> str:
    """What changed in one sentence: “3 edited, 1 moved, 2 added, 1 removed.”"""
    counts = Counter(change.kind for change in changes)
    said = [
        f"{sum(counts[kind] for kind in kinds)} {word}" for word, kinds in _COUNTED if any(counts[k] for k in kinds)
    ]
    return f"{', '.join(said)}." if said else "No differences."


def fold(blocks: Sequence[Block]) -> None:
    """Mark unchanged blocks that stand away from every change as folded, where that hides three or more in a row."""
    changed = [at for at, block in enumerate(blocks) if block["kind"] != ChangeKind.SAME]
    near = {at + step for at in changed for step in range(-NEAR, NEAR + 1)}
    run: list[Block] = []
    for at in range(len(blocks) + 1):
        if at < len(blocks) and at not in near:
            run.append(blocks[at])
            continue
        for block in run if len(run) >= _SHORTEST_FOLD else ():
            block["folded"] = True
        run = []


def note(change: Change, old: Page, new: Page) -> str:
    """What happened, in words with paragraph numbers."""
    before, after = _named(change.old, old), _named(change.new, new)
    match change.kind:
        case ChangeKind.MOVED:
            return f"Moved here from {before}"
        case ChangeKind.MOVED_EDITED:
            return f"Moved here from {before}, and edited"
        case ChangeKind.SPLIT:
            return f"Divided: {before} became {after}"
        case ChangeKind.JOINED:
            return f"Joined: {before} became {after}"
        case ChangeKind.INSERTED:
            return "Added"
        case ChangeKind.DELETED:
            return "Removed"
        case ChangeKind.EDITED:
            return "Edited"
        case ChangeKind.REFORMATTED:
            return "Only the formatting changed"
    return ""


def _named(indexes: Sequence[int], found: Page) -> str:
    """“paragraph 4”, “paragraphs 4 and 5”; for what has no number “after paragraph 3”."""
    numbers = [str(number) for i in indexes if (number := found.numbers[i]) is not None]
    if not indexes:
        return ""
    if not numbers:
        above = next((n for i in range(indexes[0], -1, -1) if (n := found.numbers[i]) is not None), None)
        return f"after paragraph {above}" if above else "the beginning"
    return f"paragraph {numbers[0]}" if len(numbers) == 1 else f"paragraphs {', '.join(numbers[:-1])} and {numbers[-1]}"


def _called(index: int, found: Page) -> str:
    """“Paragraph 4”, or what it is when it has no number."""
    number = found.numbers[index]
    return f"Paragraph {number}" if number else _UNNUMBERED.get(found.document.paragraphs[index].kind, "A passage")


def _seen(change: Change, old: Page, new: Page) -> bool:
    unseen = ParagraphKind.REFERENCE
    kinds = [old.document.paragraphs[i].kind for i in change.old] + [
        new.document.paragraphs[i].kind for i in change.new
    ]
    return any(kind is not unseen for kind in kinds)


def _block(change: Change, old: Page, new: Page, on_old: Sequence[Span], on_new: Sequence[Span]) -> Block:
    block = Block(
        kind=change.kind.value,
        old=list(change.old),
        new=list(change.new),
        note=note(change, old, new),
        folded=False,
    )
    if change.old and change.new and change.kind not in (ChangeKind.SAME, ChangeKind.MOVED):
        block["merged"] = _merged(change, old, new, on_old, on_new)
        if change.kind is ChangeKind.EDITED and not any("op" in p for part in block["merged"] for p in part):
            block["note"] = "Only the formatting changed"
    return block


def _merged(change: Change, old: Page, new: Page, on_old: Sequence[Span], on_new: Sequence[Span]) -> list[list[Piece]]:
    """For each new paragraph its pieces, with the removed ones where they stood."""
    found: dict[int, list[Piece]] = {index: [] for index in change.new}
    at, drawn = change.new[0], set[tuple[str, int]]()
    for part in _parts(change, old.document.paragraphs, new.document.paragraphs):
        if part.side == "new":
            at = part.paragraph
        elif part.operation == "=":
            continue
        source, threads = (new, on_new) if part.side == "new" else (old, on_old)
        marked = _marked(source.stretches[part.paragraph], part, threads)
        fresh = [piece for piece in marked if (part.side, piece["s"]) not in drawn]
        drawn |= {(part.side, piece["s"]) for piece in fresh}
        found[at] += fresh
    return [found[index] for index in change.new]


def _marked(stretches: Sequence[Stretch], part: _Part, threads: Sequence[Span]) -> Iterator[Piece]:
    inside = [cut for stretch in stretches if (cut := stretch.within(part.start, part.end))]
    here = [span for span in threads if span.start < part.end and part.start < span.end]
    for piece in pieces(inside, here):
        if part.operation != "=":
            piece["op"] = "-" if part.operation == "-" else "+"
        if part.side == "old":
            piece["side"] = "old"
        yield piece


def _operations(change: Change, alignment: Alignment) -> dict[tuple[str, int], list[Span]]:
    """For each paragraph of a change the ranges that were removed (old) or added (new)."""
    found: dict[tuple[str, int], list[Span]] = defaultdict(list)
    for part in _parts(change, alignment.old.paragraphs, alignment.new.paragraphs):
        if part.operation != "=":
            found[part.side, part.paragraph].append(Span(part.start, part.end, part.operation))
    return found


def _parts(change: Change, old: Sequence[Paragraph], new: Sequence[Paragraph]) -> Iterator[_Part]:
    """The words of a change as ranges of the two sources; kept words come from both sides."""
    before, after = _Reader("old", change.old, old), _Reader("new", change.new, new)
    for operation, words in change.words:
        if operation != "+":
            yield from before.read(operation, len(words))
        if operation != "-":
            yield from after.read(operation, len(words))


class _Reader:
    """Walks the texts of one side's paragraphs, put end to end, and says where each range stands in the source."""

    def __init__(self, side: str, indexes: Sequence[int], paragraphs: Sequence[Paragraph]) -> None:
        self._side, self._indexes, self._paragraphs = side, indexes, paragraphs
        self._at, self._offset = 0, 0

    def read(self, operation: str, length: int) -> Iterator[_Part]:
        """The next `length` characters, cut where a paragraph ends."""
        while length and self._at < len(self._indexes):
            index = self._indexes[self._at]
            paragraph = self._paragraphs[index]
            taken = min(length, len(paragraph.text) - self._offset)
            start = paragraph.start + self._offset
            if taken:
                yield _Part(operation, self._side, index, start, start + taken)
            self._offset, length = self._offset + taken, length - taken
            if self._offset == len(paragraph.text):
                self._at, self._offset = self._at + 1, 0


def _departures(blocks: Sequence[Block], old: Page, new: Page) -> Iterator[Block]:
    """The blocks, with a mark at the place that each moved paragraph left."""
    leaving = {i: block for block in blocks if block["kind"] in _TRAVELLED for i in block["old"]}
    settled = {i: at for at, block in enumerate(blocks) if block["kind"] not in _TRAVELLED for i in block["old"]}
    marks: dict[int, list[Block]] = defaultdict(list)
    for index in sorted(leaving):
        after = max((settled[i] for i in settled if i < index), default=-1)
        marks[after].append(_departure(index, leaving[index], old, new))
    yield from marks[-1]
    for at, block in enumerate(blocks):
        yield block
        yield from marks[at]


def _departure(index: int, block: Block, old: Page, new: Page) -> Block:
    said = f"{_called(index, old)} moved to {_named(block['new'], new)}"
    return Block(kind="departed", old=[index], new=[], note=said, folded=False)
