"""How to cite an edition or a proposal, as files for reference managers and registers."""

from collections.abc import Callable
from typing import NamedTuple

from blueprint.domain.errors import NotFound
from blueprint.domain.library import PublishedEdition
from blueprint.publishing.citing import bibtex, csl, datacite, onix, plain, ris
from blueprint.publishing.citing.work import Work
from blueprint.services.library import citations, reading
from blueprint.web.library.pages.editions import find, whole
from blueprint.web.library.response import Page, Place


class Form(NamedTuple):
    """A way to write a citation, and its media type."""

    media_type: str
    write: Callable[[Work], str]


FORMS = {
    "txt": Form("text/plain; charset=utf-8", lambda work: plain.text(work) + "\n"),
    "bib": Form("application/x-bibtex; charset=utf-8", bibtex.entry),
    "csl.json": Form("application/vnd.citationstyles.csl+json", csl.document),
    "ris": Form("application/x-research-info-systems; charset=utf-8", ris.record),
    "datacite.json": Form("application/vnd.datacite.datacite+json", datacite.document),
}


def of_edition(place: Place, slug: str, number: str, form: str) -> Page:
    """The citation of an edition in one of the forms; of an edition there is also ONIX."""
    volume = find(place, slug, number)
    work = citations.edition_work(volume, reading.open_edition(place.workbench, volume), place.principles)
    if form == "onix.xml":
        content = onix.message(work, volume.published_at)
        return Page(content, "application/xml; charset=utf-8", name=f"{work.key}.onix.xml")
    return _written(work, form)


def of_proposal(place: Place, slug: str, number: str, chapter: str, form: str) -> Page:
    """The citation of a proposal in an edition."""
    volume = find(place, slug, number)
    return _written(_proposal(place, volume, whole(chapter)), form)


def _proposal(place: Place, volume: PublishedEdition, chapter: int) -> Work:
    entry = volume.entry(chapter)
    if entry is None:
        raise NotFound("There is no such proposal in this edition. Look at its contents.")
    return citations.proposal_work(volume, entry, reading.open_edition(place.workbench, volume), place.principles)


def _written(work: Work, form: str) -> Page:
    chosen = FORMS.get(form)
    if chosen is None:
        raise NotFound("There is no citation of that kind. Look at the page for those there are.")
    content = chosen.write(work).encode("utf-8", "replace")
    return Page(content, chosen.media_type, name=f"{work.key}.{form}")
