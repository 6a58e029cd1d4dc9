"""Pandoc's tree written as the dialect."""

import re
from typing import Any

from blueprint.publishing.importing.dialect.emphasis import writable
from blueprint.publishing.importing.dialect.lines import guarded
from blueprint.publishing.importing.dialect.nodes import SPACE, has_words, paragraph, trimmed, verbatim, verbatim_block
from blueprint.publishing.importing.dialect.tables import expanded
from blueprint.publishing.importing.findings import Findings, is_marker
from blueprint.publishing.markdown import pandoc
from blueprint.publishing.markdown.ast import transform
from blueprint.publishing.markdown.pandoc import Node

_WRITER = (
    "commonmark_x-raw_html-raw_attribute-attributes-fenced_divs-bracketed_spans-emoji-smart+fancy_lists"
    "+tex_math_dollars"
)
_LETTERS = frozenset({"Str", "Space"})
_LISTS = frozenset({"BulletList", "OrderedList"})
_TAGS = {"Underline": "u", "Mark": "mark"}
_RAISED = {"Superscript": "sup", "Subscript": "sub"}
_FENCE = re.compile("`{3,}")
_PLAIN_STYLES = frozenset({"Decimal", "DefaultStyle", "Example"})
_BOXES = {"☐": "☐", "☒": "☒", "☑": "☒"}
"""The boxes of tasks, and how Pandoc's writer knows them."""
_SEPARATOR = "<!-- -->"
"""Between two lists that would be read as one (CommonMark 0.31.2, 5.3)."""


def write_dialect(blocks: list[Node], findings: Findings) -> str:
    """The blocks as Markdown, with the markers of what was noticed; raises `Refusal` beyond the limits."""
    plain: list[Node] = transform(_merged_within(blocks), lambda node: _lowered(node, findings))
    shaped = _shaped(_paragraphs(plain))
    return pandoc.write(guarded(writable(shaped)), _WRITER, "--wrap=none", "--columns=1").decode()


def _lowered(node: Node, findings: Findings) -> list[Node]:
    """A node as the dialect has it, innermost first."""
    kind = node["t"]
    if kind in _LETTERS:
        return [node]
    if kind == "Table" and "lines" not in node:
        grid = expanded(node)
        return [*_caption(node["c"][1]), *([grid.node(findings)] if any(grid.rows) else [])]
    if kind == "Header":
        return _heading(node)
    if kind == "Figure":
        return [*node["c"][2], *_caption(node["c"][1])]
    if kind in ("Div", "Span", "Cite", "SmallCaps"):
        return list(node["c"] if kind == "SmallCaps" else node["c"][1])
    if kind in ("Para", "Plain"):
        inlines = trimmed(node["c"])
        return [{**node, "c": [_in_line(each) for each in inlines] if _is_mixed(inlines) else inlines}]
    if kind in _RAISED:
        return _raised(node)
    if kind in _TAGS:
        return [verbatim(f"<{_TAGS[kind]}>"), *node["c"], verbatim(f"</{_TAGS[kind]}>")]
    if kind == "CodeBlock":
        return [verbatim_block(_fenced(node["c"][1]))]
    if kind == "HorizontalRule":
        return [verbatim_block("---")]
    if kind in ("RawBlock", "RawInline"):
        return [node] if node["c"][0] == "markdown" else []
    return [node]


def _heading(node: Node) -> list[Node]:
    """A heading, on one line of source; one without words is none."""
    level, attributes, inlines = node["c"]
    if not has_words(inlines):
        return [paragraph(inlines)] if inlines else []
    line = transform(trimmed(inlines), lambda each: [verbatim("<br>")] if each["t"] == "LineBreak" else [each])
    return [{**node, "c": [level, attributes, line]}]


def _paragraphs(blocks: list[Node]) -> list[Node]:
    """The blocks with words that stand alone as paragraphs, so that an empty line is behind them."""
    return [{**block, "t": "Para"} if block["t"] == "Plain" else block for block in blocks]


def _raised(node: Node) -> list[Node]:
    """Raised or lowered words, which hold no formatting; in HTML when there are several, as a space would end them."""
    words: list[Node] = transform(node["c"], _plain)
    if all(each["t"] == "Str" for each in words):
        return [{**node, "c": words}]
    name = _RAISED[node["t"]]
    return [verbatim(f"<{name}>"), *words, verbatim(f"</{name}>")]


def _plain(node: Node) -> list[Node]:
    if node["t"] in ("SoftBreak", "LineBreak"):
        return [SPACE]
    if node["t"] in ("Strong", "Emph", "Strikeout"):
        return list(node["c"])
    return [{"t": "Str", "c": node["c"][1]}] if node["t"] == "Code" else [node]


def _is_mixed(inlines: list[Node]) -> bool:
    """Whether a displayed formula shares its paragraph with words, or with another."""
    displayed = [node for node in inlines if node["t"] == "Math" and node["c"][0]["t"] == "DisplayMath"]
    others = [node for node in inlines if node["t"] != "Space" and not is_marker(node)]
    return bool(displayed) and len(others) > 1


def _in_line(node: Node) -> Node:
    return {"t": "Math", "c": [{"t": "InlineMath"}, node["c"][1]]} if node["t"] == "Math" else node


def _fenced(code: str) -> str:
    """Code between fences that are longer than any in it."""
    fence = "`" * max([3, *(len(found) + 1 for found in _FENCE.findall(code))])
    return f"{fence}\n{code}\n{fence}"


def _caption(caption: Any) -> list[Node]:
    """The words of a caption, as paragraphs."""
    return [paragraph(block["c"]) if block["t"] == "Plain" else block for block in caption[1]]


