"""Normalised nodes as the small JSON tree that `templates/pdf/nodes.typ` renders: data, never code."""

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

from blueprint.publishing.fonts.families import language_and_region, own_family, text_fonts
from blueprint.publishing.markdown.ast import plain_text, walk
from blueprint.publishing.markdown.pandoc import Node
from blueprint.publishing.pdf.line_breaks import breakable
from blueprint.publishing.pdf.tables import table_node

TypstNode = dict[str, Any]
"""A node: `k` its kind, the rest what `rendered` in the template needs for that kind."""

_PLAIN = {
    "Emph": "em",
    "Strong": "strong",
    "Strikeout": "strike",
    "Underline": "under",
    "Superscript": "sup",
    "Subscript": "sub",
}
_ENUMS = {"LowerAlpha": "a", "UpperAlpha": "A", "LowerRoman": "i", "UpperRoman": "I"}
_DELIMITERS = {"OneParen": ("", ")"), "TwoParens": ("(", ")")}

LONGEST_LEAD = 120
"""Characters of a paragraph in bold that stays on one page with what follows it."""


def typst_nodes(blocks: list[Node]) -> list[TypstNode]:
    """Blocks for the template."""
    return [piece for block in blocks for piece in _BLOCKS[block["t"]](block)]


def inlines(nodes: list[Node]) -> list[TypstNode | str]:
    """Inlines for the template; adjacent strings and spaces become one string."""
    result: list[TypstNode | str] = []
    for node in nodes:
        for piece in _inline(node):
            if isinstance(piece, str) and result and isinstance(result[-1], str):
                result[-1] = result[-1] + piece
            else:
                result.append(piece)
    return [breakable(piece) if isinstance(piece, str) else piece for piece in result]


# -- words


def _inline(node: Node) -> list[TypstNode | str]:
    kind, content = node["t"], node.get("c")
    if kind == "Str":
        return [str(content)]
    if kind in ("Space", "SoftBreak"):
        return [" "]
    if kind in _PLAIN:
        return [{"k": _PLAIN[kind], "c": inlines(content or [])}]
    return _OTHER[kind](node)


def _link(node: Node) -> list[TypstNode | str]:
    target = node["c"][2][0]
    kind, to = ("ref", target[1:]) if target.startswith("#") else ("web", target)
    words = inlines(node["c"][1])
    shown = {"shown": breakable(to)} if kind == "web" else {}
    return [{"k": kind, "to": to, "c": words, **shown}] if words else []


def _span(node: Node) -> list[TypstNode | str]:
    (_, classes, pairs), content = node["c"]
    kind = next((name for name in ("mark", "small") if name in classes), "span")
    return [{"k": kind, **_turn(dict(pairs)), "c": inlines(content)}]


def _math(node: Node) -> list[TypstNode | str]:
    """A formula: Typst's markup for mathematics, which Pandoc has written."""
    return [{"k": "math", "s": node["typst"], "alt": node["alt"], "block": node["c"][0]["t"] == "DisplayMath"}]


def _icon(node: Node) -> list[TypstNode | str]:
    return [{"k": "icon", "src": node["c"][2][0], "alt": node["alt"]}]


_OTHER: dict[str, Callable[[Node], list[TypstNode | str]]] = {
    "SmallCaps": lambda node: inlines(node["c"]),
    "LineBreak": lambda _: [{"k": "break"}],
    "Code": lambda node: [{"k": "code", "s": breakable(node["c"][1])}],
    "Note": lambda node: [{"k": "note", "c": _note(node["c"])}],
    "Link": _link,
    "Span": _span,
    "Image": _icon,
    "Math": _math,
}


def _note(blocks: list[Node]) -> list[TypstNode]:
    """A footnote's blocks; the first paragraph begins on the line of the mark."""
    pieces = typst_nodes(blocks)
    return [{**piece, "k": "plain"} if at == 0 and piece["k"] == "par" else piece for at, piece in enumerate(pieces)]


# -- blocks


def _turn(fields: dict[str, Any]) -> dict[str, Any]:
    """The language and direction that a node says it has, and the families of a script of its own."""
    turned: dict[str, Any] = {"dir": str(fields["dir"])} if "dir" in fields else {}
    if "lang" in fields:
        tag = str(fields["lang"])
        turned |= language_and_region(tag) | ({"fonts": text_fonts(tag)} if own_family(tag) else {})
    return turned


