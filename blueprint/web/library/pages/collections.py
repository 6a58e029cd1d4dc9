"""The library's home, as a whole and for one language; a collection; the page that lists the feeds."""

from blueprint.domain.errors import NotFound
from blueprint.services.library import catalogue
from blueprint.web.library.pages.layout import draw
from blueprint.web.library.response import Page, Place


def home(place: Place) -> Page:
    """Every collection, the most recently published first."""
    return draw(place, "home.html", "en", volumes=place.shelf.newest, only="")


def in_language(place: Place, tag: str) -> Page:
    """The same in words of one language, with what can be read in it."""
    require_language(place, tag)
    volumes = tuple(volume for volume in place.shelf.newest if tag in volume.languages)
    return draw(place, "home.html", tag, volumes=volumes, only=tag)


def collection(place: Place, slug: str) -> Page:
    """One collection with its editions."""
    volumes = catalogue.read_collection(place.workbench, slug)
    return draw(place, "collection.html", volumes[0].language, volumes=volumes, newest=volumes[0])


def feeds(place: Place, tag: str = "") -> Page:
    """The addresses of the feeds and catalogues."""
    return draw(place, "feeds.html", spoken(place, tag), volumes=place.shelf.newest, alike="/feeds")


def spoken(place: Place, tag: str) -> str:
    """The language of a page that there is in every one: the tag in its address, English where none is."""
    if tag:
        require_language(place, tag)
    return tag or "en"


def require_language(place: Place, tag: str) -> None:
    """Raise `NotFound` for a language that nothing is in."""
    if tag not in place.shelf.languages:
        raise NotFound("Nothing in the library is in this language yet. Look at the list of all collections.")
