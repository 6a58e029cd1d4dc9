"""The files of published editions, in folders and under names that people can read: `<collection>/<edition>/<file>`.

Files are written atomically and never overwritten: when different bytes have the name, as when two workbenches share a
folder, the file gets a longer one. The database has its hash, so that missing and damaged files are detected. Earlier
versions named files by their hash, in `exports/` inside the data folder; they are still read there.
"""

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import obstore
from obstore.exceptions import AlreadyExistsError

from blueprint.domain.editions import Artifact, FileState
from blueprint.storage.stores import Files

LONGEST = 120
"""Bytes of a name in UTF-8, without ending and hash; file systems allow 255."""
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})
"""Names that are reserved on Windows, which may mount the folder."""


class Exports:
    """The files of editions in `files`; `former` has those of earlier versions and of unpacked backups."""

    def __init__(self, files: Files, former: Files) -> None:
        self.files, self.former = files, former

    def put(self, artifact: Artifact, content: bytes, collection: str, number: int) -> Artifact:
        """Store a file of that collection's edition; returns the artifact with its `path`. Idempotent."""
        stem, _, ending = artifact.filename.rpartition(".")
        for name in (safe_name(stem), f"{safe_name(stem)}-{artifact.sha256[:12]}"):
            path = f"{safe_name(collection)}/{number}/{name}.{ending}"
            if self._create(path, content):
                return artifact.model_copy(update={"path": path})
        raise FileExistsError(f"{self.files.location(path)} exists already, with other content.")

    def restore(self, artifact: Artifact, content: bytes) -> None:
        """Store a missing or damaged file; the damaged one is renamed. The bytes must have the artifact's hash."""
        state, files, path = self._found(artifact)
        if state is FileState.WHOLE:
            return
        if state is FileState.DAMAGED:
            obstore.rename(files.store, path, _name_for_damaged(files, path))
        if artifact.path:
            self._create(artifact.path, content)
        else:
            obstore.put(self.former.store, artifact.stored_by_hash, content)

    def find(self, artifact: Artifact) -> Path | None:
        """The file with exactly the artifact's bytes, on this machine; None when it is missing or damaged."""
        found = (files.with_hash(path, artifact.sha256) for files, path in self._candidates(artifact))
        return next((file for file in found if file), None)

    def has(self, artifact: Artifact) -> bool:
        """Whether there is a file of its size; a cheap check that does not read it."""
        return any(files.size(path) == artifact.size for files, path in self._candidates(artifact))

    def check(self, artifact: Artifact) -> tuple[FileState, str]:
        """The state of the file, and where it is, or should be."""
        state, files, path = self._found(artifact)
        return state, files.location(path)

    def _found(self, artifact: Artifact) -> tuple[FileState, Files, str]:
        candidates = [*self._candidates(artifact)]
        existing = [(files, path) for files, path in candidates if files.size(path) is not None]
        for files, path in existing:
            if files.size(path) == artifact.size and files.with_hash(path, artifact.sha256):
                return FileState.WHOLE, files, path
        return (FileState.DAMAGED, *existing[0]) if existing else (FileState.MISSING, *candidates[0])

    def _candidates(self, artifact: Artifact) -> Iterator[tuple[Files, str]]:
        names = (artifact.path, artifact.stored_by_hash) if artifact.path else (artifact.stored_by_hash,)
        places = (self.files, self.former) if artifact.path else (self.former, self.files)
        return ((files, name) for name in names for files in dict.fromkeys(places))

    def _create(self, path: str, content: bytes) -> bool:
        """Write the file unless it exists; whether it has that content afterwards.

        It is looked for first, since some services that speak S3 do not know writes on condition, and overwrite.
        """
        store = self.files.store
        if self.files.size(path) is None:
            try:
                obstore.put(store, path, content, mode="create")
            except AlreadyExistsError:
                pass
            else:
                return True
        return bytes(obstore.get(store, path).bytes()) == content


def _name_for_damaged(files: Files, path: str) -> str:
    """A free name for a damaged file, in its folder."""
    names = (f"{path}.damaged{n or ''}" for n in range(1_000_000))
    return next(name for name in names if files.size(name) is None)


def safe_name(name: str, longest: int = LONGEST) -> str:
    """A name for every file system: letters, marks and digits of any script, and `-`, `_` and `.` inside.

    All other characters become hyphens, and it has at most `longest` bytes. An empty name, or one reserved on Windows, gets
    an underscore.
    """
    plain = unicodedata.normalize("NFC", name)
    replaced = "".join(c if c in "-_." or unicodedata.category(c)[0] in "LMN" else "-" for c in plain)
    cut = replaced.encode("utf-8", "replace")[:longest].decode("utf-8", "ignore").strip("-.")
    return f"{cut}_" if not cut or cut.partition(".")[0].lower() in _DEVICES else cut
