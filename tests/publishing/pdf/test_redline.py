"""A redline shows what was added, removed and moved, by line, sign and word."""

import io
from typing import Any

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from blueprint.domain.languages import OFFERED
from blueprint.publishing import Book, Chapter, Format, Layout, Refusal, book_hash, build_file
from blueprint.publishing.pdf.redline import redline_nodes
from blueprint.publishing.phrases import phrases
from tests.publishing.books import ENGLISH, book, chapter

NEW = ENGLISH.replace("Ten new lines", "Twelve new lines").replace("> Nobody was ever late for a bus that waits.\n", "")
NEW += "\n> Nobody was ever late for a bus that waits.\n\nAll of this is new.\n"


def _redline(*chapters: Chapter, **fields: Any) -> Book:
    return book(*chapters, kind=Layout.REDLINE, since=1, **fields)


def _text(made: Book) -> str:
    pages = pypdf.PdfReader(io.BytesIO(build_file(made, Format.PDF, {}))).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def test_words_paragraphs_and_titles_are_marked_and_explained() -> None:
    text = _text(
        _redline(chapter(NEW, before=ENGLISH, title_before="Buses"), chapter("Quite new."), dropped=("Trams",))
    )
    assert "What changed since edition 1" in text
    assert "underlined and stand between ‹ and ›" in text
    assert "[Buses] ‹Buses for everyone›" in text
    assert "[Ten]‹Twelve› new lines" in text.replace("[Ten ]‹Twelve ›", "[Ten]‹Twelve› ")
    assert "Moved; it was paragraph 5" in text
    assert "‹All of this is new.›" in text
    assert "New in this edition" in text
    assert "No longer in this edition [Trams]" in text


def test_an_unchanged_text_is_not_repeated() -> None:
    assert redline_nodes(chapter(before=ENGLISH), "c1-", phrases("en")) == [
        {"k": "par", "c": ["Nothing changed here."]}
    ]


def test_rows_that_follow_each_other_are_one_table() -> None:
    new = ENGLISH.replace("| Lines | 12 |", "| Lines | 14 |\n| Stops | 9 |")
    pieces = redline_nodes(chapter(new, before=ENGLISH), "", phrases("en"))
    assert pieces is not None
    [table] = [piece for piece in pieces if piece["k"] == "table"]
    assert (len(table["head"]), len(table["rows"]), table["columns"]) == (1, 3, [0, 0])


def test_nothing_in_it_leads_anywhere_or_shows_an_image() -> None:
    old, new = "A [link](javascript:x()) and ![a cat](/etc/passwd).", "A [link](file:///x) and ![a dog](/etc/shadow)!"
    pieces = str(redline_nodes(chapter(new, before=old), "", phrases("en")))
    assert "dog" in pieces
    assert not [word for word in ("'to'", "'src'", "passwd", "shadow") if word in pieces]


def test_the_editions_hash_is_the_same_in_its_redline() -> None:
    plain, marked = book(chapter(NEW)), _redline(chapter(NEW, before=ENGLISH), dropped=("Trams",))
    assert book_hash(plain, {}) == book_hash(marked, {})


@pytest.mark.parametrize(("format", "since"), [(Format.EPUB, 1), (Format.PDF, 0)])
def test_it_is_a_pdf_since_an_edition(format: Format, since: int) -> None:
    with pytest.raises(Refusal, match="since an earlier edition"):
        build_file(book(kind=Layout.REDLINE, since=since), format, {})


def test_every_language_has_its_words_for_it() -> None:
    for tag in OFFERED:
        words = phrases(tag)
        assert all("{number}" in said for said in (words.since, words.moved, words.split, words.joined)), tag
        assert all(sign in words.legend for sign in "‹›[]"), tag


@given(st.lists(st.sampled_from([*ENGLISH.split("\n\n"), "x", "| a |\n|---|\n| b |", "> - q"]), max_size=6), st.text())
def test_all_that_readers_see_of_the_new_text_is_there_once(blocks: list[str], more: str) -> None:
    new = "\n\n".join([*blocks, more])
    pieces = redline_nodes(
        Chapter(title="T", markdown=new, before="\n\n".join(reversed(blocks)) + "y"), "", phrases("en")
    )
    assert pieces is not None
    shorter = Chapter(title="T", markdown=new, before=new + "\n\n(end)")
    kept, from_scratch = _seen(pieces), redline_nodes(shorter, "", phrases("en"))
    assert from_scratch is not None
    assert sorted(kept) == sorted(_seen(from_scratch))


def _seen(node: Any) -> str:
    """The letters of the new text: all but what was removed, and the notes."""
    if isinstance(node, str):
        return "".join(node.replace("\u200b", "").split())
    if isinstance(node, list):
        return "".join(_seen(one) for one in node)
    if node.get("k") in ("del", "change") and node["k"] == "del":
        return ""
    rows = [cell for key in ("head", "rows") for row in node.get(key, ()) for cell in row]
    return _seen([node.get("c", []), node.get("s", ""), *rows])
