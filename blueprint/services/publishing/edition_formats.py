"""The files of an edition, and which of them are built."""

import hashlib
from collections.abc import Iterable
from typing import Literal, NamedTuple

from blueprint.domain.editions import Artifact, Edition, EditionState
from blueprint.domain.value import Value
from blueprint.locales import gettext as _
from blueprint.locales import mark
from blueprint.publishing import Cache, Format, Layout
from blueprint.services.context import Workbench

BUILT_FILE = "artifact"
"""The kind of cache entry for a built file."""


class FileName(NamedTuple):
    """The name of a file for readers: a proper name, the same in every language, or a message, translated where shown."""

    text: str
    proper: bool = False


class EditionFile(NamedTuple):
    """A file that editions have: its key (`Artifact.format`), its format, its page layout, and its name."""

    key: str
    format: Format
    kind: Layout
    name: FileName


_FILES = (
    EditionFile("pdf", Format.PDF, Layout.READING, FileName("PDF", proper=True)),
    EditionFile("large-print", Format.PDF, Layout.LARGE_PRINT, FileName(mark("Large print"))),
    EditionFile("epub", Format.EPUB, Layout.READING, FileName("EPUB", proper=True)),
    EditionFile("docx", Format.DOCX, Layout.READING, FileName("Word", proper=True)),
    EditionFile("odt", Format.ODT, Layout.READING, FileName("OpenDocument", proper=True)),
    EditionFile("html", Format.HTML, Layout.READING, FileName("HTML", proper=True)),
)
_REDLINE = EditionFile("redline", Format.PDF, Layout.REDLINE, FileName(mark("Changes marked")))
_NAMES = {file.key: file.name for file in (*_FILES, _REDLINE)}


class BuildStep(Value):
    """The state of one file in a build, with its translated name."""

    name: str
    state: Literal["done", "doing", "waiting"]


def edition_files(*, with_redline: bool) -> tuple[EditionFile, ...]:
    """The files of an edition, in build order; `with_redline` when there is an earlier edition."""
    return (*_FILES, _REDLINE) if with_redline else _FILES


def file_name(key: str) -> FileName:
    """The name of the file with this key; the key in capitals for one that editions no longer have."""
    return _NAMES.get(key) or FileName(key.upper(), proper=True)


def has_redline(edition: Edition, others: Iterable[Edition]) -> bool:
    """Whether the edition has a redline: one of the `others` of its collection was published before."""
    return any(one.number < edition.number and one.state is EditionState.PUBLISHED for one in others)


def steps(edition: Edition, *, with_redline: bool) -> tuple[BuildStep, ...]:
    """The state of every file of an edition's build."""
    files, built = edition_files(with_redline=with_redline), {artifact.format for artifact in edition.artifacts}
    missing = [file for file in files if file.key not in built]
    doing = missing[:1] if edition.state is EditionState.BUILDING else []
    states = ("done" if file not in missing else "doing" if file in doing else "waiting" for file in files)
    return tuple(BuildStep(name=_(file.name.text), state=state) for file, state in zip(files, states, strict=True))


def cached_artifact(workbench: Workbench, cache: Cache, inputs: tuple[str, ...]) -> Artifact | None:
    """The file that was built from these inputs, when it is still in the store."""
    note = cache.get(BUILT_FILE, *inputs)
    artifact = Artifact.model_validate_json(note) if note else None
    return artifact if artifact and workbench.built_files.is_whole(artifact.stored) else None


def artifact_of(file: EditionFile, content: bytes, name: str) -> Artifact:
    """The artifact of a built file; `name` is the stem of its file name."""
    ending = file.format.value if file.kind is Layout.READING else f"{file.kind.value}.{file.format.value}"
    return Artifact(
        format=file.key,
        media_type=file.format.media_type,
        filename=f"{name}-{ending}" if file.kind is not Layout.READING else f"{name}.{ending}",
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
    )
