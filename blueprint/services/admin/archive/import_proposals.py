"""Reading the proposals of an archive: revisions, paragraphs, threads, tags and pictures."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import zip_longest
from typing import Any

from pydantic import AwareDatetime
from sqlmodel import Session

from blueprint.domain import validation
from blueprint.domain.dialects import CURRENT_DIALECT, FIRST_DIALECT
from blueprint.domain.errors import BlueprintError
from blueprint.domain.languages import language_tag
from blueprint.domain.limits import LARGEST_IMAGE
from blueprint.domain.principles import Tag
from blueprint.domain.proposals import Status
from blueprint.domain.revisions import Revision, content_hash
from blueprint.domain.threads import Placement, Thread
from blueprint.domain.value import Value
from blueprint.publishing.uploads.images import check_image
from blueprint.services.admin.archive import layout
from blueprint.services.admin.archive.contents import PICTURE
from blueprint.services.admin.archive.reading import ArchiveFolder
from blueprint.services.context import Workbench
from blueprint.storage import images, revisions, threads
from blueprint.storage import principles as tags
from blueprint.storage import proposals as stored


class _ArchivedAuthor(Value):
    id: str
    name: str


class _ArchivedClaim(Value):
    principle: str
    stance: str


class _ArchivedProposal(Value):
    """The front matter of a proposal's present text; names and `principles` are for people who read it."""

    id: str
    title: str
    language: str
    dialect: int
    revision: int
    status: Status
    created_at: AwareDatetime
    changed_at: AwareDatetime
    authors: tuple[_ArchivedAuthor, ...]
    principles: tuple[_ArchivedClaim, ...]


class _ArchivedPicture(Value):
    """A picture of a proposal; `missing`: it was not whole when the archive was written."""

    name: str
    added_by: str
    added_at: AwareDatetime
    missing: bool = False


