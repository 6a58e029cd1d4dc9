"""Rebuilding missing or damaged files of published editions.

Builds are deterministic, so the same version of the program usually rebuilds a file with the same hash. A file that would
differ is not stored, since its hash is in citations and registers: it is marked as lost, on the edition's page and in the
log.
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
from blueprint.publishing import BuildRequest, Cache, build_in_worker
from blueprint.services.context import Workbench
from blueprint.services.publishing import export_files
from blueprint.services.publishing.build import Builder, build_cache, build_inputs
from blueprint.storage.database import Database

DIFFERS = "differs"
"""The kind of cache entry for a file that this version of the program does not rebuild with the same hash."""

_log = structlog.get_logger()


@dataclass
class _Repairs:
    """The running repairs by edition id; `turn` lets one run at a time."""

    running: dict[str, "Future[None]"] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)
    turn: threading.Lock = field(default_factory=threading.Lock)


_repairs: WeakKeyDictionary[Database, _Repairs] = WeakKeyDictionary()


def start_repair(workbench: Workbench, edition_id: str) -> "Future[None]":
    """Repair an edition in the background; the future is done afterwards, whatever the result."""
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
        _log.exception("repair of an edition failed with an unhandled error", edition=edition_id)
    finally:
        done.set_result(None)


def repair(workbench: Workbench, edition_id: str, builder: Builder = build_in_worker) -> None:
    """Rebuild the missing and damaged files of a published edition, and mark as lost those that would differ."""
    edition, wanted, images = build_inputs(workbench, edition_id)
    cache, by_format = build_cache(workbench), {file.key: sources for file, sources in wanted.items()}
    missing = [artifact for artifact in edition.artifacts if _is_missing(workbench, edition, artifact)]
    worthwhile = [artifact for artifact in missing if _is_worth_trying(cache, artifact, by_format)]
    todo = [by_format[artifact.format] for artifact in worthwhile]
    try:
        for artifact, content in zip(worthwhile, builder(todo, images, cache, _ignore) if todo else (), strict=True):
            _restore(workbench, cache, artifact, content)
    except BlueprintError as problem:
        _log.error("files of an edition cannot be rebuilt", edition=edition.permalink, problem=str(problem))
    _report(workbench, edition, missing)


def _ignore(_doing: str, _share: float) -> None:
    """A progress report that goes nowhere."""


def _is_missing(workbench: Workbench, edition: Edition, artifact: Artifact) -> bool:
    state, file = workbench.exports.check(artifact)
    if state is not FileState.WHOLE:
        _log.warning(
            "file of an edition missing or damaged", state=state.value, file=str(file), edition=edition.permalink
        )
    return state is not FileState.WHOLE


def _is_worth_trying(cache: Cache, artifact: Artifact, by_format: dict[str, BuildRequest]) -> bool:
    """Whether the format still exists, and this version of the program has not failed at it before."""
    return artifact.format in by_format and cache.get(DIFFERS, artifact.sha256) is None


def _restore(workbench: Workbench, cache: Cache, artifact: Artifact, content: bytes) -> None:
    if hashlib.sha256(content).hexdigest() == artifact.sha256:
        workbench.exports.restore(artifact, content)
    else:
        cache.put(b"", DIFFERS, artifact.sha256)


def _report(workbench: Workbench, edition: Edition, artifacts: Iterable[Artifact]) -> None:
    """Log each file as restored, or mark it as lost."""
    for artifact in artifacts:
        state, file = workbench.exports.check(artifact)
        if state is FileState.WHOLE:
            _log.info("file of an edition restored", file=str(file), edition=edition.permalink)
        else:
            export_files.mark_lost(workbench, artifact)
            _log.error(
                "file of an edition lost: rebuilt, it would differ",
                file=str(file),
                sha256=artifact.sha256,
                edition=edition.permalink,
            )
