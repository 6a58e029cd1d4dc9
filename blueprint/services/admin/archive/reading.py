"""Reading the files of an archive that anybody may have made: links are never followed, and each file is checked."""

import hashlib
import json
import os
import re
import stat
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, TypeVar
from urllib.parse import urlsplit

from pydantic import ValidationError

from blueprint.domain.errors import BlueprintError, Invalid
from blueprint.domain.identifiers import is_id
from blueprint.domain.validation import MARKDOWN_LENGTH
from blueprint.domain.value import Value
from blueprint.services.admin.archive import layout

LARGEST_HEAD = 200_000
"""Bytes of front matter."""
LARGEST_TEXT = 4 * MARKDOWN_LENGTH + LARGEST_HEAD
LARGEST_JSON, LARGEST_LINE, LARGEST_FILE = 256_000_000, 16_000_000, 1_000_000_000
"""Bytes of a file of JSON, of a line of JSON, and of a published file."""
_EARLIEST = 1970
_NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")

V = TypeVar("V", bound=Value)
T = TypeVar("T")


class ArchiveFolder:
    """The files of an archive, by their paths within it. Every error is an `Invalid` that names the file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        if not folder.is_dir():
            raise Invalid(f"{folder} is not a folder. Name one that `blueprint export-archive` wrote.")

    def refused(self, path: str, why: object) -> Invalid:
        """The error for a file."""
        return Invalid(f"{self.folder / path}: {why}. Nothing was imported.")

    def require(self, path: str, condition: bool, why: str) -> None:
        """Refuse a file unless the condition holds."""
        if not condition:
            raise self.refused(path, why)

    def unchanged(self, path: str, value: T, check: Callable[[T], T], what: str) -> None:
        """Refuse what a person could not have written: `check` raises a `BlueprintError` for it, or changes it."""
        try:
            found = check(value)
        except BlueprintError as error:
            raise self.refused(path, f"{what}: {error}".rstrip(".")) from error
        self.require(path, found == value, f"{what} has characters or spaces that are not stored here")

    def require_ids(self, path: str, *ids: str | None) -> None:
        """Refuse what is no id; None is left alone."""
        for one in ids:
            self.require(path, one is None or is_id(one), f"“{str(one)[:40]}” is no id")

    def folders(self, path: str) -> list[str]:
        """The paths of the folders in a folder, in the order of their names; none where there is no such folder."""
        place = self.folder / path
        if not os.path.lexists(place):
            return []
        self._require_folder(path)
        found = sorted(entry.name for entry in os.scandir(place) if entry.is_symlink() or entry.is_dir())
        for name in found:
            self._require_folder(f"{path}/{name}")
        return [f"{path}/{name}" for name in found]

    def names(self, path: str) -> list[str]:
        """The names in a folder, in order; none where there is no such folder."""
        if not os.path.lexists(self.folder / path):
            return []
        self._require_folder(path)
        return sorted(entry.name for entry in os.scandir(self.folder / path))

    def content(self, path: str, most: int) -> bytes:
        """The bytes of a file of at most so many."""
        with self._open(path, most) as file:
            return file.read(most)

    def hashed(self, path: str, sha256: str, most: int) -> bytes:
        """The bytes of a file that has this hash."""
        content = self.content(path, most)
        self.require(path, hashlib.sha256(content).hexdigest() == sha256, "its bytes are not those of its hash")
        return content

    def text(self, path: str) -> str:
        """A text in UTF-8, with its line ends as they are."""
        try:
            return self.content(path, LARGEST_TEXT).decode("utf-8")
        except UnicodeDecodeError as error:
            raise self.refused(path, "it is not UTF-8") from error

    def front_matter(self, path: str) -> tuple[dict[str, Any], str]:
        """A text's front matter, and the text."""
        try:
            fields, text = layout.read_front_matter(self.content(path, LARGEST_TEXT), LARGEST_HEAD)
            self._require_storable(path, json.dumps(fields, ensure_ascii=False))
        except (layout.NotAnArchivesText, TypeError, ValueError, RecursionError) as error:
            raise self.refused(path, error) from error
        return fields, text

    def json(self, path: str) -> Any:
        """What a file of JSON has."""
        return self._parsed(path, self.content(path, LARGEST_JSON))

    def record(self, path: str) -> dict[str, Any]:
        """The one object of a file of JSON."""
        found = self.json(path)
        self.require(path, isinstance(found, dict), "it should hold one object")
        return dict(found)

    def records(self, path: str) -> list[dict[str, Any]]:
        """The objects of a file of JSON."""
        found = self.json(path)
        good = isinstance(found, list) and all(isinstance(one, dict) for one in found)
        self.require(path, good, "it should hold a list of objects")
        return list(found)

    def lines(self, path: str) -> Iterator[dict[str, Any]]:
        """The objects of a file with one on each line."""
        with self._open(path, None) as file:
            while line := file.readline(LARGEST_LINE + 1):
                self.require(path, len(line) <= LARGEST_LINE, "it has a line that is too long")
                found = self._parsed(path, line)
                self.require(path, isinstance(found, dict), "each line should hold one object")
                yield found

    def value(self, path: str, kind: type[V], fields: Mapping[str, Any]) -> V:
        """A domain value of these fields, with times that databases and Git can hold."""
        try:
            found = kind.model_validate(dict(fields))
        except (ValidationError, TypeError) as error:
            raise self.refused(path, _first_problem(error)) from error
        self._require_times(path, found)
        return found

    def _require_times(self, path: str, found: object) -> None:
        if isinstance(found, datetime):
            good = found.tzinfo is not None and _EARLIEST < found.year < 9999
            self.require(path, good, f"{found} is no time with a zone since {_EARLIEST}")
        elif isinstance(found, Value):
            for _name, inner in found:
                self._require_times(path, inner)
        elif isinstance(found, tuple):
            for inner in found:
                self._require_times(path, inner)

    def _parsed(self, path: str, content: bytes) -> Any:
        try:
            found = json.loads(content.decode("utf-8"), parse_constant=_no_number)
            self._require_storable(path, json.dumps(found, ensure_ascii=False))
        except (ValueError, RecursionError) as error:
            raise self.refused(path, f"it is not JSON that can be read ({str(error)[:100]})") from error
        return found

    def _require_storable(self, path: str, written: str) -> None:
        """Refuse characters that no database takes: NUL and lone surrogates (the latter as a `ValueError`)."""
        written.encode("utf-8")
        self.require(path, not _NUL.search(written), "it has a NUL character")

    def _require_folder(self, path: str) -> None:
        at = self.folder
        for name in path.split("/"):
            at = at / name
            found = _mode(at)
            self.require(path, not stat.S_ISLNK(found), "it is a link, or inside one")
            self.require(path, stat.S_ISDIR(found), "there is no such folder")

    def _open(self, path: str, most: int | None) -> BinaryIO:
        """Open an ordinary file; neither it nor a folder above it is a link, and a pipe is not waited for."""
        parent, _, _name = path.rpartition("/")
        if parent:
            self._require_folder(parent)
        file = self.folder / path
        self.require(path, os.path.lexists(file), "it is missing")
        self.require(path, not file.is_symlink(), "it is a link")
        self.require(path, file.is_file(), "it is no ordinary file")
        try:
            opened = os.fdopen(os.open(file, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC), "rb")
        except OSError as error:
            raise self.refused(path, f"it cannot be read ({error.strerror})") from error
        size = os.fstat(opened.fileno()).st_size
        if most is not None and size > most:
            opened.close()
            raise self.refused(path, f"it has {size:,} bytes; there is room for {most:,}")
        return opened


def is_web_address(address: str) -> bool:
    """Whether an address is one that browsers may be sent to."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and address.isprintable() and " " not in address


def _mode(path: Path) -> int:
    try:
        return path.lstat().st_mode
    except OSError:
        return 0


def _first_problem(error: Exception) -> str:
    if not isinstance(error, ValidationError):
        return "a field is missing or has another kind of value"
    first = error.errors()[0]
    return f"field “{'.'.join(map(str, first['loc']))[:80]}”: {first['msg'][:200]}"


def _no_number(name: str) -> float:
    raise ValueError(f"{name} is no number")
