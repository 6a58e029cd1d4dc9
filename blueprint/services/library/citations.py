"""An edition, or a proposal in it, as a work to cite and to register."""

from blueprint.domain.editions import Artifact
from blueprint.domain.principles import Principles
from blueprint.domain.published_editions import PublishedEdition, PublishedProposal
from blueprint.publishing.citing.work import Work, WorkFile
from blueprint.publishing.matter import colophon
from blueprint.services.library.reading import OpenEdition


def edition_work(edition: PublishedEdition, rendered: OpenEdition, principles: Principles) -> Work:
    """An edition as a work to cite: a book."""
    return _work(edition, rendered).model_copy(
        update={
            "title": edition.title,
            "contributors": rendered.book.everyone,
            "language": edition.language,
            "url": edition.permalink,
            "abstract": edition.excerpt,
            "subjects": _names(principles, edition.advances),
            "digest": rendered.digest,
            "files": tuple(_file(edition, artifact) for artifact in edition.artifacts),
            "parts": tuple(edition.permalink_of(entry) for entry in edition.entries),
        }
    )


def proposal_work(
    edition: PublishedEdition, entry: PublishedProposal, rendered: OpenEdition, principles: Principles
) -> Work:
    """A proposal of an edition as a work to cite: a chapter."""
    return _work(edition, rendered).model_copy(
        update={
            "title": entry.title,
            "contributors": rendered.book.chapters[entry.chapter - 1].contributors,
            "language": entry.language,
            "url": edition.permalink_of(entry),
            "abstract": entry.excerpt,
            "subjects": _names(principles, entry.advances),
            "digest": entry.content_hash,
            "container": edition.title,
            "chapter": entry.chapter,
            "part_of": edition.permalink,
        }
    )


def _work(edition: PublishedEdition, rendered: OpenEdition) -> Work:
    name, address = colophon.LICENCES.get(edition.licence, ("", ""))
    return Work(
        title="",
        contributors=(),
        issued=edition.dated.date(),
        language="",
        publisher=edition.publisher,
        url="",
        edition=edition.number,
        edition_words=colophon.edition_line(rendered.book),
        licence=edition.licence,
        licence_name=name,
        licence_url=address,
    )


def _file(edition: PublishedEdition, artifact: Artifact) -> WorkFile:
    return WorkFile(
        format=artifact.format,
        media_type=artifact.media_type,
        url=f"{edition.permalink}/{artifact.filename}",
        size=artifact.size,
        sha256=artifact.sha256,
    )


def _names(principles: Principles, keys: frozenset[str]) -> tuple[str, ...]:
    return tuple(principle.name for principle in principles.all() if principle.key in keys)
