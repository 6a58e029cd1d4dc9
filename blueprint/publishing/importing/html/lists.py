"""The signs of lists of a page (HTML, 4.4.5; CSS Counter Styles 3), where the dialect has no list with them."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from lxml import etree

from blueprint.publishing.importing.number_formats import in_digits, written

Element = Any
"""An element of lxml, which ships no types."""

_STYLE = re.compile(r"list-style(?:-type)?\s*:[^;]*?\b([a-z]+(?:-[a-z]+)*)\s*(?:;|$|\s)", re.IGNORECASE)
_TYPES = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_LETTERS = {"lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A"}
_KNOWN = {**_LETTERS, "decimal": "1", "lower-roman": "i", "upper-roman": "I"}
"""The styles that the dialect has, as the `type` of a list."""
_BULLETS = frozenset({"none", "disc", "circle", "square"})
_DIGITS = {
    "arabic-indic": "١", "persian": "۱", "devanagari": "१", "bengali": "১", "gujarati": "૧", "gurmukhi": "੧",
    "kannada": "೧", "cambodian": "១", "khmer": "១", "lao": "໑", "malayalam": "൧", "mongolian": "᠑", "myanmar": "၁",
    "oriya": "୧", "tamil": "௧", "telugu": "౧", "thai": "๑", "tibetan": "༡",
}  # fmt: skip
"""Styles that count with digits, by the digit one."""
_FORMATS = {
    "decimal-leading-zero": "decimalZero", "lower-greek": "lowerGreek", "hebrew": "hebrew1", "armenian": "armenian",
    "upper-armenian": "armenian", "georgian": "georgian", "ethiopic-numeric": "ethiopic", "cjk-decimal": "ideographDigital",
    "cjk-ideographic": "taiwaneseCountingThousand", "trad-chinese-informal": "taiwaneseCountingThousand",
    "simp-chinese-informal": "chineseCountingThousand", "japanese-informal": "japaneseCounting", "hiragana": "hiragana",
    "katakana": "aiueoFullWidth", "katakana-iroha": "irohaFullWidth", "cjk-heavenly-stem": "ideographTraditional",
    "cjk-earthly-branch": "ideographZodiac",
}  # fmt: skip
_IDEOGRAPHIC = re.compile(r"cjk-|-chinese-|japanese-|hiragana|katakana")


class _Numbered(NamedTuple):
    item: Element
    number: int


def with_signs(root: Element) -> None:
    """Divide lists where their numbers do not count on; where the dialect has no such sign, it becomes words."""
    for each in list(root.iter("ol")):
        if _style(each) in _BULLETS:
            each.tag = "ul"
        elif _is_uncommon(each):
            _divide(each)
        else:
            each.set("type", _KNOWN[_style(each)])
            each.attrib.pop("style", None)


def _is_uncommon(element: Element) -> bool:
    items = list(element.iterchildren("li"))
    first = _start(element, items)
    numbered = element.get("reversed") is not None or any(item.get("value") for item in items)
    return numbered or not _has(_style(element), first) or not _has(_style(element), first + len(items) - 1)


def _style(element: Element) -> str:
    found = _STYLE.search(element.get("style") or "")
    name = found[1].lower() if found else ""
    is_known = name in _KNOWN or name in _DIGITS or name in _FORMATS or name in _BULLETS
    return name if is_known else _TYPES.get(element.get("type") or "", "decimal")


def _start(element: Element, items: list[Element]) -> int:
    is_reversed = element.get("reversed") is not None
    return _integer(element.get("start"), len(items) if is_reversed else 1)


def _integer(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"\s*[+-]?\d{1,9}\s*", text) else default


def _numbers(element: Element) -> Iterator[_Numbered]:
    items = list(element.iterchildren("li"))
    step = -1 if element.get("reversed") is not None else 1
    number = _start(element, items) - step
    for item in items:
        number = _integer(item.get("value"), number + step)
        yield _Numbered(item, number)


def _divide(element: Element) -> None:
    style = _style(element)
    parts: list[Element] = []
    following: int | None = None
    for item, number in _numbers(element):
        item.attrib.pop("value", None)
        if not _has(style, number):
            parts.append(_with_words(item, _sign(style, number)))
            following = None
            continue
        if number != following:
            parts.append(etree.Element("ol", type=_KNOWN[style], start=str(number)))
        parts[-1].append(item)
        following = number + 1
    _replace(element, parts)


def _has(style: str, number: int) -> bool:
    """Whether a list of the dialect can have this sign."""
    return (
        style in _KNOWN and number >= 0 and (style == "decimal" or 1 <= number <= (26 if style in _LETTERS else 3999))
    )


def _sign(style: str, number: int) -> str:
    behind = "、" if _IDEOGRAPHIC.search(style) else "."
    if style in _LETTERS and number > 0:
        return f"{_letters(number, _LETTERS[style])}{behind}"
    if style in _DIGITS:
        return f"{in_digits(number, _DIGITS[style])}{behind}"
    return f"{written(number, _FORMATS.get(style, 'decimal'))}{behind}"


def _letters(number: int, first: str) -> str:
    """Letters as browsers count behind the last one: z, aa, ab."""
    result = ""
    while number > 0:
        number, at = divmod(number - 1, 26)
        result = chr(ord(first) + at) + result
    return result


def _with_words(item: Element, sign: str) -> Element:
    """The item as a part of the page that begins with its sign."""
    item.tag = "div"
    children = list(item)
    inner = children[0] if children and children[0].tag == "p" and not (item.text or "").strip() else item
    inner.text = f"{sign} {(inner.text or '').lstrip()}"
    return item


def _replace(element: Element, parts: list[Element]) -> None:
    parent = element.getparent()
    if parts and element.tail:
        parts[-1].tail = element.tail
    at = parent.index(element)
    others = [each for each in element if each.tag != "li"]
    parent[at : at + 1] = [*others, *parts]
