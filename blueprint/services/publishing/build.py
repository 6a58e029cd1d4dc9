"""Making an edition's files and publishing it: the steps that a job takes, each safe to do again."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from blueprint.domain.editions import Artifact, Edition, EditionState
from blueprint.domain.errors import BlueprintError, NotFound
from blueprint.publishing.book import Kind, told
from blueprint.publishing.cache import Cache
from blueprint.publishing.sheets import Tell
from blueprint.publishing.workshop import Wanted, make_apart, make_here
from blueprint.services.context import Workbench
from blueprint.services.publishing.book_content import book_of, redline_book
from blueprint.services.publishing.build_progress import BuildProgress, BuildStopped
from blueprint.services.publishing.completion import fail_edition, finish_edition
from blueprint.services.publishing.edition_formats import MADE, EditionFile, artifact_of, files_of, known
from blueprint.storage import collections, editions

MOST_KEPT = 2_000_000_000
"""Bytes of the cache of what was made before."""

Maker = Callable[[Sequence[Wanted], Mapping[str, bytes], Cache, Tell], Iterator[bytes]]
"""`make_apart` or `make_here`."""


def _unsaid(_line: str) -> None:
    """Nobody listens."""


def unfinished(workbench: Workbench) -> tuple[str, ...]:
    """The editions that wait or whose making has to go on."""
    with workbench.database.read_transaction() as session:
        return editions.unfinished(session)


def build_edition(
    workbench: Workbench, edition_id: str, maker: Maker = make_apart, said: Callable[[str], None] = _unsaid
) -> None:
    """Make an edition's files and publish it, or say why it cannot be; asked again, it goes on where it stopped.

    `said` hears how far it has come, in a line.

    What cannot be published is in the edition's `problem`, and is raised.
    """
    try:
        artifacts = build_files(workbench, edition_id, maker, said)
    except BuildStopped:
        return
    except BlueprintError as problem:
        fail_edition(workbench, edition_id, str(problem))
        raise
    finish_edition(workbench, edition_id, artifacts)


def build_edition_here(workbench: Workbench, edition_id: str) -> None:
    """Make and publish an edition in this very process, as tests and samples of our own texts may."""
    build_edition(workbench, edition_id, make_here)


def build_files(
    workbench: Workbench, edition_id: str, maker: Maker = make_apart, said: Callable[[str], None] = _unsaid
) -> tuple[Artifact, ...]:
    """Make and store an edition's files: the same bytes however often it is done. Raises `Refusal` and `BuildStopped`.

    Files that were made for it before are not made again.
    """
    edition, wanted, images = prepared(workbench, edition_id)
    cache, files = cache_of(workbench), tuple(wanted)
    given = {file: (file.format.value, told(wanted[file].book), *sorted(images)) for file in files}
    progress = BuildProgress(workbench, edition_id, files, said)
    progress.made = {file: found for file in files if (found := known(workbench, cache, given[file]))}
    progress.note()
    missing = progress.missing
    todo = [wanted[file] for file in missing]
    with workbench.database.read_transaction() as session:
        name = f"{collections.slug_of(session, edition.collection_id)}-{edition.number}"
    for file, content in zip(missing, maker(todo, images, cache, progress.tell) if todo else (), strict=True):
        workbench.made.put(content, file.format.value)
        progress.made[file] = artifact_of(file, content, name)
        cache.keep(progress.made[file].model_dump_json().encode(), MADE, *given[file])
        progress.note()
    cache.prune(MOST_KEPT)
    return progress.artifacts


def prepared(workbench: Workbench, edition_id: str) -> tuple[Edition, dict[EditionFile, Wanted], dict[str, bytes]]:
    """An edition, what its files are made of, in the order in which they are made, and its pictures."""
    edition, previous = _with_previous(workbench, edition_id)
    book, images = book_of(workbench, edition)
    books = {kind: replace(book, kind=kind) for kind in Kind} | {Kind.REDLINE: redline_book(book, edition, previous)}
    files = files_of(redlined=previous is not None)
    return edition, {file: Wanted(books[file.kind], file.format) for file in files}, images


def cache_of(workbench: Workbench) -> Cache:
    """The cache of what was made before."""
    return Cache(workbench.settings.data / "cache")


def _with_previous(workbench: Workbench, edition_id: str) -> tuple[Edition, Edition | None]:
    """The edition, and the published edition before it."""
    with workbench.database.read_transaction() as session:
        edition = editions.get(session, edition_id)
        if edition is None:
            raise NotFound("This edition is no longer there.")
        others = editions.of_collection(session, edition.collection_id)
    earlier = (e for e in others if e.number < edition.number and e.state is EditionState.PUBLISHED)
    return edition, next(earlier, None)
