"""What changed in a proposal from one edition to another, paragraph by paragraph."""

from blueprint.domain.errors import NotFound
from blueprint.services.library.changes import paragraphs_changed_since
from blueprint.web.library.context import LibraryContext, parse_number
from blueprint.web.library.pages.layout import render_page
from blueprint.web.library.response import LibraryResponse


def since(context: LibraryContext, slug: str, number: str, chapter: str, earlier: str) -> LibraryResponse:
    """The paragraphs of a proposal that changed since an earlier edition, with a word diff of each."""
    edition, earlier_edition = context.find_edition(slug, number), context.find_edition(slug, earlier)
    entry = edition.entry(parse_number(chapter))
    same_proposal = (other for other in earlier_edition.entries if entry and other.proposal_id == entry.proposal_id)
    earlier_entry = next(same_proposal, None)
    if entry is None or earlier_entry is None or earlier_edition.number >= edition.number:
        raise NotFound("These two editions have no such proposal in common. Look at their contents.")
    return render_page(
        context,
        "changes.html",
        entry.language,
        edition=edition,
        earlier_edition=earlier_edition,
        entry=entry,
        earlier_entry=earlier_entry,
        paragraphs=paragraphs_changed_since(context.workbench, edition, earlier_edition, entry, earlier_entry),
    )
