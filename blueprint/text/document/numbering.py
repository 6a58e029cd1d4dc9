"""List numbering and markup, to be left out when the words of two paragraphs are compared."""

from __future__ import annotations

import re

NUMBERING = re.compile(
    r"""[\s>]*
    (?:\#{1,6}[ \t]+)?                            # a heading
    (?:[-*+][ \t]+)*                              # an item of a list, or of one in it
    (?:(?:\*\*?|__?)?                             # bold or italic numbers, as laws have them
      (?:\[\^[^\]]*\]:                           # a footnote
        |\(?(?:\d{1,4}(?:\.\d{1,4})*|[A-Za-z]|[ivxlcdmIVXLCDM]+)[.)]   # 3. or (3) or 3.1.4. or c) or iv.
        |\d{1,4}(?:\.\d{1,4})+                   # 3.1
        |§+[ \t]*\d+[a-z]?                       # § 3
      )(?:\*\*?|__?)?(?=\s|\Z))?""",
    re.VERBOSE,
)
MARKUP = re.compile(
    r"\[\^[^\]\s]+\]|\]\[[^\]]*\]|\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)|[*_`~|\[\]\\#>]+|<[^<>]*>|(?<=\[)\w+://[^\s\]]+|\{\s*(?:[#.:]|[\w-]+=)[^{}]*\}"
)
MARKUP_CHARACTER = re.compile(r"[*_`~|\[\]\\#<>{]")
"""What all markup begins with. Searching for it first is quick, and most paragraphs have none."""


def strip_numbering(text: str) -> str:
    """A text without the block markers and the number it begins with."""
    return NUMBERING.sub("", text, count=1)


def strip_markup(text: str) -> str:
    """A text with inline markup replaced by spaces. Approximate: by patterns, without parsing."""
    return MARKUP.sub(" ", text) if MARKUP_CHARACTER.search(text) else text
