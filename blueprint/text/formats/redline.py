"""Redlines: a comparison written for reading, as HTML, as Markdown with CriticMarkup, or for a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from html import escape

from blueprint.text.diff.model import Change, ChangeKind, Comparison
from blueprint.text.word_diff.operations import DiffOperation

Delimiters = Mapping[str, tuple[str, str]]
"""What to write before and after equal ("="), removed ("-") and added ("+") words, and before and after a "note"."""
HTML_TAGS: Delimiters = {"-": ("<del>", "</del>"), "+": ("<ins>", "</ins>"), "=": ("", "")}
CRITICMARKUP: Delimiters = {"-": ("{--", "--}"), "+": ("{++", "++}"), "=": ("", ""), "note": ("{>>", "<<}")}
TERMINAL_COLOURS: Delimiters = {
    "-": ("\x1b[31;9m", "\x1b[0m"),
    "+": ("\x1b[32;4m", "\x1b[0m"),
    "=": ("", ""),
    "note": ("\x1b[2m", "\x1b[0m"),
}
WORD_DIFF_BRACKETS: Delimiters = {"-": ("[-", "-]"), "+": ("{+", "+}"), "=": ("", ""), "note": ("", "")}


class RedlineFormat(StrEnum):
    """How a redline is written."""

    HTML = "html"
    CRITICMARKUP = "criticmarkup"
    TEXT = "text"
    PLAIN = "plain"


def redline(comparison: Comparison, format: RedlineFormat | str = RedlineFormat.TEXT) -> str:
    """Write a comparison paragraph by paragraph, in the order of the new text.

    HTML: `<ins>` and `<del>` around escaped source, one `<p>` a change, with its kind as class. CriticMarkup: the new
    text with `{++added++}`, `{--removed--}` and a comment on a paragraph that was moved, split, joined or
    renumbered. Text: removed
    words red and struck through, added ones green and underlined, unchanged paragraphs folded; control characters are
    escaped, so that no text can control the terminal. Plain: the same without colours, with the brackets of Git's word
    diff, `[-removed-]` and `{+added+}`.
    """
    write: dict[RedlineFormat, Callable[[Comparison], str]] = {
        RedlineFormat.HTML: _html,
        RedlineFormat.CRITICMARKUP: _criticmarkup,
        RedlineFormat.TEXT: lambda comparison: _text(comparison, TERMINAL_COLOURS),
        RedlineFormat.PLAIN: lambda comparison: _text(comparison, WORD_DIFF_BRACKETS),
    }
    return write[RedlineFormat(format)](comparison)


def _shown(change: Change) -> Iterator[DiffOperation]:
    """The operations that a reader sees: what differs in form alone is shown as it is now, without a mark."""
    for operation, text in change.words:
        if operation != "<":
            yield ("=" if operation == ">" else operation), text


def _note(change: Change) -> str:
    """Where a paragraph was, what it was part of, that its number alone is another; "" for most."""
    numbers = ", ".join(str(at + 1) for at in change.old)
    match change.kind:
        case ChangeKind.MOVED | ChangeKind.MOVED_EDITED:
            return f"moved, was paragraph {numbers}"
        case ChangeKind.SPLIT:
            return f"split, was paragraph {numbers}"
        case ChangeKind.JOINED:
            return f"joined out of paragraphs {numbers}"
        case ChangeKind.RENUMBERED:
            return "renumbered only"
        case _:
            return ""


def _html(comparison: Comparison) -> str:
    return "\n".join(
        f'<p class="{change.kind.value}" dir="auto">{_html_note(change)}{_html_words(change)}</p>'
        for change in comparison.changes
    )


def _html_note(change: Change) -> str:
    return f'<small class="note">{note}</small> ' if (note := _note(change)) else ""


def _html_words(change: Change) -> str:
    return "".join(_delimited(escape(text), HTML_TAGS[operation]) for operation, text in _shown(change))


def _criticmarkup(comparison: Comparison) -> str:
    pieces = [piece for change in comparison.changes for piece in _criticmarkup_pieces(change, comparison)]
    return "".join(pieces) + comparison.new.tail


def _criticmarkup_pieces(change: Change, comparison: Comparison) -> Iterator[str]:
    paragraph = comparison.new.paragraphs[change.new[0]] if change.new else comparison.old.paragraphs[change.old[0]]
    yield paragraph.lead or ("" if paragraph.start == 0 else "\n\n")
    if note := _note(change):
        yield _delimited(note, CRITICMARKUP["note"])
    for operation, text in _shown(change):
        yield _delimited(text, CRITICMARKUP[operation])


def _text(comparison: Comparison, delimiters: Delimiters) -> str:
    lines: list[str] = []
    unchanged = 0
    for change in comparison.changes:
        if change.kind is ChangeKind.SAME:
            unchanged += 1
            continue
        lines += [_folded(unchanged, delimiters)] if unchanged else []
        lines.append(_line(change, delimiters))
        unchanged = 0
    return "\n\n".join([*lines, *([_folded(unchanged, delimiters)] if unchanged else [])]) + "\n"


def _folded(count: int, delimiters: Delimiters) -> str:
    return _delimited(f"… {count} unchanged …", delimiters["note"])


def _line(change: Change, delimiters: Delimiters) -> str:
    words = "".join(_delimited(_escape_control(text), delimiters[operation]) for operation, text in _shown(change))
    note = _note(change)
    return f"{_delimited(f'[{note}]', delimiters['note'])} {words}" if note else words


def _delimited(text: str, delimiters: tuple[str, str]) -> str:
    return delimiters[0] + text + delimiters[1]


def _escape_control(text: str) -> str:
    """Control characters as `\\x1b`, except line endings and tabs."""
    return "".join(
        character if character.isprintable() or character in "\n\t" else f"\\x{ord(character):02x}"
        for character in text.replace("\r\n", "\n")
    )
