"""Content-addressed files."""

import contextlib
import hashlib
import re

import obstore
import structlog

from blueprint.storage.stores import Files

_log = structlog.get_logger()
_NAME = re.compile(r"[0-9a-f]{64}\.[a-z0-9]{2,5}")


class Artifacts:
    """Content-addressed storage: the name of a file is the SHA-256 of its bytes and an ending."""

    def __init__(self, files: Files) -> None:
        self.files = files

    def put(self, content: bytes, ending: str) -> str:
        """Store bytes and return their name. Idempotent."""
        name = f"{hashlib.sha256(content).hexdigest()}.{ending}"
        if not self.is_whole(name):
            obstore.put(self.files.store, _path(name), content)
        return name

    def get(self, name: str) -> bytes:
        """The bytes by name; raises `FileNotFoundError` when there are none, or none that have the hash of the name."""
        content = bytes(obstore.get(self.files.store, _path(name)).bytes())
        if hashlib.sha256(content).hexdigest() != name.partition(".")[0]:
            _log.error("file damaged: its bytes are not those of its name", file=self.files.location(_path(name)))
            raise FileNotFoundError(name)
        return content

    def has(self, name: str) -> bool:
        """Whether the name is stored, whole or damaged."""
        return self.files.size(_path(name)) is not None

    def remove(self, name: str) -> None:
        """Delete the bytes of that name. Idempotent."""
        with contextlib.suppress(FileNotFoundError):
            obstore.delete(self.files.store, _path(name))

    def is_whole(self, name: str) -> bool:
        """Whether the bytes are stored and have the hash of their name."""
        try:
            self.get(name)
        except FileNotFoundError:
            return False
        return True


def _path(name: str) -> str:
    """The path: two characters of the hash as a folder; raises `FileNotFoundError` for a malformed name."""
    if not _NAME.fullmatch(name):
        raise FileNotFoundError(name)
    return f"{name[:2]}/{name}"
