"""Reading the collections of an archive, and the editions that were published from them."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlmodel import Session

from blueprint.domain import validation
from blueprint.domain.collections import Collection
from blueprint.domain.dialects import CURRENT_DIALECT, FIRST_DIALECT
from blueprint.domain.editions import Artifact, Edition, EditionChapter, EditionState
from blueprint.domain.errata import Erratum
from blueprint.domain.languages import language_tag
from blueprint.domain.revisions import content_hash
from blueprint.services.admin.archive import layout
from blueprint.services.admin.archive.import_proposals import ArchivedProposals
from blueprint.services.admin.archive.reading import LARGEST_FILE, ArchiveFolder, is_web_address
from blueprint.services.context import Workbench
from blueprint.services.publishing.edition_formats import edition_files
from blueprint.services.publishing.freeze import edition_hash
from blueprint.storage import collections, editions, errata

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_FILE_NAME = re.compile(r"[^/\\\x00-\x1f\x7f]{1,200}\.[a-z0-9]{2,5}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_MEDIA_TYPES = {file.key: file.format.media_type for file in edition_files(with_redline=True)}


class ArchivedEdition(NamedTuple):
    """An edition that has been checked, and its notes; `missing` are the files that the archive does not have."""

    folder: str
    slug: str
    edition: Edition
    notes: tuple[Erratum, ...]
    missing: frozenset[str]


def read_collections(
    session: Session, archive: ArchiveFolder, convening_folder: str, convening_id: str, proposals: ArchivedProposals
) -> Iterator[ArchivedEdition]:
    """Store a convening's collections; yields their editions, checked with all their files."""
    for folder in archive.folders(f"{convening_folder}/{layout.COLLECTIONS}"):
        path = f"{folder}/{layout.COLLECTION}"
        collection = archive.value(path, Collection, {**archive.record(path), "convening_id": convening_id})
        _check_collection(archive, path, collection, proposals)
        taken = collection.published and collections.has_published(session, collection.slug)
        archive.require(path, not taken, f"the name “{collection.slug}” is in this workbench already")
        collections.add(session, collection)
        for inner in archive.folders(f"{folder}/{layout.EDITIONS}"):
            archive.require(path, collection.published, "it has an edition, and is not published")
            found = _EditionReader(session, archive, inner, proposals).read(collection)
            proposals.check_pictures(inner)
            yield found


def store_edition(workbench: Workbench, session: Session, archive: ArchiveFolder, found: ArchivedEdition) -> None:
    """Store a checked edition with its files and notes."""
    edition, names = found.edition, layout.file_names(found.edition.artifacts)
    artifacts = []
    for artifact, name in zip(edition.artifacts, names, strict=True):
        if artifact.sha256 in found.missing:
            artifacts.append(artifact)
            continue
        content = archive.hashed(f"{found.folder}/{layout.FILES}/{name}", artifact.sha256, LARGEST_FILE)
        artifacts.append(workbench.exports.put(artifact, content, found.slug, edition.number))
    editions.add(session, edition.model_copy(update={"artifacts": tuple(artifacts)}))
    for note in found.notes:
        errata.add(session, note)


def _check_collection(archive: ArchiveFolder, path: str, collection: Collection, proposals: ArchivedProposals) -> None:
    archive.require_ids(path, collection.id)
    archive.require(path, bool(_SLUG.fullmatch(collection.slug)) and len(collection.slug) <= 100, "its slug is no name")
    archive.unchanged(path, collection.title, lambda title: validation.line(title, "title"), "the title")
    archive.unchanged(path, collection.language, language_tag, "the language")
    archive.unchanged(path, collection.foreword, _foreword, "the foreword")
    own = all(proposals.convening_of.get(one) == collection.convening_id for one in collection.proposals)
    archive.require(path, own, "it has a proposal that is not in its convening")
    archive.require(path, len(set(collection.proposals)) == len(collection.proposals), "it has a proposal twice")


def _foreword(words: str) -> str:
    return validation.passage(words, "foreword", longest=validation.MARKDOWN_LENGTH, empty=True)


