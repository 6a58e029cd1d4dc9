"""The files of published editions, and which of them are lost."""

from pathlib import Path
from weakref import WeakKeyDictionary

from blueprint.domain.editions import Artifact
from blueprint.services.context import Workbench
from blueprint.storage.database import Database

_lost: WeakKeyDictionary[Database, dict[str, Artifact]] = WeakKeyDictionary()
"""By database and hash, the files that are missing and that this process could not rebuild."""


def find(workbench: Workbench, artifact: Artifact) -> Path | None:
    """The path of the file; None when it is missing or damaged."""
    return workbench.exports.find(artifact)


def mark_lost(workbench: Workbench, artifact: Artifact) -> None:
    """Mark a file as lost, until it is found again."""
    _lost.setdefault(workbench.database, {})[artifact.sha256] = artifact


def lost(workbench: Workbench) -> frozenset[str]:
    """The hashes of the lost files; one that is found again, restored from a backup perhaps, is no longer among them."""
    known = _lost.setdefault(workbench.database, {})
    for sha256, artifact in [*known.items()]:
        if find(workbench, artifact):
            known.pop(sha256, None)
    return frozenset(known)
