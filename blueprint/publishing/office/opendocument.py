"""What Pandoc leaves out of an OpenDocument text: which way it runs, how wide pictures may be, what they show."""

import re
from collections.abc import Sequence
from xml.sax.saxutils import escape

from blueprint.publishing.markdown.normalize import against

WIDEST, HIGHEST = 468.0, 600.0
"""Points that a picture may have: Pandoc's page is letter paper with an inch around it, and keeps room for a caption."""

_PICTURE = re.compile(r"(<draw:image [^>]*/>)")
_FRAME = re.compile(r'(<draw:frame [^>]*?svg:width=")([\d.]+)pt(" svg:height=")([\d.]+)pt(")')
_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_TEXT = re.compile(r'<text:[ph] [^>]*?text:style-name="([^"]+)"[^>]*>(?=(.*?)</text:[ph]>)', re.DOTALL)
_TABLE = re.compile(r'<table:table [^>]*?table:style-name="([^"]+)"[^>]*>(.*?)</table:table>', re.DOTALL)
_TAG = re.compile("<[^>]+>")
_OWN = re.compile(r'<style:style style:name="(P\d+)" style:family="paragraph".*?</style:style>', re.DOTALL)
_END = "</office:automatic-styles>"
_WAYS = {"rtl": 'style:writing-mode="rl-tb"', "ltr": 'style:writing-mode="lr-tb"'}
_SIDES = {"rtl": 'fo:text-align="right"', "ltr": 'fo:text-align="left"'}
"""Word processors do not agree on which side “start” is."""
_CENTRED = frozenset({"Title", "Subtitle", "Author", "Date"})


def completed(content: str, descriptions: Sequence[str]) -> str:
    """The text, `content.xml`, with the pictures' descriptions in their order."""
    return turned(_described(_FRAME.sub(_fitting, content), descriptions))


def _described(content: str, descriptions: Sequence[str]) -> str:
    waiting = iter(descriptions)
    return _PICTURE.sub(lambda end: f"{end[1]}<svg:desc>{escape(next(waiting, ''))}</svg:desc>", content)


def _fitting(frame: re.Match[str]) -> str:
    """The frame of a picture, made smaller in proportion when it would not be on the page."""
    width, height = float(frame[2]), float(frame[4])
    share = min(1.0, WIDEST / max(width, 1), HIGHEST / max(height, 1))
    return f"{frame[1]}{width * share:.1f}pt{frame[3]}{height * share:.1f}pt{frame[5]}"


def turned(content: str) -> str:
    """Paragraphs and tables whose first letter runs from right to left run so, each in a style made of its own one."""
    if not _RIGHT.search(content):
        return content
    tables = [table for table in _TABLE.finditer(content) if _way(table[2]) == "rtl"]
    own = {style[1]: style.group() for style in _OWN.finditer(content)}
    names: dict[tuple[str, str], str] = {}

    def styled(text: re.Match[str]) -> str:
        inside = any(table.start() < text.start() < table.end() for table in tables)
        way = _way(text[2]) or ("rtl" if inside else "")
        if way == "rtl" or (way and inside):
            name = names.setdefault((text[1], way), f"P{len(own) + len(names) + 1}")
            return text.group().replace(f'text:style-name="{text[1]}"', f'text:style-name="{name}"', 1)
        return text.group()

    content = _TEXT.sub(styled, content)
    for table in tables:
        content = _turned_table(content, table[1])
    made = "".join(_style(name, old, own.get(old, ""), way) for (old, way), name in names.items())
    return content.replace(_END, made + _END, 1)


def _way(inside: str) -> str:
    """The direction of the first letter: ltr, rtl, or empty where there is none."""
    words = _TAG.sub("", inside)
    return (against(words, "ltr") or against(words, "rtl")).get("dir", "")


def _style(name: str, old: str, own: str, way: str) -> str:
    """A paragraph's style, turned: of one that Pandoc made a copy, as only named ones can be built upon."""
    says = _WAYS[way] if old in _CENTRED or "fo:text-align=" in own else f"{_WAYS[way]} {_SIDES[way]}"
    if not own:
        opened = f'<style:style style:name="{name}" style:family="paragraph" style:parent-style-name="{old}">'
        return f"{opened}<style:paragraph-properties {says}/></style:style>"
    copied = own.replace(f'style:name="{old}"', f'style:name="{name}"', 1)
    if "<style:paragraph-properties" in copied:
        return copied.replace("<style:paragraph-properties", f"<style:paragraph-properties {says}", 1)
    return copied.replace(">", f"><style:paragraph-properties {says}/>", 1)


def _turned_table(content: str, name: str) -> str:
    """The text with the columns of a table from right to left; each table has a style of its own."""
    head = f'<style:style style:name="{name}" style:family="table"'
    before, found, after = content.partition(head)
    turned = after.replace("<style:table-properties", f"<style:table-properties {_WAYS['rtl']}", 1)
    return f"{before}{found}{turned}"
