"""The words an edition says of itself, in its own language, from the gettext catalogues."""

from functools import lru_cache
from typing import NamedTuple

from blueprint.locales import mark, pmark, translated


class Phrases(NamedTuple):
    """The interface words of one language; by default the English messages.

    `edition`, `since`, `moved`, `split` and `joined` have a `{number}` placeholder.
    """

    contents: str = mark("Contents")
    foreword: str = mark("Foreword")
    colophon: str = mark("Colophon")
    edition: str = mark("Edition {number}")
    published: str = mark("Published")
    publisher: str = mark("Publisher")
    licence: str = mark("Licence")
    contributors: str = pmark("edition", "Contributors")
    author: str = mark("Author")
    editor: str = mark("Editor")
    reviewer: str = mark("Reviewer")
    convenor: str = mark("Convenor")
    principles: str = mark("Principles this proposal advances")
    principle: str = mark("Principle")
    rationale: str = mark("Why")
    tension: str = mark("in tension with it")
    cite: str = mark("How to cite")
    permalink: str = mark("Permanent address")
    identifier: str = mark("Identifier")
    hash: str = mark("Fingerprint of the content")
    changes: str = mark("What changed")
    notes: str = mark("Notes")
    back: str = mark("Back to the text")
    cover: str = mark("Cover")
    paragraph: str = mark("Paragraph")
    accessibility: str = mark(
        "All text can be read aloud and resized; pictures have descriptions; paragraphs are numbered; "
        "headings and contents lead through the book."
    )
    pages: str = mark("Pages")
    large_print: str = pmark("edition", "Large print")
    since: str = pmark("edition", "What changed since edition {number}")
    legend: str = mark(
        "Words that were added are underlined and stand between ‹ and ›. Words that were removed are "
        "struck through and stand between [ and ]. A line at the side marks every paragraph that "
        "changed, and a note above it says how."
    )
    added: str = pmark("edition", "Added")
    removed: str = pmark("edition", "Removed")
    edited: str = pmark("edition", "Changed")
    moved: str = mark("Moved; it was paragraph {number}")
    split: str = mark("Divided; it was paragraph {number}")
    joined: str = mark("Joined; it was paragraphs {number}")
    renumbered: str = mark("Renumbered only")
    fresh: str = pmark("edition", "New in this edition")
    same: str = mark("Nothing changed here.")
    dropped: str = pmark("edition", "No longer in this edition")
    quotation_marks: str = pmark("quotation marks", "“|”|‘|’")

    @property
    def quotes(self) -> tuple[str, ...]:
        """The quotation marks: outer left and right, inner left and right."""
        return tuple(self.quotation_marks.split("|"))

    def role(self, role: str) -> str:
        """The word for a contributor's role; the role itself when there is none."""
        return str(getattr(self, role)) if role in ("author", "editor", "reviewer", "convenor") else role


@lru_cache(maxsize=64)
def phrases(tag: str) -> Phrases:
    """The words for a reader of the BCP 47 tag, by `blueprint.locales.interface_language`."""
    return Phrases(**{name: translated(message, tag) for name, message in Phrases._field_defaults.items()})
