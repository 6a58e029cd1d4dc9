"""The three wordings of a conflict, with what each person changed marked word by word."""

import re
from functools import lru_cache

from markupsafe import Markup

from blueprint.domain.merges import ConflictPart
from blueprint.locales import gettext as _
from blueprint.text import compare
from blueprint.ui.html.markup import draw, joined, part
from blueprint.ui.viewmodels.comparison import ComparisonBlock, ComparisonView, comparison_view
from blueprint.ui.viewmodels.document import TextPiece, document_view

_CELL_END = re.compile(r"(?<!\\)\|")
_TAGS = {"strong": "strong", "emphasis": "em", "code": "code", "strikethrough": "s"}


def wordings(title: str, conflict: ConflictPart, headings: tuple[str, str], language: str) -> None:
    """Draw the three beside each other, and what both changes come to where they fit together.

    `headings` are those of their wording and of the reader's own.
    """
    shown = _cells if conflict.row else str
    base = shown(conflict.base)
    columns = [
        _column(_("As it was"), changed("", base, language)),
        *(
            _column(heading, changed(base, shown(wording), language))
            for heading, wording in zip(headings, (conflict.theirs, conflict.ours), strict=True)
        ),
    ]
    if conflict.together is not None:
        columns.append(_column(_("Both changes together"), changed(base, shown(conflict.together), language)))
    template = "<section lang='{}'><h3 class='bp-facts'>{}</h3><div class='bp-wordings'>{}</div></section>"
    draw(template, language, title, joined("", columns))


def changed(base: str, other: str, language: str) -> Markup:
    """`other` as a reader sees it, with `<ins>` and `<del>` against `base`; unmarked where `base` is empty."""
    if not other.strip():
        return part("<p class='bp-wording-empty'>{}</p>", _("There was nothing here.") if not base else _("Removed."))
    return _marked(base, other, language)


def _cells(row: str) -> str:
    """The cells of a table's row, without the line below a head."""
    cells = _CELL_END.split(row.strip().partition("\n")[0].strip().removeprefix("|").removesuffix("|"))
    return " · ".join(cell.strip() for cell in cells)


@lru_cache(maxsize=256)
def _marked(base: str, other: str, language: str) -> Markup:
    old, new = document_view(base, language), document_view(other, language)
    found = comparison_view(old, new, compare(base, other, language))
    return joined("", [_block(block, found, plain=not base.strip()) for block in found["blocks"]])


def _column(heading: str, words: Markup) -> Markup:
    return part("<div class='bp-wording'><h4>{}</h4>{}</div>", heading, words)


def _block(block: ComparisonBlock, found: ComparisonView, *, plain: bool) -> Markup:
    if block["kind"] == "moved-away":
        return Markup()
    rows = [found["new"][index] for index in block["new"]] or [found["old"][index] for index in block["old"]]
    drawn = block.get("merged") or [row["p"] for row in rows]
    return joined(
        "",
        [
            part("<p dir='{}'>{}{}</p>", row["dir"], _marker(row["marker"]), _pieces(pieces, plain=plain))
            for row, pieces in zip(rows, drawn, strict=True)
        ],
    )


def _marker(marker: str) -> str:
    return f"{marker} " if marker else ""


def _pieces(pieces: list[TextPiece], *, plain: bool) -> Markup:
    return joined("", [_piece(piece, plain=plain) for piece in pieces])


def _piece(piece: TextPiece, *, plain: bool) -> Markup:
    words = part("{}", piece["t"])
    for kind, _address in piece.get("m", []):
        if kind in _TAGS:
            words = part(f"<{_TAGS[kind]}>{{}}</{_TAGS[kind]}>", words)
    if plain or "op" not in piece:
        return words
    return part("<ins>{}</ins>" if piece["op"] == "+" else "<del>{}</del>", words)
