"""Plural forms for the browser: one for each category of the language."""

import pytest

from blueprint.locales import plural_forms, using_language


@pytest.mark.parametrize(
    ("language", "categories"),
    [
        ("en", {"one", "other"}),
        ("ar", {"zero", "one", "two", "few", "many", "other"}),
        ("ru", {"one", "few", "many", "other"}),
        ("ja", {"other"}),
        ("pt-BR", {"one", "many", "other"}),
        ("ar-XB", {"zero", "one", "two", "few", "many", "other"}),
        ("en-XA", {"one", "other"}),
    ],
)
def test_every_category_has_a_form(language: str, categories: set[str]) -> None:
    with using_language(language):
        assert set(plural_forms("{count} reply", "{count} replies")) == categories


def test_the_forms_are_those_of_the_catalogue_unfilled() -> None:
    assert plural_forms("{count} reply", "{count} replies") == {"one": "{count} reply", "other": "{count} replies"}
    with using_language("en-XA"):
        forms = plural_forms("{count} reply", "{count} replies")
    assert forms["one"].startswith("⟦{count} reply~")
    assert forms["other"].startswith("⟦{count} replies~")
