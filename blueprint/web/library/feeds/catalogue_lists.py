"""The lists of publications that both versions of the OPDS catalogue offer."""

import re
from typing import NamedTuple

from blueprint.domain.editions import Artifact
from blueprint.domain.errors import NotFound
from blueprint.domain.languages import language_name
from blueprint.domain.published_editions import PublishedEdition
from blueprint.services.library import search
from blueprint.web.library.context import LibraryContext
from blueprint.web.library.paging import page_of

PAGE_SIZE = 50
"""Publications on a page of a list."""
_PAGE_NUMBER = re.compile("[1-9][0-9]{0,5}")
_PREFERRED_FORMATS = ("epub", "pdf")


class PublicationList(NamedTuple):
    """A page of a list of publications: the list's name in addresses, its title and length, and the page's number."""

    name: str
    title: str
    editions: tuple[PublishedEdition, ...]
    total: int
    page: int

    @property
    def has_next(self) -> bool:
        """Whether another page follows."""
        return self.page * PAGE_SIZE < self.total


def available_lists(context: LibraryContext) -> tuple[tuple[str, str], ...]:
    """The lists by name and title: of everything, then one for each language."""
    languages = ((f"language-{tag}", language_name(tag)) for tag in context.catalogue.languages)
    return (("all", "Collections"), *languages)


def list_page(context: LibraryContext, name: str, page: str) -> PublicationList:
    """A page of one of the lists; raises `NotFound` for any other name or page."""
    titles = dict(available_lists(context))
    if name not in titles or not _PAGE_NUMBER.fullmatch(page):
        raise NotFound("The catalogue has no such list. Start from its first page.")
    tag = name.removeprefix("language-")
    listed = tuple(edition for edition in context.catalogue.newest if name == "all" or tag in edition.languages)
    number = int(page)
    editions = listed[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    if not editions and number > 1:
        raise NotFound("The catalogue has no such page. Start from its first page.")
    return PublicationList(name, titles[name], editions, len(listed), number)


def search_results(context: LibraryContext, words: str, page: int = 1) -> PublicationList:
    """A page of the editions in which the words are found."""
    editions = search.find_editions(context.workbench, words)
    shown = page_of(editions, min(page, -(-len(editions) // PAGE_SIZE) or 1), "", PAGE_SIZE)
    return PublicationList("search", "Search", shown.items, shown.total, shown.number)


def search_words(parameter: str) -> str:
    """The words of a query parameter, cut at the longest query; lone surrogates (RFC 3629) and NUL are removed."""
    return parameter[: search.LONGEST].encode("utf-8", "ignore").decode().replace("\0", "")


def files(edition: PublishedEdition) -> tuple[Artifact, ...]:
    """An edition's files without the redline, EPUB first: e-reader apps open the first that they can."""
    order = {format: index for index, format in enumerate(_PREFERRED_FORMATS)}
    offered = (file for file in edition.artifacts if file.format != "redline")
    return tuple(sorted(offered, key=lambda file: order.get(file.format, len(order))))
