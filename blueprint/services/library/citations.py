"""An edition, or a proposal in it, as a work to cite and to register."""

from blueprint.domain.editions import Artifact
from blueprint.domain.library import PublishedEdition, PublishedProposal
from blueprint.domain.principles import Principles
from blueprint.publishing import colophon
from blueprint.publishing.citing.work import File, Work
from blueprint.services.library.reading import RenderedProposal


def edition_work(volume: PublishedEdition, reading: RenderedProposal, principles: Principles) -> Work:
    """The edition as a whole."""
    return _work(volume, reading).model_copy(
        update={
            "title": volume.title,
            "contributors": reading.book.everyone,
            "language": volume.language,
            "url": volume.permalink,
            "abstract": volume.opening,
            "subjects": _names(principles, volume.advances),
            "digest": reading.digest,
            "files": tuple(_file(volume, artifact) for artifact in volume.artifacts),
            "parts": tuple(volume.permalink_of(entry) for entry in volume.entries),
        }
    )


def proposal_work(
    volume: PublishedEdition, entry: PublishedProposal, reading: RenderedProposal, principles: Principles
) -> Work:
    """One proposal of the edition."""
    return _work(volume, reading).model_copy(
        update={
            "title": entry.title,
            "contributors": reading.book.chapters[entry.chapter - 1].contributors,
            "language": entry.language,
            "url": volume.permalink_of(entry),
            "abstract": entry.opening,
            "subjects": _names(principles, entry.advances),
            "digest": entry.fingerprint,
            "container": volume.title,
            "chapter": entry.chapter,
            "part_of": volume.permalink,
        }
    )


def _work(volume: PublishedEdition, reading: RenderedProposal) -> Work:
    name, address = colophon.LICENCES.get(volume.licence, ("", ""))
    return Work(
        title="",
        contributors=(),
        issued=volume.dated.date(),
        language="",
        publisher=volume.publisher,
        url="",
        edition=volume.number,
        edition_words=colophon.edition_line(reading.book),
        licence=volume.licence,
        licence_name=name,
        licence_url=address,
    )


def _file(volume: PublishedEdition, artifact: Artifact) -> File:
    return File(
        format=artifact.format,
        media_type=artifact.media_type,
        url=f"{volume.permalink}/{artifact.filename}",
        size=artifact.size,
        sha256=artifact.sha256,
    )


def _names(principles: Principles, keys: frozenset[str]) -> tuple[str, ...]:
    return tuple(principle.name for principle in principles.all() if principle.key in keys)
