"""Binding gatherings into a book: a PDF whose parts are copied as they are, with what leads from one to the next.

What is written here is small: pages (each draws its own words, and the foot that the book has for it), the outline's first
level, the tops of the trees of tags and names, and the table of where everything stands. The structure is that of
ISO 32000-1: 7.5.8 for the table, 14.7 for the tags.
"""

import hashlib
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any, Protocol

from blueprint.publishing.objects import IN_FILE, IN_STREAM, PACKED, ROW, Only, packed, stream, table

_BEGINNING = b"%PDF-1.7\n%\x80\x80\x80\x80\n"

_FREE = 0xFFFF
"""The generation of the first object, which there never is (7.5.4)."""

_STREAMS = 16
"""The first of the numbers of what is written here besides what every book has."""


class Gathering(Protocol):
    """What `gathering.gathered` said of a part, and its bytes."""

    @property
    def header(self) -> dict[str, Any]: ...
    @property
    def data(self) -> bytes: ...


def bound(parts: Sequence[Gathering], numbers: Gathering, lines: Gathering, lined: Sequence[int]) -> bytes:
    """The book of these parts in order. Each page but the first part's gets the line at its foot, and its number.

    `lined` says which page of `lines` that is. The last part's catalogue is the book's.
    """
    file = _File()
    for part in sorted((*parts, numbers, lines), key=lambda part: int(part.header["base"])):
        file.copy(part)
    headers = [part.header for part in parts]
    feet = list(zip((lines.header["pages"][at] for at in lined), numbers.header["pages"], strict=True))
    objects = (*_pages(headers, feet), *_outline(headers), *_trees(headers))
    file.write([(number, words.encode("latin-1")) for number, words in objects])
    return file.closed()


# -- what leads from one part to the next

Page = dict[str, Any]
"""What a header says of one of its pages."""

Objects = Iterator[tuple[int, str]]
"""Numbers of objects, and their words."""


def _pages(headers: Sequence[dict[str, Any]], feet: Sequence[tuple[Page, Page]]) -> Objects:
    for page in headers[0]["pages"]:
        yield page["number"], _page([page])
    behind = chain.from_iterable(header["pages"] for header in headers[1:])
    for page, foot in zip(behind, feet, strict=True):
        yield page["number"], _page([page, *foot])


def _page(drawn: Sequence[Page]) -> str:
    """A page that draws what it does itself, and its foot."""
    kinds = (f"{kind} <<{''.join(one['with'][kind] for one in drawn)}>>" for kind in drawn[0]["with"])
    resources = f"<< {' '.join(kinds)}{drawn[0]['also']}>>"
    contents = f"[ {' '.join(one['drawn'] for one in drawn)} ]"
    return f"<<{drawn[0]['page']}/Parent {Only.PAGES} 0 R /Contents {contents} /Resources {resources} >>"


def _outline(headers: Sequence[dict[str, Any]]) -> Objects:
    entries = list(chain.from_iterable(header["outline"] for header in headers))
    numbers = [entry["number"] for entry in entries]
    for at, entry in enumerate(entries):
        before = f"/Prev {numbers[at - 1]} 0 R " if at else ""
        behind = f"/Next {numbers[at + 1]} 0 R " if at + 1 < len(numbers) else ""
        yield entry["number"], f"<<{entry['item']}/Parent {Only.OUTLINE} 0 R {before}{behind}>>"
    ends = f"/First {numbers[0]} 0 R /Last {numbers[-1]} 0 R"
    yield Only.OUTLINE, f"<< /Type /Outlines /Count {len(numbers)} {ends} >>"


def _trees(headers: Sequence[dict[str, Any]]) -> Objects:
    """The catalogue, and the tops of the trees of pages, tags and names."""
    last = headers[-1]
    pages = [f"{page['number']} 0 R" for header in headers for page in header["pages"]]
    yield Only.PAGES, f"<< /Type /Pages /Count {len(pages)} /Kids [ {' '.join(pages)} ] >>"
    tags = " ".join(chain.from_iterable(header["tags"] for header in headers))
    yield Only.DOCUMENT, f"<<{last['document']}/P {Only.TAGS} 0 R /K [ {tags} ] >>"
    yield Only.TAGS, _tags(sorted(headers, key=lambda header: int(header["base"])))
    names = sorted(chain.from_iterable(header["names"] for header in headers))
    listed = " ".join(f"<{name.encode('latin-1').hex()}> {to}" for name, to in names)
    roots = f"/Pages {Only.PAGES} 0 R /StructTreeRoot {Only.TAGS} 0 R /Outlines {Only.OUTLINE} 0 R"
    yield Only.INFO, f"<<{last['info']}>>"
    yield Only.CATALOG, f"<<{last['catalog']}{roots} /Names << /Dests << /Names [ {listed} ] >> >> >>"


