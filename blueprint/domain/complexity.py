"""Limits of a text's structure, which no text reaches that people write.

Every paragraph, line and sign of Markdown costs the same to read, some hundred times as much as a letter; within these
limits a text is drawn, compared and saved in a few seconds of computing, whatever it is made of.
"""

from blueprint.domain.errors import TooLarge
from blueprint.locales import gettext as _
from blueprint.locales import mark
from blueprint.text import split

MOST_LINES = 50_000
"""Of two million characters, lines of 40 on average."""
MOST_PARAGRAPHS = 20_000
"""With headings, items, and rows of tables: some thousand pages."""
MOST_SIGNS = 100_000
"""Characters that may be Markdown: one in twenty, of two million."""
SIGNS = "[]*_~^`<&$\\|{"

_LINES = mark(
    "The text has {count} lines; there is room for {most}. Divide it into several proposals, then try again. "
    "What you wrote is still here."
)
_PARAGRAPHS = mark(
    "The text has {count} paragraphs, list items and table rows; there is room for {most}. Divide it into several "
    "proposals, then try again. What you wrote is still here."
)
_SIGNS = mark(
    "The text has {count} signs of Markdown, such as brackets, asterisks and the lines of tables; there is room for {most}. "
    "Remove those that are there by mistake, or divide the text into several proposals, then try again. "
    "What you wrote is still here."
)


def refuse_complex(text: str) -> None:
    """Raise `TooLarge` for a text of more lines, paragraphs or signs of Markdown than can be read at once."""
    _within(_LINES, count_lines(text), MOST_LINES)
    _within(_SIGNS, sum(map(text.count, SIGNS)), MOST_SIGNS)
    if _most_paragraphs(text) > MOST_PARAGRAPHS:
        _within(_PARAGRAPHS, len(split(text).paragraphs), MOST_PARAGRAPHS)


def count_lines(text: str) -> int:
    """The number of lines, with any of the line ends that Markdown has."""
    return text.count("\n") + text.count("\r") - text.count("\r\n") + 1


def _most_paragraphs(text: str) -> int:
    """At most so many paragraphs are in the text, since each has lines of its own that are not empty."""
    lines = count_lines(text)
    return lines if lines <= MOST_PARAGRAPHS else sum(1 for line in text.splitlines() if line.strip())


def _within(sentence: str, count: int, most: int) -> None:
    if count > most:
        raise TooLarge(_(sentence, count=f"{count:,}", most=f"{most:,}"), "text")
