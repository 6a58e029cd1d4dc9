"""BibTeX (Patashnik, “BibTeXing”, 1988) with the fields that biblatex adds; in UTF-8."""

import re

from blueprint.publishing.citing.work import Work

_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "$": r"\$", "#": r"\#", "&": r"\&", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_LISTED = re.compile(r"\band\b|,", re.IGNORECASE)


def entry(work: Work) -> str:
    """One entry: `@incollection` for a proposal of an edition, else `@book`."""
    fields = {
        "author": " and ".join(_name(name) for name in work.authors),
        "title": f"{{{_safe(work.title)}}}",
        "booktitle": f"{{{_safe(work.container)}}}" if work.container else "",
        "chapter": str(work.chapter or ""),
        "edition": str(work.edition or ""),
        "publisher": _safe(work.publisher),
        "year": str(work.issued.year),
        "date": work.issued.isoformat(),
        "language": work.language,
        "isbn": work.isbn,
        "doi": work.doi,
        "url": work.url.replace("%", r"\%").replace("#", r"\#"),
        "note": _safe(work.licence),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value and value != "{}"]
    kind = "incollection" if work.container else "book"
    return "\n".join([f"@{kind}{{{work.key},", *lines, "}", ""])


def _safe(text: str) -> str:
    """Text in which nothing is a command."""
    return "".join(_SPECIAL.get(character, character) for character in " ".join(text.split()))


def _name(name: str) -> str:
    """A name, kept whole where “and” or a comma in it would divide it."""
    return f"{{{_safe(name)}}}" if _LISTED.search(name) else _safe(name)
