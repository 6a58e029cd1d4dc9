"""The words an edition says of itself, in its own language: one plain TOML file each, in `languages/`."""

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).with_name("languages")


class Phrases(NamedTuple):
    """The interface words of one language. `edition`, `since`, `moved`, `split` and `joined` have a place for a `{number}`.

    `date` is the long form of the Unicode CLDR, with places for the `{day}`, the `{month}` (one of the twelve `months`) and
    the `{year}`. `quotes` are the quotation marks: outer left and right, inner left and right.
    """

    language: str
    contents: str
    foreword: str
    colophon: str
    edition: str
    published: str
    date: str
    months: tuple[str, ...]
    publisher: str
    licence: str
    contributors: str
    author: str
    editor: str
    reviewer: str
    convenor: str
    principles: str
    principle: str
    rationale: str
    tension: str
    cite: str
    permalink: str
    identifier: str
    hash: str
    changes: str
    notes: str
    back: str
    cover: str
    paragraph: str
    accessibility: str
    pages: str
    large_print: str
    since: str
    legend: str
    added: str
    removed: str
    edited: str
    moved: str
    split: str
    joined: str
    fresh: str
    same: str
    dropped: str
    quotes: tuple[str, str, str, str]

    def role(self, role: str) -> str:
        """What a contributor of this role is called; the role itself when there is no word for it."""
        return {
            "author": self.author,
            "editor": self.editor,
            "reviewer": self.reviewer,
            "convenor": self.convenor,
        }.get(role, role)


@lru_cache(maxsize=1)
def known() -> dict[str, Path]:
    """The languages that have words of their own, and the files of these."""
    return {path.stem: path for path in sorted(FOLDER.glob("*.toml"))}


@lru_cache(maxsize=64)
def phrases(tag: str) -> Phrases:
    """The words for a BCP 47 tag: its own, else its language's, else the English ones."""
    have = known()
    language = tag.split("-", maxsplit=1)[0]
    related = next((name for name in have if name.split("-")[0] == language), "en")
    name = next((name for name in (tag, language) if name in have), related)
    return Phrases(**tomllib.loads(have[name].read_text(encoding="utf-8")))
