"""Which script a language is set in, and so which fonts."""

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest

from blueprint.publishing import Format, build_file
from blueprint.publishing.fonts.families import language_and_region, own_family, sans_fonts, script, text_fonts
from tests.publishing.books import plain


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


@pytest.mark.parametrize(
    ("tag", "family"),
    [
        ("ar", "Amiri"),
        ("ur", "Noto Nastaliq Urdu"),
        ("zh", "Noto Sans SC"),
        ("zh-CN", "Noto Sans SC"),
        ("zh-Hans-TW", "Noto Sans SC"),
        ("zh-TW", "Noto Sans TC"),
        ("zh-HK", "Noto Sans TC"),
        ("zh-Hant", "Noto Sans TC"),
        ("ja", "Noto Sans JP"),
        ("ko", "Noto Sans KR"),
        ("km", "Noto Sans Khmer"),
        ("de", ""),
    ],
)
def test_a_language_is_set_in_the_family_of_its_script(tag: str, family: str) -> None:
    assert own_family(tag) == family
    for families in (text_fonts(tag), sans_fonts(tag)):
        assert not family or families.index(family) == 1  # behind the Latin one


def test_typst_knows_one_chinese_from_the_other_by_the_region() -> None:
    regions = {tag: language_and_region(tag)["region"] for tag in ("zh", "zh-Hant", "zh-HK", "pt-BR", "ja")}
    assert regions == {"zh": "CN", "zh-Hant": "TW", "zh-HK": "HK", "pt-BR": "BR", "ja": None}


def test_the_same_ideographs_are_drawn_as_the_language_of_their_quotation_has_them() -> None:
    text = "直骨今返 [直骨今返]{lang=ja} [直骨今返]{lang=zh-Hant} [직]{lang=ko}"
    data = build_file(plain(text, language="zh-Hans"), Format.PDF, {})
    fonts = {str(font.BaseFont).split("+")[1] for font in _fonts(data)}
    assert {"NotoSansSC", "NotoSansJP", "NotoSansTC", "NotoSansKR"} <= {name.split("-")[0] for name in fonts}


def _fonts(data: bytes) -> Iterator[Any]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        yield from pdf.pages[2].Resources.Font.values()
