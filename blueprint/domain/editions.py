"""Editions: frozen, published states of a collection, and their files."""

from datetime import datetime
from enum import StrEnum

from blueprint.domain.dialects import FIRST_DIALECT
from blueprint.domain.page_settings import DEFAULT_PAGES, PageSettings
from blueprint.domain.value import Value


class EditionState(StrEnum):
    """How far the build of an edition is."""

    WAITING = "waiting"
    BUILDING = "making"
    PUBLISHED = "published"
    FAILED = "failed"


UNFINISHED = frozenset({EditionState.WAITING, EditionState.BUILDING})
"""Neither published nor failed."""


class FileState(StrEnum):
    """Whether a file of an edition exists with the bytes of its hash."""

    WHOLE = "whole"
    MISSING = "missing"
    DAMAGED = "damaged"


class Artifact(Value):
    """A file of an edition, with the `sha256` of its bytes and its `size` in bytes.

    `format` is one of pdf, large-print, redline, epub, docx, odt, html; the first three are PDF. `path` is relative to the
    folder of exports; empty before its edition is published, and in editions of versions that named files by their hash.
    """

    format: str
    media_type: str
    filename: str
    sha256: str
    size: int
    path: str = ""

    @property
    def stored(self) -> str:
        """Its name in the store of unpublished files."""
        return f"{self.sha256}.{self.filename.rpartition('.')[2]}"

    @property
    def stored_by_hash(self) -> str:
        """Its path in the folder of exports of versions that named files by their hash."""
        return f"{self.sha256[:2]}/{self.stored}"


class EditionChapter(Value):
    """A proposal's revision as an edition froze it.

    `organisations` are those of the `contributors`, in their order; empty in editions of versions that did not store them.
    `paragraphs` are (start, end, lineage), `principles` are (key, stance, rationale). `dialect` is the revision's,
    the first in editions of versions that had no other. `evidence` are the lineages of the evidence of each of the
    `principles`, in their order.
    """

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
    dialect: int = FIRST_DIALECT
    evidence: tuple[tuple[str, ...], ...] = ()


class Edition(Value):
    """A frozen state of a collection; immutable once it is published.

    While it is built, `progress` runs from 0 to 1, `step` names the current step, and `artifacts` are the files so far.
    `problem` is why it failed. Both are English; `blueprint.services.publishing.edition_status` translates them. `licence`
    (an SPDX identifier), `publisher`, `permalink` and `principles` are frozen with it; `principles` are (language, key,
    name), in the languages of its texts and its own. `dialect` is that of its foreword, `pages` how
    its PDFs are set.
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
    dialect: int = FIRST_DIALECT
    pages: PageSettings = DEFAULT_PAGES
