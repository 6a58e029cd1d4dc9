"""Making an edition's files and publishing it: the steps that a job takes, each safe to do again."""

from sqlmodel import Session

from blueprint.domain.collections import Artifact, Edition, EditionChapter, EditionState
from blueprint.domain.errors import NotFound
from blueprint.domain.events import Fact
from blueprint.domain.principles import Stance, principles
from blueprint.domain.proposals import Decision, Status, after
from blueprint.publishing import press
from blueprint.publishing.book import Advance, Book, Chapter, Contributor, Format
from blueprint.publishing.refusal import Refusal
from blueprint.services.images import images_in
from blueprint.services.recording import record
from blueprint.services.workbench import Workbench
from blueprint.storage import collections, proposals

FORMATS = (Format.PDF, Format.EPUB, Format.DOCX)
_DOING = {Format.PDF: "Setting the pages", Format.EPUB: "Binding the e-book", Format.DOCX: "Writing the Word file"}


def unfinished(workbench: Workbench) -> tuple[str, ...]:
    """The editions whose making has to go on, after a restart."""
    with workbench.database.reading() as session:
        return collections.unfinished(session)


def make_file(workbench: Workbench, edition_id: str, format: Format) -> Artifact:
    """Make one of an edition's files and store it: the same bytes however often it is done."""
    edition = _edition(workbench, edition_id)
    share = FORMATS.index(format) / len(FORMATS)
    _advance(workbench, edition_id, state=EditionState.MAKING, progress=share, step=_DOING[format])
    book, images = book_of(workbench, edition)
    content = press.make(book, format, images)
    name = workbench.exports.put(content, format.value)
    return Artifact(
        format=format.value,
        media_type=format.media_type,
        filename=f"{_slug(workbench, edition)}-{edition.number}.{format.value}",
        sha256=name.partition(".")[0],
        size=len(content),
    )


def finish_edition(workbench: Workbench, edition_id: str, artifacts: tuple[Artifact, ...]) -> None:
    """Publish an edition whose files are made, and every proposal in it. Done twice, it is done once."""
    with workbench.database.writing() as session:
        edition = collections.edition(session, edition_id)
        if edition is None or edition.state is EditionState.PUBLISHED:
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
        for chapter in edition.chapters:
            _publish(workbench, session, edition, chapter.proposal_id)
        record(
            workbench,
            session,
            edition.published_by,
            Fact.EDITION_PUBLISHED,
            convening_id=collection.convening_id,
            collection=collection.title,
            number=edition.number,
        )


def fail_edition(workbench: Workbench, edition_id: str, problem: str) -> None:
    """Stop the making with a sentence for the editor; nothing was published."""
    with workbench.database.writing() as session:
        edition = collections.edition(session, edition_id)
        collection = collections.get(session, edition.collection_id) if edition else None
        if edition is None or collection is None:
            return
        collections.advance(session, edition_id, state=EditionState.FAILED, step="", problem=problem)
        record(
            workbench,
            session,
            edition.published_by,
            Fact.EDITION_FAILED,
            convening_id=collection.convening_id,
            collection=collection.title,
            problem=problem[:500],
        )


def make_edition_now(workbench: Workbench, edition_id: str) -> None:
    """Make and publish an edition in this process, for commands that wait for it."""
    try:
        artifacts = tuple(make_file(workbench, edition_id, format) for format in FORMATS)
    except Refusal as refusal:
        fail_edition(workbench, edition_id, str(refusal))
        raise
    finish_edition(workbench, edition_id, artifacts)


def book_of(workbench: Workbench, edition: Edition) -> tuple[Book, dict[str, bytes]]:
    """The edition as its files and its page in the library are made from it, with its pictures."""
    book = Book(
        title=edition.title,
        chapters=tuple(_printed(chapter, edition.permalink) for chapter in edition.chapters),
        date=edition.started_at,
        foreword=edition.foreword,
        language=edition.language,
        edition=edition.number,
        licence=edition.licence,
        publisher=edition.publisher,
        permalink=edition.permalink,
        principles=tuple((principle.key, principle.name) for principle in principles()),
    )
    return book, images_in(workbench, edition.foreword, *(chapter.markdown for chapter in edition.chapters))


def _printed(chapter: EditionChapter, permalink: str) -> Chapter:
    return Chapter(
        title=chapter.title,
        markdown=chapter.markdown,
        language=chapter.language,
        contributors=tuple(Contributor(name=name) for name in chapter.contributors),
        advances=tuple(
            Advance(principle=key, rationale=rationale, tension=stance == Stance.TENSION.value)
            for key, stance, rationale in chapter.principles
        ),
        paragraphs=chapter.paragraphs,
        permalink=f"{permalink}#{chapter.proposal_id}",
    )


def _publish(workbench: Workbench, session: Session, edition: Edition, proposal_id: str) -> None:
    """A proposal reopened while its edition was being made stays open: the edition holds what was adopted."""
    proposal = proposals.get(session, proposal_id, for_change=True)
    if proposal is None or proposal.status is not Status.ADOPTED:
        return
    proposals.set_status(session, proposal_id, after(proposal.status, Decision.PUBLISH), workbench.now())
    record(workbench, session, edition.published_by, Fact.PROPOSAL_PUBLISHED, about=proposal, edition=edition.number)


def _edition(workbench: Workbench, edition_id: str) -> Edition:
    with workbench.database.reading() as session:
        edition = collections.edition(session, edition_id)
    if edition is None:
        raise NotFound("This edition is no longer there.")
    return edition


def _slug(workbench: Workbench, edition: Edition) -> str:
    with workbench.database.reading() as session:
        collection = collections.get(session, edition.collection_id)
    assert collection is not None
    return collection.slug


def _advance(workbench: Workbench, edition_id: str, **fields: str | float) -> None:
    with workbench.database.writing() as session:
        collections.advance(session, edition_id, **fields)
