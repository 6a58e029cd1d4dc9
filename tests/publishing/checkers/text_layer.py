"""The text of a PDF as readers get it, by two engines: pdfium (of Chrome) and poppler (of Evince and Okular).

`text` is what is found and copied; `tagged` what is read aloud: the tags of each page in their order.
"""

import ctypes
import re
import subprocess
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

import pypdfium2
import pypdfium2.raw as raw

from tools import poppler

_BIDI = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
"""Characters by which poppler says the direction of what it prints."""
_RIGHT_TO_LEFT = frozenset({"R", "AL"})


def pdfium_text(data: bytes) -> str:
    """The text of all pages."""
    document = pypdfium2.PdfDocument(data)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def poppler_text(data: bytes) -> str:
    """The text of all pages."""
    return _BIDI.sub(" ", _poppler("pdftotext", data, "-", "-"))


def pdfium_tagged(data: bytes) -> str:
    """The marked content of each page in the order of its tags."""
    document = pypdfium2.PdfDocument(data)
    try:
        return "\n".join(_page_in_order(page) for page in document)
    finally:
        document.close()


def _page_in_order(page: pypdfium2.PdfPage) -> str:
    words: defaultdict[int, list[str]] = defaultdict(list)
    textpage = page.get_textpage()
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
        number = raw.FPDFPageObj_GetMarkedContentID(item.raw)
        words[number].append(_object_text(item.raw, textpage.raw))
    tree = raw.FPDF_StructTree_GetForPage(page.raw)
    try:
        roots = [raw.FPDF_StructTree_GetChildAtIndex(tree, at) for at in range(raw.FPDF_StructTree_CountChildren(tree))]
        return "".join(_joined(words[number]) if number >= 0 else "\n" for root in roots for number in _numbers(root))
    finally:
        raw.FPDF_StructTree_Close(tree)


def _numbers(tag: Any) -> Iterator[int]:
    """The numbers of the marked content in a tag, in order."""
    for at in range(raw.FPDF_StructElement_CountChildren(tag)):
        child = raw.FPDF_StructElement_GetChildAtIndex(tag, at)
        if child:
            yield from _numbers(child)
        else:
            yield raw.FPDF_StructElement_GetChildMarkedContentID(tag, at)
    yield -1  # where a tag ends, a word does


def _joined(objects: list[str]) -> str:
    """The strings of one piece of marked content, each as it is read, in reading order."""
    return "".join(objects[::-1] if _is_turned("".join(objects)) else objects)


def _object_text(item: Any, textpage: Any) -> str:
    length = raw.FPDFTextObj_GetText(item, textpage, None, 0)
    buffer = (ctypes.c_ushort * (length // 2))()
    raw.FPDFTextObj_GetText(item, textpage, buffer, length)
    return bytes(buffer).decode("utf-16-le", "replace").rstrip("\0")


def poppler_tagged(data: bytes) -> str:
    """The marked content of the document in the order of its tags."""
    lines = re.findall(r'^ *(?:"(.*)"|(\w.*))$', _poppler("pdfinfo", data, "-struct-text", "-"), re.MULTILINE)
    return "".join(_readable(words) if words else "" if "(inline)" in tag else "\n" for words, tag in lines)


def _poppler(program: str, data: bytes, *arguments: str) -> str:
    assert poppler.is_here(), poppler.MISSING
    done = subprocess.run([program, "-enc", "UTF-8", *arguments], input=data, capture_output=True, check=True)
    return done.stdout.decode(errors="replace")


def _readable(words: str) -> str:
    """Words as they are read: those of one piece of marked content come as they are seen."""
    return words[::-1] if _is_turned(words) else words


def _is_turned(words: str) -> bool:
    return any(unicodedata.bidirectional(character) in _RIGHT_TO_LEFT for character in words)


TEXT: dict[str, Callable[[bytes], str]] = {"pdfium": pdfium_text, "poppler": poppler_text}
TAGGED: dict[str, Callable[[bytes], str]] = {"pdfium": pdfium_tagged, "poppler": poppler_tagged}
