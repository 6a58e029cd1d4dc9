"""An OpenDocument text read whole: its text as Pandoc's blocks, its title, its pictures, and all that was noticed."""

from collections.abc import Mapping
from typing import NamedTuple

from blueprint.locales import gettext as _
from blueprint.publishing.errors import Refusal
from blueprint.publishing.importing.archive import CheckedArchive
from blueprint.publishing.importing.dialect.links import with_links
from blueprint.publishing.importing.findings import Findings
from blueprint.publishing.importing.matter import title_once, without_matter
from blueprint.publishing.importing.odt.equations import with_mathml
from blueprint.publishing.importing.odt.reading import OdtReading
from blueprint.publishing.importing.odt.story import OdtStory
from blueprint.publishing.importing.report import What
from blueprint.publishing.importing.xml import child, every
from blueprint.publishing.markdown.pandoc import Node


class OdtBlocks(NamedTuple):
    """The text of an OpenDocument file as Pandoc's blocks, the title (a heading) first, and its images by their names."""

    blocks: list[Node]
    images: Mapping[str, bytes]


def read_odt(data: bytes, findings: Findings, file: str = "") -> OdtBlocks:
    """The text of an .odt file; raises `Refusal` for what is none, is damaged, or is a zip bomb.

    What is not kept as it is goes to `findings`. Tracked changes are taken as accepted.
    """
    archive = CheckedArchive(data, file, _damaged(file))
    return _read(archive, findings)


def _read(archive: CheckedArchive, findings: Findings) -> OdtBlocks:
    content = archive.text("content.xml")
    body = child(content, "office:body", "office:text")
    if body is None:
        raise archive.broken
    reading = OdtReading(archive, findings, content, body)
    story = OdtStory(reading, is_main=True)
    text = story.read(body)
    blocks = with_links(without_matter(title_once(story.title, text), text, findings), findings)
    _note_headers(archive, findings)
    return OdtBlocks(with_mathml(blocks, reading.equations, findings), reading.pictures.found)


def _note_headers(archive: CheckedArchive, findings: Findings) -> None:
    """Note the words of headers and footers, which are left out."""
    styles = archive.xml("styles.xml")
    said = _("Editions have headers and page numbers of their own.")
    for page in every(styles, "style:master-page") if styles is not None else ():
        for each in page:
            if each.tag.rpartition("}")[2].startswith(("header", "footer")):
                shown = " ".join(" ".join(each.itertext()).split())
                if shown:
                    findings.left_out(What.HEADERS, said, shown)


def _damaged(file: str) -> Refusal:
    return Refusal(
        "This OpenDocument file cannot be read: it is damaged, or it is no text document.",
        file=file,
        remedy="Open it in LibreOffice, save it again as .odt, and try that.",
    )
