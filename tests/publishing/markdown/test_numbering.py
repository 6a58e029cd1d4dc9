"""Paragraph numbers are the same wherever they stand."""

import io
import re
import zipfile

import pypdf
import pytest

from blueprint.domain.dialects import CURRENT_DIALECT, FIRST_DIALECT
from blueprint.publishing import Chapter, Format, build_file, chapter_html, label_at, places
from blueprint.text import split
from tests.publishing.books import ARABIC, ENGLISH, JAPANESE, plain
from tests.publishing.languages import TEXTS

TEXT = """---
title: Front matter is not counted
---

# Heading

One.

- Item
- Another
  goes on

  Two, in the same item

1. Third
   - Inner

> Three
>
> > Four

| a | b |
|---|---|
| 1 | 2 |

![Not counted](images/a.png)

---

```
code
```

Five[^n]. <b>x</b>

[^n]: Not counted.

Six
: Seven
"""
WORDS = ["One", "Two", "Three", "Four", "Five", "Six", "Seven"]
OLD_WORDS = ["One", "Item", "Another", "Two", "Third", "Inner", "Three", "Four", "Five", "Six", "Seven"]
LISTS = """- Before all numbers

First.

1. One
2. Two
   1. Two one
      - A bullet
      - Another

   A paragraph of the item
   1. Counts on

(a) Lettered

(b) Lettered too

    (i) Roman

- Bullet
- Next

## A heading

Last.

* Bullet again
"""
LABELS = {
    "Before all numbers": "•1", "First.": "1", "One": "1 (1)", "Two": "1 (2)", "Two one": "1 (2)(1)",
    "A bullet": "1 (2)(1)•1", "Another": "1 (2)(1)•2", "A paragraph of the item": "2", "Counts on": "1 (2)(1)",
    "Lettered": "1 (a)", "Lettered too": "1 (b)", "Roman": "1 (b)(i)", "Bullet": "1 •1", "Next": "1 •2", "Last.": "3",
    "Bullet again": "3 •1",
}  # fmt: skip


def numbers(text: str, dialect: int = CURRENT_DIALECT) -> list[int]:
    return [place.number for place in places(split(text), dialect) if place and place.number]


@pytest.mark.parametrize(("dialect", "expected"), [(CURRENT_DIALECT, WORDS), (FIRST_DIALECT, OLD_WORDS)])
def test_paragraphs_and_quotations_are_counted_and_items_only_in_the_first_dialect(
    dialect: int, expected: list[str]
) -> None:
    document = split(TEXT)
    found = zip(document.paragraphs, places(document, dialect), strict=True)
    counted = {p.text.lstrip("-1.:> ").split()[0].rstrip(".,"): place.number for p, place in found if place}
    assert [word.partition("[")[0] for word, number in counted.items() if number] == expected
    assert [number for number in counted.values() if number] == list(range(1, len(expected) + 1))


def test_items_are_called_by_their_signs_behind_the_number_before_the_list() -> None:
    document = split(LISTS)
    found = zip(document.paragraphs, places(document, CURRENT_DIALECT), strict=True)
    assert {re.sub(r"^(\S+[.)]|[-*]) ", "", p.text): place.label for p, place in found if place} == LABELS
    assert {place.label for place in places(split("1. a\n2. b"), FIRST_DIALECT) if place} == {"1", "2"}


def test_every_paragraph_and_item_has_an_anchor_of_its_own() -> None:
    anchors = [place.anchor for place in places(split(LISTS), CURRENT_DIALECT) if place]
    assert len(set(anchors)) == len(anchors) == len(LABELS)
    html = chapter_html(Chapter(title="T", markdown=LISTS), {})
    assert re.findall(r' id="(p-[^"]*)"', html) == anchors


@pytest.mark.parametrize("text", [TEXT, LISTS, TEXT.replace("\n", "\r\n"), ENGLISH, ARABIC, JAPANESE, *TEXTS.values()])
def test_every_number_of_the_text_is_in_the_page_once_and_in_order(text: str) -> None:
    for dialect in (CURRENT_DIALECT, FIRST_DIALECT) if text != LISTS else (CURRENT_DIALECT,):
        html = chapter_html(Chapter(title="T", markdown=text, dialect=dialect), {"images/a.png": "/a"})
        assert [int(n) for n in re.findall(r'class="number">(\d+)<', html)] == numbers(text, dialect)


def test_the_words_beside_a_number_are_those_of_the_paragraph() -> None:
    html = chapter_html(Chapter(title="T", markdown=TEXT), {"images/a.png": "/a"})
    beside = re.findall(r'class="number">(\d+)</a> (?:<strong>)?(\w+)', html)
    assert beside == [(str(at), word) for at, word in enumerate(WORDS, 1)]


def test_an_item_links_to_itself_on_the_page_and_not_in_a_file() -> None:
    html = chapter_html(Chapter(title="T", markdown=LISTS), {})
    link = re.search(
        r'<a href="#(p-[^"]+)" class="number item" aria-label="1 \(b\)\(i\)">#</a> <span class="sign">\(i\)</span> Roman',
        html,
    )
    assert link
    assert f'id="{link[1]}"' in html
    with zipfile.ZipFile(io.BytesIO(build_file(plain(LISTS), Format.EPUB, {}))) as book:
        pages = "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xhtml"))
    assert "Roman" in pages
    assert 'class="number' in pages
    assert 'class="number item"' not in pages


def test_the_pdf_has_the_same_numbers() -> None:
    text = TEXT.replace("![Not counted](images/a.png)", "")
    pages = pypdf.PdfReader(io.BytesIO(build_file(plain(text), Format.PDF, {}))).pages
    said = " ".join(" ".join(page.extract_text().split()) for page in pages)
    assert [f"{at} {word}" for at, word in enumerate(WORDS, 1) if f"{at} {word}" not in said] == []
    assert not re.search(r"\d (Item|Another|Inner)", said)


def test_a_line_belongs_to_the_paragraph_on_it_or_to_the_next_one() -> None:
    source = "# A\n\nOne,\ngoes on.\r\n\n- Two\n\n\nThree"
    found = [label_at(source, CURRENT_DIALECT, line) for line in range(1, 12)]
    assert found == ["", "1", "1", "1", "1 •1", "1 •1", "2", "2", "2", "", ""]
