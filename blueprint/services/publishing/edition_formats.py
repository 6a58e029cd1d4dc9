"""The files that an edition has, and which of them are made."""

import hashlib
from collections.abc import Iterable
from typing import Literal, NamedTuple

from blueprint.domain.editions import Artifact, Edition, EditionState
from blueprint.domain.value import Value
from blueprint.publishing.book import Format, Kind
from blueprint.publishing.cache import Cache
from blueprint.services.context import Workbench

MADE = "artifact"
"""What the cache calls the note that a file was made."""


class EditionFile(NamedTuple):
    """A file that editions have: what readers choose, its format, how its pages are set, and what it is called."""

    choice: str
    format: Format
    kind: Kind
    name: str


_FILES = (
    EditionFile("pdf", Format.PDF, Kind.READING, "PDF"),
    EditionFile("large-print", Format.PDF, Kind.LARGE_PRINT, "PDF in large print"),
    EditionFile("epub", Format.EPUB, Kind.READING, "E-book"),
    EditionFile("docx", Format.DOCX, Kind.READING, "Word file"),
    EditionFile("odt", Format.ODT, Kind.READING, "OpenDocument file"),
    EditionFile("html", Format.HTML, Kind.READING, "Web page"),
)
_REDLINE = EditionFile("redline", Format.PDF, Kind.REDLINE, "PDF of what changed")


class BuildStep(Value):
    """A file on its way: what it is called, and how far it is."""

    name: str
    state: Literal["done", "doing", "waiting"]


def files_of(*, redlined: bool) -> tuple[EditionFile, ...]:
    """The files of an edition, in the order in which they are made; `redlined` when there is an earlier one."""
    return (*_FILES, _REDLINE) if redlined else _FILES


def redlined(edition: Edition, others: Iterable[Edition]) -> bool:
    """Whether what changed is one of its files: `others` of its collection were published before."""
    return any(one.number < edition.number and one.state is EditionState.PUBLISHED for one in others)


def steps(edition: Edition, *, redlined: bool) -> tuple[BuildStep, ...]:
    """How far the making of an edition has come, file by file."""
    files, made = files_of(redlined=redlined), {artifact.format for artifact in edition.artifacts}
    missing = [file for file in files if file.choice not in made]
    doing = missing[:1] if edition.state is EditionState.BUILDING else []
    states = ("done" if file not in missing else "doing" if file in doing else "waiting" for file in files)
    return tuple(BuildStep(name=file.name, state=state) for file, state in zip(files, states, strict=True))


def known(workbench: Workbench, cache: Cache, given: tuple[str, ...]) -> Artifact | None:
    """The file that this program made of what is `given`, when it is still in the store."""
    note = cache.found(MADE, *given)
    artifact = Artifact.model_validate_json(note) if note else None
    return artifact if artifact and workbench.made.has(artifact.stored) else None


def artifact_of(file: EditionFile, content: bytes, name: str) -> Artifact:
    """A file's entry in its edition; `name` is the edition's."""
    ending = file.format.value if file.kind is Kind.READING else f"{file.kind.value}.{file.format.value}"
    return Artifact(
        format=file.choice,
        media_type=file.format.media_type,
        filename=f"{name}-{ending}" if file.kind is not Kind.READING else f"{name}.{ending}",
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
    )
