"""An edition as the book from which its files and pages are rendered."""

from itertools import zip_longest

from blueprint.domain.editions import Edition, EditionChapter
from blueprint.domain.principles import Principles, Stance
from blueprint.publishing import Advance, Book, Chapter, Contributor, Layout
from blueprint.services.context import Workbench
from blueprint.services.drafting.images import images_in


def book_of(workbench: Workbench, edition: Edition) -> tuple[Book, dict[str, bytes]]:
    """The book from which an edition's files and pages are rendered, and its images by reference."""
    book = Book(
        title=edition.title,
        chapters=tuple(_chapter(edition, at, workbench.principles) for at in range(len(edition.chapters))),
        date=edition.started_at,
        foreword=edition.foreword,
        language=edition.language,
        edition=edition.number,
        licence=edition.licence,
        publisher=edition.publisher,
        permalink=edition.permalink,
        dialect=edition.dialect,
        pages=edition.pages,
        principles=_principle_names(edition, edition.language, workbench.principles)
        or _principle_names(edition, "en", workbench.principles),
    )
    return book, images_in(workbench, edition.foreword, *(chapter.markdown for chapter in edition.chapters))


def _principle_names(edition: Edition, language: str, principles: Principles) -> tuple[tuple[str, str], ...]:
    """Keys and names of the frozen principles in a language; in editions of older versions the present English ones."""
    named = edition.principles or tuple(("en", principle.key, principle.name) for principle in principles.all())
    return tuple((key, name) for tag, key, name in named if tag == language)


def _chapter(edition: Edition, at: int, principles: Principles) -> Chapter:
    """A proposal as a chapter, with the names of its principles in its own language."""
    chapter = edition.chapters[at]
    own = dict(_principle_names(edition, chapter.language, principles)) if chapter.language != edition.language else {}
    names = own or dict(
        _principle_names(edition, edition.language, principles) or _principle_names(edition, "en", principles)
    )
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
                name_language=_name_language(principles, key, names.get(key, ""), chapter.language),
                evidence=chapter.evidence[at_claim] if chapter.evidence else (),
            )
            for at_claim, (key, stance, rationale) in enumerate(chapter.principles)
        ),
        paragraphs=chapter.paragraphs,
        permalink=f"{edition.permalink}/{at + 1}",
        dialect=chapter.dialect,
    )


def _name_language(principles: Principles, key: str, name: str, language: str) -> str:
    """The language of a principle's name in a text; empty when it is the text's."""
    found = principles.language_of(key, name, language)
    return "" if found in (language, language.partition("-")[0]) else found


def redline_book(book: Book, edition: Edition, previous: Edition | None) -> Book:
    """The book with the texts of the previous edition, for a redline; the book itself without one."""
    if previous is None:
        return book
    old = {chapter.proposal_id: chapter for chapter in previous.chapters}
    chapters = tuple(
        _looking_back(chapter, old.get(frozen.proposal_id))
        for chapter, frozen in zip(book.chapters, edition.chapters, strict=True)
    )
    current = {chapter.proposal_id for chapter in edition.chapters}
    dropped = tuple(chapter.title for chapter in previous.chapters if chapter.proposal_id not in current)
    return book.model_copy(
        update={"kind": Layout.REDLINE, "chapters": chapters, "since": previous.number, "dropped": dropped}
    )


def _looking_back(chapter: Chapter, before: EditionChapter | None) -> Chapter:
    if before is None:
        return chapter
    return chapter.model_copy(
        update={"before": before.markdown, "title_before": before.title, "dialect_before": before.dialect}
    )
