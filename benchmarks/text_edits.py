"""What people do to the second generator's texts: to words, sentences, sections, lists, tables, one term everywhere."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from benchmarks.text_nodes import Node, Phrases, Sentence, Text, Word, section


@dataclass(frozen=True, slots=True)
class Desk:
    """The text that is being edited, chance, and phrases to write new sentences with, where there are any."""

    text: Text
    chance: random.Random
    phrases: Phrases | None


Edit = Callable[[Desk], None]
PROSE = ("clause", "plain", "quote", "note")


def edited(text: Text, share: float, chance: random.Random, phrases: Phrases | None) -> Text:
    """The text after edits as many as a share of its nodes. Without phrases nothing new is composed."""
    found = Text(text.language, [_copy(node) for node in text.nodes])
    names, weights = zip(*OFTEN.items(), strict=True)
    for edit in chance.choices(names, weights=weights, k=max(1, round(share * len(text.nodes)))):
        edit(Desk(found, chance, phrases))
    return found


def _copy(node: Node) -> Node:
    return Node(node.kind, [list(sentence) for sentence in node.sentences], node.depth)


def _any(text: Text, chance: random.Random, kinds: Sequence[str], fewest: int = 1) -> Node | None:
    """A node of one of some kinds with at least so many sentences; None without any."""
    found = [node for node in text.nodes if node.kind in kinds and len(node.sentences) >= fewest]
    return chance.choice(found) if found else None


def _slip(desk: Desk) -> None:
    """Two letters of a word change places, or a slip is put right: still the same word."""
    text, chance = desk.text, desk.chance
    node = _any(text, chance, (*PROSE, "item", "heading"))
    if node and (sentence := chance.choice(node.sentences)):
        at = chance.randrange(len(sentence))
        word = sentence[at]
        if len(word.text) > 3:
            sentence[at] = Word(word.text[0] + word.text[2] + word.text[1] + word.text[3:], word.number)


def _words(desk: Desk) -> None:
    """One to five words become others; or go; or others come in."""
    text, chance = desk.text, desk.chance
    node = _any(text, chance, (*PROSE, "item"))
    if not node:
        return
    sentence = chance.choice(node.sentences)
    count = min(chance.choice((1, 1, 2, 3, 5)), max(0, len(sentence) - 3))
    at = chance.randrange(len(sentence) - count + 1)
    fresh = [Word(word.text) for word in _other(text, chance)[:count]]
    what = chance.choice(("replace", "replace", "cut", "add"))
    sentence[at : at + (0 if what == "add" else count)] = [] if what == "cut" else fresh


def _other(text: Text, chance: random.Random) -> Sentence:
    return chance.choice(chance.choice([node for node in text.nodes if node.kind != "row"]).sentences)


def _sentence(desk: Desk) -> None:
    """A sentence goes, comes in, changes places with its neighbour, or moves into another paragraph."""
    text, chance = desk.text, desk.chance
    node = _any(text, chance, PROSE, fewest=2)
    if not node:
        return
    at = chance.randrange(len(node.sentences))
    what = chance.choice(("go", "come", "turn", "move"))
    if what == "come":
        node.sentences.insert(at, _new(desk))
        return
    sentence = node.sentences.pop(at)
    if what == "turn":
        node.sentences.insert(chance.randrange(len(node.sentences) + 1), sentence)
    elif what == "move" and (to := _any(text, chance, PROSE)):
        to.sentences.insert(chance.randrange(len(to.sentences) + 1), sentence)


def _new(desk: Desk) -> Sentence:
    """A new sentence: composed, or of words from here and there."""
    if desk.phrases:
        return desk.phrases.sentence()
    words = [word.text for _ in range(3) for word in _other(desk.text, desk.chance)[:5]]
    desk.chance.shuffle(words)
    return [Word(word) for word in words]


def _renamed(desk: Desk) -> None:
    """A term is called otherwise from now on, everywhere."""
    text, chance = desk.text, desk.chance
    terms = Counter(word.text for node in text.nodes for word in node.words if len(word.text) > 5)
    often = [term for term, times in terms.items() if 2 < times < 30]
    if not often:
        return
    term, other = chance.choice(often), chance.choice(list(terms))[::-1]
    for node in text.nodes:
        for sentence in node.sentences:
            sentence[:] = [Word(other) if word.text == term else word for word in sentence]


def _sections(text: Text) -> list[list[Node]]:
    found: list[list[Node]] = [[]]
    for node in text.nodes:
        if node.kind == "heading":
            found.append([])
        found[-1].append(node)
    return [nodes for nodes in found if nodes]


def _section(desk: Desk) -> None:
    """A section with all that stands under its heading moves, goes, or comes in."""
    text, chance = desk.text, desk.chance
    found = _sections(text)
    what = chance.choice(("move", "move", "go", "come"))
    if what == "come" and desk.phrases:
        found.insert(chance.randrange(len(found) + 1), section(desk.phrases, chance))
    elif len(found) > 3:
        at = chance.randrange(len(found))
        if len(found[at]) < len(text.nodes) / 4:
            nodes = found.pop(at)
            if what == "move":
                for node in nodes:
                    node.moved = True
                found.insert(chance.randrange(len(found) + 1), nodes)
    text.nodes[:] = [node for nodes in found for node in nodes]


def _swapped(desk: Desk) -> None:
    """Two neighbours of the same kind change places."""
    text, chance = desk.text, desk.chance
    at = chance.randrange(len(text.nodes) - 1)
    one, other = text.nodes[at : at + 2]
    if one.kind == other.kind != "heading":
        one.moved = other.moved = True
        text.nodes[at : at + 2] = [other, one]


def _form(desk: Desk) -> None:
    """Another form for the same words: numbered or not, an item or not, a heading's level, line breaks, bold."""
    text, chance = desk.text, desk.chance
    node = _any(text, chance, ("clause", "plain", "heading", "item"))
    if not node:
        return
    if node.kind == "heading":
        node.depth = chance.randint(1, 4)
    elif node.kind == "item":
        node.depth = chance.randint(1, 2)
    elif chance.random() < 0.5:
        node.wrapped = True
    else:
        node.kind = "plain" if node.kind == "clause" else "clause"


