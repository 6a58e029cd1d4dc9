"""Contents: a bare number is listed with its name, as deep as two pages hold."""

import pytest

from blueprint.publishing.markdown.headings.listed import SEPARATOR
from blueprint.publishing.markdown.model import Heading, Text
from blueprint.publishing.markdown.normalize import normalize
from blueprint.publishing.matter.contents import contents_depth
from tests.publishing.books import chapter


def listed(markdown: str) -> list[tuple[int, str]]:
    return [(each.level, each.title.replace(SEPARATOR, " | ")) for each in normalize(chapter(markdown), {}).headings]


@pytest.mark.parametrize(
    ("markdown", "headings"),
    [
        ("## CAPÍTULO I\n\n### De los derechos\n\nTexto.", [(1, "CAPÍTULO I | De los derechos")]),
        ("## Chapter II\n\n**Of the council**\n\nText.", [(1, "Chapter II | Of the council")]),
        ("## 第三章\n\n## 国民の権利\n\n本文。", [(1, "第三章 | 国民の権利")]),
        ("## المادة ٣\n\n### الحقوق\n\nنص.", [(1, "المادة ٣ | الحقوق")]),
        ("## § 4\n\nText.", [(1, "§ 4")]),
        ("## § 4\n\n**Nobody may sell water.** Text.", [(1, "§ 4")]),
        ("## Chapter I\n\n### Article 1\n\nText.", [(1, "Chapter I"), (2, "Article 1")]),
        ("## Aims\n\n### Water\n\nText.", [(1, "Aims"), (2, "Water")]),
    ],
)
def test_a_bare_number_is_listed_with_its_name(markdown: str, headings: list[tuple[int, str]]) -> None:
    assert listed(markdown) == headings


def text(*levels: int) -> Text:
    return Text([], tuple(Heading(level, "T", "t") for level in levels))


@pytest.mark.parametrize(
    ("texts", "depth"),
    [
        ([text(1, 2, 3, 4)], 3),
        ([text(*[1, 2, 3] * 30)], 2),
        ([text(*[1] * 40, *[2] * 40)], 1),
        ([text(*[1] * 200)], 1),
        ([text(*[1] * 10)] * 100, 0),
        ([text()], 3),
    ],
)
def test_contents_are_as_deep_as_two_pages_hold(texts: list[Text], depth: int) -> None:
    assert contents_depth(texts) == depth
