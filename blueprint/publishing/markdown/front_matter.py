"""What a text says of itself at its beginning: in YAML or TOML front matter, by Pandoc's names, and in its first heading."""

import tomllib
from datetime import UTC, date, datetime
from typing import Any

import yaml

from blueprint.domain.value import Value
from blueprint.text import Document, Paragraph, ParagraphKind, split, visible_text

MOST_CHARACTERS = 20_000
"""Longer front matter is not read."""


class FrontMatter(Value):
    """Fields of front matter that editions have; empty for what is missing. `language` is as it is written there."""

    title: str = ""
    authors: tuple[str, ...] = ()
    language: str = ""
    date: datetime | None = None


def front_matter(document: Document) -> FrontMatter:
    """The front matter of a text; empty if there is none, or if it is no YAML or TOML."""
    first = next(iter(document.paragraphs), None)
    if first is None or first.kind is not ParagraphKind.FRONT_MATTER or len(first.text) > MOST_CHARACTERS:
        return FrontMatter()
    try:
        found = _load(first.text.strip())
    except (yaml.YAMLError, tomllib.TOMLDecodeError, RecursionError):
        return FrontMatter()
    fields = found if isinstance(found, dict) else {}
    return FrontMatter(
        title=_words(_line(fields.get("title"))),
        authors=tuple(filter(None, map(_name, _listed(fields.get("author") or fields.get("authors"))))),
        language=_line(fields.get("lang") or fields.get("language")),
        date=_date(_line(fields.get("date"))),
    )


def _load(text: str) -> Any:
    """The fields as they are written: TOML between plus signs, else YAML."""
    if text.startswith("+++"):
        return tomllib.loads(text.removeprefix("+++").removesuffix("+++"))
    return yaml.load(text.strip("-."), yaml.BaseLoader)  # noqa: S506 - makes nothing but strings


def title_of(document: Document) -> str:
    """The title: of the front matter, or the first-level heading that the text begins with or alone has; else empty."""
    if title := front_matter(document).title:
        return title
    shown = [each for each in document.paragraphs if each.kind is not ParagraphKind.FRONT_MATTER]
    highest = [each for each in shown if each.kind is ParagraphKind.HEADING and each.level == 1]
    if highest and (len(highest) == 1 or highest[0] is shown[0]):
        return heading_text(highest[0])
    return ""


def heading_text(heading: Paragraph) -> str:
    """The words of a heading, without the labels of its footnotes."""
    return " ".join(visible_text(heading, note_marks=False).split())


def _line(value: Any) -> str:
    value = value.isoformat() if isinstance(value, date) else value
    return " ".join(value.split()) if isinstance(value, str) else ""


def _words(markdown: str) -> str:
    """The words of a line of Markdown, which a title may be."""
    paragraphs = split(markdown).paragraphs
    plain = len(paragraphs) == 1 and paragraphs[0].kind is ParagraphKind.PARAGRAPH
    return heading_text(paragraphs[0]) if plain else markdown


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _name(author: Any) -> str:
    """The name of an author, who is a name or has one."""
    return _line(author.get("name") if isinstance(author, dict) else author)


def _date(value: str) -> datetime | None:
    """A date or a moment in the form of ISO 8601; None for any other."""
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