def _merged_within(blocks: list[Node]) -> list[Node]:
    """The blocks merged, and those in quotations, items and definitions."""
    return [_merged_one(block) for block in _merged(blocks)]


def _merged_one(block: Node) -> Node:
    kind, content = block["t"], block.get("c")
    if kind == "BlockQuote":
        return {**block, "c": _merged_within(content or [])}
    if kind == "BulletList":
        return {**block, "c": [_merged_within(_with_box(item)) for item in content or []]}
    if kind == "OrderedList" and content:
        return {**block, "c": [content[0], [_merged_within(_with_box(item)) for item in content[1]]]}
    if kind == "DefinitionList":
        items = [[term, [_merged_within(each) for each in definitions]] for term, definitions in content or []]
        return {**block, "c": items}
    return block


def _with_box(item: list[Node]) -> list[Node]:
    """An item that begins with the box of a task, with the box as Pandoc's writer knows it, before the words."""
    if not item or item[0]["t"] not in ("Para", "Plain") or not item[0]["c"]:
        return item
    first, rest = item[0]["c"][0], item[0]["c"][1:]
    if first["t"] != "Str" or first["c"][0] not in _BOXES:
        return item
    box = {"t": "Str", "c": _BOXES[first["c"][0]]}
    behind = first["c"][1:].lstrip("\u00a0\u2002")
    if not behind and not rest and len(item) > 1 and item[1]["t"] in ("Para", "Plain"):
        return [{**item[1], "c": [box, SPACE, *item[1]["c"]]}, *item[2:]]
    if behind:
        rest = [{"t": "Str", "c": behind}, *rest]
    elif rest and rest[0]["t"] == "Space":
        rest = rest[1:]
    return [{**item[0], "c": [box, SPACE, *rest]}, *item[1:]]


def _merged(blocks: list[Node]) -> list[Node]:
    """The blocks with neighbouring quotations, code, definitions and lists that count on made one."""
    result: list[Node] = []
    for block in blocks:
        last = result[-1] if result else {"t": ""}
        if block["t"] == last["t"] == "BlockQuote":
            result[-1] = {**last, "c": [*last["c"], *block["c"]]}
        elif block["t"] == last["t"] == "CodeBlock":
            result[-1] = {**last, "c": [last["c"][0], f"{last['c'][1]}\n{block['c'][1]}"]}
        elif block["t"] == last["t"] == "DefinitionList":
            result[-1] = {**last, "c": _defined([*last["c"], *block["c"]])}
        elif _counts_on(last, block):
            result[-1] = {**last, "c": [last["c"][0], [*last["c"][1], *block["c"][1]]]}
        else:
            result.append(block)
    return result


def _counts_on(last: Node, block: Node) -> bool:
    """Whether both are ordered lists of one form, and the second one counts on from the first."""
    if not last["t"] == block["t"] == "OrderedList" or last["c"][0][1:] != block["c"][0][1:]:
        return False
    return bool(last["c"][0][0] + len(last["c"][1]) == block["c"][0][0])


def _defined(items: list[Any]) -> list[Any]:
    """Terms with their definitions: one without a term belongs to the term before it."""
    result: list[Any] = []
    for term, definitions in items:
        if not term and result:
            result[-1] = [result[-1][0], [*result[-1][1], *definitions]]
        else:
            result.append([term, definitions])
    return result


def _shaped(blocks: list[Node]) -> list[Node]:
    """The blocks with what is between lists, and lists whose items are all of one paragraph made tight."""
    result: list[Node] = []
    for block in blocks:
        last = result[-1] if result else {"t": ""}
        if block["t"] in _LISTS and last["t"] in _LISTS:
            same = block["t"] == last["t"] and (block["t"] == "BulletList" or block["c"][0][1:] == last["c"][0][1:])
            result.append(verbatim_block(_SEPARATOR if same else ""))
        result.append(_shaped_one(block))
    return result


def _shaped_one(block: Node) -> Node:
    kind, content = block["t"], block.get("c")
    if kind == "DefinitionList":
        return _definitions(content or [])
    if kind == "BlockQuote":
        return {**block, "c": _shaped(_paragraphs(content or []))}
    if kind not in _LISTS or not content:
        return block
    items = content if kind == "BulletList" else content[1]
    tight = all(_is_short(item) for item in items)
    written = [_item(item, "Plain" if tight else "Para") for item in items]
    return {**block, "c": written if kind == "BulletList" else [content[0], written]}


def _item(item: list[Node], kind: str) -> list[Node]:
    texts = [{**each, "t": kind} if each["t"] in ("Para", "Plain") else each for each in item]
    return _shaped(texts)


def _is_short(item: list[Node]) -> bool:
    """Whether an item is a paragraph, with nothing under it but lists that need no empty line before them."""
    texts = [each for each in item if not _follows_directly(each)]
    return not texts or (len(texts) == 1 and texts[0] is item[0] and texts[0]["t"] in ("Para", "Plain"))


def _follows_directly(block: Node) -> bool:
    """Whether it is a list that may stand directly below a paragraph: of bullets, or of numbers from 1."""
    if block["t"] != "OrderedList":
        return bool(block["t"] == "BulletList")
    start, style, delimiter = block["c"][0]
    return bool(start == 1 and style["t"] in _PLAIN_STYLES and delimiter["t"] != "TwoParens")


def _definitions(items: list[Any]) -> Node:
    written = [[term, [_shaped(definition) for definition in definitions]] for term, definitions in items]
    return {"t": "DefinitionList", "c": [[term or [], definitions or [[]]] for term, definitions in written]}
