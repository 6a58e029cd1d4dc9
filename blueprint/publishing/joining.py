"""Joining PDFs that Typst made: the runs of proposals, each set on its own, into the book that has a place for them.

Read by path in the typesetter's process, so it imports nothing of ours. The book has as many pages for a run as the run has,
with nothing on them but their feet. Of a run come the pages' words, their tags, links, destinations and outline; what
belongs to the whole (metadata, colours, first and last pages) is the book's. The structure is that of ISO 32000-1, 14.7.
"""

import hashlib
import re
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

_STATIC = b"31415926535897932384626433832795"
"""What qpdf writes where an identifier is to be the same each time."""

_FOOT = "/foot-"
_USED = re.compile(rb"/([fc]\d+)( [\d.]+ Tf| cs)")
"""How Typst takes up a font or a colour space in a page's words."""


def packed(raw: Path, out: Path, prefix: str = "") -> None:
    """Write a PDF again, smaller: object streams halve it. Its tags' identifiers begin with the `prefix` then."""
    with pikepdf.open(raw) as pdf:
        if prefix:
            _renamed(pdf, prefix)
        _saved(pdf, out)


def joined(book: Path, runs: Iterable[tuple[int, Path]], out: Path) -> None:
    """Write the book with its runs: each goes to the pages from the one with this number, from 0."""
    with pikepdf.open(book) as pdf:
        whole = _Whole(pdf)
        for first, run in runs:
            with pikepdf.open(run) as part:
                whole.add(part, first)
        whole.close()
        _saved(pdf, out)


def _saved(pdf: pikepdf.Pdf, out: Path) -> None:
    """Written with a digest of the bytes as the second half of its identifier. qpdf could do so, by writing it twice."""
    pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, static_id=True)
    written = out.read_bytes()
    digest = hashlib.sha256(written).hexdigest()[: len(_STATIC)]
    out.write_bytes(digest.encode().join(written.rsplit(_STATIC, 1)))


def _renamed(pdf: pikepdf.Pdf, prefix: str) -> None:
    """Give the tags other identifiers: Typst counts notes and tables from one in every file."""
    for element in pdf.objects:
        if not isinstance(element, Dictionary) or element.get("/Type") != "/StructElem":
            continue
        if "/ID" in element:
            element.ID = String(prefix + str(element.ID))
        for owner in element.get("/A", ()):
            if isinstance(owner, Dictionary) and "/Headers" in owner:
                owner.Headers = Array([String(prefix + str(name)) for name in owner.Headers])
    tree = pdf.Root.StructTreeRoot
    if "/IDTree" in tree:
        tree.IDTree = Dictionary(Names=_sorted((prefix + name, to) for name, to in _names(tree.IDTree)))


def _names(tree: Any) -> Iterator[tuple[str, Any]]:
    """The names of a tree of one leaf, as Typst writes them, and what they stand for."""
    found = list(tree.Names)
    return ((str(found[at]), found[at + 1]) for at in range(0, len(found), 2))


def _sorted(names: Iterable[tuple[str, Any]]) -> Array:
    ordered = sorted(((String(name), to) for name, to in names), key=lambda one: bytes(one[0]))
    return Array([value for one in ordered for value in one])


