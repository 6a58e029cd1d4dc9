"""A book's JSON and hash: editions that were published long ago are read back from the one, and show the other."""

import json
from datetime import datetime

import pytest
from pydantic import ValidationError

from blueprint.publishing import Advance, Book, Chapter, Contributor, Layout, book_hash, parse_book, serialize
from tests.publishing.books import book, changed, chapter

FULL = Book(
    title="Wasser für alle ‹水›",
    subtitle='Quotes " \\ / and \u007f \u2028 lines\n\tx',
    date=datetime.fromisoformat("2026-05-01T12:00:00.120000+02:00"),
    foreword="By *many*.",
    language="de",
    edition=3,
    licence="CC-BY-4.0",
    publisher="P",
    permalink="https://example.org/a/3",
    identifier="urn:isbn:1",
    changes="Two\nlines",
    contributors=(Contributor(name="Ada", role="editor"),),
    principles=(("just", "Gerecht"), ("plural", "Plural")),
    kind=Layout.REDLINE,
    since=2,
    dropped=("Old", "Older"),
    dialect=1,
    chapters=(
        Chapter(
            title="One",
            markdown="# One\n\nText 🜁.\n",
            language="ar",
            contributors=(Contributor(name="Amina", organisation="Union"),),
            advances=(
                Advance(principle="just", rationale="R", name="عدل"),
                Advance(principle="plural", tension=True, name_language="en"),
            ),
            paragraphs=((0, 5, "ab"), (7, 14, "cd")),
            permalink="https://example.org/a/3/1",
            source="one.md",
            changes="C",
            before="old",
            title_before="Eins",
            dialect=1,
        ),
        Chapter(title="Two", markdown="Text.", dialect=1),
    ),
)

JSON = (
    '{"title":"Wasser für alle ‹水›","chapters":[{"title":"One","markdown":"# One\\n\\nText 🜁.\\n","language"'
    ':"ar","contributors":[{"name":"Amina","organisation":"Union","role":"author"}],"advances":[{"princip'
    'le":"just","rationale":"R","tension":false,"name":"عدل"},{"principle":"plural","rationale":"","tensi'
    'on":true,"name_language":"en"}],"paragraphs":[[0,5,"ab"],[7,14,"cd"]],"permalink":"https://example.o'
    'rg/a/3/1","source":"one.md","changes":"C","before":"old","title_before":"Eins"},{"title":"Two","mark'
    'down":"Text.","language":"en","contributors":[],"advances":[],"paragraphs":[],"permalink":"","source'
    '":"","changes":"","title_before":""}],"date":"2026-05-01T12:00:00.120000+02:00","subtitle":"Quotes \\'
    '" \\\\ / and \x7f \u2028 lines\\n\\tx","foreword":"By *many*.","language":"de","edition":3,"licence":"CC-BY-4.0"'
    ',"publisher":"P","permalink":"https://example.org/a/3","identifier":"urn:isbn:1","changes":"Two\\nlin'
    'es","contributors":[{"name":"Ada","organisation":"","role":"editor"}],"principles":[["just","Gerecht'
    '"],["plural","Plural"]],"kind":"redline","since":2,"dropped":["Old","Older"]}'
)


def test_the_json_of_a_book_is_stable() -> None:
    assert serialize(FULL) == JSON
    assert parse_book(json.loads(JSON)) == FULL


def test_the_hash_of_a_book_is_stable() -> None:
    """Of all that readers see: what a book knows besides must not change it."""
    assert book_hash(FULL, {"images/a.png": b"x"}) == "001c8afe47563e1316d7c75c82f991258a186a712ea4683d3fea00c0a75f5eda"
    older = changed(book(chapter(dialect=1)), dialect=1)
    assert book_hash(older, {}) == "2336f753669ef74846f5f7e69e00277b5baba4664b8be9a243eabf4f06fc1378"
    assert book_hash(book(), {}) != book_hash(older, {})
    unseen = changed(book(), kind=Layout.LARGE_PRINT, since=1, dropped=("Old",))
    assert book_hash(unseen, {}) == book_hash(book(), {})


def test_what_older_editions_did_not_know_has_its_default() -> None:
    old = {"title": "T", "date": "2026-05-01T12:00:00Z", "chapters": [{"title": "One", "markdown": "Text."}]}
    found = parse_book(old)
    assert (found.kind, found.chapters[0].before, found.chapters[0].advances) == (Layout.READING, None, ())
    assert (found.dialect, found.chapters[0].dialect) == (1, 1)


def test_the_current_dialect_is_written_and_read_back() -> None:
    assert parse_book(json.loads(serialize(book()))) == book()


def test_a_date_without_a_time_zone_is_no_date_of_a_book() -> None:
    with pytest.raises(ValidationError):
        Book(title="T", chapters=(), date=datetime(2026, 5, 1))
