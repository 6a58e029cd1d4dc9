"""The twelve vision principles, in every language they are translated to, and the claims that proposals advance them."""

from datetime import datetime
from enum import StrEnum

from blueprint.domain.errors import Invalid
from blueprint.domain.policies import PolicyFiles
from blueprint.domain.value import Value
from blueprint.locales import gettext as _
from blueprint.locales import nearest

ENGLISH = "principles.toml"
TRANSLATIONS = "principles"


class Principle(Value):
    """One of the twelve; `statement` replaces the dots of `aspire`, “We aspire to a world …”.

    `language` is that of these words. `reviewed`: a speaker of the language has checked the translation.
    """

    key: str
    name: str
    statement: str
    aspire: str
    language: str = "en"
    reviewed: bool = True

    @property
    def sentence(self) -> str:
        """The principle as one sentence: `aspire` with the statement in place of its ellipsis."""
        return self.aspire.replace("…", self.statement)


class Stance(StrEnum):
    """How a proposal relates to a principle."""

    ADVANCES = "advances"
    TENSION = "is in tension with"


class Tag(Value):
    """The claim that a proposal advances a principle, or is in tension with it; `evidence` lists lineages of paragraphs."""

    id: str
    proposal_id: str
    principle: str
    stance: Stance
    rationale: str
    evidence: tuple[str, ...] = ()
    tagged_by: str
    tagged_at: datetime


class Coverage(Value):
    """A convening's proposals by `principles`: `cells[proposal_id][principle]` is the tag there, when there is one."""

    principles: tuple[Principle, ...]
    proposals: tuple[tuple[str, str], ...]
    cells: dict[str, dict[str, Tag]]

    def gaps(self) -> tuple[Principle, ...]:
        """The principles that no proposal advances."""
        met = {key for row in self.cells.values() for key, tag in row.items() if tag.stance is Stance.ADVANCES}
        return tuple(p for p in self.principles if p.key not in met)


class Principles:
    """The principles in their published order, in every language that they are translated to.

    The English words are in `principles.toml`, each translation in `principles/<BCP 47 tag>.toml`. A row of a translation
    whose English words differ from `principles.toml` is ignored: that principle is shown in English. `languages` are
    those of the translations; each is read when it is first asked for.
    """

    def __init__(self, files: PolicyFiles) -> None:
        self._files = files
        self.languages = files.stems(TRANSLATIONS)
        self._by_language = {"en": self._english()}

    def all(self, tag: str = "en") -> tuple[Principle, ...]:
        """All of them, in the language of a BCP 47 tag or the nearest one, else in English."""
        if tag not in self._by_language:
            language = nearest(tag, self.languages)
            self._by_language[tag] = self._translated(language) if language else self.all()
        return self._by_language[tag]

    def require(self, key: str) -> Principle:
        """One of them, in English; raises `Invalid` for any other key."""
        for candidate in self.all():
            if candidate.key == key:
                return candidate
        raise Invalid(_("That is none of the twelve principles. Choose one from the list."), "principle")

    def language_of(self, key: str, name: str, tag: str) -> str:
        """The language in which a principle has that name where `tag` is read: `tag`, or English if it is not translated."""
        translated = next((p for p in self.all(tag) if p.key == key), None)
        english = next((p for p in self.all() if p.key == key), None)
        if translated and translated.name == name:
            return tag if translated.language != "en" else "en"
        return "en" if english and english.name == name else tag

    def _english(self) -> tuple[Principle, ...]:
        table = self._files.table(ENGLISH)
        try:
            return tuple(Principle(**row, aspire=table["aspire"]) for row in table["principle"])
        except (KeyError, TypeError, ValueError) as error:
            raise Invalid(
                _(
                    "{path} needs `aspire`, and a `[[principle]]` with key, name and statement for each.",
                    path=self._files.path(ENGLISH),
                )
            ) from error

    def _translated(self, language: str) -> tuple[Principle, ...]:
        name = f"{TRANSLATIONS}/{language}.toml"
        table = self._files.table(name)
        try:
            rows = {(row["key"], row["english"]): row for row in table["principle"]}
            shared = {"aspire": table["aspire"], "language": language, "reviewed": table["reviewed"]}
            pairs = ((p, rows.get((p.key, f"{p.name}: {p.statement}"))) for p in self.all())
            return tuple(
                Principle(key=p.key, name=row["name"], statement=row["statement"], **shared) if row else p
                for p, row in pairs
            )
        except (KeyError, TypeError, ValueError) as error:
            raise Invalid(
                _(
                    "{path} needs `aspire`, `reviewed`, and key, english, name and statement of each.",
                    path=self._files.path(name),
                )
            ) from error
