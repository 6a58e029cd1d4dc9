"""What an edition says of itself is said in its own language."""

import re

import pytest

from blueprint.publishing.phrases import Phrases, phrases

_PLACEHOLDER = re.compile(r"{\w+}")
_SHARED = {"quotation_marks"}


@pytest.mark.parametrize("tag", ["zh-Hans", "zh-Hant", "ko"])
def test_a_language_without_a_catalogue_of_the_library_has_all_words_of_editions(tag: str) -> None:
    for name, english in Phrases._field_defaults.items():
        said = getattr(phrases(tag), name)
        assert name in _SHARED or said != english, name
        assert _PLACEHOLDER.findall(said) == _PLACEHOLDER.findall(english), name


@pytest.mark.parametrize(
    ("tag", "contents"),
    [("zh", "目录"), ("zh-CN", "目录"), ("zh-TW", "目錄"), ("zh-Hant-HK", "目錄"), ("ko-KR", "차례")],
)
def test_the_script_of_a_region_is_taken(tag: str, contents: str) -> None:
    assert phrases(tag).contents == contents
