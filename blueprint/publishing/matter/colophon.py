"""The colophon: an edition's metadata on its last page, in every format."""

from datetime import UTC
from typing import NamedTuple

from babel import Locale, UnknownLocaleError
from babel.dates import format_date

from blueprint.publishing.book import Book, Chapter, Contributor
from blueprint.publishing.phrases import Phrases, phrases

LICENCES = {
    "CC0-1.0": ("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
    "CC-BY-4.0": ("Creative Commons BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
    "CC-BY-SA-4.0": ("Creative Commons BY-SA 4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
    "CC-BY-NC-4.0": ("Creative Commons BY-NC 4.0", "https://creativecommons.org/licenses/by-nc/4.0/"),
    "CC-BY-NC-SA-4.0": ("Creative Commons BY-NC-SA 4.0", "https://creativecommons.org/licenses/by-nc-sa/4.0/"),
    "CC-BY-ND-4.0": ("Creative Commons BY-ND 4.0", "https://creativecommons.org/licenses/by-nd/4.0/"),
    "CC-BY-NC-ND-4.0": ("Creative Commons BY-NC-ND 4.0", "https://creativecommons.org/licenses/by-nc-nd/4.0/"),
}
"""Names and addresses by SPDX identifier; any other identifier is shown itself."""


class ColophonLine(NamedTuple):
    """A line; `to` is its link's address, `exact` asks for a monospaced font."""

    text: str
    to: str = ""
    exact: bool = False


class ColophonRow(NamedTuple):
    """A label and its lines."""

    label: str
    lines: tuple[ColophonLine, ...]


def colophon(book: Book, digest: str) -> tuple[ColophonRow, ...]:
    """The rows that are not empty; `digest` is the content hash."""
    words = phrases(book.language)
    rows = (
        ColophonRow(edition_line(book) or words.published, (ColophonLine(date_line(book)),)),
        ColophonRow(words.publisher, _lines(book.publisher)),
        ColophonRow(words.contributors, tuple(ColophonLine(credit(person, words)) for person in book.everyone)),
        ColophonRow(words.changes, _lines(book.changes)),
        ColophonRow(words.licence, (_licence(book.licence),) if book.licence else ()),
        ColophonRow(words.permalink, _address(book.permalink)),
        ColophonRow(words.cite, (ColophonLine(citation(book)),)),
        ColophonRow(words.identifier, (ColophonLine(book.identifier, exact=True),) if book.identifier else ()),
        ColophonRow(words.hash, (ColophonLine(f"sha256:{digest}", exact=True),)),
    )
    return tuple(row for row in rows if row.lines)


def _lines(text: str) -> tuple[ColophonLine, ...]:
    return tuple(ColophonLine(line.strip()) for line in text.splitlines() if line.strip())


def _address(permalink: str) -> tuple[ColophonLine, ...]:
    leads = permalink.startswith(("https://", "http://"))
    return (ColophonLine(permalink, permalink if leads else ""),) if permalink else ()


def _licence(spdx: str) -> ColophonLine:
    name, address = LICENCES.get(spdx, (spdx, ""))
    return ColophonLine(name, address)


def credit(person: Contributor, words: Phrases) -> str:
    """A contributor as the colophon names them: “Amina Diallo, Union of X (editor)”."""
    name = f"{person.name}, {person.organisation}" if person.organisation else person.name
    return f"{name} ({words.role(person.role)})"


def edition_line(book: Book) -> str:
    """“Edition 2” in the book's language; empty for a book without a number."""
    return phrases(book.language).edition.format(number=book.edition) if book.edition else ""


def date_line(book: Book) -> str:
    """The date in words of the book's language, in universal time so that no machine's clock changes it."""
    try:
        locale = Locale.parse("en-GB" if book.language == "en" else book.language, sep="-")
    except (UnknownLocaleError, ValueError):
        locale = Locale.parse("en")
    return format_date(book.date.astimezone(UTC).date(), "long", locale=locale)


def citation(book: Book) -> str:
    """How to cite the book, in one line: authors, year, title, edition, publisher, address."""
    authors = [person.name for person in book.everyone if person.role == "author"]
    named = ", ".join(authors[:3]) + (" et al." if len(authors) > 3 else "")
    parts = (named, str(book.date.astimezone(UTC).year), book.title, edition_line(book), book.publisher, book.permalink)
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


def advanced_keys(chapters: tuple[Chapter, ...]) -> set[str]:
    """The keys of the principles that these chapters advance."""
    return {claim.principle for chapter in chapters for claim in chapter.advances if not claim.tension}


def advanced(book: Book, chapters: tuple[Chapter, ...]) -> list[int]:
    """Which of the book's principles these chapters advance, by their indices from 0."""
    keys = advanced_keys(chapters)
    return [at for at, (key, _) in enumerate(book.principles) if key in keys]