class ArchivedProposals:
    """The proposals that have been read and stored; `pictures` are the paths of checked pictures, by their names."""

    def __init__(self, workbench: Workbench, session: Session, archive: ArchiveFolder, known: set[str]) -> None:
        self._workbench, self._session, self._archive, self.known_people = workbench, session, archive, known
        self.convening_of: dict[str, str] = {}
        self.pictures: dict[str, str] = {}
        self.revisions = 0

    def add(self, folder: str, convening_id: str) -> None:
        """Read a proposal's folder and store what is in it, pictures excepted."""
        path = f"{folder}/{layout.TEXT}"
        fields, markdown = self._archive.front_matter(path)
        found = self._archive.value(path, _ArchivedProposal, fields)
        self._archive.require_ids(path, found.id)
        authors = [author.id for author in found.authors]
        self._require_people(path, *authors)
        self._archive.require(path, len(set(authors)) == len(authors), "it has an author twice")
        self._archive.require(path, 0 < found.revision < 2**31, "its revision is no number from 1")
        row = stored.ProposalRow(
            **found.model_dump(include={"id", "title", "language", "status", "created_at", "changed_at"}),
            convening_id=convening_id,
            head=found.revision,
        )
        stored.add(self._session, row, authors)
        self.convening_of[found.id] = convening_id
        history = self._add_revisions(folder, found)
        self._archive.require(
            path, markdown == history[-1].markdown, f"its text is not that of revision {found.revision}"
        )
        self._add_threads(f"{folder}/{layout.THREADS}", found.id, history)
        self._add_tags(f"{folder}/{layout.TAGS}", found.id)
        self.check_pictures(folder)
        self._add_pictures(folder, found.id)

    def check_pictures(self, folder: str) -> None:
        """Check every picture of a folder, which is a proposal's or an edition's."""
        for name in self._archive.names(f"{folder}/{layout.IMAGES}"):
            path = f"{folder}/{layout.IMAGES}/{name}"
            self._archive.require(path, bool(PICTURE.fullmatch(f"images/{name}")), "its name is no picture's")
            content = self._archive.hashed(path, name.partition(".")[0], LARGEST_IMAGE)
            if name not in self.pictures:
                self._require_picture(path, content)
            self.pictures[name] = path

    def _require_picture(self, path: str, content: bytes) -> None:
        try:
            check_image(content)
        except BlueprintError as error:
            raise self._archive.refused(path, str(error).rstrip(".")) from error

    def _require_people(self, path: str, *ids: str | None) -> None:
        for one in ids:
            self._archive.require(
                path, one is None or one in self.known_people, f"somebody in it is not in {layout.PEOPLE}"
            )

    # Revisions

    def _add_revisions(self, folder: str, proposal: _ArchivedProposal) -> list[Revision]:
        """Store the revisions, and return them."""
        history: list[Revision] = []
        lines = f"{folder}/{layout.PARAGRAPHS}"
        numbers = range(1, proposal.revision + 1)
        revision = None
        for number, line in zip_longest(numbers, self._archive.lines(lines)):
            good = number is not None and line is not None and line.get("revision") == number
            good = good and line.keys() == {"revision", "paragraphs"}
            self._archive.require(lines, good, "it needs a line for each revision")
            path = f"{folder}/{layout.revision_name(number)}"
            revision = self._revision(path, lines, line["paragraphs"])
            good = (revision.proposal_id, revision.number) == (proposal.id, number)
            self._archive.require(path, good, "it is another revision")
            revisions.add(self._session, revision, revisions.compressed(self._session, revision))
            history.append(revision)
        assert revision is not None, "the number of the last one is at least 1"
        self.revisions += len(history)
        same = (revision.title, revision.language, revision.dialect) == (
            proposal.title,
            proposal.language,
            proposal.dialect,
        )
        self._archive.require(
            f"{folder}/{layout.TEXT}", same, "title, language or dialect are not those of its revision"
        )
        return history

    def _revision(self, path: str, lines: str, paragraphs: object) -> Revision:
        archive = self._archive
        fields, markdown = archive.front_matter(path)
        revision = archive.value(path, Revision, {**fields, "markdown": markdown, "paragraphs": paragraphs})
        self._require_people(path, revision.saved_by)
        wanted = content_hash(revision.title, revision.language, markdown)
        archive.require(path, revision.content_hash == wanted, "its bytes are not those of its hash")
        archive.unchanged(path, revision.title, lambda title: validation.line(title, "title"), "the title")
        archive.unchanged(path, revision.language, language_tag, "the language")
        archive.unchanged(path, markdown, validation.markdown, "the text")
        longest = validation.MESSAGE_LENGTH
        archive.unchanged(
            path,
            revision.message,
            lambda words: validation.line(words, "message", longest=longest, empty=True),
            "the message",
        )
        archive.require(path, FIRST_DIALECT <= revision.dialect <= CURRENT_DIALECT, "its dialect is not known here")
        for earlier in (revision.parent, revision.merged, revision.restored):
            archive.require(
                path, earlier is None or 0 < earlier < revision.number, "it follows a revision that is missing"
            )
        self._require_spans(lines, revision)
        return revision

    def _require_spans(self, path: str, revision: Revision) -> None:
        last = 0
        for span in revision.paragraphs:
            self._archive.require_ids(path, span.lineage, *span.ancestors)
            good = last <= span.start <= span.end <= len(revision.markdown)
            self._archive.require(path, good, f"a paragraph of revision {revision.number} is outside of the text")
            last = span.start

    # Threads

    def _add_threads(self, path: str, proposal_id: str, history: Sequence[Revision]) -> None:
        lengths = [len(revision.markdown) for revision in history]
        placed: dict[int, dict[str, Placement]] = defaultdict(dict)
        for fields in self._archive.records(path):
            placements = self._placements(path, fields.pop("placements", None), lengths)
            thread = self._archive.value(
                path, Thread, {**fields, "proposal_id": proposal_id, "placement": placements[0]}
            )
            self._check_thread(path, thread, lengths)
            threads.add(self._session, thread)
            for placement in placements:
                placed[placement.revision][thread.id] = placement
        for number in sorted(placed):
            threads.place_all(self._session, history[number - 1], placed[number])

    def _placements(self, path: str, fields: Any, lengths: Sequence[int]) -> list[Placement]:
        self._archive.require(path, isinstance(fields, list) and bool(fields), "a thread is placed nowhere")
        found = sorted((self._archive.value(path, Placement, one) for one in fields), key=lambda one: one.revision)
        for place in found:
            self._require_range(path, place.revision, place.start, place.end, lengths)
            length = lengths[place.revision - 1]
            good = 0 <= place.near <= length and 0 <= place.near_start <= length and 0 <= place.confidence <= 1
            self._archive.require(path, good, "a thread's place is outside of the text")
            self._archive.require_ids(path, place.lineage, place.near_lineage)
            self._require_people(path, place.placed_by)
        self._archive.require(path, len({one.revision for one in found}) == len(found), "a thread is placed twice")
        return found

    def _require_range(
        self, path: str, revision: int, start: int | None, end: int | None, lengths: Sequence[int]
    ) -> None:
        archive = self._archive
        archive.require(path, 0 < revision <= len(lengths), "it names a revision that is not there")
        archive.require(path, (start is None) == (end is None), "a thread's place has one end only")
        if start is not None and end is not None:
            archive.require(path, 0 <= start <= end <= lengths[revision - 1], "a thread's place is outside of the text")

    def _check_thread(self, path: str, thread: Thread, lengths: Sequence[int]) -> None:
        archive, anchor = self._archive, thread.anchor
        archive.require_ids(path, thread.id, anchor.lineage, *(comment.id for comment in thread.comments))
        self._require_range(path, anchor.revision, anchor.start, anchor.end, lengths)
        self._require_people(
            path, thread.started_by, thread.resolved_by, *(comment.author_id for comment in thread.comments)
        )
        for comment in thread.comments:
            archive.unchanged(
                path,
                comment.body,
                lambda words: validation.passage(words, "comment", empty=comment.retracted),  # noqa: B023
                "a comment",
            )

    # Tags and pictures

    def _add_tags(self, path: str, proposal_id: str) -> None:
        for fields in self._archive.records(path):
            tag = self._archive.value(path, Tag, {**fields, "proposal_id": proposal_id})
            self._archive.require_ids(path, tag.id, tag.principle, *tag.evidence)
            self._require_people(path, tag.tagged_by)
            self._archive.unchanged(
                path, tag.rationale, lambda words: validation.passage(words, "rationale"), "a rationale"
            )
            tags.put(self._session, tag)

    def _add_pictures(self, folder: str, proposal_id: str) -> None:
        path = f"{folder}/{layout.PICTURES}"
        for fields in self._archive.records(path):
            picture = self._archive.value(path, _ArchivedPicture, fields)
            self._require_people(path, picture.added_by)
            self._archive.require(path, bool(PICTURE.fullmatch(f"images/{picture.name}")), "a name is no picture's")
            there = picture.name in self.pictures or picture.missing
            self._archive.require(f"{folder}/{layout.IMAGES}/{picture.name}", there, "it is missing")
            row = images.ImageRow(**picture.model_dump(exclude={"missing"}), proposal_id=proposal_id)
            images.add(self._session, row)
