"""Fonts inside an EPUB: only for scripts that readers' devices may lack, and only the letters that are used."""

import io
import json
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from blueprint.publishing.book import Book, told
from blueprint.publishing.cache import NOTHING_KEPT, Cache
from blueprint.publishing.context import Tell, silent
from blueprint.publishing.fonts.families import folders, script
from blueprint.publishing.phrases import phrases

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

_FILES = {
    "Arab": ("Noto Naskh Arabic", "NotoNaskhArabic-Variable.ttf"),
    "Aran": ("Noto Nastaliq Urdu", "NotoNastaliqUrdu[wght].ttf"),
    "Ethi": ("Noto Sans Ethiopic", "NotoSansEthiopic[wght].ttf"),
    "Taml": ("Noto Sans Tamil", "NotoSansTamil[wght].ttf"),
    "Thai": ("Noto Sans Thai", "NotoSansThai[wght].ttf"),
}
"""Scripts that e-readers often lack. Japanese is not among them: readers sold there have it, and it would weigh most."""


_WHOLE = frozenset({"Aran"})
"""Where little can be left out, and to find out what takes too long: six seconds for a third of the bytes of Nastaliq, whose
letters all hang together."""


class Embedded(NamedTuple):
    """A font file of the book: its CSS family, its name in the book, its bytes (WOFF)."""

    family: str
    name: str
    data: bytes


def embedded_fonts(book: Book, cache: Cache = NOTHING_KEPT, tell: Tell = silent) -> list[Embedded]:
    """The fonts for the scripts of the book's languages, most of them cut down to the characters that occur in it."""
    tags = {book.language, *(chapter.language for chapter in book.chapters)}
    scripts = sorted({script(tag) for tag in tags} & _FILES.keys())
    if not scripts:
        return []
    said = [told(book, {"kind"}), *(json.dumps(phrases(tag), ensure_ascii=False) for tag in tags)]
    letters = "".join(sorted(_shaped("".join(said))))
    made = []
    for name in scripts:
        tell(f"Fitting the letters of {_FILES[name][0]}", 0.8)
        made.append(_embedded(name, letters, cache))
    return made


def _shaped(words: str) -> set[str]:
    """The letters, and those that readers take them apart into before they draw them (Thai ำ is drawn as ํ and า)."""
    return set(words) | set(unicodedata.normalize("NFKD", "".join(set(words))))


def _embedded(name: str, letters: str, cache: Cache) -> Embedded:
    family, file = _FILES[name]
    data = _packed(file) if name in _WHOLE else cache.kept("font", file, letters, make=lambda: _subset(file, letters))
    return Embedded(family, f"fonts/{file.split('[')[0].split('-')[0]}.woff", data)


@lru_cache(maxsize=16)
def _subset(file: str, letters: str) -> bytes:
    """The font with only what these letters need; the same bytes each time."""
    from fontTools import subset

    font = _font(file)
    options = subset.Options(layout_features=["*"], notdef_outline=True, name_IDs=["*"])
    cutter = subset.Subsetter(options)
    cutter.populate(text=letters)
    cutter.subset(font)
    return _written(font)


@lru_cache(maxsize=4)
def _packed(file: str) -> bytes:
    """The whole font."""
    return _written(_font(file))


def _font(file: str) -> "TTFont":
    from fontTools.ttLib import TTFont

    path = next(path for folder in folders() if (path := Path(folder, file)).exists())
    return TTFont(path, recalcTimestamp=False)


def _written(font: "TTFont") -> bytes:
    font.flavor = "woff"
    buffer = io.BytesIO()
    font.save(buffer)
    return buffer.getvalue()
