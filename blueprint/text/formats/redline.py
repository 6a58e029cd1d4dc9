"""Redline: a comparison written out for reading, as HTML, as Markdown with CriticMarkup, or for a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from html import escape

from blueprint.text.diff.model import Change, ChangeKind, Comparison

Marks = Mapping[str, tuple[str, str]]
"""What stands before and after kept ("="), removed ("-") and added ("+") words, and what is said beside them ("note")."""
COLOURED: Marks = {
    "-": ("\x1b[31;9m", "\x1b[0m"),
    "+": ("\x1b[32;4m", "\x1b[0m"),
    "=": ("", ""),
    "note": ("\x1b[2m", "\x1b[0m"),
}
MARKED: Marks = {"-": ("[-", "-]"), "+": ("{+", "+}"), "=": ("", ""), "note": ("", "")}
FOLDED = frozenset({ChangeKind.SAME})


class RedlineFormat(StrEnum):
    """How a redline is written."""

    HTML = "html"
    CRITICMARKUP = "criticmarkup"
    TEXT = "text"
    PLAIN = "plain"


def redline(comparison: Comparison, format: RedlineFormat | str = RedlineFormat.TEXT) -> str:
    """Write out a comparison paragraph by paragraph, in the order of the new text.

    HTML: `<ins>` and `<del>` around escaped source, one `<p>` a change, its kind as a class. CriticMarkup: the new text
    with `{++added++}`, `{--removed--}` and a comment where a paragraph was moved, split or joined. Text: removed words
    red and struck through, added ones green and underlined, unchanged paragraphs folded; control characters are made
    visible, so that no text can steer the terminal. Plain: the same without colours, with the marks of Git's word diff,
    `[-removed-]` and `{+added+}`.
    """
    write: dict[RedlineFormat, Callable[[Comparison], str]] = {
        RedlineFormat.HTML: _html,
        RedlineFormat.CRITICMARKUP: _criticmarkup,
        RedlineFormat.TEXT: lambda found: _text(found, COLOURED),
        RedlineFormat.PLAIN: lambda found: _text(found, MARKED),
    }
    return write[RedlineFormat(format)](comparison)


def note(change: Change) -> str:
    """What to say of a paragraph beside its words: where it was, what it was part of; "" for most."""
    numbers = ", ".join(str(at + 1) for at in change.old)
    match change.kind:
        case ChangeKind.MOVED | ChangeKind.MOVED_EDITED:
            return f"moved, was paragraph {numbers}"
        case ChangeKind.SPLIT:
            return f"split, was paragraph {numbers}"
        case ChangeKind.JOINED:
            return f"joined out of paragraphs {numbers}"
        case _:
            return ""


def _html(comparison: Comparison) -> str:
    return "\n".join(
        f'<p class="{change.kind.value}" dir="auto">{_html_note(change)}{_html_words(change)}</p>'
        for change in comparison.changes
    )


def _html_note(change: Change) -> str:
    return f'<small class="note">{note(change)}</small> ' if note(change) else ""


def _html_words(change: Change) -> str:
    tags = {"-": ("<del>", "</del>"), "+": ("<ins>", "</ins>"), "=": ("", "")}
    return "".join(tags[operation][0] + escape(text) + tags[operation][1] for operation, text in change.words)


def _criticmarkup(comparison: Comparison) -> str:
    pieces = [piece for change in comparison.changes for piece in _critic_paragraphs(change, comparison)]
    return "".join(pieces) + comparison.new.tail


def _critic_paragraphs(change: Change, comparison: Comparison) -> Iterator[str]:
    at = comparison.new.paragraphs[change.new[0]] if change.new else comparison.old.paragraphs[change.old[0]]
    yield at.lead or ("" if at.start == 0 else "\n\n")
    if said := note(change):
        yield "{>>" + said + "<<}"
    marks = {"-": ("{--", "--}"), "+": ("{++", "++}"), "=": ("", "")}
    for operation, text in change.words:
        yield marks[operation][0] + text + marks[operation][1]


def _text(comparison: Comparison, marks: Marks) -> str:
    lines: list[str] = []
    same = 0
    for change in comparison.changes:
        if change.kind in FOLDED:
            same += 1
            continue
        lines += [_folded(same, marks)] if same else []
        lines.append(_line(change, marks))
        same = 0
    return "\n\n".join([*lines, *([_folded(same, marks)] if same else [])]) + "\n"


def _folded(count: int, marks: Marks) -> str:
    return f"… {count} unchanged …".join(marks["note"])


def _line(change: Change, marks: Marks) -> str:
    words = "".join(_tame(text).join(marks[operation]) for operation, text in change.words)
    said = note(change)
    return f"{f'[{said}]'.join(marks['note'])} {words}" if said else words


def _tame(text: str) -> str:
    """Text without control characters but line ends and tabs, each shown as its symbol."""
    return "".join(
        character if character.isprintable() or character in "\n\t" else f"\\x{ord(character):02x}"
        for character in text.replace("\r\n", "\n")
    )
