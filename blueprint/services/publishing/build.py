"""Building an edition's files and publishing it. Every step is idempotent."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from threading import Event

from blueprint.domain.editions import UNFINISHED, Artifact, Edition, EditionState
from blueprint.domain.errors import BlueprintError, NotFound
from blueprint.locales import gettext as _
from blueprint.publishing import BuildRequest, Cache, Layout, Progress, build_in_process, build_in_worker, serialize
from blueprint.services.context import Workbench
from blueprint.services.publishing.book_content import book_of, redline_book
from blueprint.services.publishing.completion import fail_edition, finish_edition
from blueprint.services.publishing.edition_formats import (
    BUILT_FILE,
    EditionFile,
    artifact_of,
    cached_artifact,
    edition_files,
)
from blueprint.services.publishing.edition_status import PUBLISHING, SEPARATOR
from blueprint.services.search.indexing import index_edition
from blueprint.storage import collections, editions

LARGEST_CACHE = 2_000_000_000
"""Bytes of the build cache."""

Builder = Callable[[Sequence[BuildRequest], Mapping[str, bytes], Cache, Progress], Iterator[bytes]]
"""`build_in_worker` or `build_in_process`."""

_INTERVAL = 0.3
"""Seconds between two updates in the database."""


class BuildStopped(Exception):
    """The edition was stopped while it was being built."""


class BuildInterrupted(Exception):
    """This process ends while it builds; another one continues."""


class BuildProgress:
    """Stores the progress of a build; raises `BuildStopped` when the edition was stopped.

    Raises `BuildInterrupted` once `ending` is set.
    """

    def __init__(
        self, workbench: Workbench, edition_id: str, files: Sequence[EditionFile], ending: Event | None
    ) -> None:
        self.workbench, self.edition_id, self.files, self.ending = workbench, edition_id, files, ending
        self.built: dict[EditionFile, Artifact] = {}
        self.updated = -_INTERVAL

    @property
    def missing(self) -> list[EditionFile]:
        """The files that are not built yet."""
        return [file for file in self.files if file not in self.built]

    @property
    def artifacts(self) -> tuple[Artifact, ...]:
        """The built files, in the order in which readers see them."""
        return tuple(self.built[file] for file in self.files if file in self.built)

    def update(self, step: str, share: float) -> None:
        """Store the step and the share (0 to 1) of the current file that is done, at most every `_INTERVAL` seconds."""
        if self.ending and self.ending.is_set():
            raise BuildInterrupted
        if time.monotonic() - self.updated < _INTERVAL:
            return
        self.updated = time.monotonic()
        missing = self.missing
        label = f"{missing[0].name.text}{SEPARATOR}{step}" if missing else PUBLISHING
        done = (len(self.built) + share) / len(self.files)
        with self.workbench.database.transaction() as session:
            edition = editions.get(session, self.edition_id, for_change=True)
            if edition is None or edition.state not in UNFINISHED:
                raise BuildStopped
            editions.update_fields(session, self.edition_id, state=EditionState.BUILDING, progress=done, step=label)

    def store_files(self) -> None:
        """Store which files are built, also for an edition that was stopped meanwhile."""
        with self.workbench.database.transaction() as session:
            files = [artifact.model_dump() for artifact in self.artifacts]
            editions.update_fields(session, self.edition_id, artifacts=files)


def unfinished(workbench: Workbench) -> tuple[str, ...]:
    """The editions that wait for a build, or whose build was interrupted."""
    with workbench.database.read_transaction() as session:
        return editions.unfinished(session)


def build_edition(workbench: Workbench, edition_id: str, builder: Builder = build_in_worker) -> None:
    """Build an edition's files, publish and index it. Idempotent; continues an interrupted build; a no-op when stopped.

    What cannot be published raises `BlueprintError`, and is stored as the edition's `problem`.
    """
    try:
        artifacts = build_files(workbench, edition_id, builder)
    except BuildStopped:
        return
    except BlueprintError as problem:
        fail_edition(workbench, edition_id, str(problem))
        raise
    finish_edition(workbench, edition_id, artifacts)
    index_edition(workbench, edition_id)


def build_edition_here(workbench: Workbench, edition_id: str) -> None:
    """Build and publish an edition in this process, without the protection of a child process: for trusted texts."""
    build_edition(workbench, edition_id, build_in_process)


def build_files(
    workbench: Workbench, edition_id: str, builder: Builder = build_in_worker, ending: Event | None = None
) -> tuple[Artifact, ...]:
    """Build and store an edition's files: deterministic; files that are in the cache are not built again.

    Raises `Refusal` for a text that cannot be published, `BuildStopped` when the edition was stopped meanwhile, and
    `BuildInterrupted` soon after `ending` is set.
    """
    edition, wanted, images = build_inputs(workbench, edition_id)
    cache, files = build_cache(workbench), tuple(wanted)
    inputs = {file: (file.format.value, serialize(wanted[file].book), *sorted(images)) for file in files}
    progress = BuildProgress(workbench, edition_id, files, ending)
    progress.built = {file: found for file in files if (found := cached_artifact(workbench, cache, inputs[file]))}
    progress.store_files()
    missing = progress.missing
    todo = [wanted[file] for file in missing]
    with workbench.database.read_transaction() as session:
        name = f"{collections.slug_of(session, edition.collection_id)}-{edition.number}"
    for file, content in zip(missing, builder(todo, images, cache, progress.update) if todo else (), strict=True):
        workbench.built_files.put(content, file.format.value)
        progress.built[file] = artifact_of(file, content, name)
        cache.put(progress.built[file].model_dump_json().encode(), BUILT_FILE, *inputs[file])
        progress.store_files()
    cache.prune(LARGEST_CACHE)
    return progress.artifacts


def build_inputs(
    workbench: Workbench, edition_id: str
) -> tuple[Edition, dict[EditionFile, BuildRequest], dict[str, bytes]]:
    """An edition, the inputs of its files in build order, and its images by reference."""
    edition, previous = _with_previous(workbench, edition_id)
    book, images = book_of(workbench, edition)
    books = {kind: book.model_copy(update={"kind": kind}) for kind in Layout} | {
        Layout.REDLINE: redline_book(book, edition, previous)
    }
    files = edition_files(with_redline=previous is not None)
    return edition, {file: BuildRequest(books[file.kind], file.format) for file in files}, images


def build_cache(workbench: Workbench) -> Cache:
    return Cache(workbench.settings.data / "cache")


def _with_previous(workbench: Workbench, edition_id: str) -> tuple[Edition, Edition | None]:
    """The edition, and the published edition before it, if any."""
    with workbench.database.read_transaction() as session:
        edition = editions.get(session, edition_id)
        if edition is None:
            raise NotFound(_("This edition is no longer there."))
        others = editions.of_collection(session, edition.collection_id)
    earlier = (e for e in others if e.number < edition.number and e.state is EditionState.PUBLISHED)
    return edition, next(earlier, None)
