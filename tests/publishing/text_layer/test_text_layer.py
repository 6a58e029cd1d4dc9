"""What is found, copied and read aloud in a PDF is what was written, in every script, by two engines."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby

import pytest
from rapidfuzz.distance import LCSseq

from blueprint.domain.languages import OFFERED
from blueprint.publishing import Format, Layout, build_file
from blueprint.publishing.phrases import phrases
from blueprint.text import words
from tests.publishing.books import book, chapter, changed
from tests.publishing.checkers.text_layer import TAGGED, TEXT
from tests.publishing.languages import TEXTS
from tests.publishing.text_layer.texts import LONGER, SPACELESS

ENOUGH = 0.99
SOURCES = {f"{tag}-short": (tag, TEXTS[tag]) for tag in OFFERED} | {tag: (tag, text) for tag, text in LONGER.items()}
DAILY = ("ar", "ur", "th")


def _pdf(tag: str, text: str) -> bytes:
    return build_file(book(_chapter(tag, text), title="Water", language=tag), Format.PDF, {})


def _chapter(tag: str, text: str):  # noqa: ANN202
    return chapter(text, title=phrases(tag).foreword, language=tag)


@pytest.fixture(scope="module")
def pdfs() -> dict[str, bytes]:
    """The PDFs made so far, by the name of their source."""
    return {}


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[] if name in DAILY else pytest.mark.slow) for name in SOURCES]
)
def test_words_are_found_and_read_in_order(name: str, pdfs: dict[str, bytes]) -> None:
    tag, text = SOURCES[name]
    data = pdfs.setdefault(name, _pdf(tag, text))
    for engine, read in TEXT.items():
        assert _missing(tag, text, read(data)) == [], engine
    for engine, read in TAGGED.items():
        assert _in_order(tag, text, read(data)) >= ENOUGH, engine


def _missing(tag: str, text: str, found: str) -> list[str]:
    """The words of the source that are not found, if they are more than one in a hundred."""
    wanted = [word for word in words(_plain(text), tag) if any(c.isalnum() for c in word)]
    if tag in SPACELESS:
        there = "".join(_tokens(found))
        missing = [word for word in wanted if "".join(_tokens(word)) not in there]
    else:
        have = set(_tokens(found))
        missing = [word for word in _tokens(_plain(text)) if word not in have]
    return missing if len(missing) > (1 - ENOUGH) * len(wanted) else []


def _in_order(tag: str, text: str, read: str) -> float:
    """The share of the source's words that are read in the source's order."""
    one, other = list(_tokens(_plain(text))), list(_tokens(read))
    if tag in SPACELESS:
        one, other = list("".join(one)), list("".join(other))
    return LCSseq.similarity(one, other) / len(one)


def _plain(text: str) -> str:
    """The words of a Markdown source, as a reader gets them: the footnote's behind its mark."""
    text, _, note = text.partition("[^1]: ")
    text = text.replace("[^1]", f" 1 {note.strip()} ", 1)
    return re.sub(r"\]\([^)]*\)|[*_~>#|\[\]]|^\s*-+\s|---+", lambda sign: " " if sign.group()[0] in "]|>-" else "", text, flags=re.M)


def _tokens(text: str) -> Iterator[str]:
    """Words, with the signs on their letters, and numbers; composed."""
    for _, run in groupby(unicodedata.normalize("NFC", text), key=_kind):
        token = "".join(run)
        if _kind(token[0]):
            yield token


def _kind(character: str) -> str:
    """`L` in words, `N` in numbers, empty between them."""
    kind = unicodedata.category(character)[0]
    return "L" if kind in "LM" or character in "\u200c\u200d" else kind if kind == "N" else ""
