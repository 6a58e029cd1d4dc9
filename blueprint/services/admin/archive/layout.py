"""The names and the form of an archive's files, as docs/archive.md has them; used for writing and for reading."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from blueprint.domain.editions import Artifact
from blueprint.domain.value import Value
from blueprint.storage.exports import safe_name

FORMAT, VERSION = "blueprint-archive", 1
ABOUT, PEOPLE, EVENTS, CONVENINGS = "archive.json", "people.json", "events.jsonl", "convenings"
CONVENING, COLLECTION, EDITION, ERRATA = "convening.json", "collection.json", "edition.json", "errata.json"
PROPOSALS, COLLECTIONS, EDITIONS = "proposals", "collections", "editions"
TEXT, PARAGRAPHS, THREADS, TAGS, PICTURES = "text.md", "paragraphs.jsonl", "threads.json", "tags.json", "pictures.json"
IMAGES, FILES = "images", "files"
PLACEHOLDER_DOMAIN = "people.invalid"
"""The domain of the addresses of people whose own is not in the archive; `.invalid` is reserved (RFC 2606)."""
PERSON_FIELDS = {
    "id", "name", "organisation", "language", "steward", "created_at", "disabled_at", "deleted_at",
}  # fmt: skip
"""What an archive has of everybody; neither addresses nor hashes of passwords."""
_FENCE = "---\n"
_LONGEST_TITLE = 60
"""Bytes of a title within a folder's name: some systems allow 260 characters for a whole path."""


class About(Value):
    """What kind of archive it is; `addresses`: it has people's email addresses."""

    format: str
    version: int
    addresses: bool


class NotAnArchivesText(Exception):
    """A file without front matter that can be read; `str()` is why."""


def folder_name(title: str, identifier: str) -> str:
    """A folder's name: a title for people, and an id that makes it unique."""
    return f"{safe_name(title, _LONGEST_TITLE)}-{identifier}"


def revision_name(number: int) -> str:
    """The file of a revision, beside `TEXT`, so that its pictures are found."""
    return f"revision-{number:04}.md"


def chapter_name(chapter: int) -> str:
    """The file of the frozen text of an edition's chapter, from 1."""
    return f"chapter-{chapter:03}.md"


def placeholder_address(person_id: str) -> str:
    """The address of a person whose own is not in the archive."""
    return f"{person_id.lower()}@{PLACEHOLDER_DOMAIN}"


def file_names(artifacts: Sequence[Artifact]) -> list[str]:
    """The names of an edition's files in the archive, in their order; no two differ by case alone."""
    names: list[str] = []
    for artifact in artifacts:
        stem, _, ending = artifact.filename.rpartition(".")
        name = f"{safe_name(stem)}.{safe_name(ending)}"
        taken = {other.lower() for other in names}
        names.append(f"{artifact.sha256[:12]}-{name}" if name.lower() in taken else name)
    return names


def json_file(value: object) -> bytes:
    """JSON for people and for comparing: indented, one line end at the end, letters of any script as they are."""
    return f"{json.dumps(value, ensure_ascii=False, indent=1)}\n".encode()


def json_line(value: object) -> bytes:
    """JSON on one line."""
    return f"{json.dumps(value, ensure_ascii=False)}\n".encode()


def with_front_matter(fields: Mapping[str, Any], markdown: str) -> bytes:
    """A text after its front matter: YAML between two lines of hyphens. The text follows byte for byte."""
    head = yaml.safe_dump(dict(fields), allow_unicode=True, sort_keys=False, width=1_000_000)
    return f"{_FENCE}{head}{_FENCE}{markdown}".encode()


def read_front_matter(content: bytes, longest: int) -> tuple[dict[str, Any], str]:
    """Front matter of at most `longest` bytes, and the text after it; raises `NotAnArchivesText`."""
    end = content.find(f"\n{_FENCE}".encode(), 0, longest)
    if not content.startswith(_FENCE.encode()) or end < 0:
        raise NotAnArchivesText("it does not begin with front matter between two lines of hyphens")
    try:
        fields = yaml.load(content[len(_FENCE) : end + 1], _PlainLoader)  # noqa: S506 - a SafeLoader
        text = content[end + 1 + len(_FENCE) :].decode("utf-8")
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise NotAnArchivesText(
            f"its front matter or text cannot be read ({str(error).partition(chr(10))[0]})"
        ) from error
    if not isinstance(fields, dict) or not all(isinstance(key, str) for key in fields):
        raise NotAnArchivesText("its front matter should have names and values")
    return fields, text


class _PlainLoader(yaml.SafeLoader):  # type: ignore[misc]
    """YAML without references from one part to another, which can make a short file enormous."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        """Refuse references."""
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("references are not read")
        return super().compose_node(parent, index)
