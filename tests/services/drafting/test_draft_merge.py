"""Merging two devices' texts: every word that either typed is in the result, whatever the passage is made of."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from blueprint import text
from blueprint.domain.drafts import DraftText
from blueprint.services.drafting.draft_merge import merge_drafts

BLOCKS = (
    "## The right to water",
    "Every household has a right to clean water.",
    "- A council sets prices.\n- It meets in public.\n  - four times a year\n- It publishes its books.",
    "1. first of all\n2. then the second\n\n   with a paragraph\n3. at last",
    "(a) lettered\n(b) items",
    "> Water is life,\n> and not for sale.",
    "> A quotation\n>\n> of two paragraphs",
    "| town | litres |\n|---|---:|\n| north | fifty |\n| south | forty |",
    "```\nverbatim code\n```",
    "كل أسرة لها حق في الماء النظيف.",
    "水は公共のものである。料金は公開の場で決める。",
    "ทุกครัวเรือนมีสิทธิได้รับน้ำสะอาด",
    "A claim.[^1]\n\n[^1]: Its source.",
    "Setext heading\n---",
    "| &nbsp; | [a link](https://example.org/water) ![a picture](images/x.png) |",
)
TYPEABLE = re.compile(r"[^\W\d_]{3,}")
EDITS = st.lists(st.tuples(st.sampled_from(("word", "word", "block", "delete")), st.integers(0, 400)), max_size=6)


def edited(base: list[str], edits: list[tuple[str, int]], name: str) -> tuple[str, set[str]]:
    """The text after a device's edits, and the words that it typed and still shows."""
    blocks = list(base)
    for number, (kind, at) in enumerate(edits):
        word, index = f"{name}{number}", at % (len(blocks) + 1)
        if kind == "block" or not blocks:
            blocks.insert(index, f"A paragraph of {word}.")
        elif kind == "delete":
            del blocks[at % len(blocks)]
        else:
            blocks[at % len(blocks)] = typed_into(blocks[at % len(blocks)], at, word)
    result = "\n\n".join(blocks) + "\n"
    return result, set(re.findall(rf"{name}\d+", result))


def typed_into(block: str, at: int, word: str) -> str:
    """The block with a word behind one of its own."""
    places = [found.end() for found in TYPEABLE.finditer(block) if "](" not in block]
    if not places:
        return block
    place = places[at % len(places)]
    return f"{block[:place]} {word}{block[place:]}"


def words(source: str) -> set[str]:
    """What a reader of the text can see of the words that devices typed."""
    visible = " ".join(text.visible_text(paragraph) for paragraph in text.split(source).paragraphs)
    return set(re.findall(r"(?:laptop|phone)\d+", visible))


@settings(max_examples=150)
@given(base=st.lists(st.sampled_from(BLOCKS), max_size=6), laptop=EDITS, phone=EDITS)
def test_every_word_of_both_is_in_the_merged_text(
    base: list[str], laptop: list[tuple[str, int]], phone: list[tuple[str, int]]
) -> None:
    stored, stored_words = edited(base, laptop, "laptop")
    sent, sent_words = edited(base, phone, "phone")
    ancestor = "\n\n".join(base) + "\n"
    sides = [DraftText(title="", markdown=side) for side in (ancestor, stored, sent)]
    merged = merge_drafts(*sides, "en")
    visible_before = words(stored) | words(sent)
    assert stored_words | sent_words <= set(re.findall(r"(?:laptop|phone)\d+", merged.text.markdown))
    assert visible_before <= words(merged.text.markdown)
    assert all(conflict.is_open(merged.text) for conflict in merged.conflicts)
    again = merge_drafts(sides[0], merged.text, sides[2], "en")
    assert visible_before <= words(again.text.markdown)


@settings(max_examples=60)
@given(base=st.lists(st.sampled_from(BLOCKS), max_size=4), laptop=EDITS, phone=EDITS)
def test_words_stay_where_only_an_early_ancestor_is_known(
    base: list[str], laptop: list[tuple[str, int]], phone: list[tuple[str, int]]
) -> None:
    shared, _words = edited(base, laptop[:2], "shared")
    stored, stored_words = edited(shared.rstrip("\n").split("\n\n"), laptop, "laptop")
    sent, sent_words = edited(shared.rstrip("\n").split("\n\n"), phone, "phone")
    sides = [DraftText(title="", markdown=side) for side in ("\n\n".join(base) + "\n", stored, sent)]
    merged = merge_drafts(*sides, "en", certain=False)
    assert stored_words | sent_words <= set(re.findall(r"(?:laptop|phone)\d+", merged.text.markdown))