class _EditionReader:
    """Reads and checks the folder of one edition."""

    def __init__(self, session: Session, archive: ArchiveFolder, folder: str, proposals: ArchivedProposals) -> None:
        self._session, self._archive, self._folder, self._proposals = session, archive, folder, proposals
        self._path = f"{folder}/{layout.EDITION}"

    def read(self, collection: Collection) -> ArchivedEdition:
        """The edition with its notes."""
        fields = self._archive.record(self._path)
        missing = self._missing(fields)
        self._add_texts(fields)
        given = {
            "collection_id": collection.id,
            "state": EditionState.PUBLISHED,
            "progress": 1.0,
            "step": "",
            "problem": "",
        }
        edition = self._archive.value(self._path, Edition, {**fields, **given})
        self._check(edition)
        for number, chapter in enumerate(edition.chapters, 1):
            self._check_chapter(f"{self._folder}/{layout.chapter_name(number)}", chapter)
        for artifact, name in zip(edition.artifacts, layout.file_names(edition.artifacts), strict=True):
            self._check_file(artifact, f"{self._folder}/{layout.FILES}/{name}", missing=artifact.sha256 in missing)
        return ArchivedEdition(self._folder, collection.slug, edition, self._notes(edition), missing)

    def _missing(self, fields: dict[str, Any]) -> frozenset[str]:
        """Take note of the files that were missing, and take that out of the fields."""
        artifacts = fields.get("artifacts")
        good = isinstance(artifacts, list) and all(isinstance(one, dict) for one in artifacts)
        self._archive.require(self._path, good, "its artifacts should be a list")
        return frozenset(str(one.get("sha256")) for one in artifacts or () if one.pop("missing", False) is True)

    def _add_texts(self, fields: dict[str, Any]) -> None:
        chapters = fields.get("chapters")
        good = isinstance(chapters, list) and all(isinstance(one, dict) for one in chapters)
        self._archive.require(self._path, good, "its chapters should be a list")
        for number, chapter in enumerate(chapters or (), 1):
            chapter["markdown"] = self._archive.text(f"{self._folder}/{layout.chapter_name(number)}")

    def _check(self, edition: Edition) -> None:
        archive, path = self._archive, self._path
        archive.require_ids(path, edition.id)
        archive.require(path, self._folder.endswith(f"/{edition.number}"), "its number is not its folder's")
        archive.require(path, 0 < edition.number < 2**31, "its number is none from 1")
        archive.require(path, editions.get(self._session, edition.id) is None, "it is in this workbench already")
        archive.require(path, edition.published_at is not None, "it has no time at which it was published")
        archive.require(
            path, edition.published_by in self._proposals.known_people, f"somebody is not in {layout.PEOPLE}"
        )
        archive.require(path, is_web_address(edition.permalink), "its permalink is no web address")
        archive.require(path, FIRST_DIALECT <= edition.dialect <= CURRENT_DIALECT, "its dialect is not known here")
        archive.unchanged(path, edition.title, lambda title: validation.line(title, "title"), "the title")
        archive.unchanged(path, edition.language, language_tag, "the language")
        archive.unchanged(path, edition.foreword, _foreword, "the foreword")
        for words in (edition.licence, edition.publisher):
            archive.unchanged(path, words, lambda one: validation.line(one, "name", empty=True), "licence or publisher")
        wanted = edition_hash(edition.title, edition.language, edition.foreword, edition.chapters)
        archive.require(path, edition.content_hash == wanted, "its content is not that of its hash")

    def _check_chapter(self, path: str, chapter: EditionChapter) -> None:
        archive = self._archive
        wanted = content_hash(chapter.title, chapter.language, chapter.markdown)
        archive.require(path, chapter.content_hash == wanted, "its bytes are not those of its hash")
        archive.unchanged(path, chapter.markdown, validation.markdown, "the text")
        archive.unchanged(path, chapter.title, lambda title: validation.line(title, "title"), "the title")
        archive.unchanged(path, chapter.language, language_tag, "the language")
        archive.require(
            path, chapter.proposal_id in self._proposals.convening_of, "it is of a proposal that is not there"
        )
        archive.require(path, FIRST_DIALECT <= chapter.dialect <= CURRENT_DIALECT, "its dialect is not known here")
        for start, end, lineage in chapter.paragraphs:
            archive.require_ids(path, lineage)
            archive.require(path, 0 <= start <= end <= len(chapter.markdown), "a paragraph is outside of the text")

    def _check_file(self, artifact: Artifact, path: str, *, missing: bool) -> None:
        good = (
            bool(_FILE_NAME.fullmatch(artifact.filename))
            and bool(_SHA256.fullmatch(artifact.sha256))
            and not artifact.path
            and _MEDIA_TYPES.get(artifact.format) == artifact.media_type
        )
        self._archive.require(self._path, good, "it has a file of a name, kind or hash that editions do not have")
        if not missing:
            content = self._archive.hashed(path, artifact.sha256, LARGEST_FILE)
            self._archive.require(path, len(content) == artifact.size, "its size is another one")

    def _notes(self, edition: Edition) -> tuple[Erratum, ...]:
        archive, path = self._archive, f"{self._folder}/{layout.ERRATA}"
        notes = tuple(archive.value(path, Erratum, {**one, "edition_id": edition.id}) for one in archive.records(path))
        for note in notes:
            archive.require_ids(path, note.id)
            archive.require(path, note.added_by in self._proposals.known_people, f"somebody is not in {layout.PEOPLE}")
            archive.require(path, 0 <= note.chapter <= len(edition.chapters), "it names a chapter that is not there")
            archive.require(path, not note.successor or is_web_address(note.successor), "a successor is no web address")
            archive.unchanged(path, note.body, lambda words: validation.passage(words, "note"), "a note")
        return notes
