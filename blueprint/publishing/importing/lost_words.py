"""A last look for words that another program read: what a file shows, against what became of it."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Any

from blueprint.domain.combining_marks import refuse_stacked_marks
from blueprint.locales import gettext as _
from blueprint.publishing.importing.findings import Findings
from blueprint.publishing.importing.report import What
from blueprint.publishing.markdown.ast import walk
from blueprint.publishing.markdown.pandoc import Node

_WORD = re.compile(r"\w+")


def words_of(text: str) -> Iterator[str]:
    """The words of a text without regard to capitals and compatible forms of letters (Unicode's NFKC).

    Raises `TooLarge` for more marks on a letter than can be put in order.
    """
    refuse_stacked_marks(text)
    yield from _WORD.findall(unicodedata.normalize("NFKC", text.replace("\u00ad", "")).casefold())


def note_lost_words(shown: str, blocks: list[Node], findings: Findings) -> list[Node]:
    """Note the words that a file shows and neither its blocks nor a finding has; returns the blocks."""
    found = Counter(words_of(" ".join(_texts(blocks))))
    found.update(each for noticed in findings.noticed for each in words_of(noticed.words))
    wanted = Counter(words_of(shown))
    lost = {word for word, count in wanted.items() if count > found[word]}
    if lost:
        said = _("These words of the file could not be placed. Look for them there, and put them in by hand.")
        in_order = dict.fromkeys(word for word in words_of(shown) if word in lost)
        findings.left_out(What.WORDS, said, " ".join(in_order))
    return blocks


def _texts(blocks: list[Node]) -> Iterator[str]:
    """The words of a tree, those of one line together: emphasis may begin within a word."""
    for node in walk(blocks):
        if node["t"] in ("Para", "Plain", "Header"):
            yield "".join(_letters(node["c"]))
        elif node["t"] == "DefinitionList":
            yield from ("".join(_letters(term)) for term, _definitions in node["c"])
        elif node["t"] == "LineBlock":
            yield from ("".join(_letters(line)) for line in node["c"])
        elif node["t"] == "CodeBlock":
            yield node["c"][1]


def _letters(value: Any) -> Iterator[str]:
    for node in walk(value):
        if node["t"] == "Str":
            yield node["c"]
        elif node["t"] in ("Code", "Math"):
            yield node["c"][1]
        elif node["t"] in ("Space", "SoftBreak", "LineBreak", "Note"):
            yield " "
