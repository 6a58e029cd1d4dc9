"""The library's words: every language that is offered has all of them, with the same places to fill in."""

import re
import tomllib

import pytest

from blueprint.domain.languages import OFFERED
from blueprint.web.words import FOLDER, words

PLACE = re.compile(r"\{(\w*)\}")


@pytest.mark.parametrize("tag", OFFERED)
def test_every_language_has_all_the_words(tag: str) -> None:
    own, english = (tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8")) for name in (tag, "en"))
    assert own.keys() == english.keys()
    assert all(own.values())
    assert {key: PLACE.findall(said) for key, said in own.items()} == {
        key: PLACE.findall(said) for key, said in english.items()
    }
    assert words(tag).language == tag


@pytest.mark.parametrize(
    ("tag", "found"), [("pt", "pt-BR"), ("pt-AO", "pt-BR"), ("de-AT", "de"), ("tlh", "en"), ("", "en")]
)
def test_the_nearest_language_is_taken(tag: str, found: str) -> None:
    assert words(tag).language == found


def test_what_the_engine_names_has_a_word() -> None:
    kinds = ("inserted", "deleted", "edited", "moved", "moved-edited", "split", "joined", "large-print", "redline")
    assert all(words("en").named(kind) for kind in kinds)
