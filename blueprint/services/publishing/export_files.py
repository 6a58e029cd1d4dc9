"""The files of published editions: where they are, and which of them are lost for good."""

from pathlib import Path
from weakref import WeakKeyDictionary

from blueprint.domain.editions import Artifact
from blueprint.services.context import Workbench
from blueprint.storage.database import Database

_lost: WeakKeyDictionary[Database, dict[str, Artifact]] = WeakKeyDictionary()
"""By workbench and hash, what this process found lost and could not make again."""


def find(workbench: Workbench, artifact: Artifact) -> Path | None:
    """Where the file is on this machine; None when it is missing or damaged."""
    return workbench.exports.find(artifact)


def give_up(workbench: Workbench, artifact: Artifact) -> None:
    """Have it known from now on that the file is lost."""
    _lost.setdefault(workbench.database, {})[artifact.sha256] = artifact


def lost(workbench: Workbench) -> frozenset[str]:
    """The hashes of the lost files. One that somebody has put back, from a backup perhaps, is lost no longer."""
    known = _lost.setdefault(workbench.database, {})
    for sha256, artifact in [*known.items()]:
        if find(workbench, artifact):
            known.pop(sha256, None)
    return frozenset(known)
