"""`python -m tools.pdf_geometry FILE.pdf …`: what overlaps or is cut off on the pages of PDFs.

Read with PDFium, the engine of Chrome. Letters take the room of their advance on their base line, not of their ink: the ink
of letters that are joined, leant or marked overlaps in every good page, and in Nastaliq it always does.
"""

import ctypes
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2
from pypdfium2 import raw

SAME_LINE = 0.6
"""Base lines that are nearer to each other than so many ems leave no room for letters of both."""

COVERED = 0.5
"""The share of a letter's width that another may not cover."""

ALPHABETS = (
    "LATIN",
    "GREEK",
    "CYRILLIC",
    "DIGIT",
    "CJK",
    "HIRAGANA",
    "KATAKANA",
    "HANGUL",
    "ETHIOPIC",
    "ARMENIAN",
    "GEORGIAN",
)
"""Scripts whose letters are beside each other. In others some are above, below or around their neighbours."""

PROPORTION = 0.03
"""How far the proportions of a picture on the page may be from those of its pixels."""

SLACK = 1.0
"""Points."""

_INLINE = frozenset({"Span", "Link", "Em", "Strong", "Quote", "Code", "Reference", "Sub", "Lbl", "Formula"})
"""Structure types within a block."""

Rectangle = tuple[float, float, float, float]
"""Left, bottom, right and top, in points."""


class Fault(NamedTuple):
    """Something that is wrong on a page (from 1), in a sentence."""

    page: int
    sentence: str


class Letter(NamedTuple):
    """A visible letter: its place in the page's text, where it is on its base line, and the size and name of its face.

    `run` tells what was drawn together: letters of one run are where their face puts them. `block` tells the paragraphs and
    cells of the page apart; it is -1 outside of them.
    """

    at: int
    character: str
    left: float
    right: float
    base: float
    ink: Rectangle
    size: float
    face: str
    run: int
    block: int


def faults(pdf: bytes) -> list[Fault]:
    """Letters over each other or over pictures, and letters and pictures that are cut off, page by page."""
    found = []
    with pypdfium2.PdfDocument(pdf) as document:
        for number in range(len(document)):
            page = document[number]
            found += [Fault(number + 1, sentence) for sentence in _page_faults(page)]
            page.close()
    return found


def letters_of(pdf: bytes) -> list[list[Letter]]:
    """The visible letters of each page."""
    found = []
    with pypdfium2.PdfDocument(pdf) as document:
        for number in range(len(document)):
            page = document[number]
            found.append(list(_letters(page.get_textpage(), _blocks(page))))
            page.close()
    return found


def _page_faults(page: Any) -> Iterator[str]:
    box = page.get_mediabox()
    letters = list(_letters(page.get_textpage(), _blocks(page)))
    pictures = list(_pictures(page, box))
    outside = [letter for letter in letters if not _within(letter.ink, box)]
    over = [letter for letter in letters if any(_is_over(letter, area) for area, _ in pictures)]
    found = {"over other words": _covered(letters), "outside of the page": outside, "over a picture": over}
    for where, some in found.items():
        if words := _words(some, letters):
            yield f"{len(words)} words are printed {where}: “{' '.join(words)[:80]}”"
    yield from (fault for _, faults in pictures for fault in faults)


# -- letters


def _blocks(page: Any) -> dict[int, int]:
    """For each piece of marked content the number of the paragraph, cell or other block around it (ISO 32000-1, 14.7)."""
    tree = raw.FPDF_StructTree_GetForPage(page)
    if not tree:
        return {}
    found: dict[int, int] = {}
    waiting = [
        (raw.FPDF_StructTree_GetChildAtIndex(tree, at), 0) for at in range(raw.FPDF_StructTree_CountChildren(tree))
    ]
    count = 0
    while waiting:
        element, block = waiting.pop()
        if _type_of(element) not in _INLINE:
            count += 1
            block = count
        for at in range(raw.FPDF_StructElement_CountChildren(element)):
            content = raw.FPDF_StructElement_GetChildMarkedContentID(element, at)
            if content >= 0:
                found[content] = block
            elif child := raw.FPDF_StructElement_GetChildAtIndex(element, at):
                waiting.append((child, block))
    raw.FPDF_StructTree_Close(tree)
    return found


def _type_of(element: Any) -> str:
    name = ctypes.create_string_buffer(64)
    raw.FPDF_StructElement_GetType(element, name, 64)
    return name.raw.decode("utf-16-le").partition("\0")[0]


def _letters(text: Any, blocks: Mapping[int, int]) -> Iterator[Letter]:
    """The visible letters of the page's text."""
    for at in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, at)
        character = chr(code) if code < sys.maxunicode else ""
        if not character.strip() or not character.isprintable() or raw.FPDFText_IsGenerated(text, at) == 1:
            continue
        room, sides = raw.FS_RECTF(), [ctypes.c_double() for _ in range(4)]
        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetLooseCharBox(text, at, room)
        raw.FPDFText_GetCharBox(text, at, *sides)
        raw.FPDFText_GetCharOrigin(text, at, x, y)
        left, right, bottom, top = (value.value for value in sides)
        size = raw.FPDFText_GetFontSize(text, at)
        drawn = raw.FPDFText_GetTextObject(text, at)
        run = ctypes.cast(drawn, ctypes.c_void_p).value or 0
        block = blocks.get(raw.FPDFPageObj_GetMarkedContentID(drawn), -1)
        ink = left, bottom, right, top
        yield Letter(at, character, room.left, room.right, y.value, ink, size, _face(text, at), run, block)


