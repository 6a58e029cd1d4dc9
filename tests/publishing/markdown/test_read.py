"""Reading a text: what Pandoc gives, and where a refusal says something is."""

import pytest

from blueprint.publishing import Chapter, Refusal
from blueprint.publishing.markdown.ast import walk
from blueprint.publishing.markdown.normalize import normalize
from blueprint.publishing.markdown.pandoc import Limits, Node


def test_a_refusal_names_its_line() -> None:
    with pytest.raises(Refusal) as caught:
        normalize(Chapter(title="T", markdown="One.\n\n- Two.\n- [x](javascript:y)\n", source="t.md"), ())
    assert (caught.value.file, caught.value.line) == ("t.md", 4)


def test_a_text_that_takes_too_long_to_read_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("blueprint.publishing.markdown.pandoc.READING", Limits(1, 20))
    with pytest.raises(Refusal, match="too tangled or too long"):
        normalize(Chapter(title="T", markdown="*a* " * 50_000, source="t.md"), ())


def test_sentences_are_whole_before_anything_else_is_done_with_them() -> None:
    blocks: list[Node] = normalize(Chapter(title="T", markdown="One *two three* four."), ()).blocks
    assert blocks[0]["c"] == [
        {"t": "Str", "c": "One"},
        {"t": "Space"},
        {"t": "Emph", "c": [{"t": "Str", "c": "two three"}]},
        {"t": "Space"},
        {"t": "Str", "c": "four."},
    ]


@pytest.mark.parametrize("rule", ["* * *", "- - -", " _  _ _ ", "> * * *", "***", "1. x\n\n   * * *"])
def test_a_rule_with_spaces_is_a_rule(rule: str) -> None:
    blocks = normalize(Chapter(title="T", markdown=f"One.\n\n{rule}\n\nTwo."), ()).blocks
    assert [node["t"] for node in walk(blocks) if node["t"] in ("HorizontalRule", "BulletList")] == ["HorizontalRule"]
