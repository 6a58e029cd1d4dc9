"""A sketch: what alignment needs to know of one paragraph, worked out once and only when asked for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from blueprint.text.document.model import Paragraph, ParagraphKind
from blueprint.text.document.words import segment
from blueprint.text.word_diff.vocabulary import Vocabulary

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
    r"\[\^[^\]\s]+\]|\]\[[^\]]*\]|\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)|[*_`~|\[\]\\#>]+|<[^<>]*>|(?<=\[)\w+://[^\s\]]+|\{[#.][^{}]*\}"
)
MARKUP_SIGN = re.compile(r"[*_`~|\[\]\\#<>{]")
"""What all markup begins with: most paragraphs have none, and looking for one sign is quick."""
VERBATIM = frozenset({ParagraphKind.CODE, ParagraphKind.FRONT_MATTER, ParagraphKind.HTML, ParagraphKind.REFERENCE})


class Sketch:
    """One paragraph's keys and words. Words are coded by a vocabulary that both sides of a comparison share."""

    def __init__(self, paragraph: Paragraph, language: str, vocabulary: Vocabulary) -> None:
        self.paragraph = paragraph
        self._language = language
        self._vocabulary = vocabulary

    @cached_property
    def exact(self) -> str:
        """The text with every stretch of white space as one space: equal here is equal but for line breaks."""
        return " ".join(self.paragraph.text.split())

    @cached_property
    def plain(self) -> str:
        """The words without markup and without numbering, roughly: equal here is probably a change of form only."""
        if self.paragraph.kind in VERBATIM:
            return self.exact
        text = self.paragraph.text.splitlines()[0] if self.paragraph.head else self.paragraph.text
        text = NUMBERING.sub("", text, count=1)
        if MARKUP_SIGN.search(text):
            text = MARKUP.sub(" ", text)
        return " ".join(text.split())

    @cached_property
    def words(self) -> Sequence[str]:
        """The source cut into words, spaces and punctuation."""
        return segment(self.paragraph.text, self._language)

    @cached_property
    def content(self) -> str:
        """The words that are words, in lower case, one code character each; punctuation where there is nothing else.

        The addresses of links do not count: they would outweigh the words."""
        words = segment(self.plain, self._language) if "://" in self.paragraph.text else self.words
        spoken = self._vocabulary.encode_lower(words)
        return spoken or self._vocabulary.encode(word for word in words if not word.isspace())

    @cached_property
    def bag(self) -> Counter[str]:
        """How often each code of `content` occurs."""
        return Counter(self.content)
