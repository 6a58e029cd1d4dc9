"""Merging: two people's wordings of the same passage side by side, for a person to decide."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Literal

import streamlit as st

from blueprint.domain.merges import ConflictPart, PendingMerge
from blueprint.services.drafting.merges import Resolution
from blueprint.ui.components.merge.wordings import wordings
from blueprint.ui.html.escape import literal
from blueprint.ui.html.markup import draw

Choice = Literal["together", "theirs", "ours", "both", "own"]

_CHOICES: tuple[Choice, ...] = ("together", "theirs", "ours", "both", "own")


def merging(merge: PendingMerge, language: str) -> tuple[str, Resolution | None]:
    """Draw every passage to decide; returns the title and, once nothing is left open, the resolution.

    Choices are kept by what the passage says, so that they stand when somebody saves yet another revision meanwhile.
    """
    _explain(merge)
    title = _title(merge)
    chosen = [_decide(at, part, merge, language) for at, part in enumerate(merge.conflicts, start=1)]
    decided = tuple(wording for wording in chosen if wording is not None)
    done = len(decided) == len(chosen) and bool(title.strip())
    return title, Resolution(head=merge.head, choices=decided) if done else None


def both(part: ConflictPart) -> str:
    """The two wordings one after the other, each a paragraph; what is the same on both sides is not said twice."""
    kept = [wording for wording in (part.theirs, part.ours) if wording.strip()]
    return "\n\n".join(dict.fromkeys(wording.strip("\n") for wording in kept))


def _explain(merge: PendingMerge) -> None:
    draw(
        "<p class='bp-lead'><bdi>{}</bdi> saved revision {} while you were writing. Where you changed different paragraphs, "
        "the two texts are brought together already. {} Nothing is saved until you say so, and your draft is kept.</p>",
        merge.head_saved_by,
        merge.head,
        _wanted(len(merge.conflicts)),
    )


def _wanted(count: int) -> str:
    if count == 0:
        return "You both changed the title: choose one."
    if count == 1:
        return "One passage is left that both of you changed: choose a wording, or write a third."
    return f"{count} passages are left that both of you changed: choose a wording for each, or write a third."


def _title(merge: PendingMerge) -> str:
    if merge.title == merge.head_title:
        return merge.title
    names = {merge.head_title: merge.head_saved_by, merge.title: "you"}
    picked = st.radio(
        "The title",
        [merge.head_title, merge.title],
        format_func=lambda title: literal(f"{title} ({names[title]})"),
        key=f"merge-title-{_key(merge.head_title, merge.title)}",
        index=1,
    )
    return st.text_input("Title as it will be saved", value=picked, key=f"merge-title-words-{_key(picked)}")


def _decide(at: int, part: ConflictPart, merge: PendingMerge, language: str) -> str | None:
    """One passage: three columns, a choice, and a box to write in; None while nothing is chosen."""
    key = _key(part.base, part.theirs, part.ours)
    with st.container(border=True, key=f"bp-conflict-{at}"):
        wordings(f"Passage {at} of {len(merge.conflicts)}", part, merge.head_saved_by, language)
        choice = st.radio(
            "What should it say?",
            _options(part),
            format_func=_labels(part, merge.head_saved_by).__getitem__,
            index=None if part.together is None else 0,
            horizontal=True,
            key=f"merge-{key}",
            persist_state="session",
        )
        if choice != "own":
            return _wording(part, choice)
        return st.text_area(
            "Your wording",
            value=part.together or part.ours or part.theirs,
            height="content",
            key=f"merge-words-{key}",
            persist_state="session",
        )


def _options(part: ConflictPart) -> Sequence[Choice]:
    """Both changes in one wording are offered where their words do not touch, else both wordings one after the other."""
    offered: set[Choice] = {"theirs", "ours", "own"}
    if part.together is not None:
        offered.add("together")
    elif part.theirs.strip() and part.ours.strip():
        offered.add("both")
    return [choice for choice in _CHOICES if choice in offered]


def _labels(part: ConflictPart, name: str) -> dict[Choice, str]:
    return {
        "together": "Both changes together",
        "theirs": literal(f"As {name} has it") if part.theirs else literal(f"Remove it, as {name} did"),
        "ours": "As I have it" if part.ours else "Remove it, as I did",
        "both": "Both, one after the other",
        "own": "I write it anew",
    }


def _wording(part: ConflictPart, choice: Choice | None) -> str | None:
    match choice:
        case "theirs":
            return part.theirs
        case "ours":
            return part.ours
        case "together":
            return part.together
        case "both":
            return both(part)
    return None


def _key(*words: str) -> str:
    return sha256("\0".join(words).encode()).hexdigest()[:16]
