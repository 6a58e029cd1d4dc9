"""Unicode's canonical equivalence: a text with its accents composed or not is the same text, for every answer we give.

Each word of both sides is composed or decomposed at random; what changes are offsets, and nothing else.
"""

from __future__ import annotations

import re
from itertools import groupby
from random import Random
from unicodedata import normalize

from hypothesis import given
from hypothesis import strategies as st

from blueprint.text import Change, ChangeKind, MergeConflict, MergeResult, carry, compare, merge, quote, split
from tests.text.strategies import histories

ACCENTED = """
Mỗi hộ gia đình có quyền được cấp đủ nước sạch mỗi ngày 국민은 깨끗한 물을 누릴 권리를 가진다 każdy ma prawo do źródła żółta
łódź chaque ménage a droit à l'eau là-bas être élu où हर व्यक्ति क़ानून ज़मीन पढ़ना প্রত্যেক মানুষের কোন যায় ஒவ்வொரு கோவில் ഓരോ കോടതി
ガバナンス プライバシー がっこう čistá vůda ό Κάθε άνθρωπος έχει δικαίωμα Й её край שׁלוֹם אָדָם ﬁ Å
"""
words = st.sampled_from(ACCENTED.split())
seeds = st.integers(0, 2**32)


def respelled(text: str, seed: int) -> str:
    """A text with each word composed or decomposed."""
    chosen = Random(seed)  # noqa: S311, the same forms each time, not secrets
    return re.sub(r"\S+", lambda word: normalize(chosen.choice(("NFC", "NFD")), word[0]), text)


@st.composite
def accented_histories(draw: st.DrawFn, count: int) -> list[str]:
    """A text and revisions of it, in which every fourth word has an accent."""
    chosen = Random(draw(seeds))  # noqa: S311, the same words each time, not secrets
    vocabulary = ACCENTED.split()
    replaced: dict[str, str] = {}
    texts = draw(histories(count))
    for word in sorted({word for text in texts for word in re.findall(r"(?<![\w/`*\[])\w{4,}(?![\w/`*\]])", text)}):
        replaced[word] = chosen.choice(vocabulary)
    return [re.sub(r"(?<![\w/`*\[])\w{4,}(?![\w/`*\]])", lambda word: replaced[word[0]], text) for text in texts]


def shown(change: Change) -> object:
    """A change as a reader sees it, composed."""
    seen = [("=" if operation in "=>" else operation, text) for operation, text in change.words if operation != "<"]
    merged = [
        (operation, normalize("NFC", "".join(text for _, text in group)))
        for operation, group in groupby(seen, key=lambda each: each[0])
    ]
    return change.kind, change.old, change.new, change.confidence, merged


@given(accented_histories(1), seeds, seeds)
def test_no_comparison_depends_on_the_form(texts: list[str], before: int, after: int) -> None:
    expected = [shown(change) for change in compare(*texts).changes]
    found = compare(respelled(texts[0], before), respelled(texts[1], after))
    assert [shown(change) for change in found.changes] == expected


@given(accented_histories(0), seeds)
def test_another_form_is_the_same_text(texts: list[str], seed: int) -> None:
    found = compare(texts[0], respelled(texts[0], seed))
    assert all(change.kind is ChangeKind.SAME for change in found.changes)


def word_range(text: str, first: int, count: int) -> tuple[int, int] | None:
    """Where some words in a row begin and end."""
    found = [match.span() for match in re.finditer(r"\S+", text)][first : first + count]
    return (found[0][0], found[-1][1]) if found else None


@given(accented_histories(1), seeds, seeds, st.integers(0, 60), st.integers(1, 12))
def test_no_comment_depends_on_the_form(texts: list[str], before: int, after: int, first: int, count: int) -> None:
    plain, other = texts, [respelled(texts[0], before), respelled(texts[1], after)]
    answers = []
    for old, new in (plain, other):
        place = word_range(old, first, count)
        if place is None:
            return
        found = carry(quote(old, *place), compare(old, new))
        answers.append((found.status, normalize("NFC", found.exact), found.paragraph, found.near))
    assert answers[0] == answers[1]


def composed(result: MergeResult) -> object:
    """The parts of a merge, composed; of a conflict the two sides in any order."""
    return [normalize("NFC", part) if isinstance(part, str) else _conflict(part) for part in result.parts]


def _conflict(part: MergeConflict) -> tuple[str, ...]:
    base, ours, theirs, lead = (normalize("NFC", text) for text in (part.base, part.ours, part.theirs, part.lead))
    return (base, *sorted((ours, theirs)), lead)


def test_what_a_merge_is_compared_by_is_the_same_in_every_form() -> None:
    """A search found this; in decomposed letters the sides came in the other order."""
    texts = ["ガバナンス ガバナンス. the.", "the ガバナンス. the.", "the.\n\nthe ガバナンス.\n\nthe."]
    assert composed(merge(*texts)) == composed(merge(*(normalize("NFD", text) for text in texts)))


@given(accented_histories(2), seeds, seeds, seeds)
def test_no_merge_depends_on_the_form(texts: list[str], one: int, other: int, third: int) -> None:
    forms = [respelled(text, seed) for text, seed in zip(texts, (one, other, third), strict=True)]
    assert composed(merge(*forms)) == composed(merge(*texts))


def test_a_side_that_deleted_all_is_an_empty_merge_in_every_form() -> None:
    base = "- un m\u00e9nage."
    for ours in (base, normalize("NFD", base)):
        assert merge(base, ours, "").parts == merge(base, "", ours).parts == ()


def test_what_was_typed_is_what_is_kept() -> None:
    old, new = normalize("NFD", "Le ménage possède un réseau."), "Le ménage possède deux réseaux."
    found = compare(old, new)
    assert (found.old.source, found.new.source) == (old, new)
    merged = merge(old, old, new)
    assert merged.text == new
    assert not any(isinstance(part, MergeConflict) for part in merged.parts)
    assert split(old).source == old