class _Whole:
    """The book on its way: what is gathered of the runs is written down when it is closed."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf, self.root = pdf, pdf.Root
        self.pages = [page.obj for page in pdf.pages]
        self.held = {page.objgen: at for at, page in enumerate(self.pages)}
        self.tags = self.root.StructTreeRoot
        self.parents: list[Any] = list(self.tags.ParentTree.Nums)
        self.next = int(self.tags.ParentTreeNextKey)
        self.document = self._document(self.tags)
        begun = ((self._first_page(element), element) for element in self.document.K)
        self.elements = [(page, element) for page, element in begun if page is not None]
        self.outline = [(self.held[item.Dest[0].objgen], item) for item in _items(self.root.Outlines)]
        self.ids = list(_names(self.tags.IDTree)) if "/IDTree" in self.tags else []
        self.destinations = list(_names(self.root.Names.Dests)) if "/Names" in self.root else []

    @staticmethod
    def _document(tags: Any) -> Any:
        return tags.K[0] if isinstance(tags.K, Array) else tags.K

    def _first_page(self, element: Any) -> int | None:
        """The number of the page on which a tag's content begins; None for one without any."""
        if "/Pg" in element:
            return self.held[element.Pg.objgen]
        kids = element.get("/K", ())
        inside = kids if isinstance(kids, Array) else [kids]
        pages = (self._first_page(kid) for kid in inside if isinstance(kid, Dictionary))
        return next((page for page in pages if page is not None), None)

    def add(self, part: pikepdf.Pdf, first: int) -> None:
        """A run, on the pages from this one."""
        for at, page in enumerate(part.pages, first):
            self.pages[at] = self._page(self.pdf.copy_foreign(page.obj), self.pages[at])
        root = part.Root
        self._tags(self.pdf.copy_foreign(part.make_indirect(root.StructTreeRoot)), first)
        outline = self.pdf.copy_foreign(part.make_indirect(root.Outlines))
        self.outline += [(first, item) for item in _items(outline)]
        if "/Names" in root:
            self.destinations += _names(self.pdf.copy_foreign(part.make_indirect(root.Names.Dests)))

    def _page(self, page: Any, blank: Any) -> Any:
        """The run's page with the blank one's foot, whose fonts and colours get names of their own."""
        resources = Dictionary(page.Resources)
        for kind in ("/Font", "/ColorSpace"):
            given, feet = resources.get(kind, Dictionary()), blank.Resources.get(kind, Dictionary())
            resources[kind] = Dictionary({**given, **{f"{_FOOT}{name[1:]}": to for name, to in feet.items()}})
        page.Resources = resources
        foot = _USED.sub(_FOOT.encode() + rb"\1\2", blank.Contents.read_bytes())
        drawn = zlib.compress(page.Contents.read_bytes() + b"\n" + foot)
        page.Contents = pikepdf.Stream(self.pdf, drawn, Filter=Name.FlateDecode)
        page.StructParents = int(page.StructParents) + self.next
        for note in page.get("/Annots", ()):
            if "/StructParent" in note:
                note.StructParent = int(note.StructParent) + self.next
        return page

    def _tags(self, tags: Any, first: int) -> None:
        """A run's tags, below the book's own document and beside its other tags."""
        for element in self._document(tags).K:
            element.P = self.document
            self.elements.append((first, element))
        numbers = list(tags.ParentTree.Nums)
        for at in range(0, len(numbers), 2):
            self.parents += (int(numbers[at]) + self.next, numbers[at + 1])
        self.next += int(tags.ParentTreeNextKey)
        self.ids += _names(tags.IDTree) if "/IDTree" in tags else ()
        if "/RoleMap" in tags:
            roles = dict(self.tags.get("/RoleMap", Dictionary()).items()) | dict(tags.RoleMap.items())
            self.tags.RoleMap = Dictionary(roles)

    def close(self) -> None:
        """Write down what was gathered, in the order of the pages."""
        blanks = [page.obj.objgen for page in self.pdf.pages]
        moved = dict(zip(blanks, self.pages, strict=True))
        for page in self.pages:
            page.Parent = self.root.Pages
        for page in self.pages:
            for note in page.get("/Annots", ()):
                if isinstance(note.get("/Dest"), Array):
                    note.Dest[0] = moved.get(note.Dest[0].objgen, note.Dest[0])
        self.root.Pages.Kids = Array(self.pages)
        self.document.K = Array([element for _, element in sorted(self.elements, key=lambda one: one[0])])
        self.tags.ParentTree = Dictionary(Nums=Array(self.parents))
        self.tags.ParentTreeNextKey = self.next
        if self.ids:
            self.tags.IDTree = Dictionary(Names=_sorted(self.ids))
        if self.destinations:
            self.root.Names = Dictionary(Dests=Dictionary(Names=_sorted(self.destinations)))
        _chained(self.root.Outlines, [item for _, item in sorted(self.outline, key=lambda one: one[0])])


def _items(outline: Any) -> Iterator[Any]:
    """The entries of the outline's first level."""
    item = outline.get("/First")
    while item is not None:
        yield item
        item = item.get("/Next")


def _chained(outline: Any, items: list[Any]) -> None:
    """These entries and no others on the outline's first level."""
    for at, item in enumerate(items):
        item.Parent = outline
        for key, beside in (("/Prev", at - 1), ("/Next", at + 1)):
            if 0 <= beside < len(items):
                item[key] = items[beside]
            elif key in item:
                del item[key]
    outline.First, outline.Last, outline.Count = items[0], items[-1], len(items)
