"""An edition as the book that its files and its pages are made from."""

from dataclasses import replace
from itertools import zip_longest

from blueprint.domain.editions import Edition
from blueprint.domain.principles import Principles, Stance
from blueprint.publishing.book import Advance, Book, Chapter, Contributor, Kind
from blueprint.services.context import Workbench
from blueprint.services.drafting.images import images_in


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


def redline_book(book: Book, edition: Edition, before: Edition | None) -> Book:
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
