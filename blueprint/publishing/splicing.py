"""Splicing OpenDocument texts that Pandoc wrote, so that a run of proposals that did not change is not written again.

What Pandoc counts through a document (styles, tables, pictures, notes) is counted on from one text to the next.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from blueprint.publishing.zips import unzipped, zipped

_STYLES, _TEXT = ("<office:automatic-styles>", "</office:automatic-styles>"), ("<office:text>", "</office:text>")
_TAG = re.compile(r"<[^>]+>")
_COUNTED = re.compile(r'((?:style:|style-|table:|draw:)name="|text:id="|Pictures/)(L|P|T|Table|img|ftn|)(\d+)(?=["./])')
_CITED = re.compile(r"(<text:note-citation>)(\d+)")
_STYLE = re.compile(r'<(style:style|text:list-style) style:name="([^"]+)"[^>]*?(?:/>|>.*?</\1>)', re.DOTALL)
_PICTURE = re.compile(r'<manifest:file-entry [^>]*full-path="Pictures/[^>]*>')


class Piece(NamedTuple):
    """What a text brings along: its styles, its words, and its pictures by their names in the archive."""

    styles: str
    words: str
    pictures: dict[str, bytes]
    entries: str


def marker(run: int) -> str:
    """What stands in the whole where this run's words go: a comment, which no text of ours can hold."""
    return f"<!-- run {run} -->"


def spliced(whole: bytes, runs: Sequence[bytes]) -> bytes:
    """The whole with the words of the runs at their markers."""
    files = dict(unzipped(whole))
    counted: Counter[str] = Counter()
    first, *others = [_counted_on(_piece(data), counted) for data in (whole, *runs)]
    words = first.words
    for at, other in enumerate(others):
        words = words.replace(marker(at), other.words.strip())
    content = files["content.xml"].decode()
    content = _put(content, _STYLES, "\n".join(_once(first.styles + "".join(other.styles for other in others))))
    files["content.xml"] = _put(content, _TEXT, words).encode()
    entries = "".join(other.entries for other in others)
    manifest = files["META-INF/manifest.xml"].decode()
    files["META-INF/manifest.xml"] = manifest.replace("</manifest:manifest>", f"{entries}</manifest:manifest>").encode()
    for other in others:
        files |= other.pictures
    return zipped(files.items())


def _piece(data: bytes) -> Piece:
    files = dict(unzipped(data))
    content = files["content.xml"].decode()
    pictures = {name: picture for name, picture in files.items() if name.startswith("Pictures/")}
    entries = "".join(_PICTURE.findall(files["META-INF/manifest.xml"].decode()))
    return Piece(_within(content, _STYLES), _within(content, _TEXT), pictures, entries)


def _counted_on(piece: Piece, counted: Counter[str]) -> Piece:
    """The piece with its names counted on from those `counted` so far, and these counted too."""
    before, most = counted.copy(), Counter[str]()

    def named(found: re.Match[str]) -> str:
        kind, number = found[2] or "Pictures", int(found[3])
        most[kind] = max(most[kind], number + (kind in _FROM_NONE))
        return f"{found[1]}{found[2]}{number + before[kind]}"

    def tags(text: str) -> str:
        return _TAG.sub(lambda tag: _COUNTED.sub(named, tag.group()), text)

    pictures = {_COUNTED.sub(named, name): data for name, data in piece.pictures.items()}
    words = _CITED.sub(lambda found: f"{found[1]}{int(found[2]) + before['ftn']}", tags(piece.words))
    made = Piece(tags(piece.styles), words, pictures, tags(piece.entries))
    counted += most
    return made


_FROM_NONE = frozenset({"ftn", "Pictures"})
"""What Pandoc counts from none; the rest it counts from one."""


def _once(styles: str) -> Iterator[str]:
    """Each style, but those that every text brings along only once."""
    seen = set[str]()
    for style in _STYLE.finditer(styles):
        if style[2] not in seen:
            seen.add(style[2])
            yield style.group()


def _within(text: str, ends: tuple[str, str]) -> str:
    before, after = ends
    return text[text.index(before) + len(before) : text.rindex(after)] if before in text else ""


def _put(text: str, ends: tuple[str, str], inside: str) -> str:
    before, after = ends
    return text[: text.index(before) + len(before)] + inside + text[text.rindex(after) :]
