"""Preflight checks of a collection before it is published."""

from blueprint.domain.editions import Edition
from blueprint.domain.permissions import Action
from blueprint.domain.value import Value
from blueprint.locales import gettext as _
from blueprint.locales import ngettext
from blueprint.publishing import Finding, label_at, run_preflight
from blueprint.services import authorization
from blueprint.services.context import Workbench
from blueprint.services.publishing import book_content
from blueprint.services.publishing.freeze import freeze
from blueprint.storage import editions, threads


class PreflightCheck(Value):
    """A finding. `stops`: it prevents the build.

    `title` and `proposal_id` name the text, when there is one, `line` (from 1) the place in its source, and `paragraph` what
    the paragraph there is called (empty when it has no number).
    """

    sentence: str
    remedy: str = ""
    title: str = ""
    proposal_id: str = ""
    line: int | None = None
    paragraph: str = ""
    stops: bool = False


def check_collection(workbench: Workbench, actor_id: str | None, collection_id: str) -> tuple[PreflightCheck, ...]:
    """Findings about the collection's next edition, those that prevent its build first.

    It parses every text as the build does, which takes some seconds for a hundred texts.
    """
    with workbench.database.read_transaction() as session:
        collection = authorization.require_collection(session, actor_id, collection_id, Action.CURATE)
        edition = freeze(workbench, session, collection, authorization.require_person(session, actor_id).id)
        number = editions.next_number(session, collection_id)
        open_counts = threads.open_counts(session, collection.proposals)
    unnamed = {"number": number, "principles": ()}  # findings name the principles in English
    book, images = book_content.book_of(workbench, edition.model_copy(update=unnamed))
    found = [_check(finding, edition) for finding in run_preflight(book, images)]
    found += [_open_threads(edition, proposal_id, count) for proposal_id, count in open_counts.items() if count]
    return tuple(sorted(found, key=lambda check: not check.stops))


def _check(finding: Finding, edition: Edition) -> PreflightCheck:
    fields = finding.model_dump(exclude={"file", "chapter"})
    if not finding.chapter:
        return PreflightCheck(**fields, title=finding.file)
    chapter = edition.chapters[finding.chapter - 1]
    paragraph = label_at(chapter.markdown, chapter.dialect, finding.line) if finding.line else ""
    return PreflightCheck(**fields, title=chapter.title, proposal_id=chapter.proposal_id, paragraph=paragraph)


def _open_threads(edition: Edition, proposal_id: str, count: int) -> PreflightCheck:
    title = next(chapter.title for chapter in edition.chapters if chapter.proposal_id == proposal_id)
    sentence = ngettext("One thread is still open.", "{count} threads are still open.", count)
    remedy = _("Look whether they are settled.")
    return PreflightCheck(sentence=sentence, remedy=remedy, title=title, proposal_id=proposal_id)
