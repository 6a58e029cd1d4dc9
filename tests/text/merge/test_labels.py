"""Footnotes and link references of both sides: each reference leads to what its author wrote."""

import re

import pytest

from blueprint.text import ChangeKind, MarkKind, compare, merge, references, split, visible_runs

WORDS = ["Rivers have rights.", "Housing is built in common.", "Water has a public price."]


def text(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs) + "\n"


def notes(markdown: str) -> dict[str, str]:
    """By the words that a note's reference follows, the note."""
    defined = dict(re.findall(r"^\[\^([^\]]+)\]: (.*)$", markdown, re.MULTILINE))
    assert len(defined) == len(re.findall(r"^\[\^", markdown, re.MULTILINE))
    return {words: defined[label] for words, label in re.findall(r"(\w+)\[\^([^\]]+)\](?!:)", markdown)}


def both_ways(base: str, ours: str, theirs: str) -> str:
    merged = merge(base, ours, theirs).text
    assert merge(base, theirs, ours).text == merged
    return merged


@pytest.mark.parametrize("label", ["1", "note", "ملاحظة", "注"])
@pytest.mark.parametrize("beside", [False, True])
def test_two_notes_with_one_label_stay_two(label: str, beside: bool) -> None:
    def noted(at: int, note: str) -> str:
        words = [each.replace(".", f"[^{label}].") if at == number else each for number, each in enumerate(WORDS)]
        definition = f"[^{label}]: {note}"
        return text(*words[: at + 1], definition, *words[at + 1 :]) if beside else text(*words, definition)

    merged = both_ways(text(*WORDS), noted(0, "Left note."), noted(1, "Right note."))
    assert notes(merged) == {"rights": "Left note.", "common": "Right note."}


def test_a_note_that_both_added_in_the_same_words_is_one() -> None:
    ours = text(WORDS[0] + "[^1]", WORDS[1], "[^1]: As agreed.")
    merged = both_ways(text(*WORDS[:2]), ours, ours.replace("Housing", "Homes"))
    assert merged == ours.replace("Housing", "Homes")


def test_a_side_that_numbers_its_notes_anew_keeps_its_numbers_and_the_other_side_its_notes() -> None:
    base = text("Rivers have rights.", "Housing is built in common[^1].", "Water has a price.", "[^1]: On housing.")
    ours = text(
        "Rivers have rights[^1].", "Housing is built in common[^2].", "Water has a price.",
        "[^1]: On rivers.", "[^2]: On housing.",
    )  # fmt: skip
    theirs = text(
        "Rivers have rights.", "Housing is built in common[^1].", "Water has a price[^2].",
        "[^1]: On housing.", "[^2]: On water.",
    )  # fmt: skip
    merged = both_ways(base, ours, theirs)
    assert notes(merged) == {"rights": "On rivers.", "common": "On housing.", "price": "On water."}
    again = theirs.replace("Water has a price[^2].", "Water has a price[^1].").partition("\n\n[^2]")[0] + "\n"
    assert notes(both_ways(base, ours, again)) == {
        "rights": "On rivers.",
        "common": "On housing.",
        "price": "On housing.",
    }


def addresses(markdown: str) -> dict[str, str | None]:
    """By the word that a paragraph begins with, where its first link or image leads."""
    document = split(markdown)
    runs = [
        (each, mark)
        for each in document.paragraphs
        for run in visible_runs(each, references(document))
        for mark in run.marks
    ]
    return {each.text.split()[0]: mark.href for each, mark in runs if mark.kind in (MarkKind.LINK, MarkKind.IMAGE)}


@pytest.mark.parametrize("use", ["the [law]", "the [act][law]", "the [Law][]", "![a law][law]", "**the [law]**"])
def test_two_link_references_with_one_label_stay_two(use: str) -> None:
    ours = text(f"{WORDS[0]} See {use}.", *WORDS[1:], "[law]: https://example.org/ours")
    theirs = text(*WORDS[:2], f"{WORDS[2]} As in {use}.", "[law]: https://example.org/theirs")
    assert addresses(both_ways(text(*WORDS), ours, theirs)) == {
        "Rivers": "https://example.org/ours",
        "Water": "https://example.org/theirs",
    }


def test_a_label_in_code_is_no_reference() -> None:
    base = text(*WORDS)
    ours = text(f"{WORDS[0]} `[^1]`[^1]", *WORDS[1:], "[^1]: Left.")
    theirs = text(*WORDS[:2], f"{WORDS[2]} `[^1]`[^1]", "[^1]: Right.")
    merged = both_ways(base, ours, theirs)
    assert merged.count("`[^1]`") == 2
    assert sorted(re.findall(r"^\[\^.*", merged, re.MULTILINE)) == ["[^1]: Right.", "[^2]: Left."]


def test_notes_that_are_numbered_anew_after_one_was_deleted_have_their_new_numbers() -> None:
    sea, may = "On the sea, which the text no longer names.", "Adopted by the assembly of May."
    base = text("Rivers[^1] have rights.", "Housing[^2] is built in common.", WORDS[2], f"[^1]: {sea}", f"[^2]: {may}")
    ours = text("Rivers have rights.", "Housing[^1] is built in common.", WORDS[2], f"[^1]: {may}")
    theirs = base.replace("public price", "fair price")
    assert both_ways(base, ours, theirs) == ours.replace("public price", "fair price")


def test_a_label_that_one_side_uses_for_another_note_leads_to_its_own_note_on_either_side() -> None:
    base = text("Rivers[^1] have rights.", *WORDS[1:], "[^1]: Law 5 of May.")
    ours = text(WORDS[0], "Housing[^1] is built in common.", WORDS[2], "[^1]: Fields only.")
    theirs = text("Rivers[^1] have rights.", WORDS[1], "Water[^1] has a public price.", "[^1]: Law 5 of May.")
    merged = both_ways(base, ours, theirs)
    assert notes(merged) == {"Housing": "Fields only.", "Water": "Law 5 of May."}


def test_a_note_that_one_side_deleted_with_the_words_it_was_on_is_kept_for_those_of_the_other_side() -> None:
    base = text("Rivers[^1] have rights.", *WORDS[1:], "[^1]: Law 5.")
    theirs = text("Rivers[^1] have rights.", "Housing[^1] is built in common.", WORDS[2], "[^1]: Law 5.")
    merged = both_ways(base, text(*WORDS[1:]), theirs)
    assert notes(merged) == {"Housing": "Law 5."}
    law = "[law]: https://example.org/law"
    merged = both_ways(
        text(f"See the [law]. {WORDS[0]}", WORDS[1], law),
        text(WORDS[1]),
        text(f"See the [law]. {WORDS[0]}", f"{WORDS[1]} As in the [law].", law),
    )
    assert addresses(merged) == {"Housing": "https://example.org/law"}


def test_of_two_notes_with_one_text_the_one_that_was_edited_keeps_its_label() -> None:
    base = text(
        "Rivers[^1] have rights.", "Housing[^2] is built in common.", WORDS[2], "[^1]: As of May.", "[^2]: As of May."
    )
    ours = base.replace("[^1]: As of May.", "[^1]: As of early May.")
    theirs = base.replace("[^2] is built", "[^2] was built")
    assert both_ways(base, ours, theirs) == ours.replace("[^2] is built", "[^2] was built")
    [*_, change, _last] = compare(base, ours).changes
    assert (change.kind, change.old, change.new) == (ChangeKind.EDITED, (3,), (3,))
