"""The second generator: labelled revisions whose truth comes from the words that paragraphs share.

It was written after the thresholds had been chosen, and none was chosen on it. Two paragraphs belong together when each
holds more than half of the other's words, or when one has three quarters of its words from the other (a part of it). Pairs
that share a fifth or more but less than that are open: neither right nor wrong.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from benchmarks.text_edits import edited
from benchmarks.text_generator import Revision, seeded_random
from benchmarks.text_nodes import Node, Phrases, Text, Word, composed, sampled
from benchmarks.text_score import SEED
from blueprint.text import split

FEW_EDITS, MANY_EDITS = 0.12, 0.5
"""Edits as a share of the nodes, about as much as the first generator's standard and stress."""
LANGUAGES = ("en", "de", "ar", "ja", "th", "ta", "ru", "el", "hi", "zh")
SAMPLED = ("en", "es", "fr", "pt-BR", "ar")
HALF, PART, OPEN = 0.5, 0.75, 0.2


def held_out(share: float, rounds: int = 2, size: int = 150, seed: int = SEED + 1) -> Iterator[Revision]:
    """Labelled revisions of composed texts and of our samples, `rounds` of each language."""
    rng = seeded_random(seed)
    for _ in range(rounds):
        for language in LANGUAGES:
            text = composed(language, size, rng)
            yield from _revision(text, edited(text, share, rng, Phrases(language, rng)))
        for language in SAMPLED:
            text = sampled(language)
            yield from _revision(text, edited(text, share, rng, None))


def _revision(old: Text, new: Text) -> Iterator[Revision]:
    """The two texts with the truth about them; nothing where Markdown sees other paragraphs than were written."""
    new.nodes = [node for node in new.nodes if node.words]
    before, after = MarkdownText(old), MarkdownText(new)
    if not (before.is_split_as_written and after.is_split_as_written):
        return
    found = Revision(before.source, after.source, language=old.language)
    found.old_starts, found.new_starts = set(before.starts), set(after.starts)
    ends = list(accumulate(len(node.words) for node in old.nodes))
    found.old_bounds = list(pairwise([0, *ends]))
    found.old_words = [before.spans[number] for number in range(ends[-1])]
    found.new_words = after.spans
    _link(found, old.nodes, new.nodes, before, after)
    yield found


def _link(found: Revision, old: Sequence[Node], new: Sequence[Node], before: MarkdownText, after: MarkdownText) -> None:
    paragraph_of = {word.number: at for at, node in enumerate(old) for word in node.words}
    for at, node in enumerate(new):
        shared = Counter(paragraph_of[word.number] for word in node.words if word.number is not None)
        for origin, words in shared.items():
            of_old, of_new = words / len(old[origin].words), words / len(node.words)
            if min(of_old, of_new) > HALF or max(of_old, of_new) >= PART:
                found.links.add((origin, at))
            elif max(of_old, of_new) >= OPEN:
                found.open.add((origin, at))
        if not shared:
            found.near_duplicates |= {at} if _copied(new, at) else set()
    _open_links_of_equal_paragraphs(found, before, after)
    _classify(found, new, before, after)


def _copied(new: Sequence[Node], at: int) -> bool:
    """Whether a node of new words holds mostly a neighbour's words: a near-duplicate."""
    own = Counter(word.text for word in new[at].words)
    beside = [new[near] for near in (at - 1, at + 1) if 0 <= near < len(new)]
    return any((own & Counter(word.text for word in node.words)).total() > 0.7 * own.total() for node in beside)


def _open_links_of_equal_paragraphs(found: Revision, before: MarkdownText, after: MarkdownText) -> None:
    """Links between several equal paragraphs are open: any assignment is right."""
    places: tuple[defaultdict[str, list[int]], defaultdict[str, list[int]]] = defaultdict(list), defaultdict(list)
    for side, bodies in zip(places, (before.bodies, after.bodies), strict=True):
        for at, body in enumerate(bodies):
            side[body].append(at)
    for body, old in places[0].items():
        pairs = {(left, right) for left in old for right in places[1][body]}
        if len(pairs) > 1:
            found.open |= pairs
            found.links -= pairs


def _classify(found: Revision, new: Sequence[Node], before: MarkdownText, after: MarkdownText) -> None:
    counts = Counter(link[0] for link in found.links), Counter(link[1] for link in found.links)
    found.split = {at for at, times in counts[0].items() if times > 1}
    found.joined = {at for at, times in counts[1].items() if times > 1}
    found.unchanged = {
        (left, right)
        for left, right in found.links
        if before.bodies[left] == after.bodies[right] and not new[right].moved
    }


class MarkdownText:
    """A text written as Markdown: its source, where its paragraphs start, and the span of each numbered word."""

    def __init__(self, text: Text) -> None:
        self.source = ""
        self.starts: list[int] = []
        self.bodies: list[str] = []
        self.spans: dict[int, tuple[int, int]] = {}
        self._separator = text.separator
        counts: Counter[str] = Counter()
        for at, node in enumerate(text.nodes):
            before = text.nodes[at - 1] if at else None
            self._write(node, before, counts)

    @property
    def is_split_as_written(self) -> bool:
        """Whether Markdown sees the paragraphs that were written."""
        return [each.start for each in split(self.source).paragraphs] == self.starts

    def _write(self, node: Node, before: Node | None, counts: Counter[str]) -> None:
        tight = before is not None and before.kind == node.kind and node.kind in ("item", "row")
        self.source += "" if before is None else "\n" if tight else "\n\n"
        depth = min(node.depth, before.depth + 1 if tight and before else 1)
        node.depth = depth if node.kind == "item" else node.depth
        self.source += "  " * (depth - 1) if node.kind == "item" else ""
        self.starts.append(len(self.source))
        self.source += _marker(node, counts)
        body = len(self.source)
        self._row(node) if node.kind == "row" else self._prose(node)
        self.bodies.append(self.source[body:])
        if node.kind == "row" and not tight:
            self.source += "\n" + "|---" * len(node.sentences) + "|"

    def _prose(self, node: Node) -> None:
        for at, word in enumerate(node.words):
            separator = "\n" if node.wrapped and self._separator and at % 9 == 8 else self._separator
            self._word(word, separator if at else "")

    def _row(self, node: Node) -> None:
        for cell in node.sentences:
            self.source += "| "
            for at, word in enumerate(cell):
                self._word(word, self._separator if at else "")
            self.source += " "
        self.source += "|"

    def _word(self, word: Word, separator: str) -> None:
        self.source += separator
        if word.number is not None:
            self.spans[word.number] = len(self.source), len(self.source) + len(word.text)
        self.source += word.text


def _marker(node: Node, counts: Counter[str]) -> str:
    """What announces a node; sections and clauses are counted, so that one more renumbers all that follow."""
    match node.kind:
        case "heading":
            counts["section"] += 1
            counts["clause"] = 0
            return f"{'#' * node.depth} § {counts['section']} "
        case "clause":
            counts["clause"] += 1
            return f"**{counts['section']}.{counts['clause']}** "
        case "item":
            return "- "
        case "quote":
            return "> "
        case _:
            return ""
