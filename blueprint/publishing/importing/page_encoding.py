"""The encoding of an HTML page (WHATWG HTML, 13.2.3.2)."""

import codecs
import re

from blueprint.publishing.markdown.decode import read_markdown, replace_unprintable

_NAMED = re.compile(rb"<(?:meta\b[^>]*\bcharset|\?xml\b[^>]*\bencoding)\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_PRESCANNED = 4_096
"""Bytes at the beginning of a page, in which it may name its encoding; browsers look through 1,024."""
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_WIDER = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030",
    "big5": "big5hkscs", "euc_kr": "cp949", "shift_jis": "cp932", "tis-620": "cp874",
}  # fmt: skip
"""Encodings, by Python's names, that browsers read as ones with more characters (WHATWG Encoding, 4.2)."""
_NONE = frozenset({"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7"})
"""Encodings of Python's that no page is in."""


def read_page(data: bytes) -> str:
    """The page in the encoding of its byte order mark, else in the one that it names, else as `read_markdown` has it."""
    found = None if data.startswith(_MARKS) else _NAMED.search(data[:_PRESCANNED])
    encoding = _encoding(found[1].decode("ascii", "replace")) if found else ""
    return replace_unprintable(data.decode(encoding, "replace")) if encoding else read_markdown(data)


def _encoding(label: str) -> str:
    """The encoding of this label; empty when it is none of text, or of two bytes, in which no page could say so."""
    try:
        name = codecs.lookup(label).name
        "".encode(name)
    except (LookupError, ValueError):
        return ""
    return "" if name in _NONE or name.startswith(("utf-16", "utf-32")) else _WIDER.get(name, name)
