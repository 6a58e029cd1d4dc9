"""The typesetter: a short-lived process that turns one folder into a book, and nothing else.

Run by path, with a job as JSON on its standard input: `root` (a private folder of regular files), what to `make` of it
("pdf": `book.pdf` of `book.typ`; "preview": `pages.json`, the page of each anchor, and `cover.png` of `front.typ`; "both"),
`fonts` (folders), `timestamp` (seconds since 1970), `seconds` and `bytes` (limits). It says on standard output what
stopped it, as JSON: `{"error": message, "hints": [...]}`. A process of its own can be killed, which a loop inside Typst
cannot, and gives back its memory, which Typst does not.
"""

import contextlib
import json
import resource
import sys
import threading
from importlib import import_module
from pathlib import Path
from typing import Any


def limit(seconds: int, largest: int) -> None:
    """Bound this process's time, memory and files; a system that cannot bound memory still has the time-out."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000_000, 200_000_000))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (largest, largest))


def typeset(job: dict[str, Any]) -> None:
    """Compile, then pack: object streams halve the size, and the identifier is a digest of the content.

    For an e-book nothing is compiled: it asks on which page everything stands, and for a picture of the cover. Who asks
    for both has the pages set once.
    """
    import typst

    packing = threading.Thread(target=import_module, args=("pikepdf",))
    packing.start()  # Typst works on another core meanwhile
    root = Path(job["root"])
    nothing = str(root / "no-packages")
    compiler = typst.Compiler(
        str(root / "book.typ"),
        root=str(root),
        font_paths=job["fonts"],
        ignore_system_fonts=True,
        package_path=nothing,
        package_cache_path=nothing,
    )
    if job["make"] != "preview":
        compiler.compile(output=str(root / "raw.pdf"), pdf_standards=["ua-1", "a-2a"], timestamp=job["timestamp"])
    if job["make"] != "pdf":
        (root / "pages.json").write_text(compiler.query("<pages>", field="value", one=True))
        compiler.compile(str(root / "front.typ"), output=str(root / "cover.png"), format="png", ppi=150)
    del compiler  # with all that it remembers
    packing.join()
    if job["make"] != "preview":
        pack(root / "raw.pdf", root / "book.pdf")


def pack(raw: Path, out: Path) -> None:
    """Write the PDF again, smaller."""
    import pikepdf

    with pikepdf.open(raw) as pdf:
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)


def main() -> int:
    """Do the job on standard input; 0 when the PDF lies there, 1 when the text cannot be set."""
    import typst

    job = json.load(sys.stdin)
    limit(job["seconds"], job["bytes"])
    try:
        typeset(job)
    except typst.TypstError as error:
        json.dump({"error": error.message, "hints": error.hints, "where": error.diagnostic[-2000:]}, sys.stdout)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
