"""Resolving conflicts: two people's wordings of the same passage side by side, for a person to choose."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Literal

import streamlit as st

from blueprint.domain.merges import ConflictPart, PendingMerge
from blueprint.locales import gettext as _
from blueprint.services.drafting.merges import Resolution
from blueprint.ui.components.merge import sentences
from blueprint.ui.components.merge.wordings import wordings
from blueprint.ui.html.escape import literal
from blueprint.ui.html.markup import draw

ConflictChoice = Literal["together", "theirs", "ours", "both", "own"]

_CHOICES: tuple[ConflictChoice, ...] = ("together", "theirs", "ours", "both", "own")


def resolve_conflicts(merge: PendingMerge, language: str) -> tuple[str, Resolution | None]:
    """Draw every passage to decide; returns the title and, once nothing is left open, the resolution.

    The keys are hashes of the wordings, so that a choice is not lost when somebody saves yet another revision meanwhile.
    """
    _explain(merge)
    title = _title(merge)
    chosen = [_decide(at, conflict, merge, language) for at, conflict in enumerate(merge.conflicts, start=1)]
    decided = tuple(wording for wording in chosen if wording is not None)
    done = len(decided) == len(chosen) and bool(title.strip())
    return title, Resolution(head=merge.head, choices=decided) if done else None


def _explain(merge: PendingMerge) -> None:
    unsaved = _("Nothing is saved until you say so, and your draft is kept.")
    draw("<p class='bp-lead'>{} {} {}</p>", sentences.explanation(merge), sentences.open_conflicts(merge), unsaved)


def _title(merge: PendingMerge) -> str:
    if merge.title == merge.head_title:
        return merge.title
    names = sentences.title_owners(merge)
    picked = st.radio(
        _("The title"),
        [merge.head_title, merge.title],
        format_func=lambda title: literal(f"{title} ({names[title]})"),
        key=f"merge-title-{_key(merge.head_title, merge.title)}",
        index=1,
    )
    return st.text_input(_("Title as it will be saved"), value=picked, key=f"merge-title-words-{_key(picked)}")


def _decide(at: int, conflict: ConflictPart, merge: PendingMerge, language: str) -> str | None:
    """One passage: three columns, a choice, and a box to write in; None while nothing is chosen."""
    key = _key(conflict.base, conflict.theirs, conflict.ours)
    with st.container(border=True, key=f"bp-conflict-{at}"):
        wordings(
            _("Passage {number} of {count}", number=at, count=len(merge.conflicts)),
            conflict,
            sentences.headings(merge),
            language,
        )
        choice = st.radio(
            _("What should it say?"),
            _options(conflict),
            format_func=sentences.choice_labels(conflict, merge).__getitem__,
            index=None if conflict.together is None else 0,
            horizontal=True,
            key=f"merge-{key}",
            persist_state="session",
        )
        if choice != "own":
            return _wording(conflict, choice)
        return st.text_area(
            _("Your wording"),
            value=conflict.together or conflict.ours or conflict.theirs,
            height="content",
            key=f"merge-words-{key}",
            persist_state="session",
        )


def _options(conflict: ConflictPart) -> Sequence[ConflictChoice]:
    """Both changes in one wording are offered where their words do not touch, else both wordings one after the other."""
    offered: set[ConflictChoice] = {"theirs", "ours", "own"}
    if conflict.together is not None:
        offered.add("together")
    elif conflict.theirs.strip() and conflict.ours.strip():
        offered.add("both")
    return [choice for choice in _CHOICES if choice in offered]


def _wording(conflict: ConflictPart, choice: ConflictChoice | None) -> str | None:
    match choice:
        case "theirs":
            return conflict.theirs
        case "ours":
            return conflict.ours
        case "together":
            return conflict.together
        case "both":
            return conflict.both
    return None


def _key(*words: str) -> str:
    return sha256("\0".join(words).encode()).hexdigest()[:16]
