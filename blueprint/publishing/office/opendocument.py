"""What Pandoc leaves out of an OpenDocument text: directions, the size of images, their descriptions."""

import re
from bisect import bisect_right
from collections.abc import Collection, Sequence
from html import escape

from blueprint.publishing.directions import opposite_direction
from blueprint.publishing.office.picture_size import fit

_IMAGE = re.compile(r"(<draw:image [^>]*/>)")
_FRAME = re.compile(r'(<draw:frame [^>]*?svg:width=")([\d.]+)pt(" svg:height=")([\d.]+)pt(")')
_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_TEXT = re.compile(r'<text:[ph] [^>]*?text:style-name="([^"]+)"[^>]*>(?=(.*?)</text:[ph]>)', re.DOTALL)
_TABLE = re.compile(r'<table:table [^>]*?table:style-name="([^"]+)"[^>]*>(.*?)</table:table>', re.DOTALL)
_TAG = re.compile("<[^>]+>")
_TABLE_STYLE = re.compile(r'(<style:style style:name="([^"]+)" style:family="table"[^>]*>\s*<style:table-properties)')
_OWN = re.compile(r'<style:style style:name="(P\d+)" style:family="paragraph".*?</style:style>', re.DOTALL)
_END = "</office:automatic-styles>"
_WAYS = {"rtl": 'style:writing-mode="rl-tb"', "ltr": 'style:writing-mode="lr-tb"'}
_SIDES = {"rtl": 'fo:text-align="right"', "ltr": 'fo:text-align="left"'}
"""Word processors do not agree on which side “start” is."""
_CENTRED = frozenset({"Title", "Subtitle", "Author", "Date"})


def complete(content: str, descriptions: Sequence[str]) -> str:
    """`content.xml` with directions, images that fit the page, and the images' descriptions in their order."""
    return apply_directions(_described(_FRAME.sub(_fitting, content), descriptions))


def _described(content: str, descriptions: Sequence[str]) -> str:
    waiting = iter(descriptions)
    return _IMAGE.sub(lambda end: f"{end[1]}<svg:desc>{escape(next(waiting, ''), quote=False)}</svg:desc>", content)


def _fitting(frame: re.Match[str]) -> str:
    """The frame of an image, scaled down when it does not fit the page."""
    width, height = fit(float(frame[2]), float(frame[4]))
    return f"{frame[1]}{width:.1f}pt{frame[3]}{height:.1f}pt{frame[5]}"


def apply_directions(content: str) -> str:
    """Set paragraphs and tables whose first strong character is right-to-left so, each by a copy of its style."""
    if not _RIGHT.search(content):
        return content
    tables = [table for table in _TABLE.finditer(content) if _way(table[2]) == "rtl"]
    starts, ends = [table.start() for table in tables], [table.end() for table in tables]
    own = {style[1]: style.group() for style in _OWN.finditer(content)}
    names: dict[tuple[str, str], str] = {}

    def styled(text: re.Match[str]) -> str:
        table = bisect_right(starts, text.start()) - 1
        inside = table >= 0 and text.start() < ends[table]
        way = _way(text[2]) or ("rtl" if inside else "")
        if way == "rtl" or (way and inside):
            name = names.setdefault((text[1], way), f"P{len(own) + len(names) + 1}")
            return text.group().replace(f'text:style-name="{text[1]}"', f'text:style-name="{name}"', 1)
        return text.group()

    content = _TEXT.sub(styled, content)
    content = _table_styles_turned(content, {table[1] for table in tables})
    styles = "".join(_style(name, old, own.get(old, ""), way) for (old, way), name in names.items())
    return content.replace(_END, styles + _END, 1)


def _way(inside: str) -> str:
    """The direction of the first strong character: ltr, rtl, or empty when there is none."""
    words = _TAG.sub("", inside)
    return opposite_direction(words, "ltr") or opposite_direction(words, "rtl")


def _style(name: str, old: str, own: str, way: str) -> str:
    """A paragraph style with a direction: a copy of Pandoc's automatic style, since only named styles can be parents."""
    properties = _WAYS[way] if old in _CENTRED or "fo:text-align=" in own else f"{_WAYS[way]} {_SIDES[way]}"
    if not own:
        opened = f'<style:style style:name="{name}" style:family="paragraph" style:parent-style-name="{old}">'
        return f"{opened}<style:paragraph-properties {properties}/></style:style>"
    copied = own.replace(f'style:name="{old}"', f'style:name="{name}"', 1)
    if "<style:paragraph-properties" in copied:
        return copied.replace("<style:paragraph-properties", f"<style:paragraph-properties {properties}", 1)
    return copied.replace(">", f"><style:paragraph-properties {properties}/>", 1)


def _table_styles_turned(content: str, names: Collection[str]) -> str:
    """The text with the columns of the tables of these styles from right to left; each table has a style of its own."""

    def turned(style: re.Match[str]) -> str:
        return f"{style[1]} {_WAYS['rtl']}" if style[2] in names else style[1]

    return _TABLE_STYLE.sub(turned, content)
