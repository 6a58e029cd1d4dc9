"""Languages by their tags."""

import pytest

from blueprint.domain.errors import Invalid
from blueprint.domain.languages import OFFERED, direction, language_name, language_tag


@pytest.mark.parametrize(
    ("tag", "way"),
    [("ar", "rtl"), ("fa", "rtl"), ("ur", "rtl"), ("he", "rtl"), ("en", "ltr"), ("ti", "ltr"), ("qqq", "ltr")],
)
def test_direction(tag: str, way: str) -> None:
    assert direction(tag) == way


@pytest.mark.parametrize(
    ("given", "kept"), [("PT_br", "pt-BR"), (" ar ", "ar"), ("zh-hant-tw", "zh-Hant-TW"), ("DE-1996", "de-1996")]
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
