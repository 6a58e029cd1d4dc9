"""Which script a language is set in, and so which fonts."""

import pytest

from blueprint.publishing.fonts.families import script


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("en", "Latn"),
        ("pt-BR", "Latn"),
        ("de-1996", "Latn"),
        ("ur", "Aran"),
        ("fa-IR", "Arab"),
        ("uz-Arab", "Arab"),
        ("zh-Hant-TW", "Hant"),
        ("ar-Latn", "Latn"),
        ("en-x-abcd", "Latn"),
    ],
)
def test_the_script_is_the_stated_one_or_the_language_s_own(tag: str, code: str) -> None:
    assert script(tag) == code
