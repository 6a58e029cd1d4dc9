"""A book of parts: those that are not there yet are set on their own, and all are bound.

They are the cover, the contents, runs of proposals (`run-N`), the `closing`, the `numbers` of pages and the `lines` at their
feet, each of NAME.json. A part that lies there as NAME.part, made of the same data, is not made again; what is made is left
there.
"""

import hashlib
import json
import re
import zlib
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from blueprint.publishing.joining import bound
from blueprint.publishing.pages import Job, set_pages

Places = dict[str, Any]
"""`count` of pages, and `anchors` in reading order: [name, page from 1]."""

_CHAPTER = re.compile(r"chapter-\d+")

QUANTUM = 1024
"""Each part begins with a multiple of this among the numbers of objects, so that one more in it moves no other part."""


class Part(NamedTuple):
    """A part of a book: of which data it is made, where everything stands in it, and Typst's PDF, packed.

    `header` and `data` are what `gathering.gathered` makes of the PDF; its numbers begin with the header's `base`.
    """

    given: str
    places: Places
    raw: bytes
    header: dict[str, Any]
    data: bytes


def assembled(job: Job) -> str:
    """Bind the book from its parts, each of which knows nothing of the others' pages until then; its places, as JSON."""
    runs = {f"run-{at}": _part(job, f"run-{at}", "run.typ") for at in range(job.runs)}
    contents = _part(job, "contents", "contents.typ", contents=_led(job, runs.values()))
    closing = _part(job, "closing", "closing.typ")
    parts = {"cover": _part(job, "cover", "front.typ"), "contents": contents, **runs, "closing": closing}
    if job.make != "preview":
        Path(job.root, "book.pdf").write_bytes(_book(job, parts))
    return json.dumps(_together(parts.values()))


def _book(job: Job, parts: dict[str, Part]) -> bytes:
    pages = _languages(job, list(parts.values())[1:])
    each = [node | {"pages": len(list(same))} for node, same in groupby(pages)]
    feet = {
        "numbers": _part(job, "numbers", "numbers.typ", chapters=each),
        "lines": _part(job, "lines", "lines.typ"),
    }
    *each_bound, numbers, lines = _based(job, parts | feet).values()
    tags = list(dict.fromkeys(node["tag"] for node in pages))  # in the order of the lines
    lined = [tags.index(node["tag"]) for node in pages]
    return bound(each_bound, numbers, lines, lined)


def _part(job: Job, name: str, template: str, **known: Any) -> Part:
    """A part with what is `known` of the others, as it lies there or set now."""
    given = json.dumps(_data(job, name) | known) if known else ""
    digest = hashlib.sha256(given.encode()).hexdigest()
    kept = _kept(job, name)
    if kept and kept.given == digest:
        return kept
    if given:
        Path(job.root, f"{name}.json").write_text(given)
    places, raw = set_pages(job, template, f"{name}.json")
    return Part(digest, json.loads(places), zlib.compress(raw), {}, b"")


def _kept(job: Job, name: str) -> Part | None:
    file = Path(job.root, f"{name}.part")
    if not file.exists():
        return None
    said, data = file.read_bytes().split(b"\n", 1)
    known = json.loads(said)
    length = known.pop("length")
    return Part(**known, raw=data[:length], data=data[length:])


def _based(job: Job, parts: dict[str, Part]) -> dict[str, Part]:
    """The parts with their numbers one behind the other; what is new is left in the folder."""
    base, found = QUANTUM, dict[str, Part]()
    for name, part in parts.items():
        found[name] = part if part.header.get("base") == base else _numbered(job, name, part, base)
        base += -(-found[name].header["numbers"] // QUANTUM) * QUANTUM
    return found


def _numbered(job: Job, name: str, part: Part, base: int) -> Part:
    from blueprint.publishing.gathering import gathered

    called = part.places["anchors"][0][0] if name.startswith("run-") else name
    header, data = gathered(zlib.decompress(part.raw), base, called)
    part = part._replace(header=header, data=data)
    said = {"given": part.given, "places": part.places, "header": header, "length": len(part.raw)}
    Path(job.root, f"{name}.part").write_bytes(json.dumps(said).encode() + b"\n" + part.raw + data)
    return part


# -- on which page


def _together(parts: Iterable[Part]) -> Places:
    """Where everything stands in a book of these parts."""
    count, anchors = 0, list[tuple[str, int]]()
    for part in parts:
        anchors += [(name, count + page) for name, page in part.places["anchors"]]
        count += part.places["count"]
    return {"count": count, "anchors": anchors}


def _led(job: Job, runs: Iterable[Part]) -> list[dict[str, Any]]:
    """The contents with the pages, counted from the first of the runs', of what is in a run or behind them."""
    places = _together(runs)
    pages = dict(reversed(places["anchors"])) | {"colophon": places["count"] + 1}
    contents = _data(job, "contents")["contents"]
    return [entry | ({"page": pages[entry["id"]]} if entry["id"] in pages else {}) for entry in contents]


def _languages(job: Job, parts: Sequence[Part]) -> list[dict[str, Any]]:
    """The language of each page: of the contents, of each proposal, and of what stands behind them."""
    first, *nodes, last = _data(job, "numbers")["chapters"]
    contents, *runs, closing = parts
    starts = [page for name, page in _together(runs)["anchors"] if _CHAPTER.fullmatch(name)]
    ends = [*starts[1:], _together(runs)["count"] + 1]
    counts = [end - start for start, end in zip(starts, ends, strict=True)]
    whole = zip((first, *nodes, last), (contents.places["count"], *counts, closing.places["count"]), strict=True)
    return [node for node, count in whole for _ in range(count)]


def _data(job: Job, name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(Path(job.root, f"{name}.json").read_bytes())
    return found
