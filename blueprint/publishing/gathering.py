"""Gatherings: parts of a book that Typst set on their own, written so that they can be bound into it as they are.

A PDF's objects refer to each other by number (ISO 32000-1, 7.3.10). A gathering's begin with its `base`; what it shares
with the whole has a number that is the same in every book. So nothing in it changes when it is bound, whatever stands before
it, and binding copies bytes.
"""

import io
import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from blueprint.publishing.objects import IN_FILE, IN_STREAM, PACKED, ROW, Only, packed, stream

FEET, LAST = ("numbers", "lines"), "closing"
"""The gatherings that are bound otherwise than others: those drawn at the foot of others' pages, and the last one."""

HELD = "held:"
"""How the address of a link begins that leads to a destination in another part of the book: its name, and words for it."""

_REFERENCE = re.compile(rb"\((?:\\.|[^\\()])*\)|(?<!\d)(\d+) 0 R", re.DOTALL)
"""A string, as qpdf writes it, or a reference to an object."""

_IDENTIFIERS = re.compile(rb"/ID \(|/Headers \[ (?:\([^()\\]*\) )*\]")
"""A tag's own identifier, or those of a table's heads, which Typst makes of plain letters; inside a string `(` is `\\(`."""

_USED = re.compile(rb"/([fc]\d+)( [\d.]+ Tf| cs)")
"""How Typst takes up a font or a colour space in a page's words."""

Header = dict[str, Any]
"""What binding has to know of a gathering, as JSON: see `gathered`."""


def gathered(raw: bytes, base: int, name: str) -> tuple[Header, bytes]:
    """Typst's PDF as a gathering: what binding needs to know, and the objects' bytes.

    The identifiers of its tags begin with its `name`. The header's values are PDF's own words (Latin-1) with this
    gathering's numbers: `pages`, and of all but `FEET` also `tags` (the first level), `parents` and `ids` (leaves of those
    trees), `names` (destinations), `outline` (the first level) and `roles`; of `LAST` also `catalog`, `document` and `info`,
    which are the book's then. `rows` are those of the cross-reference table; where they are `placed`, they count from the
    beginning of the bytes. `numbers` is how many it takes.
    """
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        found: Header = {"pages": [_page(pdf, page.obj, base, name if name in FEET else "") for page in pdf.pages]}
        if name not in FEET:
            found |= {**_tree(pdf, base, f"{name} "), **_led_to(pdf)}
        if name == LAST:
            found |= _whole(pdf)
        return _written(pdf, found, base, f"{name} ".encode())


def _own(text: bytes, prefix: bytes) -> bytes:
    """A tag with identifiers of its own: Typst counts notes and tables from one in every file."""
    return _IDENTIFIERS.sub(lambda found: found[0].replace(b"(", b"(" + prefix), text) if b"(" in text else text


def _pairs(values: Any) -> Iterator[tuple[Any, Any]]:
    """The keys and values of a leaf of one of PDF's trees."""
    found = list(values)
    return zip(found[::2], found[1::2], strict=True)


# -- what is said of each part


def _page(pdf: pikepdf.Pdf, page: Any, base: int, foot: str) -> Header:
    """A page but for what binding adds; what it draws and what that draws with, of a `foot` by names of its own."""
    for owner, key in ((page, "/StructParents"), *((note, "/StructParent") for note in page.get("/Annots", ()))):
        if key in owner:
            owner[key] = int(owner[key]) + base
    for note in page.get("/Annots", ()):
        _led(note)
    drawn, resources = page.Contents, page.Resources
    if foot:
        drawn = pdf.make_indirect(_apart(pdf, drawn, resources, f"{foot}-"))
    shared = {kind: _inside(resources.get(kind, Dictionary())) for kind in ("/Font", "/ColorSpace")}
    rest = _but(resources, *shared)
    own = _but(page, "/Parent", "/Contents", "/Resources")
    return {"number": page.objgen[0], "page": own, "drawn": _words(drawn), "with": shared, "also": rest}


