"""What is in an archive, read from a workbench as of one moment: every file's path and bytes."""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from functools import cached_property

from sqlmodel import Session

from blueprint.domain.collections import Collection
from blueprint.domain.convenings import Convening
from blueprint.domain.editions import Edition, EditionState
from blueprint.domain.proposals import Proposal
from blueprint.domain.revisions import Revision
from blueprint.domain.threads import Placement
from blueprint.services.admin.archive import layout
from blueprint.services.admin.archive.explanation import ATTRIBUTES, README
from blueprint.services.context import Workbench
from blueprint.storage import (
    collections,
    convenings,
    editions,
    errata,
    events,
    images,
    people,
    proposals,
    revisions,
    threads,
)
from blueprint.storage import principles as tags
from blueprint.storage.copying import Progress

File = tuple[str, bytes]
"""A path within the archive, with `/` between names, and the bytes of the file."""

PICTURE = re.compile(r"images/([0-9a-f]{64}\.(?:png|jpg))")
"""A reference to a picture in a text."""
_EMPTY = datetime(2000, 1, 1, tzinfo=UTC)
"""The time of an archive in which nothing has happened."""


class Contents:
    """A workbench's contents as files. `problems` are lines about pictures and published files that were not whole."""

    def __init__(self, workbench: Workbench, session: Session, *, addresses: bool) -> None:
        self._workbench, self._session, self.addresses = workbench, session, addresses
        self._people = people.every(session)
        self._addresses = {row.id: row.email for row in self._people if addresses and "@" in row.email}
        self.convenings = convenings.every(session)
        self.proposals = {
            proposal.id: (_folder(convening, proposal), proposal)
            for convening in self.convenings
            for proposal in sorted(proposals.of_convening(session, convening.id), key=lambda one: one.id)
        }
        self.problems: dict[str, None] = {}

    def address(self, person_id: str) -> str:
        """The address that a person's commits have."""
        return self._addresses.get(person_id) or layout.placeholder_address(person_id)

    @cached_property
    def in_order(self) -> list[tuple[datetime, str, int]]:
        """When each revision was saved, its proposal and its number: in the order of time, and never before its parent."""
        found = []
        for proposal_id in self.proposals:
            latest = _EMPTY
            for summary in reversed(revisions.history(self._session, proposal_id)):
                latest = max(latest, summary.saved_at)  # a clock may have been set back
                found.append((latest, proposal_id, summary.number))
        return sorted(found)

    def revision(self, proposal_id: str, number: int) -> Revision:
        """A revision with its text."""
        found = revisions.get(self._session, proposal_id, number)
        assert found is not None, "listed in the same transaction"
        return found

    def changed_at(self) -> datetime:
        """When something happened last."""
        latest = events.everything(self._session, most=1)
        saved = (at for at, _proposal, _number in self.in_order[-1:])
        return max(_EMPTY, *(event.at for event in latest), *saved)

    def files_of_revision(self, revision: Revision) -> Iterator[File]:
        """What saving a revision added: its text, and the pictures in it."""
        folder, _proposal = self.proposals[revision.proposal_id]
        content = _revision_file(revision)
        yield f"{folder}/{layout.TEXT}", content
        yield f"{folder}/{layout.revision_name(revision.number)}", content
        yield from self._pictures(folder, PICTURE.findall(revision.markdown))

    def everything(self, progress: Progress) -> Iterator[File]:
        """All files; they depend on nothing but what is in the workbench."""
        about = layout.About(format=layout.FORMAT, version=layout.VERSION, addresses=self.addresses)
        yield "README.md", README.encode()
        yield ".gitattributes", ATTRIBUTES.encode()
        yield layout.ABOUT, layout.json_file(about.model_dump())
        yield layout.PEOPLE, layout.json_file([*self._people_records()])
        yield layout.EVENTS, b"".join(self._event_lines())
        for convening in self.convenings:
            yield f"{_convening_folder(convening)}/{layout.CONVENING}", self._convening_file(convening)
            for collection in sorted(collections.of_convening(self._session, convening.id), key=lambda one: one.id):
                yield from self._collection_files(_convening_folder(convening), collection)
        for at, (folder, proposal) in enumerate(self.proposals.values()):
            progress("Proposals", at, len(self.proposals))
            yield from self._proposal_files(folder, proposal)

    def _people_records(self) -> Iterator[dict[str, object]]:
        for person in self._people:
            fields = person.model_dump(mode="json", include=layout.PERSON_FIELDS)
            address = self._addresses.get(person.id)
            if address and address != layout.placeholder_address(person.id):
                fields["email"] = address
            yield fields

    def _event_lines(self) -> Iterator[bytes]:
        for event in events.oldest_first(self._session):
            fields = event.model_dump(mode="json", exclude={"id", "actor_name", "person_name"})
            fields["data"] = {name: value for name, value in event.data.items() if self.addresses or name != "email"}
            yield layout.json_line(fields)

    def _convening_file(self, convening: Convening) -> bytes:
        found = convenings.members(self._session, convening.id)
        members = [
            member.model_dump(mode="json", include={"person_id", "name", "role", "joined_at"})
            for member in sorted(found, key=lambda one: (one.joined_at, one.person_id))
        ]
        return layout.json_file({**convening.model_dump(mode="json"), "members": members})

    # A proposal

    def _proposal_files(self, folder: str, proposal: Proposal) -> Iterator[File]:
        claims = sorted(
            tags.of_proposal(self._session, proposal.id, self._workbench.principles), key=lambda tag: tag.principle
        )
        paragraphs, shown = [], set[str]()
        for revision in revisions.between(self._session, proposal.id, 1, proposal.head):
            yield f"{folder}/{layout.revision_name(revision.number)}", _revision_file(revision)
            spans = [span.model_dump(mode="json") for span in revision.paragraphs]
            paragraphs.append(layout.json_line({"revision": revision.number, "paragraphs": spans}))
            shown.update(PICTURE.findall(revision.markdown))
        stances = [{"principle": tag.principle, "stance": tag.stance.value} for tag in claims]
        yield f"{folder}/{layout.TEXT}", _text_file(proposal, revision, stances)
        yield f"{folder}/{layout.PARAGRAPHS}", b"".join(paragraphs)
        yield f"{folder}/{layout.THREADS}", layout.json_file(self._threads(proposal))
        records = [tag.model_dump(mode="json", exclude={"proposal_id"}) for tag in claims]
        yield f"{folder}/{layout.TAGS}", layout.json_file(records)
        yield from self._picture_files(folder, proposal.id, shown)

    def _threads(self, proposal: Proposal) -> list[dict[str, object]]:
        found = sorted(threads.on(self._session, proposal.id, proposal.head), key=lambda one: (one.started_at, one.id))
        placed: dict[str, list[Placement]] = {thread.id: [] for thread in found}
        for revision in revisions.between(self._session, proposal.id, 1, proposal.head) if found else ():
            for thread_id, placement in threads.placements_on(self._session, revision).items():
                if placement.revision == revision.number:  # else the thread was started later
                    placed[thread_id].append(placement)
        return [
            {
                **thread.model_dump(mode="json", exclude={"proposal_id", "placement"}),
                "placements": [placement.model_dump(mode="json") for placement in placed[thread.id]],
            }
            for thread in found
        ]

    def _picture_files(self, folder: str, proposal_id: str, shown: set[str]) -> Iterator[File]:
        rows = images.of_proposal(self._session, proposal_id)
        stored = set()
        for path, content in self._pictures(folder, shown.union(row.name for row in rows)):
            stored.add(path.rpartition("/")[2])
            yield path, content
        records: list[dict[str, object]] = []
        for row in rows:
            records.append({"name": row.name, "added_by": row.added_by, "added_at": row.added_at.isoformat()})
            if row.name not in stored:
                records[-1]["missing"] = True
                self.problems[f"missing or damaged: picture {row.name} of {folder}"] = None
        yield f"{folder}/{layout.PICTURES}", layout.json_file(records)

    def _pictures(self, folder: str, names: Iterable[str]) -> Iterator[File]:
        """The pictures that are whole; a text may also show one that nobody has added."""
        for name in sorted(set(names)):
            with suppress(FileNotFoundError):
                yield f"{folder}/{layout.IMAGES}/{name}", self._workbench.images.get(name)

    # A collection

    def _collection_files(self, parent: str, collection: Collection) -> Iterator[File]:
        folder = f"{parent}/{layout.COLLECTIONS}/{layout.folder_name(collection.slug, collection.id)}"
        fields = collection.model_dump(mode="json", exclude={"convening_id"})
        yield f"{folder}/{layout.COLLECTION}", layout.json_file(fields)
        notes = sorted(errata.of_collection(self._session, collection.id), key=lambda one: (one.added_at, one.id))
        for edition in reversed(editions.of_collection(self._session, collection.id)):
            if edition.state is EditionState.PUBLISHED:
                own = [
                    note.model_dump(mode="json", exclude={"edition_id"})
                    for note in notes
                    if note.edition_id == edition.id
                ]
                inside = f"{folder}/{layout.EDITIONS}/{edition.number}"
                yield f"{inside}/{layout.ERRATA}", layout.json_file(own)
                yield from self._edition_files(inside, edition)

    def _edition_files(self, folder: str, edition: Edition) -> Iterator[File]:
        fields = edition.model_dump(
            mode="json",
            exclude={
                "collection_id": True,
                "chapters": {"__all__": {"markdown"}},
                "artifacts": {"__all__": {"path"}},
                **dict.fromkeys(("state", "progress", "step", "problem"), True),
            },
        )
        for number, chapter in enumerate(edition.chapters, 1):
            yield f"{folder}/{layout.chapter_name(number)}", chapter.markdown.encode()
        yield from self._pictures(folder, (name for one in edition.chapters for name in PICTURE.findall(one.markdown)))
        for artifact, record, name in zip(
            edition.artifacts, fields["artifacts"], layout.file_names(edition.artifacts), strict=True
        ):
            if file := self._workbench.exports.find(artifact):
                yield f"{folder}/{layout.FILES}/{name}", file.read_bytes()
            else:
                record["missing"] = True
                self.problems[f"missing or damaged: {self._workbench.exports.check(artifact)[1]}"] = None
        yield f"{folder}/{layout.EDITION}", layout.json_file(fields)


def _convening_folder(convening: Convening) -> str:
    return f"{layout.CONVENINGS}/{layout.folder_name(convening.title, convening.id)}"


def _folder(convening: Convening, proposal: Proposal) -> str:
    return f"{_convening_folder(convening)}/{layout.PROPOSALS}/{layout.folder_name(proposal.title, proposal.id)}"


def _revision_file(revision: Revision) -> bytes:
    return layout.with_front_matter(
        revision.model_dump(mode="json", exclude={"markdown", "paragraphs"}), revision.markdown
    )


def _text_file(proposal: Proposal, head: Revision, principles: list[dict[str, str]]) -> bytes:
    authors = [
        {"id": person_id, "name": name} for person_id, name in zip(proposal.authors, proposal.author_names, strict=True)
    ]
    fields = {
        **proposal.model_dump(mode="json", include={"id", "title", "language"}),
        "dialect": head.dialect,
        "revision": head.number,
        **proposal.model_dump(mode="json", include={"status", "created_at", "changed_at"}),
        "authors": authors,
        "principles": principles,
    }
    return layout.with_front_matter(fields, head.markdown)
