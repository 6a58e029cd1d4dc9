"""The report on a file that was read, and its text beside it with the numbers that the report names."""

from functools import lru_cache
from pathlib import Path

import streamlit as st
from markupsafe import Markup

from blueprint.domain.languages import direction
from blueprint.locales import gettext as _
from blueprint.locales import ngettext
from blueprint.publishing.importing.read import ImportedText
from blueprint.publishing.importing.report import KEPT_LABELS, WHAT_LABELS, Remark, Report
from blueprint.ui.html.markup import draw, joined, part
from blueprint.ui.viewmodels.document import DocumentRow, TextPiece, document_view, rows, text_direction

MOST_ROWS, MOST_PLACES = 1_500, 12
"""How many paragraphs the preview shows, and how many places of a remark before the others are folded away."""

_TAGS = {
    **{"strong": "strong", "emphasis": "em", "strikethrough": "del"},
    **{"superscript": "sup", "subscript": "sub", "footnote": "sup"},
}
_SIGNED = {"list-item", "footnote"}
"""The kinds of rows that have a sign before their words."""


def draw_preview(imported: ImportedText, language: str) -> None:
    """Draw the report and the text, side by side where there is room."""
    st.html(_style())
    if text_direction(imported.markdown, direction(language)) != direction(language):
        draw("<p class='bp-import-language' role='status'>{}</p>", _other_direction())
    with st.container(key="bp-import", horizontal=True, gap="medium"):
        draw("{}", _report(imported.report))
        draw("{}", _text(imported, language))


def _other_direction() -> str:
    return _(
        "Most of this text does not run in the direction of the language that is chosen above. Choose the language of the "
        "text, so that it is set, searched and read aloud well."
    )


# -- the report


def _report(report: Report) -> Markup:
    kept = joined(", ", [part("{} {}", _(KEPT_LABELS[name]), count) for name, count in report.kept.items()])
    sections = [
        part("<h3>{}</h3><p>{}</p>", _("Kept"), kept),
        _remarks(_("Changed"), report.changed),
        _remarks(_("Left out"), report.left_out),
    ]
    if not report.changed and not report.left_out:
        sections.append(part("<p>{}</p>", _("Nothing had to be changed or left out.")))
    return part(
        "<section class='bp-import-report' aria-label='{}'>{}</section>",
        _("What becomes of the file"),
        joined("", sections),
    )


def _remarks(title: str, remarks: tuple[Remark, ...]) -> Markup:
    if not remarks:
        return Markup()
    return part("<h3>{}</h3><ul>{}</ul>", title, joined("", [_remark(each) for each in remarks]))


def _remark(remark: Remark) -> Markup:
    what = part("<strong>{} ({})</strong> {}", _(WHAT_LABELS[remark.what]), remark.count, remark.said)
    first, rest = remark.where[:MOST_PLACES], remark.where[MOST_PLACES:]
    more = ngettext("{count} more place", "{count} more places", len(rest)) if rest else ""
    folded = part("<details><summary>{}</summary>{}</details>", more, _places(rest)) if rest else ""
    return part("<li>{}{}{}</li>", what, _places(first), folded)


def _places(places: tuple[str, ...]) -> Markup:
    if not places:
        return Markup()
    return part("<ul>{}</ul>", joined("", [part("<li dir='auto'>{}</li>", place) for place in places]))


# -- the text


def _text(imported: ImportedText, language: str) -> Markup:
    found = [row for row in rows(document_view(imported.markdown, language)) if not _is_empty_head(row)]
    drawn = joined("", [_row(row) for row in found[:MOST_ROWS]])
    rest = len(found) - MOST_ROWS
    more = part("<p>{}</p>", ngettext("And {count} more paragraph.", "And {count} more.", rest)) if rest > 0 else ""
    return part(
        "<section class='bp-import-text' lang='{}' dir='{}' tabindex='0' aria-label='{}'>{}{}</section>",
        language,
        direction(language),
        _("The text as it would be"),
        drawn,
        more,
    )


def _is_empty_head(row: DocumentRow) -> bool:
    """Whether it is the head of a table without a head."""
    return row["head"] and not any(piece["t"].strip() for piece in row["p"])


def _row(row: DocumentRow) -> Markup:
    number = row["n"] if row["n"] is not None else ""
    kind = f"bp-import-row bp-import-is-{row['kind']}"
    return part(
        "<div class='{}' dir='{}' style='--bp-depth: {}'><span class='bp-import-number'>{}</span><div>{}</div></div>",
        kind,
        row["dir"],
        row["level"] if row["kind"] == "list-item" else 0,
        number,
        _words(row),
    )


def _words(row: DocumentRow) -> Markup:
    """The words of a row, the sign of an item or a note before them, the cells of a table apart."""
    if row["kind"] == "table-row":
        return _cells(row)
    shown = row["marker"].strip("[]^: ") if row["kind"] == "footnote" else row["marker"]
    sign = part("<span class='bp-import-sign'>{}</span> ", shown) if row["kind"] in _SIGNED else ""
    return part("{}{}", sign, joined("", [_piece(piece) for piece in row["p"]]))


def _cells(row: DocumentRow) -> Markup:
    columns: dict[int, list[Markup]] = {}
    for piece in row["p"]:
        columns.setdefault(piece.get("c", 0), []).append(_piece(piece))
    cells = [columns.get(at, []) for at in range(max(columns, default=-1) + 1)]
    return joined("", [part("<span class='bp-import-cell' dir='auto'>{}</span>", joined("", cell)) for cell in cells])


def _piece(piece: TextPiece) -> Markup:
    words = part("{}", piece["t"])
    for kind, _address in piece.get("m", []):
        if kind in _TAGS:
            words = part(f"<{_TAGS[kind]}>{{}}</{_TAGS[kind]}>", words)
        elif kind == "image":
            words = part("<em>[{}]</em>", _("Picture: {description}", description=piece["t"] or "…"))
    return words


@lru_cache(maxsize=1)
def _style() -> str:
    return f"<style>{(Path(__file__).parent / 'importing.css').read_text(encoding='utf-8')}</style>"
