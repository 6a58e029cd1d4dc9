"""Fonts that an e-book brings along."""

import io

from fontTools.ttLib import TTFont

from blueprint.publishing.fonts.subset import embedded_fonts


def test_a_font_has_the_characters_of_the_text_and_few_others() -> None:
    [font] = embedded_fonts(["en", "ar", "fa"], "غ7")
    characters = TTFont(io.BytesIO(font.data)).getBestCmap().keys()
    assert {ord("غ"), ord("7")} <= characters
    assert ord("ش") not in characters


def test_latin_needs_no_embedded_font() -> None:
    assert embedded_fonts(["en", "de"], "abc") == []
