"""What people do to the second generator's texts: to words, sentences, sections, lists, tables, one term everywhere."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from icu4py.breakers import CharacterBreaker

from benchmarks.text_nodes import Node, Phrases, Sentence, Text, Word, section


@dataclass(frozen=True, slots=True)
class EditContext:
    """The text that is edited, a random generator, and phrases to write new sentences with, where there are any."""

    text: Text
    rng: random.Random
    phrases: Phrases | None


Edit = Callable[[EditContext], None]
PROSE = ("clause", "plain", "quote", "note")


def edited(text: Text, share: float, rng: random.Random, phrases: Phrases | None) -> Text:
    """The text after edits as many as a share of its nodes. Without phrases nothing new is composed."""
    found = Text(text.language, [_copy(node) for node in text.nodes])
    names, weights = zip(*WEIGHTS.items(), strict=True)
    for edit in rng.choices(names, weights=weights, k=max(1, round(share * len(text.nodes)))):
        edit(EditContext(found, rng, phrases))
    return found


def _copy(node: Node) -> Node:
    return Node(node.kind, [list(sentence) for sentence in node.sentences], node.depth)


def _random_node(text: Text, rng: random.Random, kinds: Sequence[str], fewest: int = 1) -> Node | None:
    """A node of one of some kinds with at least so many sentences; None without any."""
    found = [node for node in text.nodes if node.kind in kinds and len(node.sentences) >= fewest]
    return rng.choice(found) if found else None


def _swap_letters(context: EditContext) -> None:
    """Two letters of a word change places, each with its vowel signs and accents: still the same word."""
    text, rng = context.text, context.rng
    node = _random_node(text, rng, (*PROSE, "item", "heading"))
    if node and (sentence := rng.choice(node.sentences)):
        at = rng.randrange(len(sentence))
        letters = _letters(sentence[at].text)
        if len(letters) > 3:
            letters[1:3] = reversed(letters[1:3])
            sentence[at] = Word("".join(letters), sentence[at].number)


def _letters(word: str) -> list[str]:
    """The grapheme clusters of a word: in Devanagari or Tamil a consonant with its vowel sign is one."""
    return list(CharacterBreaker(word, "en"))


def _reversed(word: str) -> str:
    """A word that the text does not have yet."""
    return "".join(reversed(_letters(word)))


def _edit_words(context: EditContext) -> None:
    """One to five words become others; or go; or others come in."""
    text, rng = context.text, context.rng
    node = _random_node(text, rng, (*PROSE, "item"))
    if not node:
        return
    sentence = rng.choice(node.sentences)
    count = min(rng.choice((1, 1, 2, 3, 5)), max(0, len(sentence) - 3))
    at = rng.randrange(len(sentence) - count + 1)
    fresh = [Word(word.text) for word in _random_sentence(text, rng)[:count]]
    what = rng.choice(("replace", "replace", "cut", "add"))
    sentence[at : at + (0 if what == "add" else count)] = [] if what == "cut" else fresh


def _random_sentence(text: Text, rng: random.Random) -> Sentence:
    return rng.choice(rng.choice([node for node in text.nodes if node.kind != "row"]).sentences)


def _edit_sentence(context: EditContext) -> None:
    """A sentence goes, comes in, changes places with its neighbour, or moves into another paragraph."""
    text, rng = context.text, context.rng
    node = _random_node(text, rng, PROSE, fewest=2)
    if not node:
        return
    at = rng.randrange(len(node.sentences))
    what = rng.choice(("go", "come", "turn", "move"))
    if what == "come":
        node.sentences.insert(at, _new_sentence(context))
        return
    sentence = node.sentences.pop(at)
    if what == "turn":
        node.sentences.insert(rng.randrange(len(node.sentences) + 1), sentence)
    elif what == "move" and (to := _random_node(text, rng, PROSE)):
        to.sentences.insert(rng.randrange(len(to.sentences) + 1), sentence)


def _new_sentence(context: EditContext) -> Sentence:
    """A new sentence: composed, or of words from here and there."""
    if context.phrases:
        return context.phrases.sentence()
    words = [word.text for _ in range(3) for word in _random_sentence(context.text, context.rng)[:5]]
    context.rng.shuffle(words)
    return [Word(word) for word in words]


def _rename_term(context: EditContext) -> None:
    """A term is called otherwise from now on, everywhere."""
    text, rng = context.text, context.rng
    shortest = 6 if text.separator else 2
    terms = Counter(word.text for node in text.nodes for word in node.words if len(word.text) >= shortest)
    often = [term for term, times in terms.items() if 2 < times < 30]
    if not often:
        return
    term, other = rng.choice(often), _reversed(rng.choice(list(terms)))
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


def _edit_section(context: EditContext) -> None:
    """A section, the heading with its content, is moved, removed or inserted."""
    text, rng = context.text, context.rng
    found = _sections(text)
    what = rng.choice(("move", "move", "go", "come"))
    if what == "come" and context.phrases:
        found.insert(rng.randrange(len(found) + 1), section(context.phrases, rng))
    elif len(found) > 3:
        at = rng.randrange(len(found))
        if len(found[at]) < len(text.nodes) / 4:
            nodes = found.pop(at)
            if what == "move":
                for node in nodes:
                    node.moved = True
                found.insert(rng.randrange(len(found) + 1), nodes)
    text.nodes[:] = [node for nodes in found for node in nodes]


def _swap_neighbours(context: EditContext) -> None:
    """Two neighbours of the same kind change places."""
    text, rng = context.text, context.rng
    at = rng.randrange(len(text.nodes) - 1)
    one, other = text.nodes[at : at + 2]
    if one.kind == other.kind != "heading":
        one.moved = other.moved = True
        text.nodes[at : at + 2] = [other, one]


def _change_form(context: EditContext) -> None:
    """Another form for the same words: numbered or not, an item or not, a heading's level, line breaks, bold."""
    text, rng = context.text, context.rng
    node = _random_node(text, rng, ("clause", "plain", "heading", "item"))
    if not node:
        return
    if node.kind == "heading":
        node.depth = rng.randint(1, 4)
    elif node.kind == "item":
        node.depth = rng.randint(1, 2)
    elif rng.random() < 0.5:
        node.wrapped = True
    else:
        node.kind = "plain" if node.kind == "clause" else "clause"


