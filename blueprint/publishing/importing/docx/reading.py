"""What reading one Word file carries along, and what it has found so far."""

from functools import cached_property
from typing import NamedTuple

from blueprint.domain.validation import MARKDOWN_LENGTH
from blueprint.publishing.errors import Refusal
from blueprint.publishing.importing.docx.numbering import Numbering
from blueprint.publishing.importing.docx.package import Package, Relation
from blueprint.publishing.importing.docx.styles import Styles
from blueprint.publishing.importing.docx.words.fields import unended
from blueprint.publishing.importing.findings import Findings
from blueprint.publishing.importing.pictures import Pictures
from blueprint.publishing.importing.xml import Element, attribute, every, text_of

MOST_CHARACTERS = 2 * MARKDOWN_LENGTH


class CommentText(NamedTuple):
    """A comment of a file: who wrote it, and its words."""

    author: str
    words: str


class Reading:
    """One file while it is read: its parts, styles and lists, and what was found. Raises `Refusal` beyond the limits."""

    def __init__(self, package: Package, findings: Findings) -> None:
        self.package, self.findings = package, findings
        self.pictures = Pictures(findings)
        self.styles = Styles(self._related("styles"))
        self.language = self._language()
        self.numbering = Numbering(self._related("numbering"), self.styles, self.language)
        self.equations: list[Element] = []
        self.reading_note = False
        self.own_numbers = 0
        self.unended: set[Element] = set()
        self.commented: set[str] = set()
        self._characters = 0

    def count(self, characters: int) -> None:
        """Count characters that were read; raises `Refusal` beyond what a text may have."""
        self._characters += characters
        if self._characters > MOST_CHARACTERS:
            raise Refusal(
                f"The text has more than {MOST_CHARACTERS:,} characters.",
                file=self.package.file,
                remedy="Divide it into several files.",
            )

    def relation(self, part: str, identifier: str) -> Relation | None:
        """What a part refers to under this id."""
        if part not in self._relations:
            self._relations[part] = self.package.relations(part)
        return self._relations[part].get(identifier)

    def related(self, kind: str) -> list[str]:
        """The names of the parts of this kind that the text refers to."""
        relations = self.package.relations(self.package.main).values()
        return [each.target for each in relations if each.kind == kind and not each.external]

    @cached_property
    def _relations(self) -> dict[str, dict[str, Relation]]:
        return {}

    def _related(self, kind: str) -> Element | None:
        return next((self.package.xml(name) for name in self.related(kind)), None)

    def _language(self) -> str:
        """The language of the default style, a BCP 47 tag; English when none is named."""
        root = self._related("styles")
        languages = every(root, "w:lang") if root is not None else iter(())
        return next((found for each in languages if (found := attribute(each, "w:val"))), "en")

    @cached_property
    def comments(self) -> dict[str, CommentText]:
        """The comments by their ids."""
        root = self._related("comments")
        found = every(root, "w:comment") if root is not None else iter(())
        return {
            attribute(each, "w:id"): CommentText(attribute(each, "w:author"), " ".join(text_of(each).split()))
            for each in found
        }

    @cached_property
    def notes(self) -> dict[tuple[str, str], tuple[str, Element]]:
        """The footnotes and endnotes by kind and id, each with its part."""
        found: dict[tuple[str, str], tuple[str, Element]] = {}
        for kind in ("footnote", "endnote"):
            for part in self.related(f"{kind}s"):
                root = self.package.xml(part)
                self.unended.update(unended(root) if root is not None else ())
                for each in every(root, f"w:{kind}") if root is not None else ():
                    found[kind, attribute(each, "w:id")] = (part, each)
        return found
