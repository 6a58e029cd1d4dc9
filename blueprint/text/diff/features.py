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

HTML_HEADING = re.compile(r"\s*<(h[1-6])\b[^<>]*>.{1,120}</\1>\s*", re.IGNORECASE)
PICTURE_ADDRESS = re.compile(r"!\[[^\]]*\]\(\s*<?([^\s)>]+)|<img\b[^>]*?\ssrc\s*=\s*[\"']?([^\"'\s>]+)", re.IGNORECASE)
IDENTIFIER = re.compile(r"\{:?\s*#([^\W\d][^\s\d{}]*)[\s}]")
"""An identifier in an attribute list. One with a digit may be a number, which says nothing about the words."""

NOT_WORDS = ("://", "{", "</", "[^")
"""What tells that a source has addresses, attributes, tags or labels of notes, which are no words."""
ADDRESS = re.compile(r"\]\(\s*<?([^\s)>]+)")
FIRST_SENTENCE = re.compile(r"[^.!?。！？।؟]{30,}[.!?。！？।؟]")
"""The first sentence of a text, if it has so many characters that nobody writes it twice by chance."""


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

    def is_same_but_for_space(self, other: Features) -> bool:
        """Whether both sources are the same but for form and white space."""
        return self is other or self.one_space == other.one_space

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

    @property
    def title(self) -> str:
        """The plain text of a heading, which says what is below it wherever that is; else ""."""
        return self.plain if self.paragraph.kind is ParagraphKind.HEADING else ""

    @cached_property
    def picture(self) -> str:
        """The addresses of the pictures that an image or an HTML block shows, with spaces between; "" without one."""
        if self.paragraph.kind not in (ParagraphKind.IMAGE, ParagraphKind.HTML):
            return ""
        return " ".join(markdown or html for markdown, html in PICTURE_ADDRESS.findall(self.paragraph.text))

    @cached_property
    def identifier(self) -> str:
        """The identifier that the source states ("{#water}", "{: #water}"), if it states one; else ""."""
        if "{" not in self.paragraph.text or self.paragraph.kind in VERBATIM_KINDS:
            return ""
        found = IDENTIFIER.findall(self.paragraph.text)
        return found[0] if len(found) == 1 else ""

    @cached_property
    def addresses(self) -> frozenset[str]:
        """The addresses of the links."""
        return frozenset(ADDRESS.findall(self.paragraph.text) if "](" in self.paragraph.text else ())

    @cached_property
    def first_sentence(self) -> str:
        """The first sentence without markup, if it is long enough to tell a paragraph; else ""."""
        found = FIRST_SENTENCE.match(self.plain)
        return found[0] if found else ""

    @cached_property
    def number(self) -> Number | None:
        """The number that the source begins with, or what is one in company; of HTML only that of a heading."""
        if self.paragraph.kind in VERBATIM_KINDS and not self.is_html_heading:
            return None
        return find_number(self.paragraph.text, in_company=True)

    @cached_property
    def is_html_heading(self) -> bool:
        """Whether it is a heading in HTML and nothing else."""
        return self.paragraph.kind is ParagraphKind.HTML and bool(HTML_HEADING.fullmatch(self.paragraph.text))

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

        Addresses, attributes and tags are left out, and so are the labels of notes, which change with those of other notes.
        """
        whole = self.paragraph.kind in VERBATIM_KINDS or not any(each in self.paragraph.text for each in NOT_WORDS)
        words = self.words if whole else segment(self.plain, self.language)
        codes = "" if self.paragraph.kind is ParagraphKind.FRONT_MATTER else self._vocabulary.encode_letters(words)
        return "".join(codes) or "".join(self._vocabulary.encode(self.words))

    @cached_property
    def code_counts(self) -> Counter[str]:
        """The bag of words: how often each of the `codes` occurs."""
        return Counter(self.codes)
