"""Notes with signs of their own (ECMA-376, 17.11.14, `customMarkFollows`), which stand before their words too."""

from blueprint.publishing.importing.dialect.nodes import trimmed
from blueprint.publishing.markdown.ast import plain_text
from blueprint.publishing.markdown.pandoc import Node


def without_mark(note: Node, mark: str) -> Node:
    """The note without its sign before its first words."""
    blocks: list[Node] = note["c"]
    if not mark.strip() or not blocks or blocks[0]["t"] not in ("Para", "Plain") or not blocks[0]["c"]:
        return note
    first, *rest = blocks[0]["c"]
    if plain_text([first]).strip() == mark.strip():
        kept = trimmed(rest)
    elif first["t"] == "Str" and first["c"].startswith(mark.strip()):
        kept = [{"t": "Str", "c": first["c"].removeprefix(mark.strip())}, *rest]
    else:
        return note
    return {**note, "c": [{**blocks[0], "c": kept}, *blocks[1:]]}
