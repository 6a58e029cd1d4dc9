"""Computing a proposal's revisions with the lineages of their paragraphs. Pure."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from blueprint import text
from blueprint.domain.identifiers import new_lineage
from blueprint.domain.people import Person
from blueprint.domain.revisions import ParagraphSpan, Revision, content_hash
from blueprint.services.drafting.comparisons import comparison, lineages_of, split

NO_FORMER: Mapping[str, text.Lineage] = MappingProxyType({})


def first_revision(
    proposal_id: str, title: str, language: str, markdown: str, message: str, person: Person, now: datetime
) -> Revision:
    """Revision 1, every paragraph with a new lineage."""
    document = split(markdown)
    return _revision(proposal_id, 1, title, language, markdown, message, person, now).model_copy(
        update={"paragraphs": _spans(document, text.initial_lineages(document, new_lineage))}
    )


def next_revision(
    head: Revision,
    title: str,
    markdown: str,
    message: str,
    person: Person,
    now: datetime,
    former: Mapping[str, text.Lineage] = NO_FORMER,
    **origin: int | None,
) -> Revision:
    """The revision after the head: every paragraph keeps its lineage, and a restored one gets its former lineage.

    `former` are the last lineages of paragraphs of earlier revisions, by their texts; `origin` holds `parent`, `merged`,
    `restored` and, where it is not the current one, `dialect`.
    """
    found = comparison(head.markdown, markdown, head.language)
    lineages = text.assign_lineages(found, lineages_of(head), new_lineage, former)
    number = head.number + 1
    revision = _revision(head.proposal_id, number, title, head.language, markdown, message, person, now)
    return revision.model_copy(update={"paragraphs": _spans(found.new, lineages), **origin})


def lineages_by_text(revision: Revision) -> dict[str, text.Lineage]:
    """The lineage of every paragraph, by its text."""
    return {words: text.Lineage(span.lineage, span.ancestors) for words, span in revision.spans_by_text.items()}


def _spans(document: text.Document, lineages: Sequence[text.Lineage]) -> tuple[ParagraphSpan, ...]:
    return tuple(
        ParagraphSpan(lineage=lineage.id, ancestors=lineage.ancestors, start=paragraph.start, end=paragraph.end)
        for paragraph, lineage in zip(document.paragraphs, lineages, strict=True)
    )


def _revision(
    proposal_id: str, number: int, title: str, language: str, markdown: str, message: str, person: Person, now: datetime
) -> Revision:
    return Revision(
        proposal_id=proposal_id,
        number=number,
        title=title,
        language=language,
        markdown=markdown,
        content_hash=content_hash(title, language, markdown),
        message=message,
        saved_by=person.id,
        saved_by_name=person.name,
        saved_at=now,
        paragraphs=(),
    )
