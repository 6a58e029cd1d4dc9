"""Rendering the library's pages with what their templates have in common."""

from functools import partial
from typing import Any

from markupsafe import Markup

from blueprint.domain.published_editions import PublishedEdition, PublishedProposal
from blueprint.locales import interface_language
from blueprint.publishing.matter.principle_symbols import symbols_svg
from blueprint.services.publishing import edition_formats
from blueprint.web.http.templates import render
from blueprint.web.library import labels
from blueprint.web.library.context import LibraryContext
from blueprint.web.library.response import CachePolicy, LibraryResponse

_ROW_HEIGHT, _ROW_GAP = 136, 28
"""The distance of rows in the SVG that `strip` draws, and the part of it that is empty."""

_COMMON_VALUES = {
    "paragraph_change_labels": labels.PARAGRAPH_CHANGE_LABELS,
    "proposal_change_labels": labels.PROPOSAL_CHANGE_LABELS,
    "erratum_labels": labels.ERRATUM_LABELS,
    "edition_file_name": edition_formats.file_name,
    "edition_label": labels.edition_label,
    "foreword_label": labels.foreword_label,
    "paragraph_label": labels.paragraph_label,
}


def render_page(
    context: LibraryContext,
    template: str,
    language: str,
    *,
    cache_policy: CachePolicy = CachePolicy.REVALIDATE,
    localized_path: str = "",
    **values: Any,
) -> LibraryResponse:
    """A page of the library in a language, from a template in `templates/library`.

    `localized_path` is the path below a language's root, for pages that exist in every language.
    """
    keys = tuple(principle.key for principle in context.principles.all())
    html = render(
        f"library/{template}",
        language=language,
        library=context,
        root=context.language_root(language),
        language_roots=context.language_roots() if localized_path else {},
        localized_path=localized_path,
        interface_language=interface_language(language),
        all_principles=context.principles.all(language),
        principle_symbols_svg=partial(principle_symbols_svg, keys=keys),
        principle_symbol_svg=principle_symbol_svg,
        **_COMMON_VALUES,
        **values,
    )
    return LibraryResponse(html.encode("utf-8", "replace"), cache_policy=cache_policy)


def principle_symbols_svg(what: PublishedEdition | PublishedProposal, keys: tuple[str, ...]) -> Markup:
    """An SVG of the symbols of all principles, in the order of their `keys`; those that it advances are filled."""
    return symbols_svg(len(keys), [index for index, key in enumerate(keys) if key in what.advances])


def principle_symbol_svg(index: int) -> Markup:
    """An SVG of one principle's symbol, filled; `index` counts from 0."""
    column, height = str(symbols_svg(index + 1, [index], 1)), (index + 1) * _ROW_HEIGHT - _ROW_GAP
    size = _ROW_HEIGHT - _ROW_GAP
    column_view = f'viewBox="-4 -4 {size} {height}"'
    symbol_view = f'viewBox="-4 {index * _ROW_HEIGHT - 4} {size} {size}"'
    assert column_view in column
    return Markup(column.replace(column_view, symbol_view))  # noqa: S704 - drawn by publishing
