"""Equations of an OpenDocument text (MathML) as TeX, through Pandoc."""

from collections.abc import Sequence

from lxml import etree

from blueprint.locales import gettext as _
from blueprint.publishing.importing.dialect.nodes import words
from blueprint.publishing.importing.findings import Findings
from blueprint.publishing.importing.odt.words import EQUATION
from blueprint.publishing.importing.report import What
from blueprint.publishing.importing.xml import NAMESPACES, Element, every
from blueprint.publishing.markdown import pandoc
from blueprint.publishing.markdown.ast import plain_text, transform, walk
from blueprint.publishing.markdown.pandoc import Node


def with_mathml(blocks: list[Node], equations: Sequence[Element], findings: Findings) -> list[Node]:
    """The blocks with every equation in TeX; one that cannot be read as such becomes its letters, as words."""
    if not equations:
        return blocks
    formulas = _formulas(equations)
    said = _("An equation could not be read as mathematics: its letters stand there as words.")

    def rule(node: Node) -> list[Node]:
        if node["t"] != "Math" or not node["c"][1].startswith(EQUATION):
            return [node]
        at = int(node["c"][1].removeprefix(EQUATION))
        if at in formulas:
            return [{"t": "Math", "c": [node["c"][0], formulas[at]]}]
        letters = _letters(equations[at])
        return [*words(letters), findings.changed(What.EQUATIONS, said, letters)]

    result: list[Node] = transform(blocks, rule)
    return result


def _letters(equation: Element) -> str:
    for each in list(every(equation, "math:annotation")):
        each.getparent().remove(each)
    return " ".join(" ".join(equation.itertext()).split())


def _formulas(equations: Sequence[Element]) -> dict[int, str]:
    """The equations that Pandoc reads, in TeX, by their places."""
    page = "".join(f"<p>{at}: {_markup(each)}</p>" for at, each in enumerate(equations))
    try:
        output = pandoc.run(["--sandbox", "-f", "html", "-t", "json"], page.encode())
        blocks = pandoc.json_of(output)["blocks"]
    except pandoc.PandocError:
        return {}
    found: dict[int, str] = {}
    for block in blocks:
        number = plain_text(block).partition(":")[0]
        formula = next((" ".join(node["c"][1].split()) for node in walk(block) if node["t"] == "Math"), "")
        if number.isdigit() and formula:
            found[int(number)] = formula
    return found


def _markup(equation: Element) -> str:
    """The equation as HTML has it: without prefixes, and without the source that LibreOffice adds."""
    for each in list(every(equation, "math:annotation")):
        each.getparent().remove(each)
    for each in equation.iter(etree.Element):
        each.tag = str(each.tag).removeprefix(f"{{{NAMESPACES['math']}}}")
    etree.cleanup_namespaces(equation)
    return str(etree.tostring(equation, encoding="unicode", with_tail=False))
