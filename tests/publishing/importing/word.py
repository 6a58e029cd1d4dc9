"""Word files written by the tests, as small as they can be."""

import io
import zipfile
from collections.abc import Mapping

_NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STYLES = {
    "Title": "Title", "Subtitle": "Subtitle", "Heading1": "heading 1", "Heading2": "heading 2", "Quote": "Quote",
    "TOC1": "toc 1", "Caption": "caption",
}  # fmt: skip


def part(name: str, content: str) -> bytes:
    """A part of a Word file, its root called `name`."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{name} {_NAMES}>{content}</w:{name}>'.encode()


def docx(
    body: str,
    *,
    numbering: str = "",
    styles: str = "",
    main: str = "word/document.xml",
    links: Mapping[str, tuple[str, str]] | None = None,
    parts: Mapping[str, bytes] | None = None,
) -> bytes:
    """A Word file with this body; `links` are relations by id, each of a kind and a target (outside when it has a “:”)."""
    named = "".join(
        f'<w:style w:type="paragraph" w:styleId="{identifier}"><w:name w:val="{name}"/></w:style>'
        for identifier, name in _STYLES.items()
    )
    relations = {"styles": ("styles", "styles.xml"), "numbering": ("numbering", "numbering.xml"), **(links or {})}
    files = {
        "_rels/.rels": _relations({"r1": ("officeDocument", main)}),
        main: part("document", f"<w:body>{body}</w:body>"),
        f"word/_rels/{main.rpartition('/')[2]}.rels": _relations(relations),
        "word/styles.xml": part("styles", named + styles),
        "word/numbering.xml": part("numbering", numbering),
        **(parts or {}),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def _relations(targets: Mapping[str, tuple[str, str]]) -> bytes:
    each = "".join(
        f'<Relationship Id="{identifier}" Type="{_RELATION}/{kind}" Target="{target}"'
        f"{' TargetMode=' + chr(34) + 'External' + chr(34) if ':' in target else ''}/>"
        for identifier, (kind, target) in targets.items()
    )
    names = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{names}">{each}</Relationships>'.encode()


def run(text: str, properties: str = "") -> str:
    """A run with its properties."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(text: str = "", more: str = "", *, style: str = "", properties: str = "") -> str:
    """A paragraph with a run of this text and what else is in it."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{run(text) if text else ''}{more}</w:p>"


def item(text: str, depth: int = 0, number: int = 1) -> str:
    """A paragraph of a list."""
    place = f'<w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/>'
    return paragraph(text, properties=f"<w:numPr>{place}</w:numPr>")


def level(depth: int, text: str, format: str = "decimal", *, start: int = 1, more: str = "") -> str:
    """A level of a list; `more` are its other properties."""
    indent = f'<w:pPr><w:ind w:left="{720 * (depth + 1)}" w:hanging="360"/></w:pPr>'
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{format}"/>{more}'
        f'<w:lvlText w:val="{text}"/>{indent}</w:lvl>'
    )


def numbered_list(*levels: str, number: int = 1, more: str = "") -> str:
    """A list and the one number that refers to it; `more` are that number's overrides."""
    return (
        f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/>{more}</w:num>'
    )


def table(*rows: tuple[str, ...], properties: str = "") -> str:
    """A table of cells, each with the XML of its content (a `<w:tcPr>` first, if any)."""
    lines = "".join(f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in row)}</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr>{lines}</w:tbl>"
