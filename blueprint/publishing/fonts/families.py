"""Font families by language, and the folders of the font files: from packages or our own folder, never the system's.

Scripts have ISO 15924 codes; `Aran` is Arabic in its Nastaliq form, as Urdu is written.
"""

from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from blueprint.locales.catalogues import TRADITIONAL_CHINESE

SERIF, SANS, CODE = "Noto Serif", "Noto Sans", "DejaVu Sans Mono"

_CJK = "justmytype_intl_cjk", "fonts/ofl"
_PACKAGES = (
    ("fontpkg_noto_serif", "files"),
    ("manimgx_fonts", ""),
    ("fontpkg_amiri", "files"),
    ("pylopdf_fonts_ar", ""),
    *((_CJK[0], f"{_CJK[1]}/notosans{region}") for region in ("jp", "sc", "tc", "kr")),
)

_TEXT = {
    "Arab": "Amiri",
    "Aran": "Noto Nastaliq Urdu",
    "Beng": "Noto Sans Bengali",
    "Deva": "Noto Sans Devanagari",
    "Ethi": "Noto Sans Ethiopic",
    "Hans": "Noto Sans SC",
    "Hant": "Noto Sans TC",
    "Hebr": "Noto Sans Hebrew",
    "Jpan": "Noto Sans JP",
    "Khmr": "Noto Sans Khmer",
    "Kore": "Noto Sans KR",
    "Taml": "Noto Sans Tamil",
    "Thai": "Noto Sans Thai",
}
"""The family of each script that Latin ones lack."""

_OTHERS = (
    "Amiri", "Noto Naskh Arabic", "Noto Nastaliq Urdu", "Noto Sans Ethiopic", "Noto Sans Tamil", "Noto Sans Thai",
    "Noto Sans JP", "Noto Sans SC", "Noto Sans TC", "Noto Sans KR", "Noto Sans Devanagari", "Noto Sans Bengali",
    "Noto Sans Hebrew", "Noto Sans Armenian", "Noto Sans Georgian", "Noto Sans Gujarati", "Noto Sans Gurmukhi",
    "Noto Sans Kannada", "Noto Sans Khmer", "Noto Sans Lao", "Noto Sans Malayalam", "Noto Sans Myanmar",
    "Noto Sans Oriya", "Noto Sans Sinhala", "Noto Sans Telugu", "Noto Sans Symbols", CODE, "Noto Emoji",
)  # fmt: skip
_LANGUAGE_SCRIPTS = {
    "am": "Ethi", "ar": "Arab", "bn": "Beng", "ckb": "Arab", "fa": "Arab", "he": "Hebr", "hi": "Deva", "ja": "Jpan",
    "km": "Khmr", "ko": "Kore", "mr": "Deva", "ne": "Deva", "ps": "Arab", "ta": "Taml", "th": "Thai", "ti": "Ethi",
    "ur": "Aran", "zh": "Hans",
}  # fmt: skip
_LATIN = r"[\p{Latin}\p{Greek}\p{Cyrillic}]"
_COVERS = {"Arab": _LATIN} | dict.fromkeys(("Hans", "Hant", "Jpan", "Kore"), "latin-in-cjk")
"""What Latin families set in a text of a script whose own family has figures and signs that suit its letters."""

_REGIONS = {"Hans": "CN", "Hant": "TW"}
"""The region by which Typst tells one way of Chinese punctuation from the other."""

_SCALES = {"Arab": 1.3, "Aran": 1.15, "Ethi": 0.96, "Taml": 0.94}
_SCALES |= dict.fromkeys(("Hans", "Hant", "Jpan", "Kore"), 0.94)
_LEADINGS = {"Arab": 0.7, "Aran": 1.25, "Khmr": 1.1, "Thai": 0.9, "Taml": 0.85}
_LEADINGS |= dict.fromkeys(("Hans", "Hant", "Jpan", "Kore"), 0.9)
"""By script: the factor by which letters are set larger than Latin ones of the same apparent size; the leading in ems."""

Family = str | dict[str, str]
"""A family, or one that sets only what it `covers`: a character class, or one of Typst's own names for such."""


@lru_cache(maxsize=256)
def script(tag: str) -> str:
    """The ISO 15924 code of the script a language is usually written in, as far as fonts are concerned."""
    language, *subtags = tag.split("-")
    if subtags and len(subtags[0]) == 4 and subtags[0].isalpha():  # RFC 5646, 2.2.3
        return subtags[0]
    if language == "zh" and TRADITIONAL_CHINESE.intersection(subtags):
        return "Hant"
    return _LANGUAGE_SCRIPTS.get(language, "Latn")


def typography(tag: str) -> dict[str, Any]:
    """How a language is set, as `templates/pdf/setting.typ` reads it: fonts, their scale and leading.

    `marks` and `numbers` set the European figures of notes, paragraphs and pages.
    """
    written = script(tag)
    text, sans = text_fonts(tag), sans_fonts(tag)
    fonts = {"text": text, "sans": sans, "code": [CODE, *text], "marks": [SERIF, *text], "numbers": [SANS, *sans]}
    return {
        **language_and_region(tag),
        "fonts": fonts,
        "scale": _SCALES.get(written, 1.0),
        "leading": _LEADINGS.get(written, 0.72),
        "tight": 1.05 if written == "Aran" else 0.3,
    }


def language_and_region(tag: str) -> dict[str, str | None]:
    """The two by which Typst knows a language."""
    language, *subtags = tag.split("-")
    region = next((part for part in subtags if len(part) == 2 and part.isupper()), _REGIONS.get(script(tag)))
    return {"lang": language, "region": region}


def tongue(tag: str) -> str:
    """A key for what Typst knows of a language; `templates/pdf/setting.typ` makes the same one."""
    return "-".join(part or "none" for part in language_and_region(tag).values())


def own_family(tag: str) -> str:
    """The family of a language's script; empty for scripts that the Latin families have."""
    return _TEXT.get(script(tag), "")


def text_fonts(tag: str) -> list[Family]:
    """The families that set a text in this language, best first; later ones give what earlier ones lack."""
    return _ordered(tag, SERIF, SANS)


def sans_fonts(tag: str) -> list[Family]:
    """The families for headings, numbers and notices."""
    return _ordered(tag, SANS, SERIF)


def _ordered(tag: str, first: str, second: str) -> list[Family]:
    own = _TEXT.get(script(tag))
    if own is None:
        return [first, second, *_OTHERS]
    covered = _COVERS.get(script(tag))
    limited: list[Family] = [{"name": first, "covers": covered}] if covered else []
    return [*limited, *dict.fromkeys([own, first, second, *_OTHERS] if covered else [first, own, second, *_OTHERS])]


@lru_cache(maxsize=1)
def folders() -> tuple[str, ...]:
    """The folders that hold the fonts."""
    found = [str(Path(__file__).with_name("typefaces"))]
    for package, inside in _PACKAGES:
        spec = find_spec(package)
        if spec is not None and spec.origin is not None:
            found.append(str(Path(spec.origin).parent / inside))
    return tuple(found)