def _led(note: Any) -> None:
    """A link to another part of the book leads to the destination of that name, which binding knows, and is called so."""
    address = bytes(note.A.URI).decode() if "/A" in note else ""
    if address.startswith(HELD):
        name, _, said = address.removeprefix(HELD).partition(" ")
        note.Dest, note.Contents = String(name.encode()), String(said.strip())  # Typst's names are UTF-8
        del note.A


def _apart(pdf: pikepdf.Pdf, drawn: Any, resources: Any, prefix: str) -> pikepdf.Stream:
    """What a foot draws; what it draws with is called otherwise than what the page does."""
    for kind in ("/Font", "/ColorSpace"):
        given = resources.get(kind, Dictionary())
        resources[kind] = Dictionary({f"/{prefix}{name[1:]}": to for name, to in given.items()})
    words = _USED.sub(b"/" + prefix.encode() + rb"\1\2", drawn.read_bytes())
    return pikepdf.Stream(pdf, zlib.compress(words), Filter=Name.FlateDecode)


def _tree(pdf: pikepdf.Pdf, base: int, prefix: str) -> Header:
    """The tags of the first level, and the leaves by which tags are found from pages and by identifiers."""
    tags = pdf.Root.StructTreeRoot
    pairs = [(int(key) + base, to) for key, to in _pairs(tags.ParentTree.Nums)]
    parents = Dictionary(
        Limits=Array([pairs[0][0], pairs[-1][0]]), Nums=Array([value for pair in pairs for value in pair])
    )
    found = {
        "tags": [_words(element) for element in _document(pdf).K],
        "roles": {name: str(role) for name, role in tags.get("/RoleMap", {}).items()},
        "parents": _words(pdf.make_indirect(parents)),
        "next": base + int(tags.ParentTreeNextKey),
    }
    if "/IDTree" in tags:
        named = sorted((prefix + str(name), to) for name, to in _pairs(tags.IDTree.Names))
        first, last = named[0][0], named[-1][0]
        names = Array([value for name, to in named for value in (String(name), to)])
        leaf = Dictionary(Limits=Array([String(first), String(last)]), Names=names)
        found |= {"ids": [first, _words(pdf.make_indirect(leaf))]}
    return found


def _document(pdf: pikepdf.Pdf) -> Any:
    """The tag that holds all others."""
    first = pdf.Root.StructTreeRoot.K
    return first[0] if isinstance(first, Array) else first


def _led_to(pdf: pikepdf.Pdf) -> Header:
    """Destinations, and the outline."""
    names = _pairs(pdf.Root.Names.Dests.Names) if "/Names" in pdf.Root else ()
    return {
        "names": [[bytes(name).decode("latin-1"), _words(to)] for name, to in names],
        "outline": [_item(item) for item in _items(pdf.Root.get("/Outlines", {}))],
    }


def _whole(pdf: pikepdf.Pdf) -> Header:
    """What is the catalogue's, the first tag's and the file's own."""
    catalog = _but(pdf.Root, "/Pages", "/StructTreeRoot", "/Outlines", "/Names")
    return {"catalog": catalog, "document": _but(_document(pdf), "/K", "/P"), "info": _inside(pdf.trailer.Info)}


def _items(outline: Any) -> Iterator[Any]:
    """The entries of the outline's first level."""
    item = outline.get("/First")
    while item is not None:
        yield item
        item = item.get("/Next")


def _item(item: Any) -> Header:
    return {"number": item.objgen[0], "item": _but(item, "/Parent", "/Prev", "/Next")}


def _words(value: Any) -> str:
    """A value's words; of an object that has a number, the reference to it."""
    return bytes(Array([value]).unparse())[2:-2].decode("latin-1")


def _but(values: Any, *keys: str) -> str:
    """A dictionary's words without its brackets and what is said of these keys."""
    return _inside(Dictionary({key: value for key, value in values.items() if key not in keys}))


def _inside(values: Any) -> str:
    """A dictionary's words, without its brackets."""
    return bytes(values.unparse(resolved=True))[2:-2].decode("latin-1")


# -- numbers and bytes


