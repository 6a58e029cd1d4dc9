"""No letter is wider than tables take it to be: cells that are narrow by that reckoning are never measured."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from blueprint.publishing.fonts.families import folders
from blueprint.publishing.pdf.tables import cell_of

EMOJI = "Noto Emoji"
"""The last family to be asked: it has digits for signs, which no figure is set in."""
MOST_BOLD = 3_000
"""Letters that are made bold of a face here; in Chinese, Japanese and Korean all are as wide as they are high."""


def _faces() -> Iterator[Path]:
    for folder in folders():
        yield from (file for file in Path(folder).rglob("*") if file.suffix.lower() in (".ttf", ".otf"))


@pytest.mark.slow
@pytest.mark.parametrize("file", sorted(_faces()), ids=lambda file: file.name)
def test_no_letter_of_a_face_is_wider_than_it_is_taken_to_be(file: Path) -> None:
    for bold in (False, True):
        wider = [character for character, width in _widths(file, bold=bold) if width > _taken(character)]
        assert wider == []


def _taken(character: str) -> float:
    return float(cell_of([], character)["word"]) + 0.001


def _widths(file: Path, *, bold: bool) -> Iterator[tuple[str, float]]:
    """The letters of a face with their widths in ems."""
    face = TTFont(file)
    if bold and "fvar" in face:
        codes = list(face.getBestCmap())
        kept = codes if len(codes) < MOST_BOLD else [code for code in codes if code < 0x600]
        chosen = subset.Subsetter(subset.Options(layout_features=[]))
        chosen.populate(unicodes=kept)
        chosen.subset(face)
        weights = {axis.axisTag: min(700, axis.maxValue) for axis in face["fvar"].axes if axis.axisTag == "wght"}
        face = instancer.instantiateVariableFont(face, weights)
    is_emoji = face["name"].getDebugName(1) == EMOJI
    size, widths = face["head"].unitsPerEm, face["hmtx"].metrics
    for code, glyph in face.getBestCmap().items():
        if not (is_emoji and code < 0x80) and not chr(code).isspace():
            yield chr(code), widths[glyph][0] / size
