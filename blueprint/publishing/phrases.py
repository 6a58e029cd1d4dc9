"""The words an edition says of itself, in its own language, from the gettext catalogues."""

from functools import lru_cache
from typing import NamedTuple

from blueprint.locales import translations


class Phrases(NamedTuple):
    """The interface words of one language. `edition`, `since`, `moved`, `split` and `joined` have a `{number}` placeholder.

    `quotes` are the quotation marks: outer left and right, inner left and right.
    """

    contents: str
    foreword: str
    colophon: str
    edition: str
    published: str
    publisher: str
    licence: str
    contributors: str
    author: str
    editor: str
    reviewer: str
    convenor: str
    principles: str
    principle: str
    rationale: str
    tension: str
    cite: str
    permalink: str
    identifier: str
    hash: str
    changes: str
    notes: str
    back: str
    cover: str
    paragraph: str
    accessibility: str
    pages: str
    large_print: str
    since: str
    legend: str
    added: str
    removed: str
    edited: str
    moved: str
    split: str
    joined: str
    fresh: str
    same: str
    dropped: str
    quotes: tuple[str, ...]

    def role(self, role: str) -> str:
        """The word for a contributor's role; the role itself when there is none."""
        return {
            "author": self.author,
            "editor": self.editor,
            "reviewer": self.reviewer,
            "convenor": self.convenor,
        }.get(role, role)


@lru_cache(maxsize=64)
def phrases(tag: str) -> Phrases:
    """The words for a reader of the BCP 47 tag, by `blueprint.locales.interface_language`."""
    catalogue = translations(tag)
    gettext, pgettext = catalogue.gettext, catalogue.pgettext
    return Phrases(
        contents=gettext("Contents"),
        foreword=gettext("Foreword"),
        colophon=gettext("Colophon"),
        edition=gettext("Edition {number}"),
        published=gettext("Published"),
        publisher=gettext("Publisher"),
        licence=gettext("Licence"),
        contributors=pgettext("edition", "Contributors"),
        author=gettext("Author"),
        editor=gettext("Editor"),
        reviewer=gettext("Reviewer"),
        convenor=gettext("Convenor"),
        principles=gettext("Principles this proposal advances"),
        principle=gettext("Principle"),
        rationale=gettext("Why"),
        tension=gettext("in tension with it"),
        cite=gettext("How to cite"),
        permalink=gettext("Permanent address"),
        identifier=gettext("Identifier"),
        hash=gettext("Fingerprint of the content"),
        changes=gettext("What changed"),
        notes=gettext("Notes"),
        back=gettext("Back to the text"),
        cover=gettext("Cover"),
        paragraph=gettext("Paragraph"),
        accessibility=gettext(
            "All text can be read aloud and resized; pictures have descriptions; paragraphs are numbered; "
            "headings and contents lead through the book."
        ),
        pages=gettext("Pages"),
        large_print=pgettext("edition", "Large print"),
        since=pgettext("edition", "What changed since edition {number}"),
        legend=gettext(
            "Words that were added are underlined and stand between ‹ and ›. Words that were removed are "
            "struck through and stand between [ and ]. A line at the side marks every paragraph that "
            "changed, and a note above it says how."
        ),
        added=pgettext("edition", "Added"),
        removed=pgettext("edition", "Removed"),
        edited=pgettext("edition", "Changed"),
        moved=gettext("Moved; it was paragraph {number}"),
        split=gettext("Divided; it was paragraph {number}"),
        joined=gettext("Joined; it was paragraphs {number}"),
        fresh=pgettext("edition", "New in this edition"),
        same=gettext("Nothing changed here."),
        dropped=pgettext("edition", "No longer in this edition"),
        quotes=tuple(pgettext("quotation marks", "“|”|‘|’").split("|")),
    )
