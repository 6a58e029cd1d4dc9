"""One door for all files that people bring: Word, OpenDocument, HTML and Markdown, each with a report."""

import re
from collections.abc import Mapping
from pathlib import PurePath

from pydantic import ConfigDict

from blueprint.domain.combining_marks import refuse_stacked_marks
from blueprint.domain.complexity import refuse_complex
from blueprint.domain.value import Value
from blueprint.locales import gettext as _
from blueprint.publishing.errors import Refusal
from blueprint.publishing.importing.dialect.links import with_links
from blueprint.publishing.importing.dialect.write import write_dialect
from blueprint.publishing.importing.docx.read import read_docx
from blueprint.publishing.importing.findings import Findings, Noticed
from blueprint.publishing.importing.html.read import HtmlBlocks
from blueprint.publishing.importing.odt.read import read_odt
from blueprint.publishing.importing.places import placed, report
from blueprint.publishing.importing.report import Report, What
from blueprint.publishing.markdown.decode import is_unicode, read_markdown
from blueprint.publishing.markdown.front_matter import heading_text, title_of
from blueprint.text import Document, ParagraphKind, split, visible_text

ENDINGS = (".docx", ".odt", ".html", ".htm", ".md", ".markdown", ".txt")
"""How the names of the files end that can be read."""


LONGEST_TITLE = 120
"""Characters of a paragraph that may be a title."""
_WHOLE_TITLE = re.compile(r"\w.*[^\s.!?;:,،؛؟。！？；：，、।]$", re.DOTALL)


class ImportedText(Value):
    """A file's text in the dialect, what it is called, its images by their names in the text, and the report.

    A title of the file's own is the text's first heading, of the first level. `noticed` holds one by one what the report
    counts: comments and tracked changes with their words and authors.
    """

    model_config = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")

    filename: str
    title: str
    markdown: str
    images: Mapping[str, bytes]
    report: Report
    noticed: tuple[Noticed, ...] = ()


def read_import(filename: str, content: bytes) -> ImportedText:
    """The text of a file, whose kind its name says; raises `Refusal` for one that cannot be read."""
    name = PurePath(filename).name
    try:
        return _read(filename, content, Findings())
    except Refusal as refusal:
        raise refusal.at(name) from None
    except RecursionError:
        said = _("This file is nested too deeply to be read.")
        raise Refusal(said, file=name, remedy=_("Make its lists, tables and boxes flatter.")) from None


def _read(filename: str, content: bytes, findings: Findings) -> ImportedText:
    match PurePath(filename).suffix.lower():
        case ".docx" | ".doc":  # of Word's older format it says what to do
            word = read_docx(content, findings)
            return _finished(filename, write_dialect(word.blocks, findings), word.images, findings)
        case ".odt":
            text = read_odt(content, findings)
            return _finished(filename, write_dialect(text.blocks, findings), text.images, findings)
        case ".html" | ".htm":
            page = HtmlBlocks(content, findings)
            markdown = write_dialect(with_links(page.blocks, findings), findings)
            return _finished(filename, markdown, page.images, findings)
        case ".md" | ".markdown" | ".txt":
            return _finished(filename, _markdown(content, findings), {}, findings)
    raise Refusal(
        _("This kind of file cannot be read."),
        remedy=_("Choose a Word (.docx), OpenDocument (.odt), HTML or Markdown (.md) file."),
    )


def _markdown(content: bytes, findings: Findings) -> str:
    text = read_markdown(content)
    if not is_unicode(content):
        said = _(
            "This file is not in UTF-8, and was read as Western European. Where letters are wrong, save it as UTF-8."
        )
        findings.changed(What.CHARACTERS, said)
    return text


def _finished(filename: str, marked: str, images: Mapping[str, bytes], findings: Findings) -> ImportedText:
    markdown, places = placed(marked)
    refuse_complex(markdown)
    refuse_stacked_marks(markdown)
    document = split(markdown)
    return ImportedText(
        filename=PurePath(filename).name,
        title=title_of(document) or _opening_words(document) or _first_heading(document) or PurePath(filename).stem,
        markdown=markdown,
        images=images,
        report=report(document, places, findings),
        noticed=tuple(findings.noticed),
    )


def _opening_words(document: Document) -> str:
    """The first words that are shown, when they are a short paragraph that is no sentence, as titles without a style are."""
    shown = (each for each in document.paragraphs if visible_text(each).strip())
    first = next((each for each in shown if each.kind is not ParagraphKind.FRONT_MATTER), None)
    words = heading_text(first) if first and first.kind is ParagraphKind.PARAGRAPH else ""
    return words if len(words) <= LONGEST_TITLE and _WHOLE_TITLE.search(words) else ""


def _first_heading(document: Document) -> str:
    headings = (each for each in document.paragraphs if each.kind is ParagraphKind.HEADING)
    return next((words for each in headings if (words := heading_text(each))), "")
