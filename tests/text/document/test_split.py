"""Splitting a text into paragraphs."""

from hypothesis import example, given
from hypothesis import strategies as st

from blueprint.text import ParagraphKind, join, split
from blueprint.text.document.model import BYTE_ORDER_MARK
from tests.text.strategies import anything, markdowns


@given(st.one_of(anything, markdowns))
@example(BYTE_ORDER_MARK)
@example(f"{BYTE_ORDER_MARK}> Water")
@example(f"Water\n\n{BYTE_ORDER_MARK}\n\n\0\n\n\u2028\r\r\x0c")
def test_join_is_the_inverse_of_split(text: str) -> None:
    assert join(split(text)) == text


@given(st.one_of(anything, markdowns))
@example(BYTE_ORDER_MARK)
@example(f"{BYTE_ORDER_MARK}> Water")
@example(f"Water\n\n{BYTE_ORDER_MARK}\n\n\0\n\n\u2028\r\r\x0c")
def test_offsets_are_exact_and_in_order(text: str) -> None:
    previous_end = 0
    for paragraph in split(text).paragraphs:
        assert text[paragraph.start : paragraph.end] == paragraph.text != ""
        assert text[previous_end : paragraph.start] == paragraph.lead
        previous_end = paragraph.end


@given(st.one_of(anything, markdowns))
@example(BYTE_ORDER_MARK)
@example(f"{BYTE_ORDER_MARK}> Water")
@example(f"Water\n\n{BYTE_ORDER_MARK}\n\n\0\n\n\u2028\r\r\x0c")
def test_nothing_but_white_space_and_quotation_marks_is_outside_paragraphs(text: str) -> None:
    document = split(text)
    outside = "".join(paragraph.lead for paragraph in document.paragraphs) + document.tail
    assert outside.removeprefix(BYTE_ORDER_MARK if text.startswith(BYTE_ORDER_MARK) else "").strip(" \t\r\n>") == ""


def kinds(text: str) -> list[tuple[str, str]]:
    return [(paragraph.kind.value, paragraph.text) for paragraph in split(text).paragraphs]


def test_every_kind_of_paragraph() -> None:
    text = """---
title: Water
---

# Water

Everyone has a right to it.[^1]

> So said the assembly.
> Twice.
>
> And again.

- one
  - nested
- two

  more of two

3. three

| a | b |
|---|---|
| c | d |

```
code

still code
```

![A river](images/river.png)

***

<div>
html
</div>

[^1]: In article 3.

[law]: https://example.org
"""
    assert kinds(text) == [
        ("front-matter", "---\ntitle: Water\n---"),
        ("heading", "# Water"),
        ("paragraph", "Everyone has a right to it.[^1]"),
        ("quotation", "> So said the assembly.\n> Twice."),
        ("quotation", "> And again."),
        ("list-item", "- one"),
        ("list-item", "- nested"),
        ("list-item", "- two"),
        ("paragraph", "more of two"),
        ("list-item", "3. three"),
        ("table-row", "| a | b |\n|---|---|"),
        ("table-row", "| c | d |"),
        ("code", "```\ncode\n\nstill code\n```"),
        ("image", "![A river](images/river.png)"),
        ("break", "***"),
        ("html", "<div>\nhtml\n</div>"),
        ("footnote", "[^1]: In article 3."),
        ("reference", "[law]: https://example.org"),
    ]


def test_levels_markers_and_quotations() -> None:
    found = split("### Deep\n\n- a\n  1. b\n\n> - c\n\n>> d\n\n| x |\n|---|\n| y |\n").paragraphs
    assert [(each.level, each.marker, each.quote_depth, each.head) for each in found] == [
        (3, "###", 0, False),
        (1, "-", 0, False),
        (2, "1.", 0, False),
        (1, "-", 1, False),
        (0, "", 2, False),
        (0, "", 0, True),
        (0, "", 0, False),
    ]


def test_all_line_endings_are_equivalent() -> None:
    for end in ("\n", "\r\n", "\r"):
        assert kinds(f"# a{end}{end}b{end}c{end}{end}- d{end}") == [
            ("heading", "# a"),
            ("paragraph", f"b{end}c"),
            ("list-item", "- d"),
        ]


def test_an_empty_list_item_and_an_empty_text() -> None:
    assert kinds("") == kinds("\n \n") == []
    assert kinds("- a\n-\n- b") == [("list-item", "- a"), ("list-item", "-"), ("list-item", "- b")]


def test_a_rule_at_the_start_is_front_matter_only_when_it_is_closed() -> None:
    assert kinds("---\n\nText")[0][0] == ParagraphKind.BREAK
    assert kinds("---\na: b\n...\nText")[0][0] == ParagraphKind.FRONT_MATTER
    assert kinds('+++\na = "b"\n+++\nText')[0] == ("front-matter", '+++\na = "b"\n+++')
    assert kinds("+++\na\n\nText")[0][0] == ParagraphKind.PARAGRAPH


def test_deep_nesting_keeps_every_line() -> None:
    text = "\n".join(">" * depth + " x" for depth in range(1, 200))
    assert join(split(text)) == text
    assert sum(paragraph.text.count("x") for paragraph in split(text).paragraphs) == 199


def test_a_byte_order_mark_is_not_part_of_a_paragraph() -> None:
    text = "\ufeff# Water\n\nIt is free."
    assert kinds(text) == [("heading", "# Water"), ("paragraph", "It is free.")]
    assert kinds("\ufeff---\na: b\n---\n") == [("front-matter", "---\na: b\n---")]
    assert join(split(text)) == text
    assert split(text).paragraphs[0].start == 1
    assert join(split("\ufeff")) == "\ufeff"


def test_a_term_and_its_definition_are_no_one_line_paragraphs() -> None:
    assert kinds("Water\n\n: What flows.")[0] == ("paragraph", "Water")
    assert split("Water\n\n: What flows.").paragraphs[1].marker == ":"
