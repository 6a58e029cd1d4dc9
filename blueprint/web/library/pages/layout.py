"""What several of the library's pages draw alike."""

from datetime import datetime
from functools import partial
from typing import Any

from markupsafe import Markup

from blueprint.domain.library import PublishedEdition, PublishedProposal
from blueprint.locales import interface_language
from blueprint.publishing.figures import strip
from blueprint.web.http.templates import day, render
from blueprint.web.library.labels import (
    CHANGE_LABELS,
    CHAPTER_CHANGE_LABELS,
    ERRATUM_LABELS,
    FILE_LABELS,
    edition_label,
    foreword_label,
)
from blueprint.web.library.response import Lasting, Page, Place

_ROW, _GAP = 136, 28
"""How far apart `strip` sets its rows, and how much of that is between them."""

FILE_NAMES = {"pdf": "PDF", "epub": "EPUB", "docx": "Word", "odt": "OpenDocument", "html": "HTML"}


def draw(
    place: Place,
    template: str,
    language: str,
    *,
    lasting: Lasting = Lasting.LIVING,
    alike: str = "",
    **values: Any,
) -> Page:
    """A page of the library in a language, from a template in `templates/library`.

    `alike` is what follows a language's home in the addresses of the page, for pages that there are in every language.
    """
    html = render(
        f"library/{template}",
        language=language,
        home=home_of(place, language),
        homes=homes(place) if alike else {},
        alike=alike,
        interface_language=interface_language(language),
        change_labels=CHANGE_LABELS,
        chapter_change_labels=CHAPTER_CHANGE_LABELS,
        erratum_labels=ERRATUM_LABELS,
        file_labels=FILE_LABELS,
        edition_label=edition_label,
        foreword_label=foreword_label,
        all_principles=place.principles.all(language),
        figures=partial(figures, keys=tuple(principle.key for principle in place.principles.all())),
        figure=figure,
        date_of=date_of,
        file_names=FILE_NAMES,
        place=place,
        **values,
    )
    return Page(html.encode("utf-8", "replace"), lasting=lasting)


def home_of(place: Place, language: str) -> str:
    """Where the library's pages in that language begin; the English ones are there for languages that nothing is in."""
    return f"/library/languages/{language}" if language != "en" and language in place.shelf.languages else "/library"


def homes(place: Place) -> dict[str, str]:
    """By language, where its pages of what there is in every language begin."""
    return {tag: home_of(place, tag) for tag in ("en", *place.shelf.languages)}


def figures(what: PublishedEdition | PublishedProposal, keys: tuple[str, ...]) -> Markup:
    """The figures of all principles, by their `keys`; those of the principles that it advances filled."""
    return strip(len(keys), [at for at, key in enumerate(keys) if key in what.advances])


def figure(at: int) -> Markup:
    """The figure of one principle, from 0, filled: the last of a column, looked at alone."""
    column, height = str(strip(at + 1, [at], 1)), (at + 1) * _ROW - _GAP
    whole, alone = (
        f'viewBox="-4 -4 {_ROW - _GAP} {height}"',
        f'viewBox="-4 {at * _ROW - 4} {_ROW - _GAP} {_ROW - _GAP}"',
    )
    assert whole in column
    return Markup(column.replace(whole, alone))  # noqa: S704 - of our own making


def date_of(moment: datetime, language: str = "en") -> str:
    """A day in words of the language."""
    return day(moment, language)
