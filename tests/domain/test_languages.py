"""Languages by their tags."""

import pytest
from babel import Locale

from blueprint.domain.errors import Invalid
from blueprint.domain.languages import OFFERED, direction, language_name, language_tag
from blueprint.locales import nearest


@pytest.mark.parametrize(
    ("tag", "way"),
    [
        ("ar", "rtl"),
        ("fa", "rtl"),
        ("ur", "rtl"),
        ("he", "rtl"),
        ("en", "ltr"),
        ("ti", "ltr"),
        ("qqq", "ltr"),
        ("ar-ZZ", "rtl"),
        ("az-Arab", "rtl"),
    ],
)
def test_direction(tag: str, way: str) -> None:
    assert direction(tag) == way


def test_the_offered_languages_run_as_the_cldr_says() -> None:
    assert [direction(tag) for tag in OFFERED] == [Locale.parse(tag, sep="-").text_direction for tag in OFFERED]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("PT_br", "pt-BR"),
        (" ar ", "ar"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("DE-1996", "de-1996"),
        ("es-419", "es-419"),
    ],
)
def test_tags_are_kept_in_their_usual_case(given: str, kept: str) -> None:
    assert language_tag(given) == kept


@pytest.mark.parametrize("given", ["", "english", "e", "en-", "<script>", "en; DROP TABLE", "x" * 500])
def test_what_is_no_tag(given: str) -> None:
    with pytest.raises(Invalid, match="not a language tag"):
        language_tag(given)


def test_every_offered_language_has_a_name_of_its_own() -> None:
    names = [language_name(tag) for tag in OFFERED]
    assert len(set(names)) == len(OFFERED)
    assert language_name("ar") == "العربية"
    assert language_name("qqq") == "qqq"
    assert language_name("pt-BR") == "Português (Brasil)"
    assert language_name("tr") == "Türkçe"


@pytest.mark.parametrize(
    ("tag", "have", "found"),
    [
        ("pt-BR", ("pt", "pt-BR"), "pt-BR"),
        ("pt-BR", ("en", "pt-PT", "pt"), "pt"),
        ("pt", ("en", "pt-PT", "pt-BR"), "pt-PT"),
        ("pt-AO", ("pt-PT", "pt-BR"), "pt-PT"),
        ("fr", ("en", "frr"), None),
        ("fr", (), None),
    ],
)
def test_the_nearest_language_there_is(tag: str, have: tuple[str, ...], found: str | None) -> None:
    assert nearest(tag, iter(have)) == found
