"""Lists that are made item by item."""

from blueprint.publishing.markdown.pandoc import Node


def bullet_items(blocks: list[Node]) -> list[list[Node]]:
    """The items of the list of bullets that the blocks end with, or of a new one."""
    if not blocks or blocks[-1]["t"] != "BulletList":
        blocks.append({"t": "BulletList", "c": []})
    items: list[list[Node]] = blocks[-1]["c"]
    return items


def ordered_items(blocks: list[Node], number: int, style: str, delimiter: str) -> list[list[Node]]:
    """The items of the list that the blocks end with and this number counts on, or of a new one."""
    last: Node = blocks[-1] if blocks else {"t": ""}
    form = [{"t": style}, {"t": delimiter}]
    same = last["t"] == "OrderedList" and last["c"][0][1:] == form
    if not same or last["c"][0][0] + len(last["c"][1]) != number:
        blocks.append({"t": "OrderedList", "c": [[number, *form], []]})
    items: list[list[Node]] = blocks[-1]["c"][1]
    return items