def _paragraph(block: Node) -> list[TypstNode]:
    images = [node for node in block["c"] if node["t"] == "Image"]
    if len(images) == 1 and not plain_text(block["c"]) and all(n["t"] in ("Image", "Space") for n in block["c"]):
        return [_image(images[0])]
    kind = "par" if block["t"] == "Para" or "id" in block else "plain"
    pieces = [{**piece, **_turn(block)} for piece in _around_formulas(kind, inlines(block["c"]))]
    if pieces and kind == "par" and _leads(block["c"]):
        pieces[-1]["leads"] = True
    if "id" in block:
        pieces[0] |= {"id": block["id"]} | ({"n": block["number"]} if "number" in block else {})
    return pieces


def _leads(words: list[Node]) -> bool:
    """Whether a paragraph is a heading in all but its style: a short one, all of it in bold or underlined."""
    marked = all(node["t"] in ("Strong", "Underline", "Space", "LineBreak", "Note") for node in words)
    return marked and 0 < len(plain_text(words)) <= LONGEST_LEAD


def _around_formulas(kind: str, words: list[TypstNode | str]) -> Iterator[TypstNode]:
    """A paragraph divided at its displayed formulas, which Typst sets as blocks."""
    for displayed, run in groupby(words, lambda piece: isinstance(piece, dict) and piece.get("block", False)):
        pieces = list(run)
        if displayed:
            yield from ({**formula, "k": "display"} for formula in pieces if isinstance(formula, dict))
        elif any(piece if isinstance(piece, dict) else piece.strip() for piece in pieces):
            yield {"k": kind, "c": pieces}


def _image(image: Node) -> TypstNode:
    width = dict(image["c"][0][2]).get("width")
    caption = image["c"][2][1]
    size = {"width": min(float(width.rstrip("%")), 100.0)} if width else {}
    return {
        "k": "image",
        "src": image["c"][2][0],
        "alt": image["alt"],
        "caption": [caption] if caption else [],
        **size,
    }


def _header(block: Node) -> list[TypstNode]:
    level, _, words = block["c"]
    title = {"title": plain_text(words)} if any(node["t"] == "Note" for node in walk(words)) else {}
    return [{"k": "head", "level": level, "id": block["id"], "c": inlines(words), **title, **_turn(block)}]


def _items(items: list[list[Node]]) -> dict[str, Any]:
    tight = all(block["t"] != "Para" for item in items for block in item[:1])
    return {"items": [typst_nodes(item) for item in items], "tight": tight}


def _enum(block: Node) -> list[TypstNode]:
    (start, style, delimiter), items = block["c"]
    opening, closing = _DELIMITERS.get(delimiter["t"], ("", "."))
    numbering = _ENUMS.get(style["t"], "1")
    wide = len(opening) + (len(str(start + len(items) - 1)) if numbering == "1" else 4)
    numbered = f"{opening}{numbering}{closing}"
    return [{"k": "enum", "start": start, "numbering": numbered, "wide": max(wide, 2) + 0.5, **_items(items)}]


def _lines(block: Node) -> list[TypstNode]:
    broken: list[TypstNode | str] = []
    for line in block["c"]:
        broken += [*inlines(line), {"k": "break"}]
    return [{"k": "par", "c": broken[:-1]}]


def _group(block: Node) -> list[TypstNode]:
    return [{"k": "group", "c": typst_nodes(block["c"][1]), **_turn(dict(block["c"][0][2]))}]


_BLOCKS: dict[str, Callable[[Node], list[TypstNode]]] = {
    "Para": _paragraph,
    "Plain": _paragraph,
    "Header": _header,
    "BulletList": lambda block: [{"k": "list", **_items(block["c"])}],
    "OrderedList": _enum,
    "BlockQuote": lambda block: [{"k": "quote", "c": typst_nodes(block["c"])}],
    "CodeBlock": lambda block: [{"k": "source", "s": breakable(block["c"][1])}],
    "HorizontalRule": lambda _: [{"k": "rule"}],
    "LineBlock": _lines,
    "Div": _group,
    "Table": lambda block: [table_node(block, typst_nodes)],
    "Figure": lambda block: typst_nodes(block["c"][2]),
}
