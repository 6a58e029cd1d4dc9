"""An uploaded zip archive of XML parts, checked before anything is decompressed at length."""

import io
import zipfile

from blueprint.domain.limits import LARGEST_WORD_FILE, megabytes
from blueprint.publishing.errors import Refusal
from blueprint.publishing.importing.xml import Element, XmlError, parse

LARGEST_UNPACKED = 200_000_000
MOST_FILES = 3_000
LARGEST_XML = 30_000_000
"""Bytes of all that is in the file, and of its text; and how many files may be in it."""
MOST_ELEMENTS = 1_500_000
"""Of a text: some ten seconds of reading."""

_BROKEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
    KeyError,
)


class CheckedArchive:
    """The parts of an archive; raises `Refusal` for what is none, is damaged, or is a zip bomb."""

    def __init__(self, data: bytes, file: str, broken: Refusal) -> None:
        self.file, self.broken = file, broken
        if len(data) > LARGEST_WORD_FILE:
            raise too_large(file)
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            self._check()
        except _BROKEN:
            raise broken from None

    def _check(self) -> None:
        parts = self._archive.infolist()
        if len(parts) > MOST_FILES or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
            raise too_large(self.file)
        if any(part.file_size > LARGEST_XML for part in parts if part.filename.endswith((".xml", ".rels"))):
            raise too_large(self.file)
        self._names = {part.filename.replace("\\", "/").lstrip("/").lower(): part for part in parts}

    def read(self, name: str) -> bytes | None:
        """The bytes of a part, whose names do not tell capitals apart; None when there is none of that name."""
        part = self._names.get(name.lower())
        if part is None:
            return None
        try:
            with self._archive.open(part) as stream:
                data = stream.read(part.file_size + 1)
        except _BROKEN:
            raise self.broken from None
        if len(data) > part.file_size:
            raise self.broken
        return data

    def xml(self, name: str) -> Element | None:
        """The root of a part; None when there is none of that name."""
        data = self.read(name)
        if data is None:
            return None
        if len(data) > LARGEST_XML:
            raise too_large(self.file)
        try:
            return parse(data)
        except XmlError:
            raise self.broken from None

    def text(self, name: str) -> Element:
        """The root of the part with the text; raises `Refusal` when there is none, or too much of it."""
        root = self.xml(name)
        if root is None:
            raise self.broken
        if sum(1 for _ in root.iter()) > MOST_ELEMENTS:
            raise too_large(self.file)
        return root

    def has(self, name: str) -> bool:
        """Whether there is a part of this name, which does not tell capitals apart."""
        return name.lower() in self._names


def too_large(file: str) -> Refusal:
    """The refusal of an archive that is too large, or becomes too large when it is unpacked."""
    return Refusal(
        f"This file is too large; there is room for {megabytes(LARGEST_WORD_FILE)} MB.",
        file=file,
        remedy="Make its pictures smaller, or divide it.",
    )
