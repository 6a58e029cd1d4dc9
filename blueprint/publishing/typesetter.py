"""The typesetter: a short-lived process that turns one folder into a book, and nothing else.

Run by path, with the folders of its fonts, and a job as JSON on its standard input: `root` (a private folder of regular
files), what to `make` of it ("pdf": `book.pdf`; "preview": `pages.json`, the page of each anchor, and `cover.png` of
`picture.json`; "both"), `runs` (how many), `timestamp` (seconds since 1970), `seconds` and `bytes` (limits). It says on
standard output what stopped it, as JSON: `{"error": message, "hints": [...]}`. A process of its own can be killed, which a
loop inside Typst cannot, and gives back its memory, which Typst does not.

A book without runs is set whole, of `book.json`. One with runs is bound from parts that are set on their own: `cover`,
`contents`, `run-N`, `closing`, the `numbers` of pages and the `lines` at their feet, each of NAME.json. A part that lies
there as NAME.part, made of the same data, is not made again; what is made is left there.
"""

import contextlib
import hashlib
import importlib.util
import json
import os
import re
import resource
import sys
import threading
import zlib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

Job = dict[str, Any]
Places = dict[str, Any]
"""`count` of pages, and `anchors` in reading order: [name, page from 1]."""

_CHAPTER = re.compile(r"chapter-\d+")

QUANTUM = 1024
"""Each part begins with a multiple of this among the numbers of objects, so that one more in it moves no other part."""


def limit(seconds: int, largest: int) -> None:
    """Bound this process's time, memory and files; a system that cannot bound memory still has the time-out."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000_000, 200_000_000))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (largest, largest))


def typeset(job: Job) -> None:
    """Compile, then pack or bind.

    For an e-book nothing is compiled: it asks on which page everything stands, and for a picture of the cover. Who asks
    for both has the pages set once.
    """
    root = Path(job["root"])
    importing = threading.Thread(target=_beside, args=("gathering" if job["runs"] else "packing",))
    importing.start()  # Typst works on another core meanwhile
    places = _bound(job) if job["runs"] else _whole(job)
    if job["make"] != "pdf":
        (root / "pages.json").write_text(json.dumps(places))
        picture = root / "cover.png"
        if not picture.exists():
            _compiler(root, "front.typ", "picture.json").compile(output=str(picture), format="png", ppi=150)
    importing.join()


def _whole(job: Job) -> Places:
    root = Path(job["root"])
    places, raw = _set(job, "book.typ", "book.json")
    if raw:
        (root / "book.pdf").write_bytes(_beside("packing").packed(raw))
    return places


_LOADING = threading.RLock()


def _beside(name: str) -> ModuleType:
    """A module of ours, from the file beside this one: who is run by path has no package to import from.

    It is known by its full name then, so that others of them can import it by that; loaded once, whoever asks first.
    """
    called = f"blueprint.publishing.{name}"
    with _LOADING:
        if called not in sys.modules:
            if name != "objects":
                _beside("objects")
            spec = importlib.util.spec_from_file_location(called, Path(__file__).with_name(f"{name}.py"))
            assert spec is not None
            assert spec.loader is not None
            module = sys.modules[called] = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(module)
        return sys.modules[called]


# -- pages


def _set(job: Job, template: str, data: str) -> tuple[Places, bytes]:
    """Set these data: where everything stands, and the PDF; nothing where that is not asked for."""
    compiler = _compiler(Path(job["root"]), template, data)
    made = b""
    if job["make"] != "preview":
        made = compiler.compile(pdf_standards=["ua-1", "a-2a"], timestamp=job["timestamp"])
    asked = job["make"] != "pdf" or job["runs"]
    return json.loads(compiler.query("<pages>", field="value", one=True)) if asked else {}, made


def _compiler(root: Path, template: str, data: str) -> Any:
    import typst

    nothing = str(root / "no-packages")
    return typst.Compiler(
        str(root / template),
        root=str(root),
        font_paths=_fonts(),
        package_path=nothing,
        package_cache_path=nothing,
        sys_inputs={"data": data},
    )


@lru_cache(maxsize=1)
def _fonts() -> Any:
    """The fonts, read once."""
    import typst

    return typst.Fonts(include_system_fonts=False, font_paths=sys.argv[1:])


# -- a book of parts


class Part(NamedTuple):
    """A part of a book: of which data it is made, where everything stands in it, and Typst's PDF, packed.

    `header` and `data` are what `gathering.gathered` makes of the PDF; its numbers begin with the header's `base`.
    """

    given: str
    places: Places
    raw: bytes
    header: dict[str, Any]
    data: bytes


def _bound(job: Job) -> Places:
    """The book bound from its parts, each of which knows nothing of the others' pages until then."""
    runs = {f"run-{at}": _part(job, f"run-{at}", "run.typ") for at in range(job["runs"])}
    contents = _part(job, "contents", "contents.typ", contents=_led(job, runs.values()))
    closing = _part(job, "closing", "closing.typ")
    parts = {"cover": _part(job, "cover", "front.typ"), "contents": contents, **runs, "closing": closing}
    if job["make"] != "preview":
        Path(job["root"], "book.pdf").write_bytes(_book(job, parts))
    return _together(parts.values())


