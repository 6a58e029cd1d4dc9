"""Fields (ECMA-376, 17.16): instructions, which are not shown, and results, which are."""

import re
from dataclasses import dataclass, field

from blueprint.publishing.importing.symbols import UNKNOWN, in_symbol_font, unicode_of
from blueprint.publishing.importing.xml import Element, attribute, child, every, name_of, number, tag, value

_HYPERLINK = re.compile(r'\s*HYPERLINK\s+(?:\\[a-z]\s+)*(?:"([^"]*)"|([^\s"\\]+))?(.*)', re.DOTALL | re.IGNORECASE)
_PLACE = re.compile(r'\\l\s+(?:"([^"]*)"|(\S+))', re.IGNORECASE)
_REFERENCE = re.compile(r"\s*(?:REF|PAGEREF|NOTEREF)\s+(\S+).*\\h", re.DOTALL | re.IGNORECASE)
_CONTENTS = re.compile(r"\s*(TOC|INDEX|TOA)\b", re.IGNORECASE)
_BUTTON = re.compile(r"\s*(?:MACROBUTTON|GOTOBUTTON)\s+\S+\s+(.*)", re.DOTALL | re.IGNORECASE)
_SYMBOL = re.compile(r'\s*SYMBOL\s+(0x[0-9a-f]{1,6}|\d{1,7})(?:.*\\f\s+"?([^"\\]+))?', re.DOTALL | re.IGNORECASE)
_UNSEEN = re.compile(r"\s*(XE|TC|TA|RD|SET|ASK|FILLIN|PRIVATE|HTMLCONTROL|ADVANCE|FORMCHECKBOX)\b", re.IGNORECASE)
_DELETED = frozenset(map(tag, ("w:del", "w:moveFrom")))


@dataclass(slots=True)
class Field:
    """A field that is open: its instruction so far, whether what follows is its result, and what a list of choices says."""

    instruction: str = ""
    in_result: bool = False
    choice: str = ""


@dataclass(slots=True)
class Fields:
    """The fields that are open, the innermost last; they may reach over paragraphs."""

    open: list[Field] = field(default_factory=list)

    def mark(self, element: Element) -> Field | None:
        """Take notice of a field's `begin`, `separate` or `end`; returns the field that ends without a result."""
        kind = attribute(element, "w:fldCharType")
        if kind == "begin":
            self.open.append(Field(choice=_choice(element)))
        elif self.open and kind == "separate":
            self.open[-1].in_result = True
        elif self.open and kind == "end":
            ended = self.open.pop()
            return None if ended.in_result else ended
        return None

    def instruct(self, text: str) -> None:
        """More of the innermost field's instruction."""
        if self.open and not self.open[-1].in_result and len(self.open[-1].instruction) < 10_000:
            self.open[-1].instruction += text

    @property
    def shown(self) -> bool:
        """Whether what is read now is seen by readers."""
        return all(each.in_result for each in self.open)

    @property
    def in_contents(self) -> bool:
        """Whether what is read now is part of a table of contents or an index."""
        return any(is_contents(each.instruction) for each in self.open if each.in_result)

    @property
    def link(self) -> str:
        """Where the innermost link among the open fields leads; empty when there is none."""
        return next(filter(None, (link_of(each.instruction) for each in reversed(self.open) if each.in_result)), "")


def is_contents(instruction: str) -> bool:
    """Whether the field is a table of contents or an index."""
    return _CONTENTS.match(instruction) is not None


def link_of(instruction: str) -> str:
    """Where a field leads: an address, or “#” and the name of a bookmark; empty for what is no link."""
    if found := _REFERENCE.match(instruction):
        return f"#{found[1]}"
    found = _HYPERLINK.match(instruction)
    if found is None:
        return ""
    address, place = found[1] or found[2] or "", _PLACE.search(found[3])
    return f"{address}#{place[1] or place[2]}" if place else address


def shown_instead(field: Field) -> str:
    """The words that a field without a result shows."""
    found = _BUTTON.match(field.instruction)
    return found[1] if found else field.choice or _symbol(field.instruction)


def unended(root: Element) -> frozenset[Element]:
    """The beginnings of fields that never end: what follows them is no part of a field."""
    begun: list[Element] = []
    for each in every(root, "w:fldChar"):
        kind = attribute(each, "w:fldCharType")
        if kind not in ("begin", "end") or any(name_of(outer) in _DELETED for outer in each.iterancestors()):
            continue
        if kind == "begin":
            begun.append(each)
        elif begun:
            begun.pop()
    return frozenset(begun)


def _choice(element: Element) -> str:
    """The words that are chosen in a list of choices (ECMA-376, 17.16.9); empty for another field."""
    choices = child(element, "w:ffData", "w:ddList")
    if choices is None:
        return ""
    words = [attribute(each, "w:val") for each in every(choices, "w:listEntry")]
    at = number(value(choices, "w:result") or value(choices, "w:default"))
    return words[at] if 0 <= at < len(words) else ""


def _symbol(instruction: str) -> str:
    """The character that a field of one character shows; empty for another field."""
    found = _SYMBOL.match(instruction)
    if found is None:
        return ""
    code, font = int(found[1], 16 if found[1][:2].lower() == "0x" else 10), (found[2] or "").strip()
    if in_symbol_font(font) or "\\u" in instruction or code > 0xFF:
        return unicode_of(code, font)
    return bytes([code]).decode("cp1252", "replace") if code else UNKNOWN


def is_unseen(instruction: str) -> bool:
    """Whether a field without a result shows nothing in Word either: entries of an index, questions."""
    return not instruction.strip() or _UNSEEN.match(instruction) is not None
