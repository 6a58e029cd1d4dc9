"""What machines are told of an edition or a proposal: schema.org as JSON-LD, and Open Graph for shared links.

The JSON-LD stands in a `<script>` that is data, not script: browsers do not run it, and the content security policy, which
lets no script run at all, has nothing to allow (HTML Standard, “data block”).
"""

import json
from typing import Any, NamedTuple
from urllib.parse import quote

from markupsafe import Markup

from blueprint.domain.catalogue import person_key
from blueprint.domain.library import PublishedEdition, PublishedProposal
from blueprint.publishing.book import Book
from blueprint.publishing.colophon import LICENCES
from blueprint.web.library.response import Place


class Metadata(NamedTuple):
    """A page's own: whole address, title and description for shared links, and JSON-LD for search engines."""

    canonical: str
    title: str
    description: str
    language: str
    kind: str
    linked: Markup


def of_edition(place: Place, volume: PublishedEdition, book: Book, digest: str) -> Metadata:
    """An edition is a schema.org `Book`, its proposals are parts of it."""
    parts = [_named(volume, entry) for entry in volume.entries]
    described = {
        "@type": "Book",
        "@id": volume.permalink,
        "url": volume.permalink,
        "name": volume.title,
        "bookEdition": str(volume.number),
        "author": _people(place, tuple(person.name for person in book.everyone)),
        "image": f"{volume.permalink}/cover.png",
        "about": _about(place, volume.language, volume.advances),
        "isPartOf": {"@type": "Collection", "url": place.address(f"/library/{volume.slug}"), "name": volume.title},
        "hasPart": parts,
        "identifier": {"@type": "PropertyValue", "propertyID": "sha256", "value": digest},
        "encoding": [_file(volume, at) for at in range(len(volume.artifacts))],
        **_common(volume, volume.language),
    }
    return _metadata(volume.permalink, volume.title, volume.excerpt, volume.language, "book", described)


def of_proposal(place: Place, volume: PublishedEdition, entry: PublishedProposal) -> Metadata:
    """A proposal is a schema.org `Chapter` of its edition."""
    described = {
        **_named(volume, entry),
        "@type": ["Chapter", "Report"],
        "author": _people(place, entry.contributors),
        "abstract": entry.excerpt,
        "position": entry.chapter,
        "about": _about(place, entry.language, entry.advances),
        "isPartOf": {"@type": "Book", "@id": volume.permalink, "name": volume.title, "url": volume.permalink},
        **_common(volume, entry.language),
    }
    address = volume.permalink_of(entry)
    return _metadata(address, entry.title, entry.excerpt, entry.language, "article", described)


def in_script(value: Any) -> Markup:
    """JSON that can stand inside a `<script>` whatever its strings hold: nothing in it can end the element."""
    plain = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        plain = plain.replace(character, f"\\u{ord(character):04x}")
    return Markup(plain)  # noqa: S704 - see above


def _metadata(
    canonical: str, title: str, description: str, language: str, kind: str, described: dict[str, Any]
) -> Metadata:
    linked = in_script({"@context": "https://schema.org", **described})
    return Metadata(canonical, title, description or title, language, kind, linked)


def _common(volume: PublishedEdition, language: str) -> dict[str, Any]:
    licence = LICENCES.get(volume.licence, ("", ""))[1]
    return {
        "inLanguage": language,
        "datePublished": volume.dated.date().isoformat(),
        "publisher": {"@type": "Organization", "name": volume.publisher},
        "license": licence or volume.licence,
        "isAccessibleForFree": True,
    }


def _named(volume: PublishedEdition, entry: PublishedProposal) -> dict[str, Any]:
    address = volume.permalink_of(entry)
    return {"@type": "Chapter", "@id": address, "url": address, "name": entry.title, "inLanguage": entry.language}


def _people(place: Place, names: tuple[str, ...]) -> list[dict[str, str]]:
    """People with their pages in the library; someone who has a part in the whole alone has none."""
    found = []
    for name in names:
        key = person_key(name)
        page = {"url": place.address(f"/library/people/{quote(key)}")} if key in place.shelf.people else {}
        found.append({"@type": "Person", "name": name, **page})
    return found


def _about(place: Place, language: str, keys: frozenset[str]) -> list[dict[str, str]]:
    return [
        {
            "@type": "DefinedTerm",
            "name": p.name,
            "termCode": p.key,
            "url": place.address(f"/library/principles/{p.key}"),
        }
        for p in place.principles.all(language)
        if p.key in keys
    ]


def _file(volume: PublishedEdition, at: int) -> dict[str, Any]:
    file = volume.artifacts[at]
    return {
        "@type": "MediaObject",
        "encodingFormat": file.media_type,
        "contentUrl": f"{volume.permalink}/{file.filename}",
        "contentSize": str(file.size),
        "sha256": file.sha256,
    }
