"""Collections: creating, editing and reading them."""

import re
import unicodedata
from collections.abc import Callable
from itertools import chain, count

from sqlmodel import Session

from blueprint.domain import validation
from blueprint.domain.collections import Collection
from blueprint.domain.errors import Conflict, Invalid
from blueprint.domain.events import EventKind
from blueprint.domain.identifiers import new_id
from blueprint.domain.languages import language_tag
from blueprint.domain.listings import Listing, listing
from blueprint.domain.page_settings import PageSettings
from blueprint.domain.permissions import Action, Actor
from blueprint.locales import gettext as _
from blueprint.services import authorization
from blueprint.services.audit import record_event
from blueprint.services.context import Workbench
from blueprint.storage import collections, proposals

FOREWORD_LENGTH = 50_000
RESERVED = frozenset({"search", "principles", "people", "languages", "feeds", "opds"})
"""Names that the library's own pages have in addresses."""


def create_collection(
    workbench: Workbench,
    actor_id: str | None,
    convening_id: str,
    *,
    title: str,
    foreword: str = "",
    language: str = "en",
    name: str = "",
) -> Collection:
    """Create an empty collection in a convening.

    `name` is the collection's name in addresses; it defaults to one made from the title. Raises `Invalid` when another
    collection of the convening has it, or one that is published: those that this person may know of.
    """
    with workbench.database.transaction() as session:
        authorization.require_convening(session, actor_id, convening_id, Action.CURATE, for_change=True)
        heading = validation.line(title, "title")
        collection = Collection(
            id=new_id(),
            convening_id=convening_id,
            slug=_slug(session, convening_id, heading, name),
            title=heading,
            foreword=validation.passage(foreword, "foreword", longest=FOREWORD_LENGTH, empty=True),
            language=language_tag(language),
            proposals=(),
            created_at=workbench.now(),
        )
        collections.add(session, collection)
        record_event(
            workbench, session, actor_id, EventKind.COLLECTION_CREATED, convening_id=convening_id, title=heading
        )
        return collection


def edit_collection(
    workbench: Workbench,
    actor_id: str | None,
    collection_id: str,
    *,
    title: str | None = None,
    foreword: str | None = None,
    language: str | None = None,
    pages: PageSettings | None = None,
    proposals: tuple[str, ...] | None = None,
    seen: tuple[str, ...] | None = None,
) -> Collection:
    """Change a collection's texts, the pages of its PDFs or the order of its proposals; None leaves a field unchanged.

    `seen` is the order that the person saw; raises `Conflict` when somebody has changed it since.
    """
    fields: dict[str, object] = {}
    if title is not None:
        fields["title"] = validation.line(title, "title")
    if foreword is not None:
        fields["foreword"] = validation.passage(foreword, "foreword", longest=FOREWORD_LENGTH, empty=True)
    if language is not None:
        fields["language"] = language_tag(language)
    if pages is not None:
        fields["pages"] = pages
    if proposals is not None:
        fields["proposals"] = tuple(dict.fromkeys(proposals))
    with workbench.database.transaction() as session:
        found = authorization.require_collection(session, actor_id, collection_id, Action.CURATE, for_change=True)
        if seen is not None and seen != found.proposals:
            raise Conflict(_("Somebody changed the order meanwhile. Look at it, then change it again."))
        changed = found.model_copy(update=fields)
        _require_proposals_of(session, found.convening_id, changed.proposals)
        collections.replace(session, changed)
        record_event(
            workbench,
            session,
            actor_id,
            EventKind.COLLECTION_EDITED,
            convening_id=found.convening_id,
            title=changed.title,
        )
        return changed


def list_collections(
    workbench: Workbench, actor_id: str | None, convening_id: str, most: int | None = None
) -> Listing[Collection]:
    """A convening's collections, the oldest first; at most so many."""
    with workbench.database.read_transaction() as session:
        authorization.require_convening(session, actor_id, convening_id, Action.VIEW)
        found = collections.of_convening(session, convening_id, most)
        return listing(found, most, lambda: collections.count_of_convening(session, convening_id))


def read_collection(workbench: Workbench, actor_id: str | None, collection_id: str) -> tuple[Collection, Actor]:
    """A collection, and the person as an actor in its convening."""
    with workbench.database.read_transaction() as session:
        found = authorization.require_collection(session, actor_id, collection_id, Action.VIEW)
        convening = authorization.require_convening(session, actor_id, found.convening_id, Action.VIEW)
        return found, authorization.actor_in(session, actor_id, convening)


def _require_proposals_of(session: Session, convening_id: str, chosen: tuple[str, ...]) -> None:
    found = proposals.some(session, chosen)
    if len(found) != len(chosen) or any(p.convening_id != convening_id for p in found.values()):
        raise Invalid(_("A collection holds proposals of its own convening only. Choose from the list."), "proposals")


def name_for_publication(session: Session, collection: Collection) -> Collection:
    """The collection with a name that no other published one has; stored, unless it is the one that it had.

    What is published keeps its name. Collections that are not published do not count: nobody may learn of them.
    """
    if collection.published:
        return collection
    slug = _first_free(collection.slug, lambda name: collections.has_published(session, name, besides=collection.id))
    if slug == collection.slug:
        return collection
    named = collection.model_copy(update={"slug": slug})
    collections.replace(session, named)
    return named


def _slug(session: Session, convening_id: str, title: str, name: str) -> str:
    """The collection's name in addresses: the chosen `name`, else one from the title. Raises `Invalid`."""

    def is_taken(slug: str) -> bool:
        if slug in RESERVED or collections.in_convening(session, convening_id, slug):
            return True
        return collections.has_published(session, slug)

    if not name.strip():
        return _first_free(_latin(title) or f"collection-{new_id(6)}", is_taken)
    slug = _latin(name)
    if not slug:
        raise Invalid(_("A name in addresses has Latin letters and digits, as in water-for-all. Write one so."), "name")
    if is_taken(slug):
        raise Invalid(_("“{name}” is taken already. Choose another name for its addresses.", name=slug), "name")
    return slug


def _first_free(slug: str, is_taken: Callable[[str], bool]) -> str:
    """The name, or the first of it with -2, -3 … at its end that is not taken."""
    names = chain((slug,), (f"{slug}-{number}" for number in count(2)))
    return next(name for name in names if not is_taken(name))


def _latin(words: str) -> str:
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-")
