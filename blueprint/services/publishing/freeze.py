"""Freezing a collection: its texts, contributors and principles as its next edition has them."""

import hashlib

from sqlmodel import Session

from blueprint.domain.collections import Collection
from blueprint.domain.dialects import CURRENT_DIALECT
from blueprint.domain.editions import Edition, EditionChapter, EditionState
from blueprint.domain.errors import Invalid
from blueprint.domain.identifiers import new_id
from blueprint.domain.principles import Principles
from blueprint.domain.proposals import Proposal, Status
from blueprint.locales import gettext as _
from blueprint.services.context import Workbench
from blueprint.services.publishing.edition_status import WAITING
from blueprint.storage import editions, people, proposals, revisions
from blueprint.storage import principles as tags


def freeze_adopted(workbench: Workbench, session: Session, collection: Collection, actor_id: str) -> Edition:
    """The collection as its next edition; raises `Invalid` when it is empty or a proposal is not adopted."""
    ordered = _ordered(session, collection)
    _require_adopted(ordered)
    return _frozen(workbench, session, collection, ordered, actor_id)


def freeze(workbench: Workbench, session: Session, collection: Collection, actor_id: str) -> Edition:
    """The collection as its next edition would be, also with proposals that are not adopted."""
    return _frozen(workbench, session, collection, _ordered(session, collection), actor_id)


def _ordered(session: Session, collection: Collection) -> list[Proposal]:
    found = proposals.some(session, collection.proposals)
    return [found[proposal_id] for proposal_id in collection.proposals]


def _frozen(
    workbench: Workbench, session: Session, collection: Collection, ordered: list[Proposal], actor_id: str
) -> Edition:
    chapters = tuple(_chapter(workbench, session, proposal) for proposal in ordered)
    number = editions.next_number(session, collection.id)
    return Edition(
        id=new_id(),
        collection_id=collection.id,
        number=number,
        licence=workbench.settings.licence,
        publisher=workbench.settings.publisher,
        permalink=f"{workbench.settings.base_url}/library/{collection.slug}/{number}",
        title=collection.title,
        foreword=collection.foreword,
        language=collection.language,
        state=EditionState.WAITING,
        progress=0.0,
        step=WAITING,
        problem="",
        published_by=actor_id,
        started_at=workbench.now(),
        published_at=None,
        content_hash=edition_hash(collection.title, collection.language, collection.foreword, chapters),
        chapters=chapters,
        artifacts=(),
        principles=_principle_names(
            workbench.principles, {collection.language, *(chapter.language for chapter in chapters)}
        ),
        dialect=CURRENT_DIALECT,
        pages=collection.pages,
    )


def _principle_names(principles: Principles, languages: set[str]) -> tuple[tuple[str, str, str], ...]:
    return tuple((tag, p.key, p.name) for tag in sorted(languages) for p in principles.all(tag))


def _require_adopted(ordered: list[Proposal]) -> None:
    if not ordered:
        raise Invalid(_("This collection is empty. Add an adopted proposal, then publish."), "proposals")
    waiting = [p.title for p in ordered if p.status not in (Status.ADOPTED, Status.PUBLISHED)]
    if waiting:
        titles = ", ".join(f"“{title}”" for title in waiting)
        raise Invalid(
            _("Not adopted yet: {titles}. Adopt them or take them out, then publish.", titles=titles), "proposals"
        )


def _chapter(workbench: Workbench, session: Session, proposal: Proposal) -> EditionChapter:
    revision = revisions.get(session, proposal.id, proposal.head)
    assert revision is not None
    claims = tags.of_proposal(session, proposal.id, workbench.principles)
    return EditionChapter(
        proposal_id=proposal.id,
        revision=revision.number,
        title=revision.title,
        language=revision.language,
        markdown=revision.markdown,
        content_hash=revision.content_hash,
        contributors=proposal.author_names,
        organisations=people.organisations(session, proposal.authors),
        paragraphs=tuple((p.start, p.end, p.lineage) for p in revision.paragraphs),
        principles=tuple((t.principle, t.stance.value, t.rationale) for t in claims),
        dialect=revision.dialect,
        evidence=tuple(t.evidence for t in claims),
    )


def edition_hash(title: str, language: str, foreword: str, chapters: tuple[EditionChapter, ...]) -> str:
    """SHA-256 over an edition's title, language and foreword, and the hash of each chapter, each ended by NUL."""
    parts = (title, language, foreword, *(c.content_hash for c in chapters))
    return hashlib.sha256("\0".join((*parts, "")).encode()).hexdigest()
