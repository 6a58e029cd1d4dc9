"""The parts that a book's pages are set in: one for a small book, and several for a large one, of which most can be kept."""

import json
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from blueprint.publishing.cache import Cache
from blueprint.publishing.pdf import template_data as manuscript
from blueprint.publishing.pdf.sections import apart
from blueprint.publishing.sheets import Sheets


class Part(NamedTuple):
    """A part: its `name`, the `key` that tells it from any other, and what gives the data that it is set from.

    `made` is the file the typesetter leaves of it, empty where that is never the same again. `moves` where it may have to
    be set anew although its key is the same: when what stands before it has more pages now, or fewer.
    """

    name: str
    key: str
    data: Callable[[], dict[str, Any]]
    made: str = ""
    moves: bool = False


def parts_of(sheets: Sheets) -> tuple[Part, ...]:
    """The parts of a book, and its cover's picture."""
    cover = manuscript.cover_data(sheets)
    picture = _part("picture", cover, "cover.png")
    runs = apart(sheets.book)
    if not runs:
        return (picture, _part("book", manuscript.book_data(sheets)))
    return (
        picture,
        _part("cover", cover, "cover.part"),
        _part("contents", manuscript.contents_data(sheets), "contents.part", moves=True),
        *(_run(sheets, at, run) for at, run in enumerate(runs)),
        _part("closing", manuscript.closing_data(sheets)),
        _part("numbers", manuscript.numbers_data(sheets), "numbers.part", moves=True),
        _part("lines", manuscript.lines_data(sheets), "lines.part"),
    )


def _part(name: str, data: dict[str, Any], made: str = "", *, moves: bool = False) -> Part:
    return Part(name, json.dumps(data, ensure_ascii=False), lambda: data, made, moves)


def _run(sheets: Sheets, at: int, run: range) -> Part:
    key = manuscript.run_key(sheets, run)
    return Part(f"run-{at}", key, partial(manuscript.run_data, sheets, run), f"run-{at}.part")


def lay(parts: Sequence[Part], root: Path, cache: Cache) -> dict[str, bytes]:
    """Lay what was made before into the folder, and the data of what was not or may have moved; by name what was made."""
    known = {part.name: cache.found("part", part.name, part.key) for part in parts if part.made}
    laid = {name: made for name, made in known.items() if made is not None}
    for part in parts:
        if part.name in laid:
            (root / part.made).write_bytes(laid[part.name])
        if part.name not in laid or part.moves:
            data = json.dumps(part.data(), ensure_ascii=False)
            (root / f"{part.name}.json").write_text(data, encoding="utf-8")
    return laid


def keep(parts: Sequence[Part], root: Path, cache: Cache, laid: Mapping[str, bytes]) -> None:
    """Keep what was made now."""
    for part in parts:
        file = root / part.made
        if part.made and file.exists() and (made := file.read_bytes()) != laid.get(part.name):
            cache.keep(made, "part", part.name, part.key)
