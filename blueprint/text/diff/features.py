"""The features of a paragraph that alignment compares, each computed on first access."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from blueprint.text.document.model import VERBATIM_KINDS, Paragraph
from blueprint.text.document.numbers.numbering import Number, find_number, strip_markup, strip_numbering
from blueprint.text.document.words import segment
from blueprint.text.word_diff.vocabulary import Vocabulary


class Features:
    """One paragraph's keys and words. Words are encoded by a vocabulary that both sides of a comparison share."""

    def __init__(self, paragraph: Paragraph, language: str, vocabulary: Vocabulary) -> None:
        self.paragraph = paragraph
        self._language = language
        self._vocabulary = vocabulary

    def with_text(self, text: str) -> Features:
        """The features of the same paragraph with another source."""
        return Features(replace(self.paragraph, text=text), self._language, self._vocabulary)

    @cached_property
    def one_space(self) -> str:
        """The source with each run of white space as one space."""
        return " ".join(self.paragraph.text.split())

    @cached_property
    def plain(self) -> str:
        """The text without markup and numbering, approximately; equal texts probably differ in form only."""
        if self.paragraph.kind in VERBATIM_KINDS:
            return self.one_space
        text = self.paragraph.text.splitlines()[0] if self.paragraph.head else self.paragraph.text
        return " ".join(strip_markup(strip_numbering(text)).split())

    @cached_property
    def number(self) -> Number | None:
        """The number that the source begins with, or what is one in company."""
        return None if self.paragraph.kind in VERBATIM_KINDS else find_number(self.paragraph.text, in_company=True)

    @cached_property
    def words(self) -> Sequence[str]:
        """The source segmented into words, white space and punctuation."""
        return segment(self.paragraph.text, self._language)

    @cached_property
    def codes(self) -> str:
        """The words in lower case as one character each; punctuation if there are no words.

        The addresses of links are left out: they would outweigh the words.
        """
        words = segment(self.plain, self._language) if "://" in self.paragraph.text else self.words
        codes = self._vocabulary.encode_lower(words)
        return codes or self._vocabulary.encode(word for word in words if not word.isspace())

    @cached_property
    def code_counts(self) -> Counter[str]:
        """The bag of words: how often each of the `codes` occurs."""
        return Counter(self.codes)
