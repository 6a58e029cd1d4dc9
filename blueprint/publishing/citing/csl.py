"""CSL-JSON, which Zotero, Pandoc and most reference managers read (Citation Style Language 1.0.2)."""

import json
from typing import Any

from blueprint.publishing.citing.work import Work


def item(work: Work) -> dict[str, Any]:
    """The work as one item. Names are kept whole: which part of a name is the family's differs from place to place."""
    fields: dict[str, Any] = {
        "id": work.key,
        "type": "chapter" if work.container else "book",
        "title": work.title,
        "author": [{"literal": name} for name in work.authors],
        "container-title": work.container,
        "chapter-number": str(work.chapter or ""),
        "edition": str(work.edition or ""),
        "publisher": work.publisher,
        "issued": {"date-parts": [[work.issued.year, work.issued.month, work.issued.day]]},
        "language": work.language,
        "abstract": work.abstract,
        "keyword": ", ".join(work.subjects),
        "license": work.licence,
        "URL": work.url,
        "DOI": work.doi,
        "ISBN": work.isbn,
    }
    return {name: value for name, value in fields.items() if value}


def document(work: Work) -> str:
    """A list of that one item, as reference managers import it."""
    return json.dumps([item(work)], ensure_ascii=False, indent=2) + "\n"
