"""What was made once and need not be made again: files named by the digest of all that went into them.

An entry can be lost at any time, and is then made anew. It never grows stale: the digest covers the program too, so
that another version of it finds nothing.
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
_KINDS = frozenset({".py", ".typ", ".toml", ".css", ".html", ".xhtml", ".opf", ".xml", ".ttf"})
_TOOLS = ("pypandoc-binary", "typst", "pikepdf", "fonttools", "jinja2", "babel")


class Cache:
    """A folder of entries; without a folder it keeps nothing."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder

    def kept(self, purpose: str, *given: str | bytes, make: Callable[[], bytes]) -> bytes:
        """What `make` gives for what is `given`: from the folder when it was made before."""
        data = self.found(purpose, *given)
        if data is None:
            data = make()
            self.keep(data, purpose, *given)
        return data

    def found(self, purpose: str, *given: str | bytes) -> bytes | None:
        """What was made before of what is `given`; None when it was not, or is no more."""
        if self.folder is None:
            return None
        file = self.folder / _name(purpose, given)
        try:
            data = file.read_bytes()
            os.utime(file)
        except OSError:
            return None
        return data

    def keep(self, data: bytes, purpose: str, *given: str | bytes) -> None:
        """Have it found from now on."""
        if self.folder is not None:
            _put(self.folder / _name(purpose, given), data)

    def prune(self, most: int) -> None:
        """Remove what was not asked for the longest, until at most `most` bytes are kept."""
        room = most
        for used, size, file in sorted(self._entries(), reverse=True):
            room -= size
            if room < 0 and used:
                file.unlink(missing_ok=True)

    def _entries(self) -> Iterator[tuple[float, int, Path]]:
        for file in self.folder.glob("??/*") if self.folder else ():
            try:
                known = file.stat()
            except FileNotFoundError:  # another process prunes too
                continue
            yield known.st_mtime, known.st_size, file


NOTHING_KEPT = Cache()


def _name(purpose: str, given: tuple[str | bytes, ...]) -> str:
    digest = hashlib.sha256(program())
    for part in (purpose, *given):
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big") + data)
    name = digest.hexdigest()
    return f"{name[:2]}/{name}"


def _put(file: Path, data: bytes) -> None:
    """Whole or not at all, whoever else writes the same."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=file.parent.parent, delete=False) as partial:
        partial.write(data)
    Path(partial.name).replace(file)


@lru_cache(maxsize=1)
def program() -> bytes:
    """A digest of the program that makes the files: its own sources and the versions of its tools."""
    digest = hashlib.sha256(" ".join(version(tool) for tool in _TOOLS).encode())
    for folder in _SOURCES:
        for file in sorted(path for path in folder.rglob("*") if path.suffix in _KINDS):
            digest.update(str(file.relative_to(_PACKAGE.parent)).encode() + file.read_bytes())
    return digest.digest()
