"""Making an edition's files and publishing it: the steps that a job takes, each safe to do again."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest

from sqlmodel import Session

from blueprint.domain.collections import GOING_ON, Artifact, Edition, EditionState
from blueprint.domain.errors import BlueprintError, NotFound
from blueprint.domain.events import EventKind
from blueprint.domain.principles import Principles, Stance
from blueprint.domain.proposals import Decision, Status, after
from blueprint.publishing.book import Advance, Book, Chapter, Contributor, Kind, told
from blueprint.publishing.cache import Cache
from blueprint.publishing.sheets import Tell
from blueprint.publishing.workshop import Wanted, make_apart, make_here
from blueprint.services.audit import record_event
from blueprint.services.context import Workbench
from blueprint.services.drafting.images import images_in
from blueprint.services.publishing.edition_formats import MADE, EditionFile, artifact_of, files_of, known
from blueprint.storage import collections, proposals

MOST_KEPT = 2_000_000_000
"""Bytes of the cache of what was made before."""

_EVERY = 0.3
"""Seconds between two notes of how far the making has come."""

Maker = Callable[[Sequence[Wanted], Mapping[str, bytes], Cache, Tell], Iterator[bytes]]
"""`make_apart` or `make_here`."""


class Stopped(Exception):
    """The edition is not to be made any more."""


def _unsaid(_line: str) -> None:
    """Nobody listens."""


def unfinished(workbench: Workbench) -> tuple[str, ...]:
    """The editions that wait or whose making has to go on."""
    with workbench.database.read_transaction() as session:
        return collections.unfinished(session)


def make_edition(
    workbench: Workbench, edition_id: str, maker: Maker = make_apart, said: Callable[[str], None] = _unsaid
) -> None:
    """Make an edition's files and publish it, or say why it cannot be; asked again, it goes on where it stopped.

    `said` hears how far it has come, in a line.

    What cannot be published is in the edition's `problem`, and is raised.
    """
    try:
        artifacts = make_files(workbench, edition_id, maker, said)
    except Stopped:
        return
    except BlueprintError as problem:
        fail_edition(workbench, edition_id, str(problem))
        raise
    finish_edition(workbench, edition_id, artifacts)


def make_edition_now(workbench: Workbench, edition_id: str) -> None:
    """Make and publish an edition in this very process, as tests and samples of our own texts may."""
    make_edition(workbench, edition_id, make_here)


def make_files(
    workbench: Workbench, edition_id: str, maker: Maker = make_apart, said: Callable[[str], None] = _unsaid
) -> tuple[Artifact, ...]:
    """Make and store an edition's files: the same bytes however often it is done. Raises `Refusal` and `Stopped`.

    Files that were made for it before are not made again.
    """
    edition, wanted, images = prepared(workbench, edition_id)
    cache, files = cache_of(workbench), tuple(wanted)
    given = {file: (file.format.value, told(wanted[file].book), *sorted(images)) for file in files}
    progress = _Progress(workbench, edition_id, files, said)
    progress.made = {file: found for file in files if (found := known(workbench, cache, given[file]))}
    progress.note()
    missing = progress.missing
    todo = [wanted[file] for file in missing]
    name = f"{_slug(workbench, edition)}-{edition.number}"
    for file, content in zip(missing, maker(todo, images, cache, progress.tell) if todo else (), strict=True):
        workbench.made.put(content, file.format.value)
        progress.made[file] = artifact_of(file, content, name)
        cache.keep(progress.made[file].model_dump_json().encode(), MADE, *given[file])
        progress.note()
    cache.prune(MOST_KEPT)
    return progress.artifacts


def prepared(workbench: Workbench, edition_id: str) -> tuple[Edition, dict[EditionFile, Wanted], dict[str, bytes]]:
    """An edition, what its files are made of, in the order in which they are made, and its pictures."""
    edition, before = _found(workbench, edition_id)
    book, images = book_of(workbench, edition)
    books = {kind: replace(book, kind=kind) for kind in Kind} | {Kind.REDLINE: _marked(book, edition, before)}
    files = files_of(redlined=before is not None)
    return edition, {file: Wanted(books[file.kind], file.format) for file in files}, images


def cache_of(workbench: Workbench) -> Cache:
    """The cache of what was made before."""
    return Cache(workbench.settings.data / "cache")


class _Progress:
    """Notes how far the making has come, not too often, and notices when it is to stop."""

    def __init__(
        self, workbench: Workbench, edition_id: str, files: Sequence[EditionFile], said: Callable[[str], None]
    ) -> None:
        self.workbench, self.edition_id, self.files, self.said = workbench, edition_id, files, said
        self.made: dict[EditionFile, Artifact] = {}
        self.noted = -_EVERY

    @property
    def missing(self) -> list[EditionFile]:
        """What is still to be made."""
        return [file for file in self.files if file not in self.made]

    @property
    def artifacts(self) -> tuple[Artifact, ...]:
        """What is made, in the order in which readers are offered it."""
        return tuple(self.made[file] for file in self.files if file in self.made)

    def tell(self, doing: str, share: float) -> None:
        if time.monotonic() - self.noted < _EVERY:
            return
        self.noted = time.monotonic()
        missing = self.missing
        step = f"{missing[0].name}: {doing}" if missing else "Publishing"
        done = (len(self.made) + share) / len(self.files)
        with self.workbench.database.transaction() as session:
            edition = collections.edition(session, self.edition_id, for_change=True)
            if edition is None or edition.state not in GOING_ON:
                raise Stopped
            collections.advance(session, self.edition_id, state=EditionState.MAKING, progress=done, step=step)
        self.said(f"{done:4.0%}  {step}")

    def note(self) -> None:
        """Write down which files are made, also of an edition that has been stopped meanwhile."""
        with self.workbench.database.transaction() as session:
            made = [artifact.model_dump() for artifact in self.artifacts]
            collections.advance(session, self.edition_id, artifacts=made)


def finish_edition(workbench: Workbench, edition_id: str, artifacts: tuple[Artifact, ...]) -> None:
    """Publish an edition whose files are made, and every proposal in it. Idempotent; a no-op for one that was stopped."""
    edition, _ = _found(workbench, edition_id)
    if edition.state not in GOING_ON:
        return
    slug = _slug(workbench, edition)
    placed = [workbench.exports.put(a, workbench.made.get(a.stored), slug, edition.number) for a in artifacts]
    _publish_edition(workbench, edition_id, placed)
    for artifact in artifacts:
        workbench.made.remove(artifact.stored)


def _publish_edition(workbench: Workbench, edition_id: str, artifacts: Sequence[Artifact]) -> None:
    with workbench.database.transaction() as session:
        edition = collections.edition(session, edition_id, for_change=True)
        if edition is None or edition.state not in GOING_ON:
            return
        collection = collections.get(session, edition.collection_id)
        assert collection is not None
        collections.advance(
            session,
            edition_id,
            state=EditionState.PUBLISHED,
            progress=1.0,
            step="",
            published_at=workbench.now(),
            artifacts=[artifact.model_dump() for artifact in artifacts],
        )
        for proposal_id in sorted(chapter.proposal_id for chapter in edition.chapters):  # in one order: no deadlock
            _publish(workbench, session, edition, proposal_id)
        record_event(
            workbench,
            session,
            edition.published_by,
            EventKind.EDITION_PUBLISHED,
            convening_id=collection.convening_id,
            collection=collection.title,
            number=edition.number,
        )


def fail_edition(workbench: Workbench, edition_id: str, problem: str) -> None:
    """Stop the making with a sentence for the editor; nothing was published."""
    with workbench.database.transaction() as session:
        edition = collections.edition(session, edition_id, for_change=True)
        collection = collections.get(session, edition.collection_id) if edition else None
        if edition is None or collection is None or edition.state not in GOING_ON:
            return
        collections.advance(session, edition_id, state=EditionState.FAILED, step="", problem=problem)
        record_event(
            workbench,
            session,
            edition.published_by,
            EventKind.EDITION_FAILED,
            convening_id=collection.convening_id,
            collection=collection.title,
            problem=problem[:500],
        )


def book_of(workbench: Workbench, edition: Edition) -> tuple[Book, dict[str, bytes]]:
    """The edition as its files and its page in the library are made from it, with its pictures."""
    book = Book(
        title=edition.title,
        chapters=tuple(_printed(edition, at, workbench.principles) for at in range(len(edition.chapters))),
        date=edition.started_at,
        foreword=edition.foreword,
        language=edition.language,
        edition=edition.number,
        licence=edition.licence,
        publisher=edition.publisher,
        permalink=edition.permalink,
        principles=_called(edition, edition.language, workbench.principles)
        or _called(edition, "en", workbench.principles),
    )
    return book, images_in(workbench, edition.foreword, *(chapter.markdown for chapter in edition.chapters))


def _called(edition: Edition, language: str, principles: Principles) -> tuple[tuple[str, str], ...]:
    """Keys and names of the principles in a language of the edition, as it froze them; the English ones of an older one."""
    named = edition.principles or tuple(("en", principle.key, principle.name) for principle in principles.all())
    return tuple((key, name) for tag, key, name in named if tag == language)


def _printed(edition: Edition, at: int, principles: Principles) -> Chapter:
    """A proposal as it is printed. Its principles are called what they are in its own language, where that is another."""
    chapter = edition.chapters[at]
    own = dict(_called(edition, chapter.language, principles)) if chapter.language != edition.language else {}
    names = own or dict(_called(edition, edition.language, principles) or _called(edition, "en", principles))
    return Chapter(
        title=chapter.title,
        markdown=chapter.markdown,
        language=chapter.language,
        contributors=tuple(
            Contributor(name=name, organisation=organisation)
            for name, organisation in zip_longest(chapter.contributors, chapter.organisations, fillvalue="")
        ),
        advances=tuple(
            Advance(
                principle=key,
                name=own.get(key, ""),
                rationale=rationale,
                tension=stance == Stance.TENSION.value,
                name_language=_foreign(principles, key, names.get(key, ""), chapter.language),
            )
            for key, stance, rationale in chapter.principles
        ),
        paragraphs=chapter.paragraphs,
        permalink=f"{edition.permalink}/{at + 1}",
    )


def _foreign(principles: Principles, key: str, name: str, language: str) -> str:
    """The language of a principle's name in a text, where it is not the text's."""
    found = principles.language_of(key, name, language)
    return "" if found in (language, language.partition("-")[0]) else found


def _publish(workbench: Workbench, session: Session, edition: Edition, proposal_id: str) -> None:
    """A proposal reopened while its edition was being made stays open: the edition holds what was adopted."""
    proposal = proposals.get(session, proposal_id, for_change=True)
    if proposal is None or proposal.status is not Status.ADOPTED:
        return
    proposals.set_status(session, proposal_id, after(proposal.status, Decision.PUBLISH), workbench.now())
    record_event(
        workbench, session, edition.published_by, EventKind.PROPOSAL_PUBLISHED, about=proposal, edition=edition.number
    )


def _marked(book: Book, edition: Edition, before: Edition | None) -> Book:
    """The book with what the edition before it said, for a redline."""
    if before is None:
        return book
    old = {chapter.proposal_id: chapter for chapter in before.chapters}
    chapters = tuple(
        replace(chapter, before=old[frozen.proposal_id].markdown, title_before=old[frozen.proposal_id].title)
        if frozen.proposal_id in old
        else chapter
        for chapter, frozen in zip(book.chapters, edition.chapters, strict=True)
    )
    kept = {chapter.proposal_id for chapter in edition.chapters}
    dropped = tuple(chapter.title for chapter in before.chapters if chapter.proposal_id not in kept)
    return replace(book, kind=Kind.REDLINE, chapters=chapters, since=before.number, dropped=dropped)


def _found(workbench: Workbench, edition_id: str) -> tuple[Edition, Edition | None]:
    """The edition, and the published edition before it."""
    with workbench.database.read_transaction() as session:
        edition = collections.edition(session, edition_id)
        if edition is None:
            raise NotFound("This edition is no longer there.")
        others = collections.editions(session, edition.collection_id)
    before = (e for e in others if e.number < edition.number and e.state is EditionState.PUBLISHED)
    return edition, next(before, None)


def _slug(workbench: Workbench, edition: Edition) -> str:
    """What the edition's collection is called in addresses."""
    with workbench.database.read_transaction() as session:
        collection = collections.get(session, edition.collection_id)
    assert collection is not None
    return collection.slug