def _face(text: Any, at: int) -> str:
    name = ctypes.create_string_buffer(100)
    raw.FPDFText_GetFontInfo(text, at, name, 100, None)
    return name.value.decode("utf-8", "replace")


def _covered(letters: Sequence[Letter]) -> list[Letter]:
    """The letters whose room another one takes.

    Formulas are left out: their accents and indices are above and below each other.
    """
    rows: dict[int, list[Letter]] = defaultdict(list)
    for letter in letters:
        if letter.right - letter.left > SLACK and "Math" not in letter.face:
            rows[int(letter.base // 4)].append(letter)
    found = []
    for row, here in rows.items():
        near = sorted([*here, *rows.get(row + 1, ()), *rows.get(row + 2, ()), *rows.get(row + 3, ())])
        near.sort(key=lambda letter: letter.left)
        for place, one in enumerate(near):
            for other in near[place + 1 :]:
                if other.left >= one.right:
                    break
                if _collide(one, other):
                    found += [one, other]
    return sorted(set(found))


def _collide(one: Letter, other: Letter) -> bool:
    if one.run == other.run or abs(one.base - other.base) > SAME_LINE * min(one.size, other.size):
        return False
    if one.block == other.block and not (_is_beside(one.character) and _is_beside(other.character)):
        return False
    common = min(one.right, other.right) - max(one.left, other.left)
    return common > max(SLACK, COVERED * min(one.right - one.left, other.right - other.left))


def _is_beside(character: str) -> bool:
    """Whether the letter is beside its neighbours, as punctuation and letters of an alphabet are."""
    return not unicodedata.category(character).startswith(("L", "M")) or unicodedata.name(character, "").startswith(
        ALPHABETS
    )


def _words(some: Sequence[Letter], letters: Sequence[Letter]) -> list[str]:
    """The words, of the page's letters, that these letters are in."""
    marked = {letter.at for letter in some}
    if not marked:
        return []
    gaps = [after.at - letter.at > 1 for letter, after in pairwise(letters)]
    numbers = [0]
    for gap in gaps:
        numbers.append(numbers[-1] + gap)
    words = []
    for _, group in groupby(zip(numbers, letters, strict=True), key=lambda pair: pair[0]):
        word = [letter for _, letter in group]
        if any(letter.at in marked for letter in word):
            words.append("".join(letter.character for letter in word))
    return words


# -- pictures


def _pictures(page: Any, box: Rectangle) -> Iterator[tuple[Rectangle, list[str]]]:
    """Where the page's pictures are, and what is wrong with each."""
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=8):
        left, bottom, right, top = area = item.get_bounds()
        said = []
        if not _within(area, box):
            said.append("A picture leaves the page")
        width, height = item.get_px_size()
        shown, own = (right - left) / max(top - bottom, 0.01), width / max(height, 1)
        if abs(shown / own - 1) > PROPORTION and min(right - left, top - bottom) > 20 * SLACK:
            said.append(
                f"A picture of {width} × {height} pixels is drawn {right - left:.0f} × {top - bottom:.0f} points"
            )
        if not all(_within(area, clip) for clip in _clips(item)):
            said.append("A picture is cropped")
        yield area, said


def _clips(item: Any) -> Iterator[Rectangle]:
    """The bounds of each path that the picture is clipped by."""
    path = raw.FPDFPageObj_GetClipPath(item)
    for at in range(max(raw.FPDFClipPath_CountPaths(path), 0) if path else 0):
        points = []
        for segment in range(raw.FPDFClipPath_CountPathSegments(path, at)):
            x, y = ctypes.c_float(), ctypes.c_float()
            raw.FPDFPathSegment_GetPoint(raw.FPDFClipPath_GetPathSegment(path, at, segment), x, y)
            points.append((x.value, y.value))
        if points:
            xs, ys = zip(*points, strict=True)
            yield min(xs), min(ys), max(xs), max(ys)


# -- areas


def _within(inner: Rectangle, outer: Rectangle) -> bool:
    left, bottom, right, top = inner
    lowest = left >= outer[0] - SLACK and bottom >= outer[1] - SLACK
    return lowest and right <= outer[2] + SLACK and top <= outer[3] + SLACK


def _is_over(letter: Letter, area: Rectangle) -> bool:
    """Whether the middle of the letter is within the area."""
    left, bottom, right, top = letter.ink
    return area[0] < (left + right) / 2 < area[2] and area[1] < (bottom + top) / 2 < area[3]


def main(paths: Iterable[str]) -> int:
    """Print the faults of each file; the exit code."""
    total = 0
    for path in paths:
        for fault in faults(Path(path).read_bytes()):
            print(f"{path}, page {fault.page}: {fault.sentence}.")
            total += 1
    return 1 if total else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
