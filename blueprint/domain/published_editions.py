"""Published editions without their texts, and the entries of their contents."""

from collections.abc import Iterable
from datetime import datetime

from blueprint.domain.editions import Artifact
from blueprint.domain.principles import Stance
from blueprint.domain.value import Value


class PublishedProposal(Value):
    """An entry in an edition's contents. `chapter` is its number, from 1; `excerpt` are the first words of its text.

    `claims` are (principle, stance, rationale); `content_hash` is that of the frozen revision.
    """

    chapter: int
    proposal_id: str
    title: str
    language: str
    excerpt: str
    contributors: tuple[str, ...]
    claims: tuple[tuple[str, str, str], ...]
    content_hash: str

    @property
    def advances(self) -> frozenset[str]:
        """The principles that it advances."""
        return frozenset(key for key, stance, _ in self.claims if stance == Stance.ADVANCES)


class PublishedEdition(Value):
    """A published edition without its texts; immutable.

    `dated` is the date printed in it, `excerpt` the first words of its foreword. `images` are the names of the images in
    its texts. `lost` are files that are missing and cannot be rebuilt with the same hash.
    """

    id: str
    collection_id: str
    slug: str
    number: int
    title: str
    language: str
    excerpt: str
    licence: str
    publisher: str
    permalink: str
    dated: datetime
    published_at: datetime
    entries: tuple[PublishedProposal, ...]
    artifacts: tuple[Artifact, ...]
    lost: tuple[Artifact, ...] = ()
    images: frozenset[str]

    @property
    def path(self) -> str:
        """Its address within the site."""
        return f"/library/{self.slug}/{self.number}"

    def permalink_of(self, entry: PublishedProposal) -> str:
        """The permalink of a proposal in this edition."""
        return f"{self.permalink}/{entry.chapter}"

    @property
    def advances(self) -> frozenset[str]:
        """The principles that any of its proposals advances."""
        return frozenset(key for entry in self.entries for key in entry.advances)

    @property
    def languages(self) -> frozenset[str]:
        """The languages of the edition and its proposals."""
        return frozenset((self.language, *(entry.language for entry in self.entries)))

    def entry(self, chapter: int) -> PublishedProposal | None:
        """The entry by chapter number, from 1; None out of range."""
        return self.entries[chapter - 1] if 1 <= chapter <= len(self.entries) else None


def first_words(passages: Iterable[str], most: int = 200, least: int = 60) -> str:
    """An excerpt: the first passages that have `least` characters together, cut at a space after `most`.

    A short first passage (“The States Parties to this Treaty,”) says too little on its own.
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
