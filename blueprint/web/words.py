"""The words of the library's pages, in the languages of its readers: one plain TOML file each, in `languages/`.

What an edition says of itself in every format (Contents, Licence …) is in `publishing/languages`.
"""

import tomllib
from functools import lru_cache
from pathlib import Path

from blueprint.domain.languages import nearest
from blueprint.domain.value import Value

FOLDER = Path(__file__).with_name("languages")


class Words(Value):
    """One language's words. Those with a place in braces are filled in with `format`."""

    language: str
    """The tag of the language they are in."""
    library: str
    search: str
    principles: str
    people: str
    workbench: str
    menu: str
    skip: str
    here: str
    lead: str
    empty: str
    languages: str
    collections: str
    editions: str
    newest: str
    newer: str
    read_newer: str
    take: str
    large_print: str
    redline: str
    gone: str
    proposals: str
    previous: str
    next: str
    unshowable: str
    since: str
    same: str
    added: str
    removed: str
    count: str
    former_title: str
    inserted: str
    deleted: str
    edited: str
    moved: str
    moved_edited: str
    split: str
    joined: str
    formerly: str
    erratum: str
    superseded: str
    instead: str
    manager: str
    registers: str
    advancing: str
    straining: str
    none_yet: str
    twelve: str
    unreviewed: str
    taking_part: str
    look_for: str
    which_language: str
    any_language: str
    nothing_found: str
    hint: str
    more: str
    follow: str
    feed: str
    catalogue: str
    feeds_lead: str

    def named(self, kind: str) -> str:
        """What is called so elsewhere: a kind of change, of note, of file."""
        return str(getattr(self, kind.replace("-", "_")))


@lru_cache(maxsize=64)
def words(tag: str) -> Words:
    """The words for a BCP 47 tag: its own, else its language's, else the English ones."""
    have = {path.stem: path for path in sorted(FOLDER.glob("*.toml"))}
    name = nearest(tag, have) or "en"
    return Words(language=name, **tomllib.loads(have[name].read_text(encoding="utf-8")))
