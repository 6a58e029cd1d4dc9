"""Texts of an older dialect, prepared to be written on in the current one."""

import re
from functools import lru_cache

from blueprint import text
from blueprint.domain.dialects import CURRENT_DIALECT

_MATHEMATICAL = re.compile(r"[\\^_=<>+]")
"""What a formula has and an amount of money has not."""

_WORDS = re.compile(r"[\d\s]")


@lru_cache(maxsize=64)
def in_current_dialect(markdown: str, dialect: int) -> str:
    """The source that means in the current dialect what `markdown` means in its own.

    Dollar signs around digits or words without any mathematical sign ("$5/kg or 6$") get backslashes. All else that an
    older dialect printed as signs was meant as what the current one makes of it: lettered lists, formulas, HTML.
    """
    if dialect == CURRENT_DIALECT or "$" not in markdown:
        return markdown
    at = sorted(offset for paragraph in text.split(markdown).paragraphs for offset in _money(paragraph))
    pieces = [markdown[start:end] for start, end in zip([0, *at], [*at, len(markdown)], strict=True)]
    return "\\".join(pieces)


def _money(paragraph: text.Paragraph) -> list[int]:
    """The offsets, in the text, of the dollar signs that would begin or end a formula and do not."""
    found = []
    for run in text.visible_runs(paragraph) if "$" in paragraph.text else ():
        is_formula = any(mark.kind is text.MarkKind.MATH for mark in run.marks)
        if is_formula and _WORDS.search(run.text) and not _MATHEMATICAL.search(run.text):
            start, end = run.offsets[0], run.offsets[-1] + 1
            found += [at for at in range(len(paragraph.text)) if _delimits(paragraph.text, at, start, end)]
    return [paragraph.start + at for at in found]


def _delimits(source: str, at: int, start: int, end: int) -> bool:
    """Whether this is one of the dollar signs directly before `start` or from `end` on."""
    before = source[at:start].strip("$") == "" and at < start
    after = source[end : at + 1].strip("$") == "" and at >= end
    return source[at] == "$" and (before or after)
