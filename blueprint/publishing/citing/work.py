"""What a citation is made of."""

from datetime import date

from blueprint.domain.value import Value
from blueprint.publishing.book import Contributor


class WorkFile(Value):
    """A file that the work can be had as; `size` in bytes, `sha256` of its content."""

    format: str
    media_type: str
    url: str
    size: int
    sha256: str


class Work(Value):
    """An edition, or a proposal in one (then `container` is the edition's title and `chapter` its number there).

    `edition` 0 means that it has no number. `licence` is an SPDX identifier, `licence_url` its address where known.
    `digest` is the SHA-256 of the content in hexadecimal. `doi` and `isbn` are empty until somebody registers them.
    `parts` are the addresses of the proposals in it, `part_of` that of the edition it is in.
    """

    title: str
    contributors: tuple[Contributor, ...]
    issued: date
    language: str
    publisher: str
    url: str
    edition: int = 0
    edition_words: str = ""
    """“Edition 2” in the work's language."""
    container: str = ""
    chapter: int = 0
    abstract: str = ""
    subjects: tuple[str, ...] = ()
    licence: str = ""
    licence_name: str = ""
    licence_url: str = ""
    digest: str = ""
    files: tuple[WorkFile, ...] = ()
    parts: tuple[str, ...] = ()
    part_of: str = ""
    doi: str = ""
    isbn: str = ""

    @property
    def authors(self) -> tuple[str, ...]:
        """The names of those who wrote it."""
        return tuple(person.name for person in self.contributors if person.role == "author")

    @property
    def key(self) -> str:
        """A short name for lists of references: the address's last parts, in letters that every program takes."""
        plain = "".join(c if c.isascii() and c.isalnum() else "-" for c in self.url.split("/library/")[-1])
        return "-".join(part for part in plain.split("-") if part) or "work"
