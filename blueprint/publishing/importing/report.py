"""What an import kept, what it changed and what it left out, each with a count, a sentence and its places."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from blueprint.domain.value import Value
from blueprint.locales import gettext as _
from blueprint.locales import mark


class What(StrEnum):
    """What a remark is about; the value is its name in the JSON."""

    COMMENTS = "comments"
    TRACKED_CHANGES = "tracked changes"
    PICTURES = "pictures"
    TEXT_BOXES = "text boxes"
    DIAGRAMS = "diagrams"
    EQUATIONS = "equations"
    HIDDEN_TEXT = "hidden text"
    HEADERS = "headers and footers"
    FIELDS = "fields"
    NUMBERING = "numbering"
    STYLES = "styles"
    TABLES = "tables"
    FOOTNOTES = "footnotes"
    LINKS = "links"
    EMBEDDED = "embedded objects"
    CONTENTS = "table of contents"
    MATTER = "cover and colophon"
    CHARACTERS = "characters"
    WORDS = "words"


WHAT_LABELS = {
    What.COMMENTS: mark("Comments"),
    What.TRACKED_CHANGES: mark("Tracked changes"),
    What.PICTURES: mark("Pictures"),
    What.TEXT_BOXES: mark("Text boxes"),
    What.DIAGRAMS: mark("Diagrams"),
    What.EQUATIONS: mark("Equations"),
    What.HIDDEN_TEXT: mark("Hidden text"),
    What.HEADERS: mark("Headers and footers"),
    What.FIELDS: mark("Fields"),
    What.NUMBERING: mark("Numbering"),
    What.STYLES: mark("Styles"),
    What.TABLES: mark("Tables"),
    What.FOOTNOTES: mark("Footnotes"),
    What.LINKS: mark("Links"),
    What.EMBEDDED: mark("Embedded objects"),
    What.CONTENTS: mark("Table of contents"),
    What.MATTER: mark("Cover and colophon"),
    What.CHARACTERS: mark("Characters"),
    What.WORDS: mark("Words"),
}
"""The names on the screen, to be translated where they are shown."""

KEPT_LABELS = {
    "paragraphs": mark("Paragraphs"),
    "headings": mark("Headings"),
    "list items": mark("List items"),
    "quotations": mark("Quotations"),
    "tables": mark("Tables"),
    "pictures": mark("Pictures"),
    "footnotes": mark("Footnotes"),
    "equations": mark("Equations"),
    "links": mark("Links"),
    "words": mark("Words"),
}
LONGEST_PLACE, MOST_PLACES = 90, 8
"""How many characters of a place, and how many places, a sentence shows; the JSON has all of them."""


class Remark(Value):
    """One thing that was changed or left out `count` times.

    `where` holds the resulting text's paragraph numbers, or the words before it, and the words concerned.
    """

    what: What
    count: int
    said: str
    where: tuple[str, ...] = ()

    def sentence(self) -> str:
        """The remark in one line, its places shortened."""
        places = "; ".join(_shortened(place) for place in self.where[:MOST_PLACES])
        if len(self.where) > MOST_PLACES:
            places = _("{places}; and {count} more", places=places, count=len(self.where) - MOST_PLACES)
        line = f"{_(WHAT_LABELS[self.what])} ({self.count}): {self.said}"
        return f"{line} [{places}]" if places else line


class Report(Value):
    """What became of a file that was read. `model_dump(mode="json")` is its JSON."""

    kept: Mapping[str, int]
    changed: tuple[Remark, ...] = ()
    left_out: tuple[Remark, ...] = ()

    def sentences(self) -> Iterable[str]:
        """The report in plain sentences, one a line."""
        counts = ", ".join(f"{_(KEPT_LABELS[name])} {count}" for name, count in self.kept.items())
        yield _("Kept: {counts}", counts=counts)
        yield from (_("Changed: {remark}", remark=each.sentence()) for each in self.changed)
        yield from (_("Left out: {remark}", remark=each.sentence()) for each in self.left_out)


def _shortened(place: str) -> str:
    return place if len(place) <= LONGEST_PLACE else f"{place[: LONGEST_PLACE - 1].rstrip()}…"
