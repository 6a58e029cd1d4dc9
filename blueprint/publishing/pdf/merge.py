"""Joining PDFs that Typst compiled into one that is tagged as if it had been compiled whole (ISO 32000-1, 14.7).

The first part's catalogue is the book's. From each other part come its pages, tags, link targets and outline.
"""

import hashlib
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

DEFERRED = "deferred:"
"""Prefix of the address of a link to a target in another part; behind it the target's name, a space and the link's text."""

_STATIC = b"31415926535897932384626433832795"
"""What qpdf writes for an identifier that is to be the same each time."""


def pack(data: bytes) -> bytes:
    """The PDF with its objects in compressed streams: half the size."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return _saved(pdf)


def merge_pdfs(parts: Sequence[bytes], footers: bytes, progress: Callable[[float], None]) -> bytes:
    """The parts in order as one PDF. Each page but the first is overlaid by the next page of `footers`.

    `progress` is called with the share of the parts that is joined.
    """
    with pikepdf.open(io.BytesIO(parts[0])) as pdf, pikepdf.open(io.BytesIO(footers)) as foot:
        book = _MergedPdf(pdf)
        for at, data in enumerate(parts[1:], start=1):
            progress(at / len(parts))
            with pikepdf.open(io.BytesIO(data)) as part:
                book.add(part, f"{at} ")
        book.close()
        for page, footer in zip(book.pages[1:], foot.pages, strict=True):
            _overlay(pikepdf.Page(page), pdf.copy_foreign(footer.as_form_xobject()))
        progress(1.0)
        return _saved(pdf)


def _overlay(page: pikepdf.Page, footer: pikepdf.Object) -> None:
    """Draw a footer on a page of the same size; pikepdf's own overlay gets a random name each time."""
    page.add_resource(footer, Name.XObject, Name.Footer)
    page.contents_add(b"/Footer Do")


def _saved(pdf: pikepdf.Pdf) -> bytes:
    """The file's bytes; the changing half of its identifier is a digest of them."""
    buffer = io.BytesIO()
    pdf.save(buffer, object_stream_mode=pikepdf.ObjectStreamMode.generate, static_id=True)
    written = buffer.getvalue()
    digest = hashlib.sha256(written).hexdigest()[: len(_STATIC)]
    return digest.encode().join(written.rsplit(_STATIC, 1))


class _MergedPdf:
    """The first part, which the others are added to; what they bring is written down when it is closed."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf, self.root = pdf, pdf.Root
        self.pages = [page.obj for page in pdf.pages]
        self.tree = self.root.StructTreeRoot
        self.document = _document(self.tree)
        self.elements = list(self.document.K)
        self.parents: list[Any] = list(self.tree.ParentTree.Nums)
        self.next_key = int(self.tree.ParentTreeNextKey)
        self.roles = dict(self.tree.get("/RoleMap", Dictionary()).items())
        self.ids = list(_names(self.tree.get("/IDTree")))
        self.destinations = list(_names(self.root.get("/Names", Dictionary()).get("/Dests")))
        self.outline = list(_items(self.root.Outlines))

    def add(self, part: pikepdf.Pdf, prefix: str) -> None:
        """Add a part's pages behind the others. The identifiers of its tags get the prefix."""
        _rename_tags(part, prefix)
        root = self._copied(part)
        tree = root.Tree
        for page in root.Pages:
            self._place(page)
        for element in _document(tree).K:
            element.P = self.document
            self.elements.append(element)
        for key, to in _pairs(tree.ParentTree.Nums):
            self.parents += [int(key) + self.next_key, to]
        self.next_key += int(tree.ParentTreeNextKey)
        self.roles |= dict(tree.get("/RoleMap", Dictionary()).items())
        self.ids += _names(tree.get("/IDTree"))
        self.destinations += _names(root.get("/Dests"))
        self.outline += _items(root.Outlines)

    def _copied(self, part: pikepdf.Pdf) -> Any:
        """The part's objects in this file, copied at once: qpdf would drop links from one page to another that it copies
        later, so the pages are not called pages meanwhile."""
        pages = [page.obj for page in part.pages]
        for page in pages:
            del page.Parent
            del page.Type
        root: Any = part.Root
        given = {"/Pages": Array(pages), "/Tree": root.StructTreeRoot, "/Outlines": root.Outlines}
        if "/Names" in root:
            given["/Dests"] = root.Names.Dests
        copied: Any = self.pdf.copy_foreign(part.make_indirect(Dictionary(given)))
        for fresh in copied.Pages:
            fresh.Type = Name.Page
        return copied

    def _place(self, page: Any) -> None:
        page.Parent = self.root.Pages
        page.StructParents = int(page.StructParents) + self.next_key
        for note in page.get("/Annots", ()):
            if "/StructParent" in note:
                note.StructParent = int(note.StructParent) + self.next_key
        self.pages.append(page)

    def close(self) -> None:
        """Write the catalogue's trees."""
        self.root.Pages.Kids, self.root.Pages.Count = Array(self.pages), len(self.pages)
        for page in self.pages:
            for note in page.get("/Annots", ()):
                _resolve(note)
        self.document.K = Array(self.elements)
        self.tree.ParentTree, self.tree.ParentTreeNextKey = Dictionary(Nums=Array(self.parents)), self.next_key
        if self.roles:
            self.tree.RoleMap = Dictionary(self.roles)
        if self.ids:
            self.tree.IDTree = _name_tree(self.ids)
        if self.destinations:
            self.root.Names = Dictionary(Dests=_name_tree(self.destinations))
        _chain(self.root.Outlines, self.outline)


