"""What the typesetter does in its process, and in its folder: a book set whole and packed, or bound from parts."""

import os
from importlib import import_module
from threading import Thread

from blueprint.publishing.pages import Job, draw_cover, set_pages


def prepare() -> None:
    """Import what binding a book of parts needs, while there is no job yet, and what takes long beside it."""
    import_module("blueprint.publishing.assembling")
    Thread(target=import_module, args=("blueprint.publishing.gathering",)).start()


def typeset(job: Job) -> None:
    """Set the pages, then pack or bind them.

    For an e-book nothing is written: it asks on which page everything stands, and for a picture of the cover. Who asks for
    both has the pages set once.
    """
    places = _bound(job) if job.runs else _whole(job)
    if job.make != "pdf":
        _write("pages.json", places.encode())
        if not os.path.exists("cover.png"):
            draw_cover(job)


def _bound(job: Job) -> str:
    from blueprint.publishing.assembling import assembled  # which a book that is set whole need not wait for

    return assembled(job)


def _whole(job: Job) -> str:
    Thread(target=import_module, args=("blueprint.publishing.packing",)).start()  # while Typst works on another core
    places, raw = set_pages(job, "book.typ", "book.json")
    if raw:
        from blueprint.publishing.packing import packed

        _write("book.pdf", packed(raw))
    return places


def _write(name: str, data: bytes) -> None:
    with open(name, "wb") as file:
        file.write(data)
