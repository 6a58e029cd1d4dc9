"""Formulas in TeX, converted by Pandoc (texmath) to what Typst sets; a formula that cannot be converted is refused."""

import re

from blueprint.publishing.errors import Refusal
from blueprint.publishing.markdown import pandoc
from blueprint.publishing.markdown.ast import walk
from blueprint.publishing.markdown.pandoc import Node

LONGEST_FORMULA = 2_000
"""Characters of TeX."""
_BORDER = re.compile(r"^formula-border-\d+$", re.MULTILINE)
_FORMULA = re.compile(r"\$\s?(.*?)\s?\$", re.DOTALL)


def with_typst(blocks: list[Node], file: str = "") -> list[Node]:
    """The blocks, each `Math` with its `typst` markup and its TeX as `alt`; raises `Refusal` with the formula's line."""
    formulas = [node for node in walk(blocks) if node["t"] == "Math"]
    if formulas:
        for node, markup in zip(formulas, _converted(formulas), strict=True):
            found = _FORMULA.fullmatch(markup.strip())
            if not found or len(node["c"][1]) > LONGEST_FORMULA:
                raise _refusal(node, file)
            node |= {"typst": found[1], "alt": " ".join(node["c"][1].split())}
    return blocks


def unreadable_formulas(blocks: list[Node], file: str = "") -> list[Refusal]:
    """A refusal of each formula that cannot be converted."""
    formulas = [node for node in walk(blocks) if node["t"] == "Math"]
    markups = _converted(formulas) if formulas else []
    return [_refusal(node, file) for node, markup in zip(formulas, markups, strict=True) if not _is_set(node, markup)]


def _is_set(node: Node, markup: str) -> bool:
    return _FORMULA.fullmatch(markup.strip()) is not None and len(node["c"][1]) <= LONGEST_FORMULA


def _converted(formulas: list[Node]) -> list[str]:
    """The Typst markup of each formula: all of them in one run of Pandoc, with borders between."""
    blocks: list[Node] = []
    for at, node in enumerate(formulas):
        blocks.append({"t": "Para", "c": [{"t": "Math", "c": node["c"]}]})
        blocks.append({"t": "Para", "c": [{"t": "Str", "c": f"formula-border-{at}"}]})
    return _BORDER.split(pandoc.write(blocks, "typst", "--wrap=none").decode())[:-1]


def _refusal(node: Node, file: str) -> Refusal:
    return Refusal(
        f"The formula “{' '.join(node['c'][1].split())[:60]}” cannot be read.",
        file=file,
        line=node.get("line", 1),
        remedy="Correct its TeX, or write it in words.",
    )
