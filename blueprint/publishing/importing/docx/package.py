"""A Word file as its parts: a zip archive (ECMA-376, part 2), checked before anything is decompressed at length."""

import io
import posixpath
import zipfile
from functools import cached_property
from typing import NamedTuple

from blueprint.domain.limits import LARGEST_WORD_FILE, megabytes
from blueprint.publishing.errors import Refusal
from blueprint.publishing.importing.docx.xml import Element, XmlError, every, parse

LARGEST_UNPACKED = 200_000_000
MOST_FILES = 3_000
LARGEST_XML = 30_000_000
"""Bytes of all that is in the file, and of its text; and how many files may be in it."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""What files of Word before 2007, and encrypted ones, begin with."""

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


class Relation(NamedTuple):
    """What a part refers to: the last word of the relation's type, the part's name or the address of what is outside."""

    kind: str
    target: str
    external: bool


class Package:
    """The parts of a Word file; raises `Refusal` for what is none, is damaged, or is a zip bomb."""

    def __init__(self, data: bytes, file: str = "") -> None:
        self.file = file
        if len(data) > LARGEST_WORD_FILE:
            raise too_large(file)
        if data.startswith(_OLE):
            raise _older(file)
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            self._check()
        except _BROKEN:
            raise damaged(file) from None

    def _check(self) -> None:
        parts = self._archive.infolist()
        if len(parts) > MOST_FILES or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
            raise too_large(self.file)
        if any(part.file_size > LARGEST_XML for part in parts if part.filename.endswith((".xml", ".rels"))):
            raise too_large(self.file)
        self._names = {part.filename.lstrip("/").lower(): part for part in parts}

    def read(self, name: str) -> bytes | None:
        """The bytes of a part, whose names do not tell capitals apart; None when there is none of that name."""
        part = self._names.get(name.lower())
        if part is None:
            return None
        try:
            with self._archive.open(part) as stream:
                data = stream.read(part.file_size + 1)
        except _BROKEN:
            raise damaged(self.file) from None
        if len(data) > part.file_size:
            raise damaged(self.file)
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
            raise damaged(self.file) from None

    def relations(self, part: str) -> dict[str, Relation]:
        """What a part refers to, by the relation's id; of the whole package for an empty name."""
        folder, name = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        found: dict[str, Relation] = {}
        for each in every(root, "pr:Relationship") if root is not None else ():
            external = each.get("TargetMode") == "External"
            target = each.get("Target", "")
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[each.get("Id", "")] = Relation(each.get("Type", "").rpartition("/")[2], target, external)
        return found

    @cached_property
    def main(self) -> str:
        """The name of the part with the text, whatever it is called."""
        named = [each.target for each in self.relations("").values() if each.kind == "officeDocument"]
        found = next((name for name in named if name.lower() in self._names), None)
        if found is None:
            raise damaged(self.file)
        return found


def damaged(file: str) -> Refusal:
    """The refusal of what cannot be read as a Word file."""
    return Refusal(
        "This Word file cannot be read: it is damaged, or it is no Word file.",
        file=file,
        remedy="Open it in a word processor, save it again as .docx, and try that.",
    )


def _older(file: str) -> Refusal:
    return Refusal(
        "This file is in Word's older format, or has a password.",
        file=file,
        remedy="Open it in a word processor, save it as .docx without a password, and try that.",
    )


def too_large(file: str) -> Refusal:
    """The refusal of a file that is too large, or becomes too large when it is unpacked."""
    return Refusal(
        f"This Word file is too large; there is room for {megabytes(LARGEST_WORD_FILE)} MB.",
        file=file,
        remedy="Make its pictures smaller, or divide it.",
    )
