"""The files of published editions, in folders and under names that people can read: `<collection>/<edition>/<file>`.

Files are written atomically and never overwritten: when different bytes have the name, as when two workbenches share a
folder, the file gets a longer one. The database has its hash, so that missing and damaged files are detected. Earlier
versions named files by their hash, in `exports/` inside the data folder; they are still read there.
"""

import hashlib
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import obstore
from obstore.exceptions import AlreadyExistsError
from obstore.store import LocalStore

from blueprint.domain.editions import Artifact, FileState

LONGEST = 120
"""Bytes of a name in UTF-8, without ending and hash; file systems allow 255."""
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})
"""Names that are reserved on Windows, which may mount the folder."""

_Signature = tuple[str, int, int]


class Exports:
    """Files in `folder`; `former` is the folder of earlier versions and of unpacked backups."""

    def __init__(self, folder: Path, former: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.former = folder, former
        self._store = LocalStore(folder)
        self._checked: dict[_Signature, str] = {}

    def put(self, artifact: Artifact, content: bytes, collection: str, number: int) -> Artifact:
        """Store a file of that collection's edition; returns the artifact with its `path`. Idempotent."""
        stem, _, ending = artifact.filename.rpartition(".")
        for name in (_safe(stem), f"{_safe(stem)}-{artifact.sha256[:12]}"):
            path = f"{_safe(collection)}/{number}/{name}.{ending}"
            if self._create(path, content):
                return artifact.model_copy(update={"path": path})
        raise FileExistsError(f"{self.folder / path} exists already, with other content.")

    def restore(self, artifact: Artifact, content: bytes) -> None:
        """Store a missing or damaged file; the damaged one is renamed. The bytes must have the artifact's hash."""
        state, file = self.check(artifact)
        if state is FileState.WHOLE:
            return
        if state is FileState.DAMAGED:
            file.rename(_name_for_damaged(file))
        if artifact.path:
            self._create(artifact.path, content)
        else:
            self.former.mkdir(parents=True, exist_ok=True)
            obstore.put(LocalStore(self.former), artifact.stored_by_hash, content)

    def find(self, artifact: Artifact) -> Path | None:
        """The file with exactly the artifact's bytes; None when it is missing or damaged."""
        state, file = self.check(artifact)
        return file if state is FileState.WHOLE else None

    def has(self, artifact: Artifact) -> bool:
        """Whether there is a file of its size; a cheap check that does not read it."""
        return any(file.is_file() and file.stat().st_size == artifact.size for file in self._candidate_paths(artifact))

    def check(self, artifact: Artifact) -> tuple[FileState, Path]:
        """The state of the file, and its path, or where it should be. Hashes are cached by size and time of change."""
        existing = [file for file in self._candidate_paths(artifact) if file.is_file()]
        for file in existing:
            if self._has_hash(file, artifact):
                return FileState.WHOLE, file
        return (
            (FileState.DAMAGED, existing[0]) if existing else (FileState.MISSING, next(self._candidate_paths(artifact)))
        )

    def _candidate_paths(self, artifact: Artifact) -> Iterator[Path]:
        names = (artifact.path, artifact.stored_by_hash) if artifact.path else (artifact.stored_by_hash,)
        folders = (self.folder, self.former) if artifact.path else (self.former, self.folder)
        return (folder / name for name in names for folder in dict.fromkeys(folders))

    def _create(self, path: str, content: bytes) -> bool:
        """Write the file unless it exists; whether it has that content afterwards."""
        try:
            obstore.put(self._store, path, content, mode="create")
        except AlreadyExistsError:
            return (self.folder / path).read_bytes() == content
        return True

    def _has_hash(self, file: Path, artifact: Artifact) -> bool:
        known = file.stat()
        signature = (str(file), known.st_size, known.st_mtime_ns)
        if known.st_size == artifact.size and signature not in self._checked:
            with file.open("rb") as stream:
                self._checked[signature] = hashlib.file_digest(stream, "sha256").hexdigest()
        return self._checked.get(signature) == artifact.sha256


def _name_for_damaged(file: Path) -> Path:
    """A free name for a damaged file, in its folder."""
    names = (file.with_name(f"{file.name}.damaged{n or ''}") for n in range(1_000_000))
    return next(name for name in names if not name.exists())


def _safe(name: str) -> str:
    """A name for every file system: letters, marks and digits of any script, and `-`, `_` and `.` inside.

    All other characters become hyphens. An empty name, or one reserved on Windows, gets an underscore.
    """
    plain = unicodedata.normalize("NFC", name)
    replaced = "".join(c if c in "-_." or unicodedata.category(c)[0] in "LMN" else "-" for c in plain)
    cut = replaced.encode("utf-8", "replace")[:LONGEST].decode("utf-8", "ignore").strip("-.")
    return f"{cut}_" if not cut or cut.partition(".")[0].lower() in _DEVICES else cut