def _document(tree: Any) -> Any:
    """The tag that holds all others."""
    return tree.K[0] if isinstance(tree.K, Array) else tree.K


def _rename_tags(part: pikepdf.Pdf, prefix: str) -> None:
    """Prefix the identifiers of a part's tags: Typst counts notes and tables from one in every file."""
    tree = part.Root.StructTreeRoot
    tags = list(_names(tree.get("/IDTree")))
    for _, tag in tags:
        tag.ID = String(prefix + str(tag.ID))
    if any(tag.S == Name.TH for _, tag in tags):
        _rename_headers(part, prefix)
    if tags:
        tree.IDTree = _name_tree((tag.ID, tag) for _, tag in tags)


def _rename_headers(part: pikepdf.Pdf, prefix: str) -> None:
    """Prefix the identifiers by which the cells of tables name their headers."""
    for tag in part.objects:
        if isinstance(tag, Dictionary) and tag.get("/S") in (Name.TD, Name.TH):
            for attributes in tag.get("/A", ()):
                if isinstance(attributes, Dictionary) and "/Headers" in attributes:
                    attributes["/Headers"] = Array([String(prefix + str(name)) for name in attributes.Headers])


def _resolve(note: Any) -> None:
    """A deferred link leads to the target of that name, which is in the book now, and gets the text as its description."""
    address = bytes(note.A.URI).decode() if "/A" in note and "/URI" in note.A else ""
    if address.startswith(DEFERRED):
        name, _, text = address.removeprefix(DEFERRED).partition(" ")
        note.Dest, note.Contents = String(name.encode()), String(text.strip())  # Typst's names are UTF-8
        del note.A


def _pairs(values: Any) -> Iterator[tuple[Any, Any]]:
    found = list(values)
    return zip(found[::2], found[1::2], strict=True)


def _names(tree: Any) -> Iterator[tuple[Any, Any]]:
    """The names of a name tree of one leaf, as Typst writes it, with their values; none where there is no tree."""
    return _pairs(tree.Names if tree is not None else ())


def _name_tree(names: Iterable[tuple[Any, Any]]) -> Dictionary:
    ordered = sorted(names, key=lambda pair: bytes(pair[0]))
    return Dictionary(Names=Array([value for pair in ordered for value in pair]))


def _items(outline: Any) -> Iterator[Any]:
    """The first level's entries."""
    item = outline.get("/First")
    while item is not None:
        yield item
        item = item.get("/Next")


def _chain(outline: Any, items: Sequence[Any]) -> None:
    """Make these the first level's entries."""
    for item, before, behind in zip(items, [None, *items], [*items[1:], None], strict=False):
        item.Parent = outline
        for key, beside in (("/Prev", before), ("/Next", behind)):
            if beside is not None:
                item[key] = beside
            elif key in item:
                del item[key]
    outline.First, outline.Last, outline.Count = items[0], items[-1], len(items)
