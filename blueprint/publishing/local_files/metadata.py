"""A book's metadata from a TOML file."""

import tomllib
from pathlib import Path
from typing import Any

from pydantic import AwareDatetime, ValidationError

from blueprint.domain.value import Value
from blueprint.publishing.book import Advance, Contributor
from blueprint.publishing.errors import Refusal


class ChapterMetadata(Value):
    """BookMetadata of one text; `file` is its name. Defaults come from the text or the book."""

    file: str
    title: str = ""
    language: str = ""
    permalink: str = ""
    contributors: tuple[Contributor, ...] = ()
    advances: tuple[Advance, ...] = ()


class BookMetadata(Value):
    """The fields of `Book` that are no text, and the `chapters` by their files."""

    title: str = ""
    subtitle: str = ""
    foreword: str = ""
    language: str = ""
    date: AwareDatetime | None = None
    edition: int = 0
    licence: str = ""
    publisher: str = ""
    permalink: str = ""
    identifier: str = ""
    changes: str = ""
    contributors: tuple[Contributor, ...] = ()
    principles: tuple[tuple[str, str], ...] = ()
    chapters: tuple[ChapterMetadata, ...] = ()

    def book_fields(self) -> dict[str, Any]:
        """The fields that a book takes unchanged."""
        apart = {"chapters", "date", "title", "language"}
        return {name: getattr(self, name) for name in BookMetadata.model_fields if name not in apart}

    def of(self, file: str) -> ChapterMetadata:
        """The metadata of the text in the file of this name."""
        return next((chapter for chapter in self.chapters if chapter.file == file), ChapterMetadata(file=file))


def read_metadata(file: Path) -> BookMetadata:
    """The metadata of a TOML file; raises `Refusal` naming what is invalid."""
    try:
        found = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise Refusal(f"cannot be read ({error.strerror}).", file=str(file), remedy="Check its name.") from None
    except UnicodeDecodeError:
        raise Refusal("This is not a text file.", file=file.name, remedy="Save it as UTF-8, then try again.") from None
    except tomllib.TOMLDecodeError as error:
        raise Refusal(f"This is no TOML: {error}.", file=file.name, remedy="Put that line right.") from None
    try:
        return BookMetadata.model_validate(found)
    except ValidationError as error:
        raise _explained(error, file) from None


def _explained(error: ValidationError, file: Path) -> Refusal:
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    if first["type"] in ("extra_forbidden", "unexpected_keyword_argument"):
        known = ", ".join(BookMetadata.model_fields)
        return Refusal(f"There is no “{where}”.", file=file.name, remedy=f"A book has {known}.")
    if first["type"] == "string_type":
        return Refusal(f"“{where}” is no text.", file=file.name, remedy="Write it between quotation marks.")
    dated = "Write a date with its time zone, as 2026-05-01T12:00:00Z." if where == "date" else ""
    return Refusal(f"“{where}” cannot be understood: {first['msg']}.", file=file.name, remedy=dated)
