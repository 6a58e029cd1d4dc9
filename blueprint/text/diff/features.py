"""The features of a paragraph that alignment compares, each computed on first access."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from blueprint.text.document.content import without_drawn_line
from blueprint.text.document.forms import canonical, fold
from blueprint.text.document.model import EXACT_KINDS, VERBATIM_KINDS, Paragraph, ParagraphKind
from blueprint.text.document.numbers.numbering import Number, find_number, strip_markup, strip_numbering
from blueprint.text.document.words import join_indentation, join_line_starts, segment
from blueprint.text.word_diff.vocabulary import Vocabulary

PICTURE_ADDRESS = re.compile(r"!\[[^\]]*\]\(\s*<?([^\s)>]+)|<img\b[^>]*?\ssrc\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)


class Features:
    """One paragraph's keys and words. Words are encoded by a vocabulary that both sides of a comparison share."""

    def __init__(self, paragraph: Paragraph, language: str, vocabulary: Vocabulary, *, is_canonical: bool) -> None:
        self.paragraph = paragraph
        self.language = language
        self._vocabulary = vocabulary
        self.canonical = paragraph.text if is_canonical else canonical(paragraph.text)
        """The source in Normalization Form C."""

    def with_text(self, text: str) -> Features:
        """The features of the same paragraph with another source."""
        return Features(replace(self.paragraph, text=text), self.language, self._vocabulary, is_canonical=False)

    @cached_property
    def one_space(self) -> str:
        """The source folded (see `forms`), with each run of white space as one space."""
        return " ".join(fold(self.paragraph.text).split())

    @cached_property
    def plain(self) -> str:
        """The text without markup and numbering, approximately; equal texts probably differ in form only.

        Of an HTML block it is the text between the tags, so that a paragraph or picture that was wrapped in them is
        found.
        """
        if self.paragraph.kind in VERBATIM_KINDS - {ParagraphKind.HTML}:
            return self.one_space
        text = without_drawn_line(self.paragraph)
        return " ".join(strip_markup(strip_numbering(fold(text))).split())

    @cached_property
    def picture(self) -> str:
        """The addresses of the pictures that an image or an HTML block shows, with spaces between; "" without one."""
        if self.paragraph.kind not in (ParagraphKind.IMAGE, ParagraphKind.HTML):
            return ""
        return " ".join(markdown or html for markdown, html in PICTURE_ADDRESS.findall(self.paragraph.text))

    @cached_property
    def number(self) -> Number | None:
        """The number that the source begins with, or what is one in company."""
        return None if self.paragraph.kind in VERBATIM_KINDS else find_number(self.paragraph.text, in_company=True)

    @cached_property
    def words(self) -> Sequence[str]:
        """The source segmented into words, white space and punctuation."""
        words = segment(self.paragraph.text, self.language)
        if self.paragraph.kind in EXACT_KINDS:
            return join_indentation(words)
        return join_line_starts(words) if self.paragraph.quote_depth else words

    @cached_property
    def codes(self) -> str:
        """The words' letters as one character each; with punctuation if there are no words, and in front matter.

        The addresses of links and attributes are left out: they would outweigh the words.
        """
        whole = self.paragraph.kind in VERBATIM_KINDS or not any(each in self.paragraph.text for each in ("://", "{"))
        words = self.words if whole else segment(self.plain, self.language)
        codes = "" if self.paragraph.kind is ParagraphKind.FRONT_MATTER else self._vocabulary.encode_letters(words)
        return "".join(codes) or "".join(self._vocabulary.encode(self.words))

    @cached_property
    def code_counts(self) -> Counter[str]:
        """The bag of words: how often each of the `codes` occurs."""
        return Counter(self.codes)
