"""Equations (Office Math Markup, ECMA-376, 22.1) as TeX, through Pandoc, which knows every element of theirs."""

from collections.abc import Iterator, Sequence
from copy import deepcopy

from lxml import etree

from blueprint.locales import gettext as _
from blueprint.publishing.archives import zipped
from blueprint.publishing.importing.dialect.nodes import words
from blueprint.publishing.importing.docx.words.paragraph import EQUATION
from blueprint.publishing.importing.findings import Findings
from blueprint.publishing.importing.report import What
from blueprint.publishing.importing.xml import NAMESPACES, Element, every, name_of, tag
from blueprint.publishing.markdown import pandoc
from blueprint.publishing.markdown.ast import plain_text, transform, walk
from blueprint.publishing.markdown.pandoc import Node

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{_OFFICE}" Target="word/document.xml"/></Relationships>'
).encode()
_STYLES = b'<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
"""Pandoc reads no file without them."""


def with_equations(blocks: list[Node], equations: Sequence[Element], findings: Findings) -> list[Node]:
    """The blocks with every equation in TeX; one that cannot be read as such becomes its letters, as words."""
    if not equations:
        return blocks
    formulas = _formulas(equations)

    def rule(node: Node) -> list[Node]:
        if node["t"] != "Math" or not node["c"][1].startswith(EQUATION):
            return [node]
        at = int(node["c"][1].removeprefix(EQUATION))
        if at in formulas:
            return [{"t": "Math", "c": [node["c"][0], each]} for each in formulas[at]]
        return [*words(_letters(equations[at])), findings.changed(What.EQUATIONS, said, _letters(equations[at]))]

    said = _("An equation could not be read as mathematics: its letters stand there as words.")
    result: list[Node] = transform(blocks, rule)
    return result


def _letters(equation: Element) -> str:
    return " ".join(each.text or "" for each in every(equation, "m:t"))


def _formulas(equations: Sequence[Element]) -> dict[int, list[str]]:
    """The equations that Pandoc reads, in TeX, by their places; a group may hold several."""
    try:
        output = pandoc.run(["--sandbox", "-f", "docx", "-t", "json"], _file(equations))
        blocks = pandoc.json_of(output)["blocks"]
    except pandoc.PandocError:
        return {}
    return dict(_found(blocks))


def _found(blocks: Sequence[Node]) -> Iterator[tuple[int, list[str]]]:
    for block in blocks:
        number = plain_text(block).partition(":")[0]
        formulas = [" ".join(node["c"][1].split()) for node in walk(block) if node["t"] == "Math"]
        if number.isdigit() and any(formulas):
            yield int(number), [formula for formula in formulas if formula]


def _file(equations: Sequence[Element]) -> bytes:
    """A Word file that holds the equations alone, each in a paragraph that begins with its number."""
    names = {prefix: NAMESPACES[prefix] for prefix in ("w", "m")}
    document = etree.Element(tag("w:document"), nsmap=names)
    body = etree.SubElement(document, tag("w:body"))
    for at, equation in enumerate(equations):
        paragraph = etree.SubElement(body, tag("w:p"))
        text = etree.SubElement(etree.SubElement(paragraph, tag("w:r")), tag("w:t"))
        text.text = f"{at}:"
        paragraph.extend(map(deepcopy, equation if name_of(equation) == tag("m:oMathPara") else [equation]))
    etree.cleanup_namespaces(document, top_nsmap=names)  # Pandoc knows the names by their usual prefixes alone
    parts = [("_rels/.rels", _RELATIONS), ("word/styles.xml", _STYLES), ("word/document.xml", etree.tostring(document))]
    return zipped(parts)
