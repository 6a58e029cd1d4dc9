"""The footnotes at the end of a text on a page: under a heading, each with a named way back to its sign."""

import re

from markupsafe import Markup, escape

from blueprint.publishing.phrases import Phrases

_SECTION = re.compile(r'(<section id="[^"]*footnotes"[^>]*>)\s*<hr />')
_BACK = 'class="footnote-back" role="doc-backlink"'


def with_named_notes(html: str, words: Phrases, level: int) -> Markup:
    """The HTML of a text, as Pandoc writes it, with a heading of that level above its footnotes."""
    heading = f"<h{level}>{escape(words.notes)}</h{level}>"
    named = _SECTION.sub(lambda section: f"{section[1]}\n{heading}", html)
    return Markup(named.replace(_BACK, f'{_BACK} aria-label="{escape(words.back)}"'))  # noqa: S704 - as safe as it was
