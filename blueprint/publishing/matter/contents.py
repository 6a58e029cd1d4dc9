"""How deep a table of contents is."""

from collections.abc import Sequence

from blueprint.publishing.markdown.model import Text

DEEPEST = 3
TWO_PAGES = 64
"""Lines of contents on two pages."""
MOST_LINES = 320
"""Lines beyond which a collection lists its texts alone."""


def contents_depth(texts: Sequence[Text]) -> int:
    """How many levels of headings are listed below each text's title: as many as two pages hold, and at least one.

    None (0) for a collection of so many texts that even one level would be ten pages long.
    """
    levels = [heading.level for text in texts for heading in text.headings]
    for depth in range(DEEPEST, 0, -1):
        lines = len(texts) + sum(level <= depth for level in levels)
        if lines <= TWO_PAGES:
            return depth
    return 0 if len(texts) > 1 and lines > MOST_LINES else 1
