"""What the library's responses are made from: the workbench and one snapshot of its catalogue."""

import re
from typing import NamedTuple

from blueprint.domain.catalogue import Catalogue
from blueprint.domain.errors import NotFound
from blueprint.domain.principles import Principles
from blueprint.domain.published_editions import PublishedEdition
from blueprint.services.context import Workbench

_POSITIVE_NUMBER = re.compile("[1-9][0-9]{0,8}")


class LibraryContext(NamedTuple):
    """The workbench, and everything published at one moment.

    A response reads editions from this snapshot alone, so that all responses made from it agree with each other.
    """

    workbench: Workbench
    catalogue: Catalogue

    @property
    def principles(self) -> Principles:
        """The principles in every language."""
        return self.workbench.principles

    def absolute_url(self, path: str) -> str:
        """The URL of a path within the site."""
        return f"{self.workbench.settings.base_url}{path}"

    def language_root(self, language: str) -> str:
        """The path that the library's pages in a language begin with; that of English when nothing is in the language."""
        is_listed = language != "en" and language in self.catalogue.languages
        return f"/library/languages/{language}" if is_listed else "/library"

    def language_roots(self) -> dict[str, str]:
        """By language, the path that its localized pages begin with; English first."""
        return {tag: self.language_root(tag) for tag in ("en", *self.catalogue.languages)}

    def require_language(self, tag: str) -> None:
        """Raise `NotFound` for a language that nothing is in."""
        if tag not in self.catalogue.languages:
            raise NotFound("Nothing in the library is in this language yet. Look at the list of all collections.")

    def page_language(self, tag: str) -> str:
        """The language of a localized page: the tag in its address, or English for the address without one."""
        if tag:
            self.require_language(tag)
        return tag or "en"

    def find_collection(self, slug: str) -> tuple[PublishedEdition, ...]:
        """A collection's editions, the newest first; raises `NotFound` when it has none."""
        editions = self.catalogue.collections.get(slug)
        if not editions:
            raise NotFound("There is no such collection in the library. Look at the list of all of them.")
        return editions

    def find_edition(self, slug: str, number: str) -> PublishedEdition:
        """The edition of a number as its address writes it; raises `NotFound`."""
        wanted = parse_number(number)
        edition = next((edition for edition in self.find_collection(slug) if edition.number == wanted), None)
        if edition is None:
            raise _no_such_edition()
        return edition


def parse_number(text: str) -> int:
    """A positive number in an address; raises `NotFound` for anything else."""
    if not _POSITIVE_NUMBER.fullmatch(text):
        raise _no_such_edition()
    return int(text)


def _no_such_edition() -> NotFound:
    return NotFound("There is no such edition of this collection. Look at the list of its editions.")
