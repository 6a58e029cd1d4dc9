"""Where files are: in folders of this machine, or in a bucket of a service that speaks Amazon S3.

With a bucket every machine sees the same files. A file that is read is copied to this machine first, compared with its hash,
and read from there from then on.
"""

import hashlib
import tempfile
from contextlib import suppress
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, Protocol

import obstore
from obstore.exceptions import GenericError
from obstore.store import LocalStore, ObjectStore, S3Store

from blueprint.settings import Settings

LARGEST_COPIES = 10_000_000_000
"""Bytes of the copies on one machine."""
_TIMEOUT = timedelta(seconds=10)
"""How long a request to a bucket is tried again."""


class Files(Protocol):
    """Files by their paths, which have `/` between names."""

    @property
    def store(self) -> ObjectStore:
        """What reads and writes them."""

    def location(self, path: str) -> str:
        """Where the file is or would be, for people."""

    def size(self, path: str) -> int | None:
        """Bytes of the file; None when there is none."""

    def with_hash(self, path: str, sha256: str) -> Path | None:
        """The file on this machine when its bytes have this hash; None when they differ or there is none."""


class Folder:
    """Files in a folder of this machine."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._hashes: dict[tuple[str, int, int], str] = {}

    @cached_property
    def store(self) -> ObjectStore:
        """The folder, made when it is first needed."""
        self.folder.mkdir(parents=True, exist_ok=True)
        return LocalStore(self.folder)

    def location(self, path: str) -> str:
        """The path in the file system."""
        return str(self.folder / path)

    def size(self, path: str) -> int | None:
        """Bytes of the file; None when there is none."""
        file = self.folder / path
        return file.stat().st_size if file.is_file() else None

    def with_hash(self, path: str, sha256: str) -> Path | None:
        """The file when its bytes have this hash; hashes are cached by size and time of change."""
        file = self.folder / path
        if not file.is_file():
            return None
        known = file.stat()
        signature = (path, known.st_size, known.st_mtime_ns)
        if signature not in self._hashes:
            with file.open("rb") as stream:
                self._hashes[signature] = hashlib.file_digest(stream, "sha256").hexdigest()
        return file if self._hashes[signature] == sha256 else None


class Bucket:
    """Files below a prefix of a bucket; `copies` is the folder for their copies on this machine, named by their hashes."""

    def __init__(self, store: S3Store, address: str, copies: Path) -> None:
        copies.mkdir(parents=True, exist_ok=True)
        self.store: ObjectStore = store
        self.address, self.copies = address, copies
        self._hashes: dict[tuple[str, str | None], str] = {}

    def location(self, path: str) -> str:
        """The address in the bucket."""
        return f"{self.address}/{path}"

    def size(self, path: str) -> int | None:
        """Bytes of the file; None when there is none."""
        try:
            return obstore.head(self.store, path)["size"]
        except FileNotFoundError:
            return None

    def with_hash(self, path: str, sha256: str) -> Path | None:
        """The copy on this machine when the file's bytes have this hash; made unless the file is copied already."""
        copy = self.copies / sha256
        try:
            tag = obstore.head(self.store, path)["e_tag"]
            if self._hashes.get((path, tag)) != sha256 or not copy.is_file():
                self._hashes[path, tag] = self._copied(path)
        except FileNotFoundError:
            return None
        if self._hashes[path, tag] != sha256:
            return None
        copy.touch()
        return copy

    def _copied(self, path: str) -> str:
        """Copy a file; returns the hash of its bytes, which is the copy's name."""
        digest = hashlib.sha256()
        with tempfile.NamedTemporaryFile(dir=self.copies, delete=False) as partial:
            for part in obstore.get(self.store, path).stream():
                digest.update(part)
                partial.write(part)
        Path(partial.name).replace(self.copies / digest.hexdigest())
        self._prune()
        return digest.hexdigest()

    def _prune(self) -> None:
        """Remove the copies that were used least recently, until at most `LARGEST_COPIES` bytes are left."""
        room, found = LARGEST_COPIES, []
        for file in self.copies.iterdir():
            with suppress(FileNotFoundError):  # another process prunes too
                found.append((file.stat().st_mtime, file.stat().st_size, file))
        for _used, size, file in sorted(found, reverse=True):
            room -= size
            if room < 0:
                file.unlink(missing_ok=True)


class Stores(NamedTuple):
    """What a workbench keeps outside its database: pictures, editions, and files of editions that are being built.

    `former` is where earlier versions and unpacked backups have editions; `whole` holds the mark of the store.
    """

    whole: Files
    images: Files
    exports: Files
    former: Files
    built: Files


def open_stores(settings: Settings) -> Stores:
    """The stores of the settings; raises `Invalid` for an address that is none."""
    data = settings.data
    if not settings.store:
        exports, former = Folder(settings.exports), Folder(data / "exports")
        return Stores(Folder(data), Folder(data / "images"), exports, former, Folder(data / "made"))
    editions = _bucket(settings, "exports")
    return Stores(_bucket(settings, ""), _bucket(settings, "images"), editions, editions, _bucket(settings, "made"))


def unreachable(error: Exception) -> bool:
    """Whether a bucket's service could not be reached, so that a retry may succeed."""
    return isinstance(error, GenericError)


def _bucket(settings: Settings, folder: str) -> Bucket:
    bucket, _, prefix = settings.store.removeprefix("s3://").strip("/").partition("/")
    path = "/".join(part for part in (prefix, folder) if part)
    given = {
        "endpoint": settings.store_endpoint,
        "region": settings.store_region,
        "access_key_id": settings.store_access_key.get_secret_value(),
        "secret_access_key": settings.store_secret_key.get_secret_value(),
    }
    store = S3Store(
        bucket,
        prefix=path or None,
        config={name: value for name, value in given.items() if value},  # type: ignore[arg-type]
        client_options={"allow_http": settings.store_endpoint.startswith("http://"), "connect_timeout": _TIMEOUT},
        retry_config={"max_retries": 3, "retry_timeout": _TIMEOUT},
    )
    return Bucket(store, f"s3://{bucket}/{path}".rstrip("/"), settings.data / "copies")
