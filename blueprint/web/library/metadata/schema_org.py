"""Metadata of an edition's and a proposal's page: schema.org as JSON-LD, and Open Graph for shared links.

JSON-LD is in a `<script>` of a data type, which browsers do not run (HTML Standard, “data block”), so the content security
policy needs no exception for it.
"""

import json
from typing import Any, NamedTuple
from urllib.parse import quote

from markupsafe import Markup

from blueprint.domain.catalogue import person_key
from blueprint.domain.editions import Artifact
from blueprint.domain.published_editions import PublishedEdition, PublishedProposal
from blueprint.publishing import Book
from blueprint.publishing.matter.colophon import LICENCES
from blueprint.web.library.context import LibraryContext


class PageMetadata(NamedTuple):
    """A page's canonical URL, title, description, language and Open Graph type, and its JSON-LD."""

    canonical: str
    title: str
    description: str
    language: str
    og_type: str
    json_ld: Markup


def of_edition(context: LibraryContext, edition: PublishedEdition, book: Book, digest: str) -> PageMetadata:
    """An edition is a schema.org `Book` with its proposals as parts."""
    collection_url = context.absolute_url(f"/library/{edition.slug}")
    properties = {
        "@type": "Book",
        "@id": edition.permalink,
        "url": edition.permalink,
        "name": edition.title,
        "bookEdition": str(edition.number),
        "author": _people(context, tuple(person.name for person in book.everyone)),
        "image": f"{edition.permalink}/cover.png",
        "about": _about(context, edition.language, edition.advances),
        "isPartOf": {"@type": "Collection", "url": collection_url, "name": edition.title},
        "hasPart": [_chapter(edition, entry) for entry in edition.entries],
        "identifier": {"@type": "PropertyValue", "propertyID": "sha256", "value": digest},
        "encoding": [_media_object(edition, file) for file in edition.artifacts],
        **_common(edition, edition.language),
    }
    return _metadata(edition.permalink, edition.title, edition.excerpt, edition.language, "book", properties)


def of_proposal(context: LibraryContext, edition: PublishedEdition, entry: PublishedProposal) -> PageMetadata:
    """A proposal is a schema.org `Chapter` of its edition."""
    properties = {
        **_chapter(edition, entry),
        "@type": ["Chapter", "Report"],
        "author": _people(context, entry.contributors),
        "abstract": entry.excerpt,
        "position": entry.chapter,
        "about": _about(context, entry.language, entry.advances),
        "isPartOf": {"@type": "Book", "@id": edition.permalink, "name": edition.title, "url": edition.permalink},
        **_common(edition, entry.language),
    }
    url = edition.permalink_of(entry)
    return _metadata(url, entry.title, entry.excerpt, entry.language, "article", properties)


def script_safe_json(value: Any) -> Markup:
    """JSON for the inside of a `<script>`: `<`, `>` and `&` are escaped, so no string can end the element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)  # noqa: S704 - escaped above


def _metadata(
    canonical: str, title: str, description: str, language: str, og_type: str, properties: dict[str, Any]
) -> PageMetadata:
    json_ld = script_safe_json({"@context": "https://schema.org", **properties})
    return PageMetadata(canonical, title, description or title, language, og_type, json_ld)


def _common(edition: PublishedEdition, language: str) -> dict[str, Any]:
    licence_url = LICENCES.get(edition.licence, ("", ""))[1]
    return {
        "inLanguage": language,
        "datePublished": edition.dated.date().isoformat(),
        "publisher": {"@type": "Organization", "name": edition.publisher},
        "license": licence_url or edition.licence,
        "isAccessibleForFree": True,
    }


def _chapter(edition: PublishedEdition, entry: PublishedProposal) -> dict[str, Any]:
    url = edition.permalink_of(entry)
    return {"@type": "Chapter", "@id": url, "url": url, "name": entry.title, "inLanguage": entry.language}


def _people(context: LibraryContext, names: tuple[str, ...]) -> list[dict[str, str]]:
    """Each person with the URL of their page, if there is one: it needs a proposal that they contributed to."""
    people = []
    for name in names:
        key = person_key(name)
        has_page = key in context.catalogue.people
        url = {"url": context.absolute_url(f"/library/people/{quote(key)}")} if has_page else {}
        people.append({"@type": "Person", "name": name, **url})
    return people


def _about(context: LibraryContext, language: str, keys: frozenset[str]) -> list[dict[str, str]]:
    return [
        {
            "@type": "DefinedTerm",
            "name": principle.name,
            "termCode": principle.key,
            "url": context.absolute_url(f"/library/principles/{principle.key}"),
        }
        for principle in context.principles.all(language)
        if principle.key in keys
    ]


def _media_object(edition: PublishedEdition, file: Artifact) -> dict[str, Any]:
    return {
        "@type": "MediaObject",
        "encodingFormat": file.media_type,
        "contentUrl": f"{edition.permalink}/{file.filename}",
        "contentSize": str(file.size),
        "sha256": file.sha256,
    }
