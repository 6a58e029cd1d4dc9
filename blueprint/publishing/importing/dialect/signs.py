"""The signs of Pandoc's ordered lists, written out."""

from blueprint.publishing.importing.number_formats import written

_FORMATS = {
    "LowerAlpha": "lowerLetter",
    "UpperAlpha": "upperLetter",
    "LowerRoman": "lowerRoman",
    "UpperRoman": "upperRoman",
}
_AROUND = {"OneParen": ("", ")"), "TwoParens": ("(", ")")}
BULLET = "•"


def sign_words(number: int, style: str, delimiter: str) -> str:
    """The sign of an item: “(a)”, “iv.”, “3)”."""
    before, behind = _AROUND.get(delimiter, ("", "."))
    return f"{before}{written(number, _FORMATS.get(style, 'decimal'))}{behind}"
