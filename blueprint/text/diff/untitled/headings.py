"""Headings without a title: only a number, with or without a word such as Article.

After an article was inserted, the text of "Article 3" is below "Article 4". So a heading, or a line that is used as one, of
which another differs in its number alone does not say where its text went, but is found by it (see `sections`).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from blueprint.text.diff.features import Features
from blueprint.text.document.model import ParagraphKind
from blueprint.text.document.numbers.numbering import strip_markup

MAX_LENGTH = 80
"""Characters of source: what is longer is no heading that is only a number."""
ATTRIBUTE_LINE = re.compile(r"\s*\{[:#.][^{}]*\}\s*")
"""A line below a heading that gives it an identifier or classes, and says no more of where its text went."""
KINDS = frozenset({ParagraphKind.HEADING, ParagraphKind.PARAGRAPH, ParagraphKind.LIST_ITEM, ParagraphKind.QUOTATION})

Values = tuple[int, ...]
Key = tuple[str, str]
"""What a numbered paragraph is but for its number: the series, and the words behind it."""


@dataclass(slots=True)
class NumberedParagraphs:
    """The numbered paragraphs of one text.

    `keys` has the short ones by index, `values` the numbers that each key has, `contents` all that follows a number of
    those series.
    """

    keys: dict[int, Key] = field(default_factory=dict)
    values: dict[Key, set[Values]] = field(default_factory=lambda: defaultdict(set))
    contents: dict[str, set[str]] = field(default_factory=dict)

    def add_short(self, at: int, each: Features) -> None:
        """Add a short paragraph if it has a number."""
        if number := each.number:
            key = self.keys[at] = number.counted, _content(each.paragraph.text[number.label_end :])
            self.values[key].add(number.values)
            self.contents.setdefault(number.counted, set()).add(key[1])

    def add_long(self, each: Features) -> None:
        """Add the content of a long paragraph if it has a number of the series of a short one."""
        if (number := each.number) and (contents := self.contents.get(number.counted)):
            contents.add(each.paragraph.text)


def _content(text: str) -> str:
    """The words behind a number, in lower case; "" for a closing or an underline of a heading."""
    return " ".join(strip_markup(text).split()).casefold().strip("=-#. ")


class UntitledHeadings:
    """The indexes of the headings without a title in an old and a new text, and of the attribute lines below them.

    `repeated_old` and `repeated_new` are other short paragraphs of which another one of the same text differs in its
    number alone ("4. Repealed."), and footnotes of which another differs in its label: these too have no identity
    outside their place in the order.
    """

    def __init__(self, old: Sequence[Features], new: Sequence[Features]) -> None:
        left, right = _numbered(old), _numbered(new)
        self.old, self.new = _untitled(old, left, right), _untitled(new, right, left)
        self.repeated_old = (_repeated(left) | _repeated_notes(old, new)) - self.old
        self.repeated_new = (_repeated(right) | _repeated_notes(new, old)) - self.new


def _numbered(features: Sequence[Features]) -> NumberedParagraphs:
    """The numbers of long paragraphs are only read where a short one has words behind its number."""
    found = NumberedParagraphs()
    of_kinds = [(at, each) for at, each in enumerate(features) if each.paragraph.kind in KINDS or each.is_html_heading]
    for at, each in of_kinds:
        if len(each.paragraph.text) <= MAX_LENGTH:
            found.add_short(at, each)
    if any(content for _, content in found.keys.values()):
        for _, each in of_kinds:
            if len(each.paragraph.text) > MAX_LENGTH:
                found.add_long(each)
    return found


def _untitled(features: Sequence[Features], own: NumberedParagraphs, other: NumberedParagraphs) -> set[int]:
    """Without words behind the number the other heading may be in the other text; with words ("3. Abschnitt") not."""
    found = set()
    for at, (series, content) in own.keys.items():
        here, there = own.values[series, content], other.values.get((series, content), set[Values]())
        if not content:
            alike = len(here | there) > 1
        else:
            heading = features[at].paragraph.kind is ParagraphKind.HEADING or len(own.contents[series]) == 1
            alike = heading and max(len(here), len(there)) > 1
        if alike:
            found.add(at)
    return found | {at + 1 for at in found if _has_attribute_line(features, at)}


def _has_attribute_line(features: Sequence[Features], at: int) -> bool:
    return at + 1 < len(features) and bool(ATTRIBUTE_LINE.fullmatch(features[at + 1].paragraph.text))


def _repeated(own: NumberedParagraphs) -> set[int]:
    return {at for at, key in own.keys.items() if len(own.values[key]) > 1}


def _repeated_notes(features: Sequence[Features], other: Sequence[Features]) -> set[int]:
    """Notes with one text of which there are as many in the other text: these are told by their order.

    If one of them was edited, or came in, their labels say more.
    """
    notes, there = _notes(features), Counter(text for _, text in _notes(other))
    counts = Counter(text for _, text in notes)
    return {at for at, text in notes if counts[text] == there[text] > 1}


def _notes(features: Sequence[Features]) -> list[tuple[int, str]]:
    """The index of each footnote, and its source without the label."""
    return [
        (at, each.canonical.partition("]:")[2].strip())
        for at, each in enumerate(features)
        if each.paragraph.kind is ParagraphKind.FOOTNOTE
    ]
