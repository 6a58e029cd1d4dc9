"""The boxes of task lists, written "[ ]" and "[x]" at the beginning of a list item, as in GitHub Flavored Markdown."""

import re
from typing import Any

from blueprint.publishing.markdown.pandoc import Node

OPEN, DONE = "☐", "☑"
_BOX = re.compile(r"\[([ xX])\](?= |\Z)")


def with_box(item: list[Any]) -> list[Any]:
    """The blocks of a list item, a box at its beginning as one character that no line break separates from the words."""
    first = item[0] if item else None
    if not first or first["t"] not in ("Plain", "Para") or not first["c"] or first["c"][0]["t"] != "Str":
        return item
    words, rest = first["c"][0]["c"], first["c"][1:]
    box = _BOX.match(words)
    spaced = len(words) > 3 or (bool(rest) and rest[0]["t"] in ("Space", "SoftBreak"))
    if not box or not spaced:
        return item
    rest = rest if len(words) > 3 else rest[1:]
    sign: Node = {"t": "Str", "c": f"{OPEN if box[1] == ' ' else DONE}\u00a0{words[4:]}"}
    return [{**first, "c": [sign, *rest]}, *item[1:]]
