"""What is found, copied and read aloud in a PDF is what was written, in every script, by two engines."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from pypdfium2 import PdfDocument
from rapidfuzz.distance import LCSseq

from blueprint.domain.languages import OFFERED, direction
from blueprint.publishing import Chapter, Format, Layout, build_file
from blueprint.publishing.phrases import phrases
from blueprint.text import words
from tests.publishing.books import book, chapter
from tests.publishing.checkers import problems
from tests.publishing.checkers.text_layer import TAGGED, TEXT
from tests.publishing.languages import TEXTS
from tests.publishing.text_layer.texts import LONGER, SPACELESS

ENOUGH = 0.99
SOURCES = {f"{tag}-short": (tag, TEXTS[tag]) for tag in OFFERED} | {tag: (tag, text) for tag, text in LONGER.items()}
DAILY = ("ar", "ur", "th", "ko")
INVISIBLE = re.compile("[\u200b\u2060\ufeff]")


def _chapter(tag: str, text: str, **fields: Any) -> Chapter:
    return chapter(text, title=phrases(tag).foreword, language=tag, **fields)


@pytest.fixture(scope="module")
def pdfs() -> dict[str, bytes]:
    """The PDFs made so far, by the names of their sources."""
    return {}


def _pdf(name: str, pdfs: dict[str, bytes]) -> bytes:
    if name not in pdfs:
        tag, text = SOURCES[name]
        pdfs[name] = build_file(book(_chapter(tag, text), title="Water", language=tag), Format.PDF, {})
    return pdfs[name]


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=[] if name in DAILY else pytest.mark.slow) for name in SOURCES]
)
def test_words_are_found_and_read_in_order(name: str, pdfs: dict[str, bytes]) -> None:
    tag, text = SOURCES[name]
    data = _pdf(name, pdfs)
    for engine, read in TEXT.items():
        found = read(data)
        assert _missing(tag, text, found) == [], engine
        assert not INVISIBLE.search(found), engine
    for engine, read in TAGGED.items():
        assert _in_order(tag, text, read(data), engine) >= ENOUGH, engine


@pytest.mark.slow
@pytest.mark.parametrize("kind", list(Layout))
def test_so_they_are_in_every_layout_and_in_editions_merged_from_sections(
    kind: Layout, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("blueprint.publishing.pdf.sections.LARGEST", 1_000)
    chapters = [_chapter(tag, text, before=text.replace("2026", "2025")) for tag, text in LONGER.items()]
    since = 1 if kind is Layout.REDLINE else 0
    data = build_file(book(*chapters, kind=kind, since=since), Format.PDF, {})
    for engine, read in TEXT.items():
        found = read(data)
        missing = {tag: _missing(tag, text, found) for tag, text in LONGER.items()}
        assert missing == {tag: [] for tag in LONGER}, engine


@pytest.mark.slow
def test_so_they_are_in_a_book_of_hundreds_of_different_words() -> None:
    numbered = "\n\n".join(f"{LONGER['ur'].partition('## ')[2].replace('[^1]', '')} {n}" for n in range(40))
    data = build_file(book(_chapter("ur", numbered), title="Water", language="ur"), Format.PDF, {})
    assert _missing("ur", numbered, TEXT["pdfium"](data)) == []


@pytest.mark.slow
def test_pages_look_the_same_and_pass_every_rule(
    pdfs: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {f"{tag}.pdf": _pdf(tag, pdfs) for tag in LONGER}
    monkeypatch.setattr("blueprint.publishing.pdf.render.repair_text_layer", lambda data, _progress: data)
    for tag in LONGER:
        assert _differing(files[f"{tag}.pdf"], _pdf(tag, {})) < 0.003, tag  # pdfium sets glyphs on whole dots
    found = problems(files, tmp_path)
    assert found == {key: [] for key in found}
    assert len(found) == 2 * len(LONGER)


def _differing(one: bytes, other: bytes) -> float:
    """The share of dots that are clearly darker on a page of one file than on the same of the other."""
    pages = [
        [page.render(scale=3, grayscale=True).to_numpy().astype(int) for page in PdfDocument(pdf)]
        for pdf in (one, other)
    ]
    return max(float((abs(a - b) > 128).mean()) for a, b in zip(*pages, strict=True))


def test_progress_is_reported_for_each_page() -> None:
    """A worker that reports nothing for some seconds is stopped, and a long text in Nastaliq takes longer."""
    reports: list[str] = []
    made = book(_chapter("ar", LONGER["ar"]), language="ar")
    data = build_file(made, Format.PDF, {}, progress=lambda doing, _share: reports.append(doing))
    assert reports.count("Setting the pages") > len(PdfDocument(data))


@pytest.mark.slow
def test_the_checks_do_find_faults(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("blueprint.publishing.pdf.render.repair_text_layer", lambda data, _progress: data)
    for name in ("ur", "th"):
        tag, text = SOURCES[name]
        data = _pdf(name, {})
        assert all(_missing(tag, text, read(data)) for read in TEXT.values())
    assert _in_order("ur", LONGER["ur"], TAGGED["poppler"](_pdf("ur", {})), "poppler") < ENOUGH


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


def _in_order(tag: str, text: str, read: str, engine: str) -> float:
    """The share of the source's words that are read in the source's order.

    pdfium gives the strings of a page without the spaces between them, and turns Latin words round in a book that is read
    from right to left: of these, letters are compared, and Latin ones left out.
    """
    one, other = list(_tokens(_plain(text))), list(_tokens(read))
    if engine == "pdfium" and direction(tag) == "rtl":
        one, other = ([token for token in tokens if not token.isascii()] for tokens in (one, other))
    if engine == "pdfium" or tag in SPACELESS:
        one, other = list("".join(one)), list("".join(other))
    return LCSseq.similarity(one, other) / len(one)


def _plain(text: str) -> str:
    """The words of a Markdown source, as a reader gets them: the footnote's behind its mark."""
    text, _, note = text.partition("[^1]: ")
    text = text.replace("[^1]", f" 1 {note.strip()} ", 1)
    signs = r"\]\([^)]*\)|[*_~>#|\[\]]|^\s*-+\s|---+"
    return re.sub(signs, lambda sign: " " if sign.group()[0] in "]|>-" else "", text, flags=re.MULTILINE)


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
