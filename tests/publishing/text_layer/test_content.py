"""Reading and joining the strings of a page."""

from typing import NamedTuple

import pytest

from blueprint.publishing.pdf.text_layer.clusters import PlacedGlyph, clusters
from blueprint.publishing.pdf.text_layer.content import Glyph, string_bytes, text_pieces
from blueprint.publishing.pdf.text_layer.lines import text_runs


class _Font(NamedTuple):
    texts: dict[int, str]

    def text(self, code: int) -> str:
        return self.texts.get(code, "")

    def advance(self, code: int) -> float:
        return 500 if code else 0


FONTS = {"f0": _Font({1: "a", 2: "b", 0x2829: "c"}), "f1": _Font({1: "ن", 2: "و"})}
STRING = (
    rb"q 1 0 0 -1 10 20 cm/c0 cs 0.1 0.2 0.3 scn"
    b"\nBT 0 Tr/f0 10 Tf 1 0 0 -1 2 1 Tm[(\\000\\001)-100<0002>]TJ\nET\nQ\n"
)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (rb"(\000\001)", b"\0\1"),
        (rb"(a\)\\(b)\n\rc)", b"a)\\(b)\n\rc"),
        (b"<00fF>", b"\x00\xff"),
    ],
)
def test_a_string_is_read_as_it_is_written(written: bytes, read: bytes) -> None:
    assert string_bytes(written) == read


def test_a_piece_has_its_glyphs_with_their_places() -> None:
    [piece] = text_pieces(b"/Span<</MCID 7/Lang(ar)>>BDC\n" + STRING + b"EMC", FONTS)
    assert (piece.mcid, piece.language, piece.font, piece.size) == (7, b"/Lang(ar)", "f0", 10)
    assert [(glyph.text, glyph.x, glyph.y) for glyph in piece.glyphs] == [("a", 12, 19), ("b", 18, 19)]
    assert piece.right == 23


def test_brackets_in_pairs_are_no_end_of_a_string() -> None:
    [piece] = text_pieces(STRING.replace(rb"(\000\001)", b"(())"), FONTS)
    assert [glyph.code for glyph in piece.glyphs] == [0x2829, 2]


@pytest.mark.parametrize("other", [b"10 Tz", b"/f0 12 Tf", b"BX"])
def test_what_is_written_otherwise_is_left_out(other: bytes) -> None:
    assert list(text_pieces(STRING.replace(b"BT", b"BT " + other), FONTS)) == []


def _glyphs(*described: tuple[int, str, float, int]) -> list[PlacedGlyph]:
    return [PlacedGlyph(Glyph(code, 0, 0, advance, text, span), 0, "f") for code, text, advance, span in described]


@pytest.mark.parametrize(
    ("glyphs", "backwards", "found"),
    [
        pytest.param([(1, "ช่", 5, 0), (2, "ช่", 0, 1)], False, ["ช่"], id="a sign above its letter"),
        pytest.param([(9, "ن", 0, 0), (1, "ن", 5, 0)], True, ["ن"], id="a dot before its letter, from the left"),
        pytest.param([(9, "ن", 0, 0), (1, "ن", 5, 0)] * 2, True, ["ن", "ن"], id="a letter twice"),
        pytest.param([(1, "لا", 5, 0), (1, "لا", 5, 0)], True, ["لا", "لا"], id="a ligature twice"),
        pytest.param([(1, "லொ", 5, 3), (2, "லொ", 5, 3)], False, ["லொ"], id="two glyphs under one ActualText"),
        pytest.param([(1, "ন্", 5, 0), (2, "ত", 0, 0)], False, ["ন্ত"], id="the lower part of a conjunct"),
        pytest.param(
            [(1, "a", 5, 0), (3, " ", 5, 0), (2, "b", 5, 0)], False, ["a", " ", "b"], id="letters and a space"
        ),
    ],
)
def test_the_glyphs_of_a_cluster_are_put_together(
    glyphs: list[tuple[int, str, float, int]], backwards: bool, found: list[str]
) -> None:
    assert [cluster.text for cluster in clusters(_glyphs(*glyphs), backwards=backwards)] == found


def test_pieces_that_adjoin_are_a_run_of_one_direction() -> None:
    letter = STRING.replace(b"f0", b"f1")
    content = letter + letter.replace(b"-1 10 20", b"-1 21 24") + STRING.replace(b"-1 10 20", b"-1 32 20")
    runs = list(text_runs(content, list(text_pieces(content, FONTS)), lambda _: None))
    assert [(len(run.pieces), run.backwards) for run in runs] == [(2, True), (1, False)]
