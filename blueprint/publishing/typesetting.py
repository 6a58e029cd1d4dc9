"""What the typesetter does in its process: a book set whole and packed, or bound from parts."""

import json
from importlib import import_module
from pathlib import Path
from threading import Thread

from blueprint.publishing.pages import Job, Places, draw_cover, set_pages


def typeset(job: Job) -> None:
    """Set the pages, then pack or bind them.

    For an e-book nothing is written: it asks on which page everything stands, and for a picture of the cover. Who asks for
    both has the pages set once.
    """
    root = Path(job["root"])
    places = _bound(job) if job["runs"] else _whole(job)
    if job["make"] != "pdf":
        (root / "pages.json").write_text(json.dumps(places))
        if not (root / "cover.png").exists():
            draw_cover(job, root / "cover.png")


def _bound(job: Job) -> Places:
    from blueprint.publishing.assembling import assembled  # which a book that is set whole need not wait for

    return assembled(job)


def _whole(job: Job) -> Places:
    importing = Thread(target=import_module, args=("blueprint.publishing.packing",))
    importing.start()  # while Typst works on another core
    places, raw = set_pages(job, "book.typ", "book.json")
    importing.join()
    if raw:
        from blueprint.publishing.packing import packed

        Path(job["root"], "book.pdf").write_bytes(packed(raw))
    return places
