"""Running heads and page numbers of a Word file: the titles of the document and of the text (ECMA-376, 17.10 and 17.16)."""

from collections.abc import Mapping

HEADER = "word/header1.xml"
"""The name of the header's part."""
_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {} </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
_HEAD = (
    f'<w:hdr {_NAMESPACES}><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>{_FIELD.format("TITLE", "")}'
    f'<w:r><w:ptab w:relativeTo="margin" w:alignment="right" w:leader="none"/></w:r>'
    f"{_FIELD.format('STYLEREF 1', '')}</w:p></w:hdr>"
)
_FOOT = (
    f'<w:ftr {_NAMESPACES}><w:p><w:pPr><w:pStyle w:val="Footer"/><w:jc w:val="end"/></w:pPr>'
    f"{_FIELD.format('PAGE', '2')}</w:p></w:ftr>"
)
_STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name.lower()}"/><w:basedOn w:val="Normal"/>'
    '<w:uiPriority w:val="99"/><w:pPr><w:spacing w:before="0" w:after="0"/></w:pPr><w:rPr><w:rFonts w:ascii="{0}" '
    'w:hAnsi="{0}" w:cs="{0}"/><w:color w:val="5E5A52"/><w:sz w:val="17"/><w:szCs w:val="17"/></w:rPr></w:style>'
    for name in ("Header", "Footer")
)
_RELATION = (
    '<Relationship Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{0}" Id="rId{0}" '
    'Target="{0}1.xml" />'
)
_OVERRIDE = (
    '<Override PartName="/word/{0}1.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{0}+xml" />'
)
_SECTION = (
    '<w:sectPr><w:headerReference w:type="default" r:id="rIdheader"/>'
    '<w:footerReference w:type="default" r:id="rIdfooter"/><w:footnotePr><w:numRestart w:val="eachSect"/></w:footnotePr>'
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1700" w:right="1361" w:bottom="1700" w:left="1985" w:header="850" '
    'w:footer="850" w:gutter="0"/><w:titlePg/></w:sectPr>'
)
"""An A4 page as the PDF has it; the first one, which is the cover, has neither head nor foot."""


def with_running_heads(files: Mapping[str, bytes], face: str) -> dict[str, bytes]:
    """A reference document's files with a header and a footer, in a face. Word fills in their fields."""
    kinds = ("header", "footer")
    relations = "".join(_RELATION.format(kind) for kind in kinds)
    overrides = "".join(_OVERRIDE.format(kind) for kind in kinds)
    return {
        **files,
        HEADER: _HEAD.encode(),
        "word/footer1.xml": _FOOT.encode(),
        "word/_rels/document.xml.rels": _before(files["word/_rels/document.xml.rels"], "</Relationships>", relations),
        "[Content_Types].xml": _before(files["[Content_Types].xml"], "</Types>", overrides),
        "word/styles.xml": _before(files["word/styles.xml"], "</w:styles>", _STYLES.format(face)),
        "word/document.xml": _with_section(files["word/document.xml"]),
    }


def turned_head(head: bytes, direction: str) -> bytes:
    """The header with its paragraph in the direction of the document."""
    style = b'<w:pStyle w:val="Header"/>'
    return head.replace(style, style + b"<w:bidi/>") if direction == "rtl" else head


def _before(data: bytes, end: str, added: str) -> bytes:
    return data.replace(end.encode(), (added + end).encode())


def _with_section(document: bytes) -> bytes:
    start, end = document.rfind(b"<w:sectPr"), document.rfind(b"</w:body>")
    return document[:start] + _SECTION.encode() + document[end:]
