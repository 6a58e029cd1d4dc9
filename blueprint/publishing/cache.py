"""A content-addressed cache: files named by the digest of all inputs of what is in them.

An entry can be lost at any time, and is then built again. It is never stale: the digest covers the program's own sources and
its tools' versions, so another version of it finds nothing.
"""

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

_PACKAGE = Path(__file__).parent
_SOURCES = (_PACKAGE, _PACKAGE.with_name("text"), _PACKAGE.with_name("domain"))
_SUFFIXES = frozenset({".py", ".typ", ".toml", ".css", ".html", ".xhtml", ".opf", ".xml", ".ttf"})
_TOOLS = ("pypandoc-binary", "typst", "pikepdf", "fonttools", "jinja2", "babel")


class Cache:
    """A folder of entries; without a folder, nothing is stored. Safe for several processes at once."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder

    def get_or_build(self, purpose: str, *inputs: str | bytes, build: Callable[[], bytes]) -> bytes:
        """The entry for these inputs; built and stored when there is none."""
        data = self.get(purpose, *inputs)
        if data is None:
            data = build()
            self.put(data, purpose, *inputs)
        return data

    def get(self, purpose: str, *inputs: str | bytes) -> bytes | None:
        """The entry for these inputs, or None. It counts as used now."""
        if self.folder is None:
            return None
        file = self.folder / _name(purpose, inputs)
        try:
            data = file.read_bytes()
            os.utime(file)
        except OSError:
            return None
        return data

    def put(self, data: bytes, purpose: str, *inputs: str | bytes) -> None:
        """Store an entry, atomically."""
        if self.folder is not None:
            _write(self.folder / _name(purpose, inputs), data)

    def prune(self, most: int) -> None:
        """Remove the entries that were used least recently, until at most `most` bytes are left."""
        room = most
        for used, size, file in sorted(self._entries(), reverse=True):
            room -= size
            if room < 0 and used:
                file.unlink(missing_ok=True)

    def _entries(self) -> Iterator[tuple[float, int, Path]]:
        for file in self.folder.glob("??/*") if self.folder else ():
            try:
                found = file.stat()
            except FileNotFoundError:  # another process prunes too
                continue
            yield found.st_mtime, found.st_size, file


NO_CACHE = Cache()


def _name(purpose: str, inputs: tuple[str | bytes, ...]) -> str:
    digest = hashlib.sha256(program_digest())
    for part in (purpose, *inputs):
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big") + data)
    name = digest.hexdigest()
    return f"{name[:2]}/{name}"


def _write(file: Path, data: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=file.parent.parent, delete=False) as partial:
        partial.write(data)
    Path(partial.name).replace(file)


@lru_cache(maxsize=1)
def program_digest() -> bytes:
    """A digest of all that a built file depends on besides its inputs: our sources and our tools' versions."""
    digest = hashlib.sha256(" ".join(version(tool) for tool in _TOOLS).encode())
    for folder in _SOURCES:
        for file in sorted(path for path in folder.rglob("*") if path.suffix in _SUFFIXES):
            digest.update(str(file.relative_to(_PACKAGE.parent)).encode() + file.read_bytes())
    return digest.digest()
