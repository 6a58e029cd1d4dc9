"""The typesetter: a short-lived process that turns one folder into a book, and nothing else.

Run by path, with the folders of its fonts, and a job as JSON on its standard input: `root` (a private folder of regular
files), what to `make` of it ("pdf": `book.pdf` of `book.typ`; "preview": `pages.json`, the page of each anchor, and
`cover.png` of `front.typ`; "both"), `runs` (how many), `timestamp` (seconds since 1970), `seconds` and `bytes` (limits). It
says on standard output what stopped it, as JSON: `{"error": message, "hints": [...]}`. A process of its own can be killed,
which a loop inside Typst cannot, and gives back its memory, which Typst does not.

A run is `run-N.json`, proposals that are set apart from the book: `run-N.pdf` and `run-N.places.json` are made of it, unless
they lie there already. The book keeps pages free for them.
"""

import contextlib
import importlib.util
import json
import os
import resource
import sys
import threading
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any

Places = dict[str, Any]
"""`count` of pages, and `anchors` in reading order: [name, page from 1, points from the left, from the top]."""


def limit(seconds: int, largest: int) -> None:
    """Bound this process's time, memory and files; a system that cannot bound memory still has the time-out."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000_000, 200_000_000))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (largest, largest))


def typeset(job: dict[str, Any]) -> None:
    """Compile, then pack.

    For an e-book nothing is compiled: it asks on which page everything stands, and for a picture of the cover. Who asks
    for both has the pages set once.
    """
    packing = threading.Thread(target=_joining)
    packing.start()  # Typst works on another core meanwhile
    root = Path(job["root"])
    runs = [_run(job, f"run-{at}") for at in range(job["runs"])]
    _hold(root / "book.json", runs)
    places = _compiled(job, "book.typ", "book.json", root / "raw.pdf")
    packing.join()
    if job["make"] != "pdf":
        (root / "pages.json").write_text(json.dumps({"count": places["count"], "anchors": _pages(places, runs)}))
    if job["make"] == "preview":
        return
    if runs:
        parts = [(_start(run, places), root / f"run-{at}.pdf") for at, run in enumerate(runs)]
        _joining().joined(root / "raw.pdf", parts, root / "book.pdf")
    else:
        _joining().packed(root / "raw.pdf", root / "book.pdf")


@lru_cache(maxsize=1)
def _joining() -> ModuleType:
    """What packs and joins, from the file beside this one: who is run by path has no package to import from."""
    spec = importlib.util.spec_from_file_location("joining", Path(__file__).with_name("joining.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _compiled(job: dict[str, Any], template: str, data: str, out: Path) -> Places:
    """Set these data: the PDF, the picture of a book's cover, where everything stands; each only if it is asked for."""
    import typst

    root = Path(job["root"])
    nothing = str(root / "no-packages")
    compiler = typst.Compiler(
        str(root / template),
        root=str(root),
        font_paths=_fonts(),
        package_path=nothing,
        package_cache_path=nothing,
        sys_inputs={"data": data},
    )
    if job["make"] != "preview":
        compiler.compile(output=str(out), pdf_standards=["ua-1", "a-2a"], timestamp=job["timestamp"])
    asked = job["make"] != "pdf" or job["runs"]
    places: Places = json.loads(compiler.query("<pages>", field="value", one=True)) if asked else {}
    if job["make"] != "pdf" and template == "book.typ":
        compiler.compile(str(root / "front.typ"), output=str(root / "cover.png"), format="png", ppi=150)
    return places


@lru_cache(maxsize=1)
def _fonts() -> Any:
    """The fonts, read once."""
    import typst

    return typst.Fonts(include_system_fonts=False, font_paths=sys.argv[1:])


def _run(job: dict[str, Any], name: str) -> Places:
    """A run's places; it is set now unless it lies there already."""
    root = Path(job["root"])
    kept = root / f"{name}.places.json"
    if kept.exists():
        found: Places = json.loads(kept.read_bytes())
        return found
    places = _compiled(job, "run.typ", f"{name}.json", root / "raw.pdf")
    if job["make"] != "preview":
        _joining().packed(root / "raw.pdf", root / f"{name}.pdf", f"{places['anchors'][0][0]} ")
    kept.write_text(json.dumps(places))
    return places


def _hold(file: Path, runs: list[Places]) -> None:
    """Tell the book how many pages to keep free for each proposal, and what stands on them that its contents lead to."""
    if not runs:
        return
    book = json.loads(file.read_bytes())
    led = {entry["id"] for entry in book["contents"]}
    held: dict[str, list[Any]] = {}
    chapters = {node["id"] for node in book["chapters"]}
    for run in runs:
        starts = [(name, page) for name, page, _, _ in run["anchors"] if name in chapters]
        ends = [page for _, page in starts[1:]] + [run["count"] + 1]
        for (chapter, start), end in zip(starts, ends, strict=True):
            held[chapter] = [
                [[name, x, y] for name, on, x, y in run["anchors"] if on == page and name in led]
                for page in range(start, end)
            ]
    book["chapters"] = [{**node, "held": held[node["id"]]} for node in book["chapters"]]
    file.write_text(json.dumps(book))


def _start(run: Places, places: Places) -> int:
    """On which of the book's pages (from 0) a run begins."""
    first = run["anchors"][0][0]
    return next(int(page) - 1 for name, page, _, _ in places["anchors"] if name == first)


def _pages(places: Places, runs: list[Places]) -> list[tuple[str, int]]:
    """The page of every anchor in reading order, those of the runs in the places that the book keeps for them."""
    inside = {name for run in runs for name, *_ in run["anchors"]}
    begun = {run["anchors"][0][0]: run for run in runs}
    found: list[tuple[str, int]] = []
    for name, page, _, _ in places["anchors"]:
        if name in begun:
            found += [(anchor, on + page - 1) for anchor, on, _, _ in begun[name]["anchors"]]
        elif name not in inside:
            found.append((name, page))
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
