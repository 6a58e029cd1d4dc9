"""Uploaded Word files, read into Markdown."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import NamedTuple

from blueprint.domain.limits import LARGEST_WORD_FILE, megabytes
from blueprint.publishing.errors import Refusal
from blueprint.publishing.markdown import pandoc
from blueprint.publishing.markdown.ast import transform
from blueprint.publishing.markdown.pandoc import Node
from blueprint.publishing.uploads.images import check_image

LARGEST_UNPACKED = 200_000_000
MOST_FILES = 3_000
LARGEST_XML = 30_000_000
"""Bytes of all that is in the file, and of its text; and how many files may be in it."""

_WRITER = "commonmark_x-raw_html-raw_attribute-attributes-fenced_divs-bracketed_spans-emoji-tex_math_dollars-smart"
_CONTENTS = re.compile(r"TOC( Heading|\s?\d)", re.IGNORECASE)
"""The styles of a table of contents, whatever the language of Word's interface."""

_ENTITIES = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)


class DocxText(NamedTuple):
    """The text of a Word file as Markdown, and its images by their names in the Markdown."""

    markdown: str
    images: dict[str, bytes]


def read_docx(data: bytes, file: str = "") -> DocxText:
    """The text of a .docx file; raises `Refusal` for what is none, is damaged, or is a zip bomb.

    Headings, lists, tables, footnotes, links and emphasis stay; fonts, colours and tables of contents do not. Tracked
    changes are taken as accepted. An image that cannot be decoded is replaced by a line that says so.
    """
    media = _media(data, file)
    try:
        tree = pandoc.json_of(pandoc.run(["--sandbox", "-f", "docx+styles", "-t", "json"], data))
        images = _Images(media)
        blocks = transform(tree["blocks"], images.replaced)
        markdown = pandoc.write(blocks, _WRITER, "--wrap=none").decode()
    except pandoc.PandocError:
        raise _damaged(file) from None
    return DocxText(markdown, images.found)


def _damaged(file: str) -> Refusal:
    return Refusal(
        "This Word file cannot be read: it is damaged, or it is no Word file.",
        file=file,
        remedy="Open it in a word processor, save it again as .docx, and try that.",
    )


def _media(data: bytes, file: str) -> dict[str, bytes]:
    """The images in the file by their names in it, after all of its parts are checked."""
    if len(data) > LARGEST_WORD_FILE:
        raise _too_large(file)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_parts(archive, file)
            return dict(_read(archive))
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        raise _damaged(file) from None


def _check_parts(archive: zipfile.ZipFile, file: str) -> None:
    """Refuse a zip bomb, a false size, or what is no Word file, before anything is decompressed at length."""
    parts = archive.infolist()
    texts = [part for part in parts if part.filename.endswith((".xml", ".rels"))]
    if len(parts) > MOST_FILES or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise _too_large(file)
    if any(part.file_size > LARGEST_XML for part in texts):
        raise _too_large(file)
    if "word/document.xml" not in archive.namelist():
        raise _damaged(file)
    for part in texts:
        with archive.open(part) as stream:
            if _ENTITIES.search(stream.read(LARGEST_XML)[:100_000]):
                raise _damaged(file)


def _read(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    for part in archive.infolist():
        if part.filename.startswith("word/media/"):
            yield part.filename.removeprefix("word/"), archive.read(part)


def _too_large(file: str) -> Refusal:
    return Refusal(
        f"This Word file is too large; there is room for {megabytes(LARGEST_WORD_FILE)} MB.",
        file=file,
        remedy="Make its pictures smaller, or divide it.",
    )


def _is_contents(node: Node) -> bool:
    """Whether this is the title or an entry of a table of contents, which the first change would make stale."""
    if node["t"] == "Header":
        return "TOC-Heading" in node["c"][1][1]
    return node["t"] == "Div" and _CONTENTS.fullmatch(dict(node["c"][0][2]).get("custom-style", "")) is not None


class _Images:
    """The images found so far, checked, by names made of their content."""

    def __init__(self, media: dict[str, bytes]) -> None:
        self.media, self.found = media, dict[str, bytes]()

    def replaced(self, node: Node) -> list[Node]:
        """An image under its new name; Word's wrappers are unwrapped; raw code and tables of contents are dropped."""
        if node["t"] in ("RawInline", "RawBlock") or _is_contents(node):
            return []
        if node["t"] in ("Div", "Span"):
            return list(node["c"][1])
        if node["t"] in ("Para", "Plain") and node["c"]:
            # Of a footnote's sign only the space behind it is left.
            return [{**node, "c": node["c"][1:]}] if node["c"][0]["t"] == "Space" else [node]
        return self.image(node) if node["t"] == "Image" else [node]

    def image(self, node: Node) -> list[Node]:
        _, words, (name, title) = node["c"]
        try:
            info = check_image(self.media[name])
        except (Refusal, KeyError):
            return [{"t": "Emph", "c": [{"t": "Str", "c": "[A picture that could not be read stood here.]"}]}]
        self.found[info.name] = info.data
        alt = words or [{"t": "Str", "c": "Picture"}]
        return [{"t": "Image", "c": [["", [], []], alt, [info.name, title]]}]
