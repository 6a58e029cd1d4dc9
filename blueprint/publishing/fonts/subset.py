"""Fonts embedded in an EPUB: for scripts that readers' devices may lack, subset to the characters that are used."""

import io
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from blueprint.publishing.cache import NO_CACHE, Cache
from blueprint.publishing.fonts.families import folders, script
from blueprint.publishing.progress import Progress, no_progress

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

_READY = Path(__file__).parents[2] / "web" / "static" / "fonts"
"""The subsets of Noto Serif that the public pages have, too: making others would take a second a book."""
_LATIN = (("serif-latin", "normal"), ("serif-latin-italic", "italic"))
_CYRILLIC = (("serif-cyrillic", "normal"),)
_CYRILLIC_LETTER = re.compile("[\u0400-\u052f]")
_FILES = {
    "Arab": ("Noto Naskh Arabic", "NotoNaskhArabic-Variable.ttf"),
    "Aran": ("Noto Nastaliq Urdu", "NotoNastaliqUrdu[wght].ttf"),
    "Ethi": ("Noto Sans Ethiopic", "NotoSansEthiopic[wght].ttf"),
    "Taml": ("Noto Sans Tamil", "NotoSansTamil[wght].ttf"),
    "Thai": ("Noto Sans Thai", "NotoSansThai[wght].ttf"),
}
"""Fonts of scripts that e-readers often lack; Japanese is left to them, its font would be the largest."""


_NOT_SUBSET = frozenset({"Aran"})
"""Scripts whose fonts are embedded whole: subsetting Nastaliq, whose letters are all connected, takes six seconds and
saves two thirds."""


class EmbeddedFont(NamedTuple):
    """A font file: its CSS family, its name in the EPUB, its bytes (WOFF or WOFF2), its CSS font style."""

    family: str
    name: str
    data: bytes
    style: str = "normal"


def embedded_fonts(
    tags: Iterable[str], text: str, cache: Cache = NO_CACHE, progress: Progress = no_progress
) -> list[EmbeddedFont]:
    """Serif fonts for Latin letters, and Cyrillic ones where the text has any, then those for the scripts of these
    languages, most of them subset to the text's characters."""
    characters = "".join(sorted(_decomposed(text)))
    fonts = [_serif(*each) for each in (*_LATIN, *(_CYRILLIC if _CYRILLIC_LETTER.search(text) else ()))]
    for name in sorted({script(tag) for tag in tags} & _FILES.keys()):
        progress(f"Fitting the letters of {_FILES[name][0]}", 0.8)
        fonts.append(_embedded(name, characters, cache))
    return fonts


@lru_cache(maxsize=4)
def _serif(name: str, style: str) -> EmbeddedFont:
    return EmbeddedFont("Noto Serif", f"fonts/{name}.woff2", (_READY / f"{name}.woff2").read_bytes(), style)


def _decomposed(words: str) -> set[str]:
    """The characters, and their compatibility decompositions, which renderers use (Thai ำ is drawn as ํ and า)."""
    return set(words) | set(unicodedata.normalize("NFKD", "".join(set(words))))


def _embedded(name: str, characters: str, cache: Cache) -> EmbeddedFont:
    family, file = _FILES[name]
    data = (
        _whole(file)
        if name in _NOT_SUBSET
        else cache.get_or_build("font", file, characters, build=lambda: _subset(file, characters))
    )
    return EmbeddedFont(family, f"fonts/{file.split('[')[0].split('-')[0]}.woff", data)


@lru_cache(maxsize=16)
def _subset(file: str, characters: str) -> bytes:
    """The font subset to these characters; deterministic."""
    from fontTools import subset

    font = _font(file)
    options = subset.Options(layout_features=["*"], notdef_outline=True, name_IDs=["*"])
    cutter = subset.Subsetter(options)
    cutter.populate(text=characters)
    cutter.subset(font)
    return _woff(font)


@lru_cache(maxsize=4)
def _whole(file: str) -> bytes:
    return _woff(_font(file))


def _font(file: str) -> "TTFont":
    from fontTools.ttLib import TTFont

    path = next(path for folder in folders() if (path := Path(folder, file)).exists())
    return TTFont(path, recalcTimestamp=False)


def _woff(font: "TTFont") -> bytes:
    font.flavor = "woff"
    buffer = io.BytesIO()
    font.save(buffer)
    return buffer.getvalue()
