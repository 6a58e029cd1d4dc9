"""Letters with marks above and below them, and how many of these one letter may have.

Unicode's canonical order (UAX #15) sorts the marks of one letter, in the square of their number: with 40,000 on one letter
that takes three seconds, during which no other thread of Python runs.
"""

import re
import sys
import unicodedata
from functools import cache

from blueprint.domain.errors import TooLarge
from blueprint.locales import gettext as _

MOST_MARKS = 30
"""As in the Stream-Safe Text Format of UAX #15: no script puts so many on a letter."""


def refuse_stacked_marks(text: str, field: str | None = None) -> None:
    """Raise `TooLarge` for a text in which a letter has more than `MOST_MARKS`."""
    if text.isascii():
        return
    mark, stacked = _patterns()
    # So many in a row cover one of the characters looked at first, of which most texts have no mark.
    may_be = mark.search(text[:: MOST_MARKS + 1])
    found = stacked.search(text) if may_be else None
    if found:
        raise TooLarge(
            _(
                "The letter “{letter}” has {count} accents or other marks on it; there is room for {most}. "
                "Remove those that are there by mistake, then try again. What you wrote is still here.",
                letter=text[max(0, found.start() - 1) : found.start()],
                count=f"{len(found[0]):,}",
                most=MOST_MARKS,
            ),
            field,
        )


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A mark, and more in a row than there is room for; built once, of all characters with a combining class."""
    marks = re.escape("".join(chr(code) for code in range(sys.maxunicode + 1) if unicodedata.combining(chr(code))))
    return re.compile(f"[{marks}]"), re.compile(f"[{marks}]{{{MOST_MARKS + 1},}}")
