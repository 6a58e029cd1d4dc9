"""Paragraph numbers are the same wherever they stand."""

import io
import re

import pypdf
import pytest

from blueprint.publishing import Chapter, Format, build_file, chapter_html, numbered
from blueprint.publishing.markdown.numbering import number_at
from blueprint.text import split
from tests.publishing.books import ARABIC, ENGLISH, JAPANESE, plain
from tests.publishing.languages import TEXTS

TEXT = """---
title: Front matter is not counted
---

# Heading

One.

- Two
- Three
  goes on

  Four, in the same item

1. Five
   - Six

> Seven
>
> > Eight

| a | b |
|---|---|
| 1 | 2 |

![Not counted](images/a.png)

---

```
code
```

Nine[^n]. <b>x</b>

[^n]: Not counted.

Ten
: Eleven
"""


def test_body_paragraphs_list_items_and_quotations_are_counted() -> None:
    document = split(TEXT)
    counted = {p.text.split("\n")[0]: n for p, n in zip(document.paragraphs, numbered(document), strict=True) if n}
    assert list(counted.values()) == list(range(1, 12))
    assert [start.lstrip("-1.:> ").split()[0].rstrip(".,") for start in counted] == (
        ["One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine[^n]", "Ten", "Eleven"]
    )


@pytest.mark.parametrize("text", [TEXT, TEXT.replace("\n", "\r\n"), ENGLISH, ARABIC, JAPANESE, *TEXTS.values()])
def test_every_number_of_the_text_is_in_the_page_once_and_in_order(text: str) -> None:
    expected = [n for n in numbered(split(text)) if n]
    html = chapter_html(Chapter(title="T", markdown=text), {"images/a.png": "/a"})
    assert [int(n) for n in re.findall(r'class="number">(\d+)<', html)] == expected


def test_the_words_beside_a_number_are_those_of_the_paragraph() -> None:
    html = chapter_html(Chapter(title="T", markdown=TEXT), {"images/a.png": "/a"})
    beside = re.findall(r'class="number">(\d+)</a> (?:<strong>)?(\w+)', html)
    words = ["One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven"]
    assert beside == [(str(at), word) for at, word in enumerate(words, 1)]


def test_the_pdf_has_the_same_numbers() -> None:
    text = TEXT.replace("![Not counted](images/a.png)", "")
    pages = pypdf.PdfReader(io.BytesIO(build_file(plain(text), Format.PDF, {}))).pages
    said = " ".join(" ".join(page.extract_text().split()) for page in pages)
    words = ["One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven"]
    assert [f"{at} {word}" for at, word in enumerate(words, 1) if f"{at} {word}" not in said] == []


def test_a_line_belongs_to_the_paragraph_on_it_or_to_the_next_one() -> None:
    source = "# A\n\nOne,\ngoes on.\r\n\n- Two\n\n\nThree"
    found = [number_at(source, line) for line in range(1, 12)]
    assert found == [None, 1, 1, 1, 2, 2, 3, 3, 3, None, None]
