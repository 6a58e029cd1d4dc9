"""What reading one OpenDocument text carries along, and what it has found so far."""

import posixpath

from blueprint.domain.validation import MARKDOWN_LENGTH
from blueprint.publishing.errors import Refusal
from blueprint.publishing.importing.archive import CheckedArchive
from blueprint.publishing.importing.findings import Findings
from blueprint.publishing.importing.odt.lists import OdtLists
from blueprint.publishing.importing.odt.ranges import changes, ranges
from blueprint.publishing.importing.odt.styles import OdtStyles
from blueprint.publishing.importing.pictures import Pictures
from blueprint.publishing.importing.xml import Element, name_of, tag
from blueprint.publishing.markdown.pandoc import Node

MOST_CHARACTERS = 2 * MARKDOWN_LENGTH


class OdtReading:
    """One file while it is read. Raises `Refusal` beyond the limits."""

    def __init__(self, archive: CheckedArchive, findings: Findings, content: Element, body: Element) -> None:
        styles = archive.xml("styles.xml")
        self.archive, self.findings = archive, findings
        self.styles = OdtStyles(styles, content)
        self.lists = OdtLists(styles, content)
        self.pictures = Pictures(findings)
        self.ranges, self.changes = ranges(body), changes(body)
        self.equations: list[Element] = []
        self._characters = 0

    def count(self, characters: int) -> None:
        """Count characters that were read; raises `Refusal` beyond what a text may have."""
        self._characters += characters
        if self._characters > MOST_CHARACTERS:
            raise Refusal(
                f"The text has more than {MOST_CHARACTERS:,} characters.",
                file=self.archive.file,
                remedy="Divide it into several files.",
            )

    def picture(self, address: str, description: str) -> list[Node]:
        """A picture of the file, or a line that says that it is somewhere else."""
        if ":" in address or address.startswith("../"):
            return self.pictures.linked(address, description)
        return self.pictures.image(self.archive.read(posixpath.normpath(address)), description, address)

    def equation(self, address: str, within: Element | None) -> int | None:
        """The number of an embedded equation among those that were found; None for another object."""
        root = within
        if root is None and address:
            root = self.archive.xml(posixpath.join(posixpath.normpath(address), "content.xml"))
        if root is None or name_of(root) != tag("math:math"):
            return None
        self.equations.append(root)
        return len(self.equations) - 1
