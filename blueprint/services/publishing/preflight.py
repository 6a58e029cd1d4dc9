"""What an editor should look at before publishing a collection, each with its place."""

from blueprint.domain.editions import Edition
from blueprint.domain.permissions import Action
from blueprint.domain.value import Value
from blueprint.publishing.checklist import Finding, check_list
from blueprint.publishing.numbering import number_at
from blueprint.services import authorization
from blueprint.services.context import Workbench
from blueprint.services.publishing import book_content
from blueprint.services.publishing.freeze import freeze
from blueprint.storage import editions, threads


class PreflightCheck(Value):
    """One thing to look at. `stops`: no edition can be made until it is put right.

    `title` names the text, when there is one, and `proposal_id` is where to go, at its `line` (from 1), which stands in
    the paragraph that has this number in the margin (None when that has none).
    """

    sentence: str
    remedy: str = ""
    title: str = ""
    proposal_id: str = ""
    line: int | None = None
    paragraph: int | None = None
    stops: bool = False


def check_collection(workbench: Workbench, actor_id: str | None, collection_id: str) -> tuple[PreflightCheck, ...]:
    """What stands in the way of the collection's next edition, what stops it first.

    It reads every text as the press would; a hundred of them take some seconds.
    """
    with workbench.database.read_transaction() as session:
        collection = authorization.require_collection(session, actor_id, collection_id, Action.CURATE)
        edition = freeze(workbench, session, collection, authorization.require_person(session, actor_id).id)
        number = editions.next_number(session, collection_id)
        discussed = threads.open_counts(session, collection.proposals)
    unnamed = {"number": number, "principles": ()}  # the list is in English, and calls the principles so
    book, images = book_content.book_of(workbench, edition.model_copy(update=unnamed))
    found = [_check(finding, edition) for finding in check_list(book, images)]
    found += [_open(edition, proposal_id, count) for proposal_id, count in discussed.items() if count]
    return tuple(sorted(found, key=lambda check: not check.stops))


def _check(finding: Finding, edition: Edition) -> PreflightCheck:
    fields = finding.model_dump(exclude={"file", "chapter"})
    if not finding.chapter:
        return PreflightCheck(**fields, title=finding.file)
    chapter = edition.chapters[finding.chapter - 1]
    paragraph = finding.line and number_at(chapter.markdown, finding.line)
    return PreflightCheck(**fields, title=chapter.title, proposal_id=chapter.proposal_id, paragraph=paragraph)


def _open(edition: Edition, proposal_id: str, count: int) -> PreflightCheck:
    title = next(chapter.title for chapter in edition.chapters if chapter.proposal_id == proposal_id)
    said = "One thread is still open." if count == 1 else f"{count} threads are still open."
    return PreflightCheck(sentence=said, remedy="Look whether they are settled.", title=title, proposal_id=proposal_id)
