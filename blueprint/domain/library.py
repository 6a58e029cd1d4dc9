"""The public library: what is known of every published edition without opening it."""

from collections.abc import Iterable
from datetime import datetime

from blueprint.domain.editions import Artifact
from blueprint.domain.principles import Stance
from blueprint.domain.value import Value


class PublishedProposal(Value):
    """A proposal in an edition's contents. `chapter` is its number there, from 1; `opening` its first words.

    `claims` are (principle, stance, rationale); `fingerprint` is the content hash of the revision that was frozen.
    """

    chapter: int
    proposal_id: str
    title: str
    language: str
    opening: str
    contributors: tuple[str, ...]
    claims: tuple[tuple[str, str, str], ...]
    fingerprint: str

    @property
    def advances(self) -> frozenset[str]:
        """The principles that it advances."""
        return frozenset(key for key, stance, _ in self.claims if stance == Stance.ADVANCES)


class PublishedEdition(Value):
    """A published edition without its texts; nothing in it ever changes.

    `dated` is the day it bears. `pictures` are the names of the pictures that its texts show. `lost` are files that
    it had and that cannot be made again as they were.
    """

    id: str
    collection_id: str
    slug: str
    number: int
    title: str
    language: str
    opening: str
    licence: str
    publisher: str
    permalink: str
    dated: datetime
    published_at: datetime
    entries: tuple[PublishedProposal, ...]
    artifacts: tuple[Artifact, ...]
    lost: tuple[Artifact, ...] = ()
    pictures: frozenset[str]

    @property
    def path(self) -> str:
        """Its address within the site."""
        return f"/library/{self.slug}/{self.number}"

    def permalink_of(self, entry: PublishedProposal) -> str:
        """The lasting address of a proposal as this edition has it."""
        return f"{self.permalink}/{entry.chapter}"

    @property
    def advances(self) -> frozenset[str]:
        """The principles that any of its proposals advances."""
        return frozenset(key for entry in self.entries for key in entry.advances)

    @property
    def languages(self) -> frozenset[str]:
        """The languages that can be read in it."""
        return frozenset((self.language, *(entry.language for entry in self.entries)))

    def entry(self, chapter: int) -> PublishedProposal | None:
        """The proposal of that number."""
        return self.entries[chapter - 1] if 1 <= chapter <= len(self.entries) else None


def first_words(passages: Iterable[str], most: int = 200, least: int = 60) -> str:
    """The first passage of words, cut at a space when it has more than `most` characters.

    One of fewer than `least` (“The States Parties to this Treaty,”) says little: those after it are added to it.
    """
    text = ""
    for passage in passages:
        text = " ".join([*text.split(), *passage.split()])
        if len(text) >= least:
            break
    if len(text) <= most:
        return text
    cut = text[:most]
    return f"{cut[: cut.rfind(' ')] if ' ' in cut[most // 2 :] else cut}…"
