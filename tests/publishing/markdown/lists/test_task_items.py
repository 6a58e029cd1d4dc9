"""The boxes of task lists stay with their words."""

import pytest

from blueprint.publishing.markdown.ast import plain_text, walk
from blueprint.publishing.markdown.normalize import normalize
from tests.publishing.books import chapter


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("- [ ] Draft\n- [x] Hear", ["☐ Draft", "☑ Hear"]),
        ("1. [ ] مسودة\n2. [X] استماع", ["☐ مسودة", "☑ استماع"]),
        ("* [ ] one\n\n* [x] *two*", ["☐ one", "☑ two"]),
        ("- [ ] one\n  and two\n  - [x] three", ["☐ one and two", "☑ three"]),
        ("- [x]\n- [ ]\n- [x](#a) [ ] b", ["[x]", "[ ]", "x [ ] b"]),
        ("- a [ ] b\n- [y] c", ["a [ ] b", "[y] c"]),
    ],
)
def test_a_box_is_one_character_before_the_words_of_one_item(text: str, items: list[str]) -> None:
    blocks = normalize(chapter(text), {}).blocks
    paragraphs = [node for node in walk(blocks) if node["t"] in ("Plain", "Para")]
    assert [plain_text(node["c"]) for node in paragraphs] == items
    assert len({node["id"] for node in paragraphs}) == len(items)
    assert all("number" not in node for node in paragraphs)