def _split_paragraph(context: EditContext) -> None:
    """A paragraph is split at the end of a sentence, or its sentences become items of a list."""
    text, rng = context.text, context.rng
    node = _random_node(text, rng, ("clause", "plain"), fewest=2)
    if not node:
        return
    at = next(place for place, each in enumerate(text.nodes) if each is node)
    if len(node.sentences) > 2 and rng.random() < 0.3:
        text.nodes[at : at + 1] = [Node("item", [sentence], 1) for sentence in node.sentences]
        return
    cut = rng.randrange(1, len(node.sentences))
    text.nodes[at : at + 1] = [Node(node.kind, part) for part in (node.sentences[:cut], node.sentences[cut:])]


def _join_paragraphs(context: EditContext) -> None:
    """Two paragraphs, or two or three items in a row, become one paragraph."""
    text, rng = context.text, context.rng
    kind = rng.choice(("clause", "plain", "item"))
    rows = [
        list(rows)
        for is_kind, rows in groupby(range(len(text.nodes)), lambda at: text.nodes[at].kind == kind)
        if is_kind
    ]
    rows = [row for row in rows if len(row) > 1]
    if not rows:
        return
    row = rng.choice(rows)
    start = rng.randrange(len(row) - 1)
    joined = row[start : start + (rng.randint(2, 3) if kind == "item" else 2)]
    sentences = [sentence for at in joined for sentence in text.nodes[at].sentences]
    text.nodes[joined[0] : joined[-1] + 1] = [Node("plain" if kind == "item" else kind, sentences)]


def _edit_table(context: EditContext) -> None:
    """A row comes in, goes or moves within its table; a cell changes; a column comes in."""
    text, rng = context.text, context.rng
    rows = [at for at, node in enumerate(text.nodes) if node.kind == "row"]
    if not rows:
        return
    at = rng.choice(rows)
    what = rng.choice(("come", "go", "move", "cell", "column"))
    table = _table_rows(text, at)
    if what == "come":
        words = _new_sentence(context)[: len(text.nodes[at].sentences)]
        new = Node("row", [[Word(_reversed(word.text))] for word in words])
        if len(new.sentences) == len(text.nodes[at].sentences):
            text.nodes.insert(at, new)
    elif what in ("go", "move") and len(table) > 2:
        row = text.nodes.pop(at)
        if what == "move":
            row.moved = True
            text.nodes.insert(rng.choice(table[:-1]), row)
    elif what == "cell":
        text.nodes[at].sentences[-1] = [Word(str(rng.randint(1, 9999)))]
    elif what == "column" and len(text.nodes[at].sentences) < 6:
        for each in table:
            text.nodes[each].sentences.append([Word(str(rng.randint(1, 9999)))])


def _table_rows(text: Text, at: int) -> list[int]:
    """The rows of the table that a row is in."""
    first = last = at
    while first > 0 and text.nodes[first - 1].kind == "row":
        first -= 1
    while last + 1 < len(text.nodes) and text.nodes[last + 1].kind == "row":
        last += 1
    return list(range(first, last + 1))


def _duplicate_paragraph(context: EditContext) -> None:
    """A paragraph is copied beside itself for another case: a few words and numbers are others."""
    text, rng = context.text, context.rng
    node = _random_node(text, rng, ("clause", "plain", "item"))
    if not node or len(node.words) < 8:
        return
    copy = Node(node.kind, [[Word(word.text) for word in sentence] for sentence in node.sentences], node.depth)
    for _ in range(max(1, len(node.words) // 8)):
        sentence = rng.choice(copy.sentences)
        sentence[rng.randrange(len(sentence))] = Word(rng.choice(_random_sentence(text, rng)).text)
    at = next(place for place, each in enumerate(text.nodes) if each is node)
    text.nodes.insert(at + rng.choice((0, 1)), copy)


WEIGHTS: dict[Edit, float] = {
    _swap_letters: 10,
    _edit_words: 30,
    _edit_sentence: 16,
    _rename_term: 1,
    _edit_section: 4,
    _swap_neighbours: 8,
    _change_form: 8,
    _split_paragraph: 6,
    _join_paragraphs: 6,
    _edit_table: 6,
    _duplicate_paragraph: 5,
}
"""The relative frequency of each edit."""
