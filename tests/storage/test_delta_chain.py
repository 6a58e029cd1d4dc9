"""Revisions come back as they were written, from few bytes and in few steps; damaged bytes are never other words."""

import random
from collections.abc import Sequence
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blueprint.domain.revisions import ParagraphSpan
from blueprint.storage.delta_chain import DamagedFrame, DeltaChain

Stored = tuple[str, tuple[ParagraphSpan, ...]]
TAMIL = "நீர் எல்லோருக்கும் சொந்தம்; ஆற்றை யாரும் விற்க முடியாது. "


def spans_of(paragraphs: Sequence[str], gap: int = 2) -> tuple[ParagraphSpan, ...]:
    ends = accumulate(len(text) + gap for text in paragraphs)
    return tuple(
        ParagraphSpan(lineage=f"l{at}", ancestors=("a", "b") * (at % 3), start=end - len(text) - gap, end=end - gap)
        for at, (text, end) in enumerate(zip(paragraphs, ends, strict=True))
    )


def stored(paragraphs: Sequence[str]) -> Stored:
    return "\n\n".join(paragraphs), spans_of(paragraphs)


def frames_of(history: Sequence[Stored]) -> dict[int, bytes]:
    chain = DeltaChain()
    return {number: chain.write(number, *revision) for number, revision in enumerate(history, 1)}


def read(frames: dict[int, bytes], number: int) -> Stored:
    """One revision, from the frames that it needs alone."""
    chain = DeltaChain()
    *before, itself = DeltaChain.numbers(number)
    for at in before:
        chain.skip(at, frames[at])
    return chain.read(itself, frames[itself])


def edited(count: int, revisions: int) -> list[Stored]:
    """A text of so many paragraphs in which every revision changes one word."""
    chance = random.Random(1)  # noqa: S311, the same edits each time, not secrets
    words = ["".join(chance.choices("abcdefghijklmnop", k=chance.randint(2, 9))) for _ in range(2000)]
    paragraphs = [chance.choices(words, k=45) for _ in range(count)]
    history = []
    for _ in range(revisions):
        history.append(stored([" ".join(paragraph) for paragraph in paragraphs]))
        chance.choice(paragraphs)[chance.randrange(45)] = chance.choice(words)
    return history


def test_every_revision_is_read_in_31_steps_that_begin_with_a_keyframe() -> None:
    for number in range(1, 1200):
        numbers = DeltaChain.numbers(number)
        assert len(numbers) <= 31
        assert numbers[-1] == number
        assert (numbers[0] - 1) % 256 == 0
        assert list(numbers) == sorted(set(numbers))


def test_every_revision_comes_back_alone_and_in_order() -> None:
    history = edited(12, 300)
    frames, chain = frames_of(history), DeltaChain()
    assert [chain.read(number, frame) for number, frame in frames.items()] == history
    assert [read(frames, number) for number in frames] == history


@given(st.lists(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0")), max_size=5), max_size=20))
def test_any_text_comes_back(texts: list[list[str]]) -> None:
    history = [stored(paragraphs) for paragraphs in texts]
    frames = frames_of(history)
    assert [read(frames, number) for number in frames] == history


def test_paragraphs_may_lie_within_each_other() -> None:
    spans = (
        ParagraphSpan(lineage="outer \n“1”", start=3, end=9),
        ParagraphSpan(lineage="inner", ancestors=("x",), start=4, end=6),
    )
    assert read({1: DeltaChain().write(1, "\r\n\ufeffa text", spans)}, 1) == ("\r\n\ufeffa text", spans)


def test_a_changed_word_takes_few_bytes_however_long_the_text_is() -> None:
    history = edited(500, 40)
    sizes = [len(frame) for frame in frames_of(history).values()]
    assert sizes[0] > 20_000
    assert max(sizes[1:]) < 400, "the 16th has sixteen changes"


def test_the_longest_text_in_a_script_of_three_bytes_a_letter_is_stored_as_a_difference() -> None:
    chance = random.Random(1)  # noqa: S311, the same text each time, not secrets
    long = "".join(chance.choices(TAMIL, k=2_000_000))
    first, second = frames_of([stored([long, "first"]), stored([long, "second"])]).values()
    assert len(first) > 1_000_000
    assert len(second) < 1_000, "a few bytes for each block of 128 KB"


def test_damaged_bytes_are_refused_or_make_no_difference() -> None:
    history = edited(2, 3)
    frames = frames_of(history)
    for at in range(len(frames[2])):
        for damage in (0x01, 0x80, 0xFF):
            broken = bytearray(frames[2])
            broken[at] ^= damage
            try:
                found = read({**frames, 2: bytes(broken)}, 3)
            except DamagedFrame:
                continue
            assert found == history[2], "a bit without a meaning"


@pytest.mark.parametrize("broken", [b"", b"words", b"\x28\xb5\x2f\xfd"])
def test_what_is_no_frame_is_refused(broken: bytes) -> None:
    with pytest.raises(DamagedFrame):
        DeltaChain().read(1, broken)


def test_a_truncated_frame_is_refused() -> None:
    frame = frames_of(edited(2, 1))[1]
    for length in range(len(frame)):
        with pytest.raises(DamagedFrame):
            DeltaChain().read(1, frame[:length])


def test_a_frame_without_the_revision_before_is_refused() -> None:
    frames = frames_of(edited(2, 3))
    with pytest.raises(DamagedFrame):
        DeltaChain().read(2, frames[2])
    chain = DeltaChain()
    chain.skip(1, frames[1])
    with pytest.raises(DamagedFrame):
        chain.read(3, frames[3])
    with pytest.raises(DamagedFrame):
        DeltaChain().write(2, *stored(["Text."]))


def test_the_frame_of_another_text_is_refused() -> None:
    ours, theirs = frames_of(edited(3, 2)), frames_of(edited(4, 2))
    with pytest.raises(DamagedFrame):
        read({1: ours[1], 2: theirs[2]}, 2)
