"""The reference document that Pandoc takes a file's styles from, with our colours and fonts."""

import re
from functools import partial

from blueprint.publishing.archives import unzipped, zipped
from blueprint.publishing.book import Format
from blueprint.publishing.cache import Cache
from blueprint.publishing.markdown import pandoc
from blueprint.publishing.office.running_heads import with_running_heads
from blueprint.publishing.office.tables import SIZES

INK, RED = "1B1A17", "B3261E"
SERIF, SANS = "Georgia", "Arial"
"""Families that every word processor has; a document for further editing embeds no fonts."""

_STYLES_ODT = "styles.xml"


def reference_doc(format: Format, cache: Cache) -> bytes:
    """Pandoc's own reference document with our styles."""
    return cache.get_or_build("reference", format, build=partial(_restyled_doc, format))


def _restyled_doc(format: Format) -> bytes:
    given = pandoc.run([f"--print-default-data-file=reference.{format}"], b"")
    files = {name: _restyled(name, data) for name, data in unzipped(given)}
    return zipped((with_running_heads(files, SANS) if format is Format.DOCX else files).items())


_NUMBER_DOCX = (
    '<w:style w:type="character" w:customStyle="1" w:styleId="ParagraphNumber"><w:name w:val="Paragraph Number"/>'
    f'<w:rPr><w:rFonts w:ascii="{SANS}" w:hAnsi="{SANS}" w:cs="{SANS}"/><w:color w:val="{RED}"/><w:sz w:val="16"/>'
    '<w:szCs w:val="16"/></w:rPr></w:style>'
)
_HEAD_ROW = '<w:tblStylePr w:type="firstRow">'
_TABLES_DOCX = "".join(
    f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="TableText{size}"><w:name w:val="Table Text {size}"/>'
    '<w:basedOn w:val="Compact"/>'
    f'<w:rPr><w:sz w:val="{2 * size}"/><w:szCs w:val="{2 * size}"/></w:rPr></w:style>'
    for size in SIZES
)
_TABLES_ODT = "".join(
    f'<style:style style:name="Table_20_Text_20_{size}" style:display-name="Table Text {size}" style:family="text">'
    f'<style:text-properties fo:font-size="{size}pt" style:font-size-asian="{size}pt" style:font-size-complex="{size}pt"/>'
    "</style:style>"
    for size in SIZES
)
_CODE_DOCX = (
    '<w:style w:type="paragraph" w:customStyle="1" w:styleId="SourceCode"><w:name w:val="Source Code"/>'
    '<w:basedOn w:val="Normal"/><w:link w:val="VerbatimChar"/><w:pPr><w:wordWrap w:val="off"/></w:pPr></w:style>'
)
_CONTENTS_DOCX = "".join(
    f'<w:style w:type="paragraph" w:styleId="TOC{level}"><w:name w:val="toc {level}"/><w:basedOn w:val="Normal"/>'
    '<w:next w:val="Normal"/><w:uiPriority w:val="39"/><w:pPr><w:tabs><w:tab w:val="right" w:leader="dot" w:pos="8560"/>'
    f'</w:tabs><w:spacing w:before="{before}" w:after="40"/><w:ind w:left="{indent}"/></w:pPr><w:rPr>{weight}</w:rPr>'
    "</w:style>"
    for level, before, indent, weight in (
        (1, 120, 0, "<w:b/><w:bCs/>"), (2, 0, 280, ""), (3, 0, 560, ""), (4, 0, 840, ""),
    )
)  # fmt: skip
_CONTENTS_ODT = (
    '<style:style style:name="Contents_20_Heading" style:display-name="Contents Heading" style:family="paragraph" '
    'style:parent-style-name="Heading"/>'
) + "".join(
    f'<style:style style:name="Contents_20_{level}" style:display-name="Contents {level}" style:family="paragraph" '
    f'style:parent-style-name="Standard"><style:paragraph-properties fo:margin-top="{before}pt" fo:margin-bottom="2pt" '
    f'fo:margin-left="{indent}pt"/><style:text-properties fo:font-weight="{weight}" style:font-weight-complex="{weight}" '
    f'style:font-weight-asian="{weight}"/></style:style>'
    for level, before, indent, weight in (
        (1, 6, 0, "bold"),
        (2, 0, 14, "normal"),
        (3, 0, 28, "normal"),
        (4, 0, 42, "normal"),
    )
)
_NUMBER_ODT = (
    '<style:style style:name="Paragraph_20_Number" style:display-name="Paragraph Number" style:family="text">'
    f'<style:text-properties fo:color="#{RED}" fo:font-size="8pt" fo:font-family="{SANS}"/></style:style>'
)


def _restyled(name: str, data: bytes) -> bytes:
    if name == "word/theme/theme1.xml":
        faces = re.sub(r'(<a:majorFont>\s*<a:latin typeface=")[^"]*', rf"\g<1>{SANS}", data.decode())
        return re.sub(r'(<a:minorFont>\s*<a:latin typeface=")[^"]*', rf"\g<1>{SERIF}", faces).encode()
    if name == "word/styles.xml":
        text = re.sub(r'<w:color\s+w:val="[0-9A-Fa-f]{6}"[^>]*/>', f'<w:color w:val="{INK}"/>', data.decode())
        text = text.replace('<w:jc w:val="center" />', '<w:jc w:val="start" />')
        text = text.replace(_HEAD_ROW, f"{_HEAD_ROW}<w:rPr><w:b /><w:bCs /></w:rPr>")
        return text.replace(
            "</w:styles>", f"{_NUMBER_DOCX}{_TABLES_DOCX}{_CODE_DOCX}{_CONTENTS_DOCX}</w:styles>"
        ).encode()
    if name == _STYLES_ODT:
        return (
            data.decode()
            .replace("</office:styles>", f"{_NUMBER_ODT}{_TABLES_ODT}{_CONTENTS_ODT}</office:styles>")
            .encode()
        )
    return data
