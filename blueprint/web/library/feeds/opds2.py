"""The OPDS 2.0 catalogue: the same in JSON, on Readium's Web Publication Manifest (drafts.opds.io/opds-2.0)."""

import json
from typing import Any
from urllib.parse import urlencode

from blueprint.domain.editions import Artifact
from blueprint.domain.languages import direction
from blueprint.domain.library import PublishedEdition
from blueprint.web.library.feeds import atom, catalogue_lists, opds
from blueprint.web.library.metadata.cover import HEIGHT, WIDTH
from blueprint.web.library.response import Lasting, Page, Place

ROOT = "/library/opds/catalogue.json"
JSON = "application/opds+json"


def catalogue(place: Place) -> Page:
    """The catalogue's first page: the lists that there are, and what is newest."""
    feed = _feed(place, "Blueprint · Library", ROOT)
    feed["navigation"] = [
        {"href": place.address(_path(name, 1)), "title": title, "type": JSON, "rel": "subsection"}
        for name, title in catalogue_lists.offered(place)
    ]
    newest = [_publication(place, volume) for volume in place.shelf.newest[:12]]
    if newest:
        feed["groups"] = [{"metadata": {"title": "Newest"}, "publications": newest}]
    return _page(feed)


def acquisition(place: Place, name: str, page: str) -> Page:
    """A list of publications, each with the files it can be had as."""
    shelf = catalogue_lists.shelf(place, name, page)
    feed = _feed(place, shelf.title, _path(name, shelf.page))
    feed["metadata"] |= {"numberOfItems": shelf.total, "itemsPerPage": catalogue_lists.PAGE, "currentPage": shelf.page}
    if shelf.page > 1:
        feed["links"].append(_link(place, "previous", _path(name, shelf.page - 1)))
    if shelf.more:
        feed["links"].append(_link(place, "next", _path(name, shelf.page + 1)))
    return _page(feed | _listed(place, shelf))


def found(place: Place, query: str) -> Page:
    """What a search in an e-reader app finds."""
    shelf = catalogue_lists.found(place, query)
    feed = _feed(place, shelf.title, f"/library/opds/search.json?{urlencode({'query': query})}")
    feed["metadata"] |= {"numberOfItems": shelf.total}
    page = _page(feed | _listed(place, shelf))
    return Page(page.body, JSON, Lasting.FLEETING)


def _feed(place: Place, title: str, path: str) -> dict[str, Any]:
    search = {
        "rel": "search", "href": place.address("/library/opds/search.json{?query}"), "type": JSON, "templated": True,
    }  # fmt: skip
    return {"metadata": {"title": title}, "links": [_link(place, "self", path), _link(place, "start", ROOT), search]}


def _listed(place: Place, shelf: catalogue_lists.Shelf) -> dict[str, Any]:
    """The publications; a list without any leads back to the first page instead, for a feed must hold something."""
    if shelf.volumes:
        return {"publications": [_publication(place, volume) for volume in shelf.volumes]}
    return {"navigation": [{"href": place.address(ROOT), "title": "Library", "type": JSON}]}


def _publication(place: Place, volume: PublishedEdition) -> dict[str, Any]:
    languages = [volume.language, *sorted(volume.languages - {volume.language})]
    metadata = {
        "@type": "http://schema.org/Book",
        "title": atom.titled(volume),
        "identifier": volume.permalink,
        "author": [{"name": name} for name in atom.authors(volume)],
        "publisher": volume.publisher,
        "language": languages,
        "published": volume.dated.date().isoformat(),
        "modified": atom.moment(volume.published_at),
        "description": atom.summary(volume),
        "readingProgression": direction(volume.language),
        "subject": [
            {"name": p.name, "code": p.key} for p in place.principles.all(volume.language) if p.key in volume.advances
        ],
    }
    files = [_file(place, volume, file) for file in catalogue_lists.files(volume)]
    page = {"rel": "alternate", "href": place.address(volume.path), "type": "text/html"}
    cover = {"href": place.address(f"{volume.path}/cover.png"), "type": "image/png", "width": WIDTH, "height": HEIGHT}
    return {"metadata": metadata, "links": [*files, page], "images": [cover]}


def _file(place: Place, volume: PublishedEdition, file: Artifact) -> dict[str, Any]:
    href = place.address(f"{volume.path}/{file.filename}")
    return {"rel": opds.OPEN_ACCESS, "href": href, "type": file.media_type, "size": file.size}


def _link(place: Place, relation: str, path: str) -> dict[str, Any]:
    return {"rel": relation, "href": place.address(path), "type": JSON}


def _page(feed: dict[str, Any]) -> Page:
    return Page(json.dumps(feed, ensure_ascii=False).encode("utf-8", "replace"), JSON)


def _path(name: str, page: int) -> str:
    return f"/library/opds/{name}/{page}.json"
