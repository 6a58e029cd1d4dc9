"""A Word file read whole: its text as Pandoc's blocks, its title, its pictures, and all that was noticed."""

from collections.abc import Mapping
from typing import NamedTuple

from blueprint.locales import gettext as _
from blueprint.publishing.importing.dialect.links import with_links
from blueprint.publishing.importing.docx.equations import with_equations
from blueprint.publishing.importing.docx.headers import note_headers
from blueprint.publishing.importing.docx.package import Package
from blueprint.publishing.importing.docx.reading import Reading
from blueprint.publishing.importing.docx.story import Story
from blueprint.publishing.importing.docx.words.fields import unended
from blueprint.publishing.importing.findings import Findings
from blueprint.publishing.importing.matter import title_once, without_matter
from blueprint.publishing.importing.report import What
from blueprint.publishing.importing.xml import child, tag
from blueprint.publishing.markdown.pandoc import Node


class DocxBlocks(NamedTuple):
    """The text of a Word file as Pandoc's blocks, the title (a heading) first, and its images by their names."""

    blocks: list[Node]
    images: Mapping[str, bytes]


def read_docx(data: bytes, findings: Findings, file: str = "") -> DocxBlocks:
    """The text of a .docx file; raises `Refusal` for what is none, is damaged, or is a zip bomb.

    What is not kept as it is goes to `findings`. Tracked changes are taken as accepted.
    """
    package = Package(data, file)
    return _read(package, findings)


def _read(package: Package, findings: Findings) -> DocxBlocks:
    root = package.text(package.main)
    body = child(root, "w:body")
    if root.tag != tag("w:document") or body is None:
        raise package.broken
    reading = Reading(package, findings)
    reading.unended.update(unended(body))
    story = Story(reading, package.main, is_main=True)
    text = story.read(body)
    blocks = with_links(without_matter(title_once(story.title, text), text, findings), findings)
    note_headers(reading)
    _note_other_comments(reading)
    return DocxBlocks(with_equations(blocks, reading.equations, findings), reading.pictures.found)


def _note_other_comments(reading: Reading) -> None:
    """Note the comments that nothing in the text refers to, as those on deleted words."""
    said = _("Comments are not part of the text.")
    for identifier, comment in reading.comments.items():
        if identifier not in reading.commented:
            reading.findings.left_out(What.COMMENTS, said, f"“{comment.words}”", comment.author)
