"""Making files of published editions again that are missing or damaged.

A file is made the same way every time, so that a lost one can usually be made again: the same version of the program gives
it the same hash. One that would differ is not put in its place, for its hash is in citations and registers. It is given up,
and the edition's page and the log say so.
"""

import hashlib
import threading
from collections.abc import Iterable
from concurrent.futures import Future
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

import structlog

from blueprint.domain.editions import Artifact, Edition, FileState
from blueprint.domain.errors import BlueprintError
from blueprint.publishing.cache import Cache
from blueprint.publishing.workshop import Wanted, make_apart
from blueprint.services.context import Workbench
from blueprint.services.publishing import export_files
from blueprint.services.publishing.build import Maker, cache_of, prepared
from blueprint.storage.database import Database

DIFFERS = "differs"
"""What the cache calls the note that this version of the program does not make a file as it was."""

_log = structlog.get_logger()


@dataclass
class _Repairs:
    """The editions at work, by id; one after the other has its turn."""

    running: dict[str, "Future[None]"] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)
    turn: threading.Lock = field(default_factory=threading.Lock)


_repairs: WeakKeyDictionary[Database, _Repairs] = WeakKeyDictionary()


def repair_soon(workbench: Workbench, edition_id: str) -> "Future[None]":
    """Have an edition's lost files made again in the background; done when it was tried, whatever came of it."""
    known = _repairs.setdefault(workbench.database, _Repairs())
    with known.lock:
        running = known.running.get(edition_id)
        if running is None or running.done():
            running = known.running[edition_id] = Future()
            arguments = (workbench, edition_id, running, known.turn)
            threading.Thread(target=_try, args=arguments, name="repair", daemon=True).start()
        return running


def _try(workbench: Workbench, edition_id: str, done: "Future[None]", turn: threading.Lock) -> None:
    try:
        with turn:
            repair(workbench, edition_id)
    except Exception:
        _log.exception("files of an edition could not be looked after", edition=edition_id)
    finally:
        done.set_result(None)


def repair(workbench: Workbench, edition_id: str, maker: Maker = make_apart) -> None:
    """Make the missing and damaged files of a published edition again, and give up those that would differ."""
    edition, wanted, images = prepared(workbench, edition_id)
    cache, by_format = cache_of(workbench), {file.choice: sources for file, sources in wanted.items()}
    gone = [artifact for artifact in edition.artifacts if _is_gone(workbench, edition, artifact)]
    rest = [artifact for artifact in gone if _is_worth_trying(cache, artifact, by_format)]
    todo = [by_format[artifact.format] for artifact in rest]
    try:
        for artifact, content in zip(rest, maker(todo, images, cache, _unwatched) if todo else (), strict=True):
            _settle(workbench, cache, artifact, content)
    except BlueprintError as problem:
        _log.error("files of an edition cannot be made again", edition=edition.permalink, problem=str(problem))
    _conclude(workbench, edition, gone)


def _unwatched(_doing: str, _share: float) -> None:
    """Nobody follows the progress of a repair."""


def _is_gone(workbench: Workbench, edition: Edition, artifact: Artifact) -> bool:
    state, file = workbench.exports.check(artifact)
    if state is not FileState.WHOLE:
        _log.warning(f"file of an edition is {state}", file=str(file), edition=edition.permalink)
    return state is not FileState.WHOLE


def _is_worth_trying(cache: Cache, artifact: Artifact, by_format: dict[str, Wanted]) -> bool:
    """Whether the edition still has such a file, and this version of the program has not tried in vain already."""
    return artifact.format in by_format and cache.found(DIFFERS, artifact.sha256) is None


def _settle(workbench: Workbench, cache: Cache, artifact: Artifact, content: bytes) -> None:
    if hashlib.sha256(content).hexdigest() == artifact.sha256:
        workbench.exports.restore(artifact, content)
    else:
        cache.keep(b"", DIFFERS, artifact.sha256)


def _conclude(workbench: Workbench, edition: Edition, artifacts: Iterable[Artifact]) -> None:
    """Say of each file that was gone whether it is there again."""
    for artifact in artifacts:
        state, file = workbench.exports.check(artifact)
        if state is FileState.WHOLE:
            _log.info("file of an edition was made again", file=str(file), edition=edition.permalink)
        else:
            export_files.give_up(workbench, artifact)
            said = "file of an edition is gone: made again, it would differ"
            _log.error(said, file=str(file), sha256=artifact.sha256, edition=edition.permalink)
