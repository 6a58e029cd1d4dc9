"""The lists that a catalogue offers, alike in both versions of OPDS."""

import re
from typing import NamedTuple

from blueprint.domain.editions import Artifact
from blueprint.domain.errors import NotFound
from blueprint.domain.languages import language_name
from blueprint.domain.library import PublishedEdition
from blueprint.services.library import search
from blueprint.web.library.response import Place

PAGE = 50
"""Publications on a page of a catalogue."""
_PAGE_NUMBER = re.compile("[1-9][0-9]{0,5}")
_FIRST = ("epub", "pdf")


class Shelf(NamedTuple):
    """A list of publications: its name in addresses, what it is called, what is on it, and which page this is."""

    name: str
    title: str
    volumes: tuple[PublishedEdition, ...]
    total: int
    page: int

    @property
    def more(self) -> bool:
        """Whether another page follows."""
        return self.page * PAGE < self.total


def offered(place: Place) -> tuple[tuple[str, str], ...]:
    """The lists by name and title: everything, then a language each."""
    languages = ((f"language-{tag}", language_name(tag)) for tag in place.shelf.languages)
    return (("all", "Collections"), *languages)


def shelf(place: Place, name: str, page: str) -> Shelf:
    """A page of one of the lists; raises `NotFound` for others."""
    titles = dict(offered(place))
    if name not in titles or not _PAGE_NUMBER.fullmatch(page):
        raise NotFound("The catalogue has no such list. Start from its first page.")
    tag = name.removeprefix("language-")
    volumes = tuple(v for v in place.shelf.newest if name == "all" or tag in v.languages)
    number = int(page)
    some = volumes[(number - 1) * PAGE : number * PAGE]
    if not some and number > 1:
        raise NotFound("The catalogue has no such page. Start from its first page.")
    return Shelf(name, titles[name], some, len(volumes), number)


def found(place: Place, query: str) -> Shelf:
    """The editions in which something is found."""
    hits = search.find(place.workbench, query).hits
    volumes = tuple(dict.fromkeys(hit.edition for hit in hits))
    return Shelf("search", "Search", volumes, len(volumes), 1)


def files(volume: PublishedEdition) -> tuple[Artifact, ...]:
    """An edition's files, the EPUB first, as e-reader apps take the first that they can open; none that marks changes."""
    order = {ending: at for at, ending in enumerate(_FIRST)}
    whole = (file for file in volume.artifacts if file.format != "redline")
    return tuple(sorted(whole, key=lambda file: order.get(file.format, len(order))))
