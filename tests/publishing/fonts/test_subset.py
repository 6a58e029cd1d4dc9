"""Fonts that an e-book brings along."""

import io

from fontTools.ttLib import TTFont

from blueprint.publishing.fonts.subset import embedded_fonts


def test_a_font_has_the_characters_of_the_text_and_few_others() -> None:
    *_, font = embedded_fonts(["en", "ar", "fa"], "غ7")
    characters = TTFont(io.BytesIO(font.data)).getBestCmap().keys()
    assert {ord("غ"), ord("7")} <= characters
    assert ord("ش") not in characters


def test_latin_letters_have_an_upright_and_an_italic_serif() -> None:
    upright, italic = embedded_fonts(["en", "de"], "abcä")
    assert [upright.style, italic.style] == ["normal", "italic"]
    assert upright.family == italic.family == "Noto Serif"
    assert upright.name != italic.name
    assert upright.data[:4] == italic.data[:4] == b"wOF2"
