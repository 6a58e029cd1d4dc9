"""A Word file read whole: its text as Pandoc's blocks, its title, its pictures, and all that was noticed."""

from typing import NamedTuple

from blueprint.publishing.importing.docx.equations import with_equations
from blueprint.publishing.importing.docx.headers import note_headers
from blueprint.publishing.importing.docx.matter import without_matter
from blueprint.publishing.importing.docx.package import Package, damaged, too_large
from blueprint.publishing.importing.docx.reading import MOST_ELEMENTS, Reading
from blueprint.publishing.importing.docx.story import Story
from blueprint.publishing.importing.docx.xml import child, tag
from blueprint.publishing.importing.findings import MARKER, Findings
from blueprint.publishing.importing.links import with_links
from blueprint.publishing.markdown.ast import plain_text
from blueprint.publishing.markdown.pandoc import Node


class DocxBlocks(NamedTuple):
    """The text of a Word file as Pandoc's blocks, the title (a heading) first, and its images by their names."""

    blocks: list[Node]
    images: dict[str, bytes]


def read_docx(data: bytes, findings: Findings, file: str = "") -> DocxBlocks:
    """The text of a .docx file; raises `Refusal` for what is none, is damaged, or is a zip bomb.

    What is not kept as it is goes to `findings`. Tracked changes are taken as accepted.
    """
    package = Package(data, file)
    try:
        return _read(package, findings)
    except RecursionError:
        raise damaged(file) from None


def _read(package: Package, findings: Findings) -> DocxBlocks:
    root = package.xml(package.main)
    body = child(root, "w:body")
    if root is None or root.tag != tag("w:document") or body is None:
        raise damaged(package.file)
    if sum(1 for _ in root.iter()) > MOST_ELEMENTS:
        raise too_large(package.file)
    reading = Reading(package, findings)
    story = Story(reading, package.main, is_main=True)
    text = story.read(body)
    blocks = with_links(without_matter(_once(story.title, text), text, reading), findings)
    note_headers(reading)
    return DocxBlocks(with_equations(blocks, reading.equations, findings), reading.pictures.found)


def _once(title: list[Node], blocks: list[Node]) -> list[Node]:
    """The title, unless the text begins with a heading of the same words."""
    same = blocks and blocks[0]["t"] == "Header" and _folded(blocks[0]) == _folded(*title) if title else False
    return [] if same else title


def _folded(heading: Node) -> str:
    return "".join(c for c in MARKER.sub("", plain_text(heading["c"][2])).casefold() if c.isalnum())
