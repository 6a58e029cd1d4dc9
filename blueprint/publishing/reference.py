"""The reference document: where Pandoc takes a file's styles from, in our colours and typefaces."""

import re
from functools import partial

from blueprint.publishing import pandoc
from blueprint.publishing.book import Format
from blueprint.publishing.cache import Cache
from blueprint.publishing.zips import unzipped, zipped

INK, RED = "1B1A17", "B3261E"
SERIF, SANS = "Georgia", "Arial"
"""Families that every word processor finds; a document for editing on carries no fonts."""

_STYLES_ODT = "styles.xml"


def reference(format: Format, cache: Cache) -> bytes:
    """Pandoc's own reference document with our styles."""
    return cache.kept("reference", format, make=partial(_made, format))


def unstyled(reference: bytes) -> bytes:
    """An OpenDocument reference whose styles are yet to be put in: Pandoc copies them for longer than it writes most texts,
    and changes nothing in them but the language."""
    return zipped((name, _without_styles(data) if name == _STYLES_ODT else data) for name, data in unzipped(reference))


def styled(files: dict[str, bytes], reference: bytes, language: str) -> dict[str, bytes]:
    """An OpenDocument's files with the reference's styles, in the language."""
    styles = dict(unzipped(reference))[_STYLES_ODT].decode()
    spoken, *rest = language.split("-")
    region = next((part for part in rest if len(part) == 2 or part.isdigit()), "")
    styles = re.sub(r'(?<=fo:language=")[^"]*', spoken, styles)
    return {**files, _STYLES_ODT: re.sub(r'(?<=fo:country=")[^"]*', region, styles).encode()}


def _without_styles(data: bytes) -> bytes:
    start, end = data.index(b"<office:styles>"), data.index(b"</office:document-styles>")
    return data[:start] + b"<office:styles></office:styles>" + data[end:]


def _made(format: Format) -> bytes:
    given = pandoc.run([f"--print-default-data-file=reference.{format}"], b"")
    return zipped((name, _restyled(name, data)) for name, data in unzipped(given))


_NUMBER_DOCX = (
    '<w:style w:type="character" w:customStyle="1" w:styleId="ParagraphNumber"><w:name w:val="Paragraph Number"/>'
    f'<w:rPr><w:rFonts w:ascii="{SANS}" w:hAnsi="{SANS}" w:cs="{SANS}"/><w:color w:val="{RED}"/><w:sz w:val="16"/>'
    '<w:szCs w:val="16"/></w:rPr></w:style>'
)
_CODE_DOCX = (
    '<w:style w:type="paragraph" w:customStyle="1" w:styleId="SourceCode"><w:name w:val="Source Code"/>'
    '<w:basedOn w:val="Normal"/><w:link w:val="VerbatimChar"/><w:pPr><w:wordWrap w:val="off"/></w:pPr></w:style>'
)
_NUMBER_ODT = (
    '<style:style style:name="Paragraph_20_Number" style:display-name="Paragraph Number" style:family="text">'
    f'<style:text-properties fo:color="#{RED}" fo:font-size="8pt" fo:font-family="{SANS}"/></style:style></office:styles>'
)


def _restyled(name: str, data: bytes) -> bytes:
    if name == "word/theme/theme1.xml":
        faces = re.sub(r'(<a:majorFont>\s*<a:latin typeface=")[^"]*', rf"\g<1>{SANS}", data.decode())
        return re.sub(r'(<a:minorFont>\s*<a:latin typeface=")[^"]*', rf"\g<1>{SERIF}", faces).encode()
    if name == "word/styles.xml":
        text = re.sub(r'<w:color\s+w:val="[0-9A-Fa-f]{6}"[^>]*/>', f'<w:color w:val="{INK}"/>', data.decode())
        text = text.replace('<w:jc w:val="center" />', '<w:jc w:val="start" />')
        return text.replace("</w:styles>", f"{_NUMBER_DOCX}{_CODE_DOCX}</w:styles>").encode()
    if name == _STYLES_ODT:
        return data.decode().replace("</office:styles>", _NUMBER_ODT).encode()
    return data
