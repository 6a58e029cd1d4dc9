"""Editions: frozen, published states of a collection, and their files."""

from datetime import datetime
from enum import StrEnum

from blueprint.domain.value import Value


class EditionState(StrEnum):
    """How far the making of an edition has come."""

    WAITING = "waiting"
    BUILDING = "making"
    PUBLISHED = "published"
    FAILED = "failed"


UNFINISHED = frozenset({EditionState.WAITING, EditionState.BUILDING})
"""Not published yet, and not given up."""


class FileState(StrEnum):
    """Whether a file of an edition is where it should be, with the bytes that it should have."""

    WHOLE = "whole"
    MISSING = "missing"
    DAMAGED = "damaged"


class Artifact(Value):
    """A file of an edition, with the `sha256` of its bytes and its `size` in bytes.

    `format` is what readers choose among: pdf, large-print, redline, epub, docx, odt, html. The first three are PDF.
    `path` is where it is in the folder of exports; empty before its edition is published, and in editions of versions that
    named files by their hash.
    """

    format: str
    media_type: str
    filename: str
    sha256: str
    size: int
    path: str = ""

    @property
    def stored(self) -> str:
        """Its name by its hash, in the store of files that are not published yet."""
        return f"{self.sha256}.{self.filename.rpartition('.')[2]}"

    @property
    def stored_by_hash(self) -> str:
        """Where versions that named files by their hash have it in the folder of exports."""
        return f"{self.sha256[:2]}/{self.stored}"


class EditionChapter(Value):
    """A proposal's revision as an edition froze it, its contributors' names with it, and their organisations in the same
    order (none in editions of before they were kept)."""

    proposal_id: str
    revision: int
    title: str
    language: str
    markdown: str
    content_hash: str
    contributors: tuple[str, ...]
    organisations: tuple[str, ...] = ()
    paragraphs: tuple[tuple[int, int, str], ...] = ()
    principles: tuple[tuple[str, str, str], ...] = ()


class Edition(Value):
    """One frozen, published state of a collection; nothing in it changes once it is published.

    `progress` runs from 0 to 1 while it is made, and `step` says what is being done; `artifacts` are those made so far.
    `problem` is the sentence that stopped it. `licence` (an SPDX identifier), `publisher` and `permalink` are those of
    the day it was frozen, and so are `principles`: (language, key, name) of each, in the languages of its texts and of
    its own words.
    """

    id: str
    collection_id: str
    number: int
    licence: str
    publisher: str
    permalink: str
    title: str
    foreword: str
    language: str
    state: EditionState
    progress: float
    step: str
    problem: str
    published_by: str
    started_at: datetime
    published_at: datetime | None
    content_hash: str
    chapters: tuple[EditionChapter, ...]
    artifacts: tuple[Artifact, ...]
    principles: tuple[tuple[str, str, str], ...] = ()
