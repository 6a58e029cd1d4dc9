"""Limits of a book that any format has."""

from blueprint.publishing.book import Book, Chapter, Format, Layout
from blueprint.publishing.errors import Refusal

MOST_CHARACTERS, MOST_LINES = 1_000_000, 100_000
"""Of one text: some 500 pages."""

LONGEST_TITLE = 500


def refuse_unbuildable(book: Book, format: Format) -> None:
    """Raise `Refusal` for a book that is empty, nameless or too long, or of a kind that the format does not have."""
    if book.kind is Layout.REDLINE and (format is not Format.PDF or not book.since):
        raise Refusal("What changed can be shown as a PDF, since an earlier edition.", remedy="Choose PDF.")
    if not book.chapters:
        raise Refusal("There is nothing in this book yet.", remedy="Add a proposal first.")
    for chapter in book.chapters:
        refuse_long_text(chapter)
    for title in (book.title, *(chapter.title for chapter in book.chapters)):
        _refuse_title(title)


def refuse_long_text(chapter: Chapter) -> None:
    """Raise `Refusal` for a text of more characters or lines than a file is built of."""
    characters, lines = len(chapter.markdown), chapter.markdown.count("\n")
    if characters > MOST_CHARACTERS or lines > MOST_LINES:
        found = f"This text has {characters:,} characters and {lines:,} lines"
        room = f"there is room for {MOST_CHARACTERS:,} and {MOST_LINES:,}"
        raise Refusal(f"{found}; {room}.", file=chapter.name, remedy="Divide it into several texts.")


def _refuse_title(title: str) -> None:
    if not title.strip():
        raise Refusal("A title is missing.", remedy="Give every text a title.")
    if len(title) > LONGEST_TITLE:
        found = f"The title “{title[:40]}…” has {len(title):,} characters; there is room for {LONGEST_TITLE}."
        raise Refusal(found, remedy="Shorten it.")
