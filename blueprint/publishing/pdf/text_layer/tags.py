"""The numbers of a page's marked content, and the tags they belong to (ISO 32000-1, 14.7.4)."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name


class PageTags:
    """The tags of a page by the numbers of its marked content. What changes is written by `save`."""

    def __init__(self, page: Any, rows: dict[int, Any]) -> None:
        """`rows` are the rows of the document's parent tree by their keys."""
        self.page = page
        self.row = rows.get(int(page.get("/StructParents", -1)))
        self.parents: list[Any] = list(self.row) if self.row is not None else []
        self.fresh: defaultdict[int, list[int]] = defaultdict(list)
        self.dropped: set[int] = set()

    def identity(self, mcid: int | None) -> tuple[int, int] | None:
        """What tells the tag of a number from others; None for what has none."""
        return None if mcid is None or mcid >= len(self.parents) else self.parents[mcid].objgen

    def renumber(self, old: Sequence[int], count: int) -> list[int]:
        """As many numbers in reading order, in place of the old ones, which follow each other in one tag."""
        numbers = sorted(old)
        self.dropped.update(numbers[count:])
        while len(numbers) < count:
            self.fresh[numbers[len(old) - 1]].append(len(self.parents))
            numbers.append(len(self.parents))
            self.parents.append(self.parents[numbers[0]])
        return numbers[:count]

    def save(self) -> None:
        """Write the children of the tags and the page's row."""
        if not self.fresh and not self.dropped:
            return
        tags = {self.identity(mcid): self.parents[mcid] for mcid in (*self.fresh, *self.dropped)}
        for tag in tags.values():
            tag.K = Array([kid for child in _children(tag) for kid in self._now(tag, child)])
        assert self.row is not None
        del self.row[:]
        self.row.extend([None if mcid in self.dropped else tag for mcid, tag in enumerate(self.parents)])

    def _now(self, tag: Any, child: Any) -> Iterator[Any]:
        """What takes a child's place."""
        number = self._number(tag, child)
        if number not in self.dropped:
            yield child
        for fresh in self.fresh.get(number, ()):
            yield fresh if isinstance(child, int) else Dictionary(Type=Name.MCR, Pg=self.page, MCID=fresh)

    def _number(self, tag: Any, child: Any) -> int:
        """The number of a child that is marked content of this page; -1 for any other."""
        if isinstance(child, int):
            return child if "/Pg" in tag and tag.Pg.objgen == self.page.objgen else -1
        if child.get("/Type") != Name.MCR or child.get("/Pg", tag.get("/Pg")).objgen != self.page.objgen:
            return -1
        return int(child.MCID)


def parent_rows(pdf: pikepdf.Pdf) -> dict[int, Any]:
    """The rows of the document's parent tree by their keys; Typst writes a tree of one leaf, and none for bare pages."""
    tree: Any = pdf.Root.get("/StructTreeRoot", Dictionary()).get("/ParentTree", Dictionary())
    numbers = list(tree.get("/Nums", ()))
    return {int(key): row for key, row in zip(numbers[::2], numbers[1::2], strict=True)}


def _children(tag: Any) -> list[Any]:
    return list(tag.K) if isinstance(tag.K, Array) else [tag.K]