def _written(pdf: pikepdf.Pdf, found: Header, base: int, prefix: bytes) -> tuple[Header, bytes]:
    root = pdf.Root
    tags = root.StructTreeRoot
    shared = {root.objgen[0]: Only.CATALOG, root.Pages.objgen[0]: Only.PAGES, tags.objgen[0]: Only.TAGS}
    shared |= {_document(pdf).objgen[0]: Only.DOCUMENT}
    shared |= {root.Outlines.objgen[0]: Only.OUTLINE} if "/Outlines" in root else {}
    left = {one["number"] for one in (*found["pages"], *found.get("outline", ()))}
    texts = {number: _own(_text(pdf.get_object(number, 0)), prefix) for number in range(1, len(pdf.objects) + 1)}
    kept = _reached(texts, found, {*shared, *left})
    numbers = shared | {number: base + at for at, number in enumerate(sorted({*kept, *left}))}

    def numbered(text: bytes) -> bytes:
        return _REFERENCE.sub(lambda ref: b"%d 0 R" % numbers[int(ref[1])] if ref[1] else ref[0], text)

    body = _Body(base)
    for number in kept:
        thing, text = pdf.get_object(number, 0), numbered(texts[number])
        if isinstance(thing, pikepdf.Stream):
            body.place(numbers[number], text, thing.read_raw_bytes())
        else:
            body.pack(numbers[number], text)
    rows, data = body.closed(base + len(kept) + len(left))
    said: Header = _numbered(found, lambda text: numbered(text.encode("latin-1")).decode("latin-1"))
    for one in (*said["pages"], *said.get("outline", ())):
        one["number"] = numbers[one["number"]]
    known = {"base": base, "numbers": len(rows) // ROW.size, "placed": body.placed, "rows": rows.hex()}
    return said | known, data


def _text(thing: Any) -> bytes:
    if isinstance(thing, pikepdf.Stream):
        return bytes(thing.stream_dict.unparse(resolved=True))
    return bytes(thing.unparse(resolved=True)) if isinstance(thing, pikepdf.Object) else _words(thing).encode("latin-1")


def _reached(texts: dict[int, bytes], found: Header, but: Iterable[int]) -> list[int]:
    """The numbers of all that the header's values lead to, in order."""
    seen, kept = set(but), list[int]()
    waiting = [text.encode("latin-1") for text in _leaves(found)]
    while waiting:
        for reference in _REFERENCE.finditer(waiting.pop()):
            number = int(reference[1] or 0)
            if number and number not in seen:
                seen.add(number)
                kept.append(number)
                waiting.append(texts[number])
    return sorted(kept)


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _leaves(inner)


def _numbered(value: Any, rule: Callable[[str], str]) -> Any:
    """The value with every text changed by the rule."""
    if isinstance(value, str):
        return rule(value)
    if isinstance(value, list):
        return [_numbered(inner, rule) for inner in value]
    return {key: _numbered(inner, rule) for key, inner in value.items()} if isinstance(value, dict) else value


class _Body:
    """Objects on their way into bytes: streams one after the other, all else packed into object streams."""

    def __init__(self, base: int) -> None:
        self.base, self.data, self.placed = base, io.BytesIO(), list[int]()
        self.rows: dict[int, bytes] = {}
        self.waiting: list[tuple[int, bytes]] = []

    def place(self, number: int, words: bytes, content: bytes) -> None:
        """A stream: the words of its dictionary, and its bytes as they are."""
        self.rows[number] = ROW.pack(IN_FILE, self.data.tell(), 0)
        self.placed.append(number - self.base)
        self.data.write(stream(number, words, content))

    def pack(self, number: int, words: bytes) -> None:
        self.waiting.append((number, words))

    def closed(self, free: int) -> tuple[bytes, bytes]:
        """The rows from the base on, and the bytes; the object streams are numbered from `free`."""
        for at in range(0, len(self.waiting), PACKED):
            some = self.waiting[at : at + PACKED]
            number = free + at // PACKED
            for index, (inner, _) in enumerate(some):
                self.rows[inner] = ROW.pack(IN_STREAM, number, index)
            self.place(number, *packed(some))
        last = max(self.rows, default=self.base - 1)
        nothing = ROW.pack(0, 0, 0)  # pages and the outline's entries, which binding writes
        return b"".join(self.rows.get(at, nothing) for at in range(self.base, last + 1)), self.data.getvalue()