def _tags(headers: Sequence[dict[str, Any]]) -> str:
    """The top of the tree of tags. The leaves by which they are found are the parts' own, in the order of their keys."""
    parents = " ".join(header["parents"] for header in headers)
    named = " ".join(leaf for _, leaf in sorted(header["ids"] for header in headers if "ids" in header))
    roles = {name: role for header in headers for name, role in header["roles"].items()}
    found = f"/ParentTree << /Kids [ {parents} ] >> /ParentTreeNextKey {max(header['next'] for header in headers)}"
    found += f" /IDTree << /Kids [ {named} ] >>" if named else ""
    found += f" /RoleMap << {' '.join(f'{name} {role}' for name, role in sorted(roles.items()))} >>" if roles else ""
    return f"<< /Type /StructTreeRoot /K [ {Only.DOCUMENT} 0 R ] {found} >>"


# -- bytes


class _File:
    """A file on its way, with the rows of its table in one block for each part, by the first number in it."""

    def __init__(self) -> None:
        self.pieces, self.length = [_BEGINNING], len(_BEGINNING)
        self.rows = {0: bytearray(ROW.pack(0, 0, _FREE) * _STREAMS)}

    def copy(self, part: Gathering) -> None:
        """A part as it is; its rows count from the beginning of the file then."""
        base, rows = int(part.header["base"]), bytearray.fromhex(part.header["rows"])
        row = ROW
        for place in part.header["placed"]:
            kind, at, index = row.unpack_from(rows, place * row.size)
            row.pack_into(rows, place * row.size, kind, at + self.length, index)
        self.rows[base] = rows
        self._put(part.data)

    def write(self, objects: Sequence[tuple[int, bytes]]) -> None:
        """Objects that no part has written, packed."""
        for number, at in enumerate(range(0, len(objects), PACKED), _STREAMS):
            some = objects[at : at + PACKED]
            for index, (inner, _) in enumerate(some):
                self._stand(inner, IN_STREAM, number, index)
            self._stand(number, IN_FILE, self.length)
            self._put(stream(number, *packed(some)))

    def closed(self) -> bytes:
        """The file with its table (a cross-reference stream), which also says what the file is."""
        number = len(self.rows[0]) // ROW.size
        beginning = self.length
        self._stand(number, IN_FILE, beginning)
        index = " ".join(f"{base} {len(rows) // ROW.size}" for base, rows in self.rows.items())
        digest = hashlib.sha256(b"".join(self.pieces)).hexdigest()[:32]
        size = max(base + len(rows) // ROW.size for base, rows in self.rows.items())
        said = f"/Type /XRef /Size {size} /W [ 1 4 2 ] /Index [ {index} ] /Root {Only.CATALOG} 0 R"
        said += f" /Info {Only.INFO} 0 R /ID [ <{digest}> <{digest}> ] /Filter /FlateDecode"
        said += f" /DecodeParms << /Predictor 12 /Columns {ROW.size} >>"
        self._put(stream(number, f"<< {said} >>".encode("latin-1"), table(b"".join(self.rows.values()))))
        self._put(b"startxref\n%d\n%%%%EOF\n" % beginning)
        return b"".join(self.pieces)

    def _put(self, data: bytes) -> None:
        self.pieces.append(data)
        self.length += len(data)

    def _stand(self, number: int, kind: int, at: int, index: int = 0) -> None:
        """Say where an object stands."""
        base = max(base for base in self.rows if base <= number)
        row, rows = ROW, self.rows[base]
        place = (number - base) * row.size
        rows.extend(b"\0" * (place + row.size - len(rows)))
        row.pack_into(rows, place, kind, at, index)
