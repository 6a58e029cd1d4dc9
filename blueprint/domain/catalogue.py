"""The catalogue of the public library: everything published, by collection, person and principle."""

import hashlib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from blueprint.domain.errata import Erratum
from blueprint.domain.published_editions import PublishedEdition, PublishedProposal
from blueprint.domain.value import Value

LONGEST_KEY = 80


class Contribution(Value):
    """A proposal that a person contributed to, in the newest edition that contains it."""

    edition: PublishedEdition
    entry: PublishedProposal

    @property
    def path(self) -> str:
        """The proposal's address within the site."""
        return f"{self.edition.path}/{self.entry.chapter}"


@dataclass(frozen=True)
class Catalogue:
    """Everything published at one moment: the editions, the newest first, and their errata.

    Two catalogues with the same `stamp` are equal.
    """

    stamp: tuple[object, ...]
    editions: tuple[PublishedEdition, ...] = ()
    errata: tuple[Erratum, ...] = ()

    @cached_property
    def collections(self) -> Mapping[str, tuple[PublishedEdition, ...]]:
        """By a collection's name in addresses, its editions, the highest number first."""
        found: dict[str, list[PublishedEdition]] = {}
        for edition in self.editions:
            found.setdefault(edition.slug, []).append(edition)
        ordered = {slug: tuple(sorted(some, key=lambda v: -v.number)) for slug, some in found.items()}
        return MappingProxyType(ordered)

    @cached_property
    def newest(self) -> tuple[PublishedEdition, ...]:
        """Each collection's newest edition, the most recently published first."""
        return tuple(sorted((v[0] for v in self.collections.values()), key=lambda v: v.published_at, reverse=True))

    @cached_property
    def images(self) -> frozenset[str]:
        """The names of the images in any edition."""
        return frozenset(name for edition in self.editions for name in edition.images)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages of the newest editions, the most frequent first."""
        tags = [tag for edition in self.newest for tag in sorted(edition.languages)]
        return tuple(sorted(dict.fromkeys(tags), key=lambda tag: (-tags.count(tag), tag)))

    @cached_property
    def contributions(self) -> tuple[Contribution, ...]:
        """Each proposal once, in the most recent edition that contains it."""
        found: dict[str, Contribution] = {}
        for edition in sorted(self.editions, key=lambda v: v.published_at, reverse=True):
            for entry in edition.entries:
                found.setdefault(entry.proposal_id, Contribution(edition=edition, entry=entry))
        return tuple(found.values())

    @cached_property
    def people(self) -> Mapping[str, tuple[str, tuple[Contribution, ...]]]:
        """By `person_key`, sorted: the contributor's name and contributions."""
        found: dict[str, tuple[str, list[Contribution]]] = {}
        for contribution in self.contributions:
            for name in contribution.entry.contributors:
                _, contributions = found.setdefault(person_key(name), (name, []))
                if contribution not in contributions[-1:]:
                    contributions.append(contribution)
        return MappingProxyType(
            {key: (name, tuple(contributions)) for key, (name, contributions) in sorted(found.items())}
        )

    def edition(self, slug: str, number: int) -> PublishedEdition | None:
        """The edition by collection and number; None when it is not published."""
        return next((v for v in self.collections.get(slug, ()) if v.number == number), None)

    def claims(self, principle: str) -> tuple[tuple[Contribution, str, str], ...]:
        """The proposals with a claim on a principle, with stance and rationale."""
        claims = ((c, claim) for c in self.contributions for claim in c.entry.claims if claim[0] == principle)
        return tuple((contribution, stance, rationale) for contribution, (_, stance, rationale) in claims)

    def errata_on(self, edition: PublishedEdition, chapter: int | None = None) -> tuple[Erratum, ...]:
        """The notes on an edition: all of them, or those about one chapter and about the whole."""
        on_edition = (erratum for erratum in self.errata if erratum.edition_id == edition.id)
        return tuple(e for e in on_edition if chapter is None or e.chapter in (0, chapter))


def person_key(name: str) -> str:
    """A contributor's name in addresses; people whose names have the same letters share a page.

    Letters keep their script; whatever is neither letter, mark nor digit becomes a hyphen.
    """
    folded = unicodedata.normalize("NFKC", name).casefold()
    plain = "".join(c if unicodedata.category(c)[0] in "LMN" else " " for c in folded)
    key = "-".join(plain.split())[:LONGEST_KEY].strip("-")
    return key or hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:8]