def _parted(desk: Desk) -> None:
    """A paragraph is split at the end of a sentence, or its sentences become items of a list."""
    text, chance = desk.text, desk.chance
    node = _any(text, chance, ("clause", "plain"), fewest=2)
    if not node:
        return
    at = next(place for place, each in enumerate(text.nodes) if each is node)
    if len(node.sentences) > 2 and chance.random() < 0.3:
        text.nodes[at : at + 1] = [Node("item", [sentence], 1) for sentence in node.sentences]
        return
    cut = chance.randrange(1, len(node.sentences))
    text.nodes[at : at + 1] = [Node(node.kind, part) for part in (node.sentences[:cut], node.sentences[cut:])]


def _gathered(desk: Desk) -> None:
    """Two paragraphs, or two or three items in a row, become one paragraph."""
    text, chance = desk.text, desk.chance
    kind = chance.choice(("clause", "plain", "item"))
    rows = [
        list(rows)
        for is_kind, rows in groupby(range(len(text.nodes)), lambda at: text.nodes[at].kind == kind)
        if is_kind
    ]
    rows = [row for row in rows if len(row) > 1]
    if not rows:
        return
    row = chance.choice(rows)
    start = chance.randrange(len(row) - 1)
    joined = row[start : start + (chance.randint(2, 3) if kind == "item" else 2)]
    sentences = [sentence for at in joined for sentence in text.nodes[at].sentences]
    text.nodes[joined[0] : joined[-1] + 1] = [Node("plain" if kind == "item" else kind, sentences)]


def _table(desk: Desk) -> None:
    """A row comes in, goes or moves within its table; a cell changes; a column comes in."""
    text, chance = desk.text, desk.chance
    rows = [at for at, node in enumerate(text.nodes) if node.kind == "row"]
    if not rows:
        return
    at = chance.choice(rows)
    what = chance.choice(("come", "go", "move", "cell", "column"))
    table = _around(text, at)
    if what == "come":
        new = Node("row", [[Word(word.text[::-1])] for word in _new(desk)[: len(text.nodes[at].sentences)]])
        if len(new.sentences) == len(text.nodes[at].sentences):
            text.nodes.insert(at, new)
    elif what in ("go", "move") and len(table) > 2:
        row = text.nodes.pop(at)
        if what == "move":
            row.moved = True
            text.nodes.insert(chance.choice(table[:-1]), row)
    elif what == "cell":
        text.nodes[at].sentences[-1] = [Word(str(chance.randint(1, 9999)))]
    elif what == "column" and len(text.nodes[at].sentences) < 6:
        for each in table:
            text.nodes[each].sentences.append([Word(str(chance.randint(1, 9999)))])


def _around(text: Text, at: int) -> list[int]:
    """The rows of the table that a row is in."""
    first = last = at
    while first > 0 and text.nodes[first - 1].kind == "row":
        first -= 1
    while last + 1 < len(text.nodes) and text.nodes[last + 1].kind == "row":
        last += 1
    return list(range(first, last + 1))


def _twin(desk: Desk) -> None:
    """A paragraph is copied beside itself for another case: a few words and numbers are others."""
    text, chance = desk.text, desk.chance
    node = _any(text, chance, ("clause", "plain", "item"))
    if not node or len(node.words) < 8:
        return
    copy = Node(node.kind, [[Word(word.text) for word in sentence] for sentence in node.sentences], node.depth)
    for _ in range(max(1, len(node.words) // 8)):
        sentence = chance.choice(copy.sentences)
        sentence[chance.randrange(len(sentence))] = Word(chance.choice(_other(text, chance)).text)
    at = next(place for place, each in enumerate(text.nodes) if each is node)
    text.nodes.insert(at + chance.choice((0, 1)), copy)


OFTEN: dict[Edit, float] = {
    _slip: 10,
    _words: 30,
    _sentence: 16,
    _renamed: 1,
    _section: 4,
    _swapped: 8,
    _form: 8,
    _parted: 6,
    _gathered: 6,
    _table: 6,
    _twin: 5,
}
"""How often each is done beside the others."""
