"""Font families by language, and the folders of the font files: from packages or our own folder, never the system's.

Scripts have ISO 15924 codes; `Aran` is Arabic in its Nastaliq form, as Urdu is written.
"""

from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

SERIF, SANS, CODE = "Noto Serif", "Noto Sans", "DejaVu Sans Mono"

_PACKAGES = {
    "fontpkg_noto_serif": "files",
    "manimgx_fonts": "",
    "pylopdf_fonts_ar": "",
    "justmytype_intl_cjk": "fonts/ofl/notosansjp",
}

_TEXT = {"Arab": "Noto Naskh Arabic", "Ethi": "Noto Sans Ethiopic", "Taml": "Noto Sans Tamil", "Thai": "Noto Sans Thai"}
_TEXT |= {
    "Aran": "Noto Nastaliq Urdu",
    "Jpan": "Noto Sans JP",
    "Deva": "Noto Sans Devanagari",
    "Beng": "Noto Sans Bengali",
    "Hebr": "Noto Sans Hebrew",
}
_OTHERS = (
    "Noto Naskh Arabic", "Noto Nastaliq Urdu", "Noto Sans Ethiopic", "Noto Sans Tamil", "Noto Sans Thai",
    "Noto Sans JP", "Noto Sans Devanagari", "Noto Sans Bengali", "Noto Sans Hebrew", "Noto Sans Armenian",
    "Noto Sans Georgian", "Noto Sans Gujarati", "Noto Sans Gurmukhi", "Noto Sans Kannada", "Noto Sans Khmer",
    "Noto Sans Lao", "Noto Sans Malayalam", "Noto Sans Myanmar", "Noto Sans Oriya", "Noto Sans Sinhala",
    "Noto Sans Telugu", "Noto Sans Symbols", CODE, "Noto Emoji",
)  # fmt: skip
_LANGUAGE_SCRIPTS = {"ar": "Arab", "fa": "Arab", "ur": "Aran", "ti": "Ethi", "am": "Ethi", "ta": "Taml", "th": "Thai"}
_LANGUAGE_SCRIPTS |= {"ja": "Jpan", "hi": "Deva", "bn": "Beng", "he": "Hebr", "ps": "Arab", "ckb": "Arab"}

_SCALES = {"Arab": 1.2, "Aran": 1.15, "Ethi": 0.96, "Taml": 0.94, "Jpan": 0.94}
_LEADINGS = {"Arab": 0.85, "Aran": 1.25, "Jpan": 0.9, "Thai": 0.9, "Taml": 0.85}
"""By script: the factor by which letters are set larger than Latin ones of the same apparent size; the leading in ems."""


@lru_cache(maxsize=256)
def script(tag: str) -> str:
    """The ISO 15924 code of the script a language is usually written in, as far as fonts are concerned."""
    language, stated, *_ = *tag.split("-"), ""
    if len(stated) == 4 and stated.isalpha():  # RFC 5646, 2.2.3
        return stated
    return _LANGUAGE_SCRIPTS.get(language, "Latn")


def typography(tag: str) -> dict[str, Any]:
    """How a language is set, as `templates/pdf/setting.typ` reads it: fonts, their scale and leading."""
    language, *subtags = tag.split("-")
    written = script(tag)
    return {
        "lang": language,
        "region": next((part for part in subtags if len(part) == 2), None),
        "fonts": {"text": text_fonts(tag), "sans": sans_fonts(tag), "code": [CODE, *text_fonts(tag)]},
        "scale": _SCALES.get(written, 1.0),
        "leading": _LEADINGS.get(written, 0.72),
        "tight": 1.05 if written == "Aran" else 0.3,
    }


def text_fonts(tag: str) -> list[str]:
    """The families that set a text in this language, best first; later ones give what earlier ones lack."""
    return _ordered(tag, SERIF, SANS)


def sans_fonts(tag: str) -> list[str]:
    """The families for headings, numbers and notices."""
    return _ordered(tag, SANS, SERIF)


def _ordered(tag: str, first: str, second: str) -> list[str]:
    own = _TEXT.get(script(tag))
    chain = [first, second, *_OTHERS] if own is None else [first, own, second, *_OTHERS]
    return list(dict.fromkeys(chain))


@lru_cache(maxsize=1)
def folders() -> tuple[str, ...]:
    """The folders that hold the fonts."""
    found = [str(Path(__file__).with_name("typefaces"))]
    for package, inside in _PACKAGES.items():
        spec = find_spec(package)
        if spec is not None and spec.origin is not None:
            found.append(str(Path(spec.origin).parent / inside))
    return tuple(found)
