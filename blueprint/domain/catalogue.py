"""The catalogue of the public library: everything published, by collection, person and principle."""

import hashlib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from blueprint.domain.errata import Erratum
from blueprint.domain.library import PublishedEdition, PublishedProposal
from blueprint.domain.value import Value

LONGEST_KEY = 80


class Contribution(Value):
    """A proposal that someone has a part in, in the newest edition that holds it."""

    volume: PublishedEdition
    entry: PublishedProposal

    @property
    def path(self) -> str:
        """The proposal's address within the site."""
        return f"{self.volume.path}/{self.entry.chapter}"


@dataclass(frozen=True)
class Catalogue:
    """Everything public at one moment: the editions, the newest first, and the notes that stand on them.

    Two shelves with the same `stamp` hold the same.
    """

    stamp: tuple[object, ...]
    volumes: tuple[PublishedEdition, ...] = ()
    notices: tuple[Erratum, ...] = ()

    @cached_property
    def collections(self) -> Mapping[str, tuple[PublishedEdition, ...]]:
        """By a collection's name in addresses, its editions, the highest number first."""
        found: dict[str, list[PublishedEdition]] = {}
        for volume in self.volumes:
            found.setdefault(volume.slug, []).append(volume)
        ordered = {slug: tuple(sorted(some, key=lambda v: -v.number)) for slug, some in found.items()}
        return MappingProxyType(ordered)

    @cached_property
    def newest(self) -> tuple[PublishedEdition, ...]:
        """Each collection's newest edition, the most recently published first."""
        return tuple(sorted((v[0] for v in self.collections.values()), key=lambda v: v.published_at, reverse=True))

    @cached_property
    def pictures(self) -> frozenset[str]:
        """The names of all pictures that any edition shows."""
        return frozenset(name for volume in self.volumes for name in volume.pictures)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages that something can be read in, the most frequent first."""
        tags = [tag for volume in self.newest for tag in sorted(volume.languages)]
        return tuple(sorted(dict.fromkeys(tags), key=lambda tag: (-tags.count(tag), tag)))

    @cached_property
    def contributions(self) -> tuple[Contribution, ...]:
        """Each proposal once, in the most recent edition that holds it."""
        found: dict[str, Contribution] = {}
        for volume in sorted(self.volumes, key=lambda v: v.published_at, reverse=True):
            for entry in volume.entries:
                found.setdefault(entry.proposal_id, Contribution(volume=volume, entry=entry))
        return tuple(found.values())

    @cached_property
    def people(self) -> Mapping[str, tuple[str, tuple[Contribution, ...]]]:
        """By a contributor's name in addresses: the name, and what they have a part in. Sorted by that key."""
        found: dict[str, tuple[str, list[Contribution]]] = {}
        for contribution in self.contributions:
            for name in contribution.entry.contributors:
                _, theirs = found.setdefault(person_key(name), (name, []))
                if contribution not in theirs[-1:]:
                    theirs.append(contribution)
        return MappingProxyType({key: (name, tuple(theirs)) for key, (name, theirs) in sorted(found.items())})

    def volume(self, slug: str, number: int) -> PublishedEdition | None:
        """One edition."""
        return next((v for v in self.collections.get(slug, ()) if v.number == number), None)

    def claims(self, principle: str) -> tuple[tuple[Contribution, str, str], ...]:
        """The proposals that say something of a principle, with stance and rationale."""
        said = ((c, claim) for c in self.contributions for claim in c.entry.claims if claim[0] == principle)
        return tuple((contribution, stance, rationale) for contribution, (_, stance, rationale) in said)

    def notices_on(self, volume: PublishedEdition, chapter: int | None = None) -> tuple[Erratum, ...]:
        """The notes on an edition: all of them, or those about one chapter and about the whole."""
        on = (notice for notice in self.notices if notice.edition_id == volume.id)
        return tuple(notice for notice in on if chapter is None or notice.chapter in (0, chapter))


def person_key(name: str) -> str:
    """A contributor's name as addresses write it; people whose names differ in no letter share a page.

    Letters keep their script; whatever is neither letter, mark nor digit becomes a hyphen.
    """
    folded = unicodedata.normalize("NFKC", name).casefold()
    plain = "".join(c if unicodedata.category(c)[0] in "LMN" else " " for c in folded)
    key = "-".join(plain.split())[:LONGEST_KEY].strip("-")
    return key or hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:8]
