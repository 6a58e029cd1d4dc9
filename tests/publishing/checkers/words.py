"""The words of a file, read without the project's readers, and which of them another text lacks."""

import io
import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from typing import Any

from lxml import etree, html
from lxml.html.defs import tags as html_names
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from tests.publishing.checkers.text_layer import TAGGED, TEXT

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_SCRIPTS = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR", "TIBETAN")
"""Scripts without spaces between words, by how the names of their characters begin: each character counts as a word."""

_ATTRIBUTES = re.compile(r"\{(?::|[#.][^\s}]|lang=|dir=|width=)[^}\n]*\}|^:::.*$", re.MULTILINE)
_TOML = re.compile(r"\A\+\+\+\n.*?^\+\+\+$", re.MULTILINE | re.DOTALL)
_RAISED = re.compile(r"(?<!~)[~^]([^\s~^]+)[~^]")
_DECLARATION = re.compile(r"\A\s*<\?xml\b[^>]*>")
_SIGN = re.compile(r"[a-z]|[ivxlcdm]+|\d+")
_TAG = re.compile(r"</?([A-Za-z][\w-]*)[^>]*>|<!--.*?-->", re.DOTALL)
_IN_LINE = frozenset(
    {"a", "abbr", "b", "code", "em", "i", "kbd", "mark", "s", "small", "span", "strong", "sub", "sup", "u"}
)


def lost_words(source: str, result: str) -> list[str]:
    """The words that the result has less often than the source, each once, in the source's order.

    A word that is written across lines, or joined to its neighbours, is found by its letters.
    """
    wanted, found = Counter(_words(source)), Counter(_words(result))
    missing = [word for word, count in wanted.items() if count > found[word]]
    if not missing:
        return []
    one, other = "".join(_words(source)), "".join(_words(result))
    return [word for word in missing if one.count(word) > other.count(word)]


def _words(text: str) -> Iterator[str]:
    """Runs of letters with the signs on them, and numbers, without regard to capitals and compatible forms (NFKC)."""
    for kind, run in groupby(unicodedata.normalize("NFKC", text).casefold(), key=_kind):
        if kind == "character":
            yield from run
        elif kind == "word":
            yield "".join(character for character in run if unicodedata.category(character) != "Cf")


@cache
def _kind(character: str) -> str:
    if unicodedata.category(character)[0] not in "LMN" and character not in "\u00ad\u200c\u200d":
        return ""
    return "character" if unicodedata.name(character, "").startswith(_SCRIPTS) else "word"


# -- files that come in


def text_of(name: str, data: bytes) -> str:
    """The words that a file shows, with those of its notes, comments and hidden text, by the ending of its name."""
    match name.rpartition(".")[2].lower():
        case "docx":
            return docx_text(data)
        case "odt":
            return odt_text(data)
        case "html" | "htm":
            return html_text(data)
    return markdown_text(data.decode("utf-8-sig", "replace"))


def docx_text(data: bytes) -> str:
    """The text of the main part and the notes; what was struck out with changes tracked is left out."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [
            name for name in archive.namelist() if re.fullmatch(r"word/(document\d*|footnotes|endnotes)\.xml", name)
        ]
        return "\n".join("".join(_word_text(etree.fromstring(archive.read(name)))) for name in parts)


def _word_text(element: Any) -> Iterator[str]:
    if element.tag in (f"{_W}del", f"{_W}moveFrom", f"{_MC}Fallback"):
        return
    if element.tag in (f"{_W}t", f"{_M}t"):
        yield element.text or ""
    elif element.tag in (f"{_W}tab", f"{_W}br", f"{_W}cr", f"{_W}noBreakHyphen"):
        yield " "
    for child in element.iterchildren(etree.Element):
        yield from _word_text(child)
    if element.tag == f"{_W}p":
        yield "\n"


def odt_text(data: bytes) -> str:
    """The text of the body, comments and notes among it."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = etree.fromstring(archive.read("content.xml")).find(f"{_OFFICE}body")
    return "".join(_open_text(body))


def _open_text(element: Any) -> Iterator[str]:
    if element.tag in (f"{_TEXT}tracked-changes", f"{_TEXT}note-citation", f"{_TEXT}sequence-decls"):
        yield element.tail or ""
        return
    is_line = element.tag in (f"{_TEXT}p", f"{_TEXT}h")
    yield "\n" if is_line else " " if element.tag in (f"{_TEXT}s", f"{_TEXT}tab", f"{_TEXT}line-break") else ""
    yield element.text or ""
    for child in element.iterchildren(etree.Element):
        yield from _open_text(child)
    yield ("\n" if is_line else "") + (element.tail or "")


def html_text(data: bytes) -> str:
    """The text of the body of a page in UTF-8 or of Western Europe, without scripts and styles."""
    try:
        page = data.decode()
    except UnicodeDecodeError:
        page = data.decode("cp1252", "replace")
    root = html.document_fromstring(_DECLARATION.sub("", page))
    for each in list(root.iter("script", "style", "template", "noscript", etree.Comment)):
        each.drop_tree()
    body = root.find("body")
    pieces = []
    for event, element in etree.iterwalk(root if body is None else body, events=("start", "end")):
        pieces.append("" if element.tag in _IN_LINE else " ")
        pieces.append((element.text if event == "start" else element.tail) or "")
    return "".join(pieces)


def markdown_text(source: str) -> str:
    """The text that a reader of the Markdown sees."""
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    reader.normalizeLinkText = lambda address: address  # type: ignore[method-assign]
    reader.use(footnote_plugin).use(front_matter_plugin).use(deflist_plugin)
    shown = "\n".join(_ATTRIBUTES.sub(" ", "".join(_shown(token))) for token in reader.parse(_TOML.sub("", source)))
    return _RAISED.sub(r"\1", shown)


def _shown(token: Token) -> Iterator[str]:
    if token.type == "front_matter":
        return
    if token.type in ("html_block", "html_inline"):
        yield _TAG.sub(_unknown, token.content)
    elif token.type in ("softbreak", "hardbreak"):
        yield " "
    elif token.children and token.type != "image":
        for child in token.children:
            yield from _shown(child)
    elif token.type != "image":
        yield token.content


def _unknown(tag: re.Match[str]) -> str:
    """Nothing for an element of HTML, a space where one begins a line; the words between other brackets."""
    if tag[1] is None:
        return ""
    name = tag[1].lower()
    if name in _IN_LINE:
        return ""
    return " " if name in html_names else tag[0]


# -- files that go out


def exported_texts(ending: str, data: bytes) -> dict[str, str]:
    """The text of an exported file, as each program that reads it finds it."""
    if ending == "pdf":
        return {engine: read(data) for engine, read in TEXT.items()}
    if ending == "epub":
        return {"EPUB": epub_text(data)}
    return {ending: text_of(f"x.{ending}", data)}


def without_signs(lost: Iterable[str]) -> list[str]:
    """The words that are no signs of list items, which all programs but those that read PDFs count by themselves."""
    return [word for word in lost if not _SIGN.fullmatch(word)]


def pdf_tagged(data: bytes) -> dict[str, str]:
    """The marked content of a PDF, in which words that go on on the next page are whole."""
    return {engine: read(data) for engine, read in TAGGED.items()}


def epub_text(data: bytes) -> str:
    """The text of all pages."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "\n".join(html_text(archive.read(name)) for name in archive.namelist() if name.endswith(".xhtml"))
