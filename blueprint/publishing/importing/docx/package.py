"""A Word file as its parts (ECMA-376, part 2) and their relations."""

import posixpath
from functools import cached_property
from typing import NamedTuple

from blueprint.publishing.errors import Refusal
from blueprint.publishing.importing.archive import CheckedArchive
from blueprint.publishing.importing.xml import every

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""What files of Word before 2007, and encrypted ones, begin with."""


class Relation(NamedTuple):
    """What a part refers to: the last word of the relation's type, the part's name or the address of what is outside."""

    kind: str
    target: str
    external: bool


class Package(CheckedArchive):
    """The parts of a Word file; raises `Refusal` for what is none, is damaged, or is a zip bomb."""

    def __init__(self, data: bytes, file: str = "") -> None:
        if data.startswith(_OLE):
            raise _older(file)
        super().__init__(data, file, damaged(file))

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
        found = next((name for name in named if self.has(name)), None)
        if found is None:
            raise self.broken
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
