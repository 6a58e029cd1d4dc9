"""What a paragraph is by the name of its style, in the English names that word processors store in every language."""

from blueprint.publishing.markdown.pandoc import Node

QUOTATIONS = frozenset({
    "quote", "intense quote", "block text", "quotations", "block quote", "block quotation", "blockquote",
})  # fmt: skip
CODE = frozenset({"source code", "html preformatted", "preformatted text", "html code block"})
TERMS, DEFINITIONS = frozenset({"definition term", "list heading"}), frozenset({"definition", "list contents"})
RULE = "horizontal line"
"""The style of LibreOffice's rules, of a paragraph without words."""
KNOWN = QUOTATIONS | CODE | TERMS | DEFINITIONS


def in_role(block: Node, role: str) -> Node:
    """A paragraph as the block that its style makes of it; for code see `CODE`."""
    if role in QUOTATIONS:
        return {"t": "BlockQuote", "c": [block]}
    if role in TERMS:
        return {"t": "DefinitionList", "c": [[block["c"], []]]}
    if role in DEFINITIONS:
        return {"t": "DefinitionList", "c": [[[], [[block]]]]}
    return block
