"""What changed in a proposal from one edition to another, paragraph by paragraph."""

from blueprint.domain.errors import NotFound
from blueprint.services.library.changes import paragraphs_changed_since
from blueprint.web.library.pages.editions import find, whole
from blueprint.web.library.pages.layout import draw
from blueprint.web.library.response import Page, Place


def since(place: Place, slug: str, number: str, chapter: str, earlier: str) -> Page:
    """The paragraphs of a proposal that changed since an earlier edition, the words marked."""
    volume, before = find(place, slug, number), find(place, slug, earlier)
    entry = volume.entry(whole(chapter))
    former = next((e for e in before.entries if entry and e.proposal_id == entry.proposal_id), None)
    if entry is None or former is None or before.number >= volume.number:
        raise NotFound("These two editions have no such proposal in common. Look at their contents.")
    passages = paragraphs_changed_since(place.workbench, volume, before, entry, former)
    return draw(
        place, "changes.html", entry.language,
        volume=volume, before=before, entry=entry, former=former, passages=passages,
    )  # fmt: skip