def _book(job: Job, parts: dict[str, Part]) -> bytes:
    pages = _languages(job, list(parts.values())[1:])
    each = [node | {"pages": len(list(same))} for node, same in groupby(pages)]
    feet = {
        "numbers": _part(job, "numbers", "numbers.typ", chapters=each),
        "lines": _part(job, "lines", "lines.typ"),
    }
    *bound, numbers, lines = _based(job, parts | feet).values()
    tags = list(dict.fromkeys(node["tag"] for node in pages))  # in the order of the lines
    lined = [tags.index(node["tag"]) for node in pages]
    return bytes(_beside("joining").bound(bound, numbers, lines, lined, _beside("gathering")))


def _part(job: Job, name: str, template: str, **known: Any) -> Part:
    """A part with what is `known` of the others, as it lies there or set now."""
    given = json.dumps(_data(job, name) | known) if known else ""
    digest = hashlib.sha256(given.encode()).hexdigest()
    kept = _kept(job, name)
    if kept and kept.given == digest:
        return kept
    if given:
        Path(job["root"], f"{name}.json").write_text(given)
    places, raw = _set(job, template, f"{name}.json")
    return Part(digest, places, zlib.compress(raw), {}, b"")


def _kept(job: Job, name: str) -> Part | None:
    file = Path(job["root"], f"{name}.part")
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
    called = part.places["anchors"][0][0] if name.startswith("run-") else name
    header, data = _beside("gathering").gathered(zlib.decompress(part.raw), base, called)
    part = part._replace(header=header, data=data)
    said = {"given": part.given, "places": part.places, "header": header, "length": len(part.raw)}
    Path(job["root"], f"{name}.part").write_bytes(json.dumps(said).encode() + b"\n" + part.raw + data)
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
    found: dict[str, Any] = json.loads(Path(job["root"], f"{name}.json").read_bytes())
    return found


def main() -> int:
    """Do the job on standard input; 0 when the PDF lies there, 1 when the text cannot be set."""
    import typst

    _fonts()  # before there is anything to set
    job = json.load(sys.stdin)
    os.chdir(job["root"])
    limit(job["seconds"], job["bytes"])
    try:
        typeset(job)
    except typst.TypstError as error:
        json.dump({"error": error.message, "hints": error.hints, "where": error.diagnostic[-2000:]}, sys.stdout)
        return 1
    return 0


if __name__ == "__main__":
    ended = main()
    sys.stdout.flush()
    os._exit(ended)  # the system takes back at once what Python and Typst would give back piece by piece
