"""Putting collections together."""

import re
import unicodedata

from sqlmodel import Session

from blueprint.domain import validation
from blueprint.domain.collections import Collection
from blueprint.domain.errors import Conflict, Invalid
from blueprint.domain.events import EventKind
from blueprint.domain.identifiers import new_id
from blueprint.domain.languages import language_tag
from blueprint.domain.permissions import Action, Actor
from blueprint.services import authorization
from blueprint.services.audit import record_event
from blueprint.services.context import Workbench
from blueprint.storage import collections, proposals

FOREWORD_LENGTH = 50_000
RESERVED = frozenset({"search", "principles", "people", "languages", "feeds", "opds"})
"""What comes after `/library/` on pages of the library's own."""


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
    """Begin an empty collection in a convening.

    Its addresses are for ever, and so is its `name` in them: made from the title when none is given.
    """
    with workbench.database.transaction() as session:
        authorization.require_convening(session, actor_id, convening_id, Action.CURATE)
        heading = validation.line(title, "title")
        collection = Collection(
            id=new_id(),
            convening_id=convening_id,
            slug=_slug(session, heading, name),
            title=heading,
            foreword=validation.passage(foreword, "foreword", longest=FOREWORD_LENGTH, empty=True),
            language=language_tag(language),
            proposals=(),
            created_at=workbench.now(),
        )
        while not collections.add(session, collection):  # somebody took the name in this very moment
            collection = collection.model_copy(update={"slug": _slug(session, heading, name)})
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
    proposals: tuple[str, ...] | None = None,
    seen: tuple[str, ...] | None = None,
) -> Collection:
    """Change a collection's words or the order of its proposals; what is None stays. Editions made of it stay as they are.

    `seen` is the order that the person was looking at: raises `Conflict` when somebody has changed it since.
    """
    fields: dict[str, object] = {}
    if title is not None:
        fields["title"] = validation.line(title, "title")
    if foreword is not None:
        fields["foreword"] = validation.passage(foreword, "foreword", longest=FOREWORD_LENGTH, empty=True)
    if language is not None:
        fields["language"] = language_tag(language)
    if proposals is not None:
        fields["proposals"] = tuple(dict.fromkeys(proposals))
    with workbench.database.transaction() as session:
        found = authorization.require_collection(session, actor_id, collection_id, Action.CURATE, for_change=True)
        if seen is not None and seen != found.proposals:
            raise Conflict("Somebody changed the order meanwhile. Look at it, then change it again.")
        changed = found.model_copy(update=fields)
        _require_home(session, found.convening_id, changed.proposals)
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


def list_collections(workbench: Workbench, actor_id: str | None, convening_id: str) -> tuple[Collection, ...]:
    """A convening's collections, the oldest first."""
    with workbench.database.read_transaction() as session:
        authorization.require_convening(session, actor_id, convening_id, Action.VIEW)
        return collections.of_convening(session, convening_id)


def read_collection(workbench: Workbench, actor_id: str | None, collection_id: str) -> tuple[Collection, Actor]:
    """A collection and how the person stands in its convening."""
    with workbench.database.read_transaction() as session:
        found = authorization.require_collection(session, actor_id, collection_id, Action.VIEW)
        home = authorization.require_convening(session, actor_id, found.convening_id, Action.VIEW)
        return found, authorization.actor_in(session, actor_id, home)


def _require_home(session: Session, convening_id: str, chosen: tuple[str, ...]) -> None:
    found = proposals.some(session, chosen)
    if len(found) != len(chosen) or any(p.convening_id != convening_id for p in found.values()):
        raise Invalid("A collection holds proposals of its own convening only. Choose from the list.", "proposals")


def _slug(session: Session, title: str, name: str) -> str:
    """What a collection is called in addresses: what was chosen for it, when anything was, else what its title gives."""
    if not name.strip():
        return _free_slug(session, title)
    slug = _latin(name)
    if not slug:
        raise Invalid("A name in addresses has Latin letters and digits, as in water-for-all. Write one so.", "name")
    if not _is_free(session, slug):
        raise Invalid(f"“{slug}” is taken already. Choose another name for its addresses.", "name")
    return slug


def _free_slug(session: Session, title: str) -> str:
    """A name for addresses: the title's Latin letters and digits, or an id where there are none."""
    slug = _latin(title) or f"collection-{new_id(6)}"
    return slug if _is_free(session, slug) else f"{slug}-{new_id(4)}"


def _latin(words: str) -> str:
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-")


def _is_free(session: Session, slug: str) -> bool:
    return slug not in RESERVED and collections.by_slug(session, slug) is None
