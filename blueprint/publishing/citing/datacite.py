"""DataCite metadata (schema 4.5, as JSON) for whoever registers a DOI: all that we know, without the DOI itself."""

import json
from typing import Any

from blueprint.publishing.book import Contributor
from blueprint.publishing.citing.work import Work

_ROLES = {"editor": "Editor", "reviewer": "Other", "convenor": "ProjectLeader"}


def record(work: Work) -> dict[str, Any]:
    """The metadata as the registration service takes them. Without an author, the publisher is the creator."""
    fields: dict[str, Any] = {
        "doi": work.doi,
        "url": work.url,
        "types": {
            "resourceTypeGeneral": "BookChapter" if work.container else "Book",
            "resourceType": "Policy proposal" if work.container else "Collection of policy proposals",
        },
        "creators": _creators(work),
        "titles": [{"title": work.title, "lang": work.language}],
        "publisher": {"name": work.publisher},
        "publicationYear": str(work.issued.year),
        "subjects": [{"subject": subject} for subject in work.subjects],
        "contributors": [_contributor(person) for person in work.contributors if person.role != "author"],
        "dates": [{"date": work.issued.isoformat(), "dateType": "Issued"}],
        "language": work.language,
        "alternateIdentifiers": _alternate(work),
        "relatedIdentifiers": _related(work),
        "sizes": list(dict.fromkeys(f"{file.size} bytes" for file in work.files)),
        "formats": list(dict.fromkeys(file.media_type for file in work.files)),
        "version": str(work.edition or ""),
        "rightsList": [_rights(work)] if work.licence else [],
        "descriptions": [{"description": work.abstract, "descriptionType": "Abstract", "lang": work.language}],
        "schemaVersion": "http://datacite.org/schema/kernel-4",
    }
    if not work.abstract:
        del fields["descriptions"]
    return {name: value for name, value in fields.items() if value}


def document(work: Work) -> str:
    """The metadata as JSON with a final newline."""
    return json.dumps(record(work), ensure_ascii=False, indent=2) + "\n"


def _creators(work: Work) -> list[dict[str, Any]]:
    authors = [person for person in work.contributors if person.role == "author"]
    return [_person(person) for person in authors] or [{"name": work.publisher, "nameType": "Organizational"}]


def _person(person: Contributor) -> dict[str, Any]:
    named: dict[str, Any] = {"name": person.name, "nameType": "Personal"}
    return named | ({"affiliation": [{"name": person.organisation}]} if person.organisation else {})


def _contributor(person: Contributor) -> dict[str, Any]:
    return _person(person) | {"contributorType": _ROLES.get(person.role, "Other")}


def _alternate(work: Work) -> list[dict[str, str]]:
    found = {"SHA-256": work.digest, "ISBN": work.isbn}
    return [{"alternateIdentifier": value, "alternateIdentifierType": kind} for kind, value in found.items() if value]


def _related(work: Work) -> list[dict[str, str]]:
    related = [("HasPart", part) for part in work.parts] + [("IsPartOf", work.part_of)]
    return [
        {"relatedIdentifier": url, "relatedIdentifierType": "URL", "relationType": relation}
        for relation, url in related
        if url
    ]


def _rights(work: Work) -> dict[str, str]:
    rights = {
        "rights": work.licence_name or work.licence,
        "rightsUri": work.licence_url,
        "rightsIdentifier": work.licence,
        "rightsIdentifierScheme": "SPDX",
        "schemeUri": "https://spdx.org/licenses/",
    }
    return {name: value for name, value in rights.items() if value}
