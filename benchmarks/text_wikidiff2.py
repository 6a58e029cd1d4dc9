"""The links of wikidiff2 between paragraphs, to be read beside ours.

wikidiff2 compares lines, so each paragraph is given to it as one line. It has no function that returns links: they are
read from the table that it writes, in which a row has an old line, a new line, or both. Splits need version 1.14.
"""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

ALL_LINES = 1_000_000
OPTIONS = {"numContextLines": ALL_LINES, "formats": ["table"], "maxMovedLines": 100_000, "maxSplitSize": 3}
TABLE = """
$texts = array_map('file_get_contents', array_slice($argv, 1, 2));
echo wikidiff2_multi_format_diff($texts[0], $texts[1], json_decode($argv[3], true))['table'];
"""
ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
LINE = {
    side: re.compile(rf'<td class="diff-\w+ diff-side-{side}">(.*?)</td>', re.DOTALL) for side in ("deleted", "added")
}
CHANGED = {"deleted": re.compile(r"<del\b.*?</del>", re.DOTALL), "added": re.compile(r"<ins\b.*?</ins>", re.DOTALL)}
MOVED_TO = re.compile(r'<a class="mw-diff-movedpara-left" href="#(\w+)">')
MOVED_HERE = re.compile(r'<a name="(\w+_rhs)">')
TAG = re.compile(r"<[^>]*>")

LinkedParagraphs = set[tuple[int, int]]
"""The indexes of an old and a new paragraph each."""


class TableRow(NamedTuple):
    """The length of what is kept of an old and of a new line (None where the row has none), and the ends of a move."""

    old: int | None
    new: int | None
    moved_to: str | None
    moved_here: str | None


def wikidiff2_links(old: Sequence[str], new: Sequence[str], timeout: float = 20.0) -> LinkedParagraphs:
    """The paragraphs that wikidiff2 links, with its detection of moves and splits.

    Raises `subprocess.SubprocessError` if it needs more seconds than the `timeout` or more memory than 1 GB.
    """
    lines = [[" ".join(each.split()) for each in side] for side in (old, new)]
    if lines[0] == lines[1]:  # its table is empty
        return {(at, at) for at in range(len(old))}
    with tempfile.TemporaryDirectory() as folder:
        paths = Path(folder, "old.txt"), Path(folder, "new.txt")
        for path, side in zip(paths, lines, strict=True):
            path.write_text("\n".join(side), encoding="utf-8")
        command = ["php", "-d", "memory_limit=1G", "-r", TABLE, *map(str, paths), json.dumps(OPTIONS)]
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=timeout)
    return read_links(done.stdout)


def read_links(table: str) -> LinkedParagraphs:
    """The links of a table: lines in one row, both ends of a move, and the further lines of a split."""
    links: LinkedParagraphs = set()
    left, right = {}, {}
    at_old = at_new = -1
    missing = 0
    for row in _rows(table):
        at_old += row.old is not None
        at_new += row.new is not None
        if row.moved_to:
            left[row.moved_to] = at_old
        if row.moved_here:
            right[row.moved_here] = at_new
        if row.old is not None:
            missing = row.old if row.new is not None else 0
        if row.new and missing and not row.moved_here:
            links.add((at_old, at_new))
        missing = max(0, missing - (row.new or 0))
    return links | {(at, right[name]) for name, at in left.items() if name in right}


def _rows(table: str) -> Iterator[TableRow]:
    for row in ROW.findall(table):
        lengths = _kept_length(row, "deleted"), _kept_length(row, "added")
        if lengths != (None, None):
            to, here = MOVED_TO.search(row), MOVED_HERE.search(row)
            yield TableRow(*lengths, to and to[1], here and here[1])


def _kept_length(row: str, side: str) -> int | None:
    """The characters of a line that the other side has too."""
    found = LINE[side].search(row)
    return None if found is None else len("".join(TAG.sub("", CHANGED[side].sub("", found[1])).split()))
