"""What is published: values without a database."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

from pydantic import AwareDatetime, Field, field_serializer

from blueprint.domain.dialects import CURRENT_DIALECT, FIRST_DIALECT, is_first_dialect
from blueprint.domain.page_settings import DEFAULT_PAGES, PageSettings, are_default
from blueprint.domain.value import Value


class Format(StrEnum):
    """The formats of files, by extension."""

    PDF = "pdf"
    EPUB = "epub"
    DOCX = "docx"
    ODT = "odt"
    HTML = "html"

    @property
    def media_type(self) -> str:
        """The registered media type (IANA)."""
        return _MEDIA_TYPES[self]


_MEDIA_TYPES = {
    Format.PDF: "application/pdf",
    Format.EPUB: "application/epub+zip",
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.ODT: "application/vnd.oasis.opendocument.text",
    Format.HTML: "text/html; charset=utf-8",
}


_IMAGE_TYPES = {"png": "image/png", "jpg": "image/jpeg", "gif": "image/gif", "webp": "image/webp"}


def image_media_type(name: str) -> str:
    """The media type of an image by the extension of its file's name."""
    return _IMAGE_TYPES.get(name.rsplit(".", 1)[-1].lower(), "application/octet-stream")


class Layout(StrEnum):
    """The layout of the pages: text of 12 points, of 18 for readers who need large print, or with changes marked."""

    READING = "reading"
    LARGE_PRINT = "large-print"
    REDLINE = "redline"


def _empty(value: object) -> bool:
    return not value


class Contributor(Value):
    """A contributor; `role` is a key of the interface words (author, editor, reviewer, convenor)."""

    name: str
    organisation: str = ""
    role: str = "author"


class Advance(Value):
    """The claim that a proposal advances a principle (or is in tension with it), and why.

    `name` is what the principle is called in the proposal's language, where that is not what the book calls it;
    `name_language` the language it is called so in, where that is not the proposal’s; `evidence` are the lineages of the
    paragraphs that show it. These three are omitted from the JSON when they are empty.
    """

    principle: str
    rationale: str = ""
    tension: bool = False
    name: str = Field(default="", exclude_if=_empty)
    name_language: str = Field(default="", exclude_if=_empty)
    evidence: tuple[str, ...] = Field(default=(), exclude_if=_empty)


class Chapter(Value):
    """One proposal of a book.

    `paragraphs` are (start, end, lineage id) in characters of `markdown`: with them, a paragraph's permalink is
    `p-<lineage id>`, without them `p-<number>`. `source` names the text in a refusal; the title does when it is empty.
    `changes` says in a sentence what changed since the last edition. `before` is the text in the edition that a redline
    looks back to, None when it was not in it; `title_before` and `dialect_before` its title and dialect there. `dialect` is
    the version of the dialect that the text is read by; the first is omitted from the JSON, as in older editions, whose
    hashes stay the same.
    """

    title: str
    markdown: str
    language: str = "en"
    contributors: tuple[Contributor, ...] = ()
    advances: tuple[Advance, ...] = ()
    paragraphs: tuple[tuple[int, int, str], ...] = ()
    permalink: str = ""
    source: str = ""
    changes: str = ""
    before: str | None = Field(default=None, exclude_if=lambda before: before is None)
    title_before: str = ""
    dialect_before: int = Field(default=FIRST_DIALECT, exclude_if=is_first_dialect)
    dialect: int = Field(default=CURRENT_DIALECT, exclude_if=is_first_dialect)

    @property
    def name(self) -> str:
        """The name of the text in a refusal."""
        return self.source or self.title


class Book(Value):
    """A collection's edition, or a book made from files.

    `edition` 0 means that it has no number. `licence` is an SPDX identifier. `principles` are (key, name) of all that
    there are, in order: the cover has a symbol for each, filled for the advanced. `identifier` is a URI; one is made of
    the content when it is empty. `foreword` is Markdown. A redline looks back to the edition numbered `since`; `dropped`
    are the titles that were in that one and are not in this. `date` has a time zone. `dialect` is that of the foreword,
    `pages` how a PDF for reading is set.
    """

    title: str
    chapters: tuple[Chapter, ...]
    date: AwareDatetime
    subtitle: str = ""
    foreword: str = ""
    language: str = "en"
    edition: int = 0
    licence: str = ""
    publisher: str = ""
    permalink: str = ""
    identifier: str = ""
    changes: str = ""
    contributors: tuple[Contributor, ...] = ()
    principles: tuple[tuple[str, str], ...] = ()
    kind: Layout = Layout.READING
    since: int = 0
    dropped: tuple[str, ...] = ()
    pages: PageSettings = Field(default=DEFAULT_PAGES, exclude_if=are_default)
    dialect: int = Field(default=CURRENT_DIALECT, exclude_if=is_first_dialect)

    @field_serializer("date", when_used="json")
    def _iso(self, date: datetime) -> str:
        """ISO 8601 with all digits of a second's fraction, since hashes of published editions depend on it."""
        return date.isoformat().replace("+00:00", "Z")

    @property
    def everyone(self) -> tuple[Contributor, ...]:
        """All contributors, the book's own first, each once."""
        chapters = (person for chapter in self.chapters for person in chapter.contributors)
        return tuple(dict.fromkeys((*self.contributors, *chapters)))

    @property
    def foreword_text(self) -> Chapter:
        """The foreword as a chapter; it may be empty."""
        return Chapter(
            title="", source="Foreword", markdown=self.foreword, language=self.language, dialect=self.dialect
        )

    def called(self, claim: Advance) -> str:
        """The name of a claim's principle in its chapter."""
        return claim.name or dict(self.principles).get(claim.principle, claim.principle)


_UNSEEN: Any = {
    **dict.fromkeys(("kind", "since", "dropped", "pages"), True),
    "chapters": {"__all__": {"before": True, "title_before": True, "advances": {"__all__": {"name_language"}}}},
}
"""What only a redline needs, and what is not visible: no part of the edition's hash."""


def book_hash(book: Book, images: Mapping[str, bytes]) -> str:
    """SHA-256 in hexadecimal of all that readers can see: the book's values and its images' bytes."""
    digest = hashlib.sha256(serialize(book, _UNSEEN).encode())
    for name in sorted(images):
        digest.update(name.encode() + hashlib.sha256(images[name]).digest())
    return digest.hexdigest()


def serialize(value: Value, exclude: Any = None) -> str:
    """The value as JSON, the same for equal values, without the fields that pydantic's `exclude` names."""
    return json.dumps(value.model_dump(mode="json", exclude=exclude), ensure_ascii=False, separators=(",", ":"))


def parse_book(record: Mapping[str, Any]) -> Book:
    """The book of a record that `serialize` wrote; raises pydantic's `ValidationError`."""
    chapters = [{"dialect": FIRST_DIALECT, **chapter} for chapter in record.get("chapters", ())]
    return Book.model_validate({"dialect": FIRST_DIALECT, **record, "chapters": chapters})
