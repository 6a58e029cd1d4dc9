"""The fields of a form on a page, as the words that they show."""

from typing import Any

Element = Any
"""An element of lxml, which ships no types."""

_BOXES = {True: "☒ ", False: "☐ "}
_UNSEEN = frozenset({"hidden", "password", "image", "file", "range", "color"})


def plain_forms(root: Element) -> None:
    """Give every field its words: what is typed in, all that can be chosen, the box of a task."""
    for each in list(root.iter("input")):
        kind = (each.get("type") or "text").lower()
        if kind in ("checkbox", "radio"):
            each.tail = _BOXES[each.get("checked") is not None] + (each.tail or "").lstrip()
        elif kind not in _UNSEEN and (shown := each.get("value") or each.get("placeholder")):
            each.tail = f" {shown} {each.tail or ''}"
        each.drop_tree()
    for each in list(root.iter("select")):
        options = [" ".join("".join(option.itertext()).split()) for option in each.iter("option")]
        each.tail = f" {', '.join(filter(None, options))} {each.tail or ''}"
        each.drop_tree()
    for each in list(root.iter("textarea")):
        each.tag = "div"
