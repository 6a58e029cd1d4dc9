"""Fields (ECMA-376, 17.16): instructions, which are not shown, and results, which are."""

import re
from dataclasses import dataclass, field

_HYPERLINK = re.compile(r'\s*HYPERLINK\s+(?:\\[a-z]\s+)*(?:"([^"]*)"|([^\s"\\]+))?(.*)', re.DOTALL | re.IGNORECASE)
_PLACE = re.compile(r'\\l\s+(?:"([^"]*)"|(\S+))', re.IGNORECASE)
_REFERENCE = re.compile(r"\s*(?:REF|PAGEREF|NOTEREF)\s+(\S+).*\\h", re.DOTALL | re.IGNORECASE)
_CONTENTS = re.compile(r"\s*(TOC|INDEX|TOA)\b", re.IGNORECASE)
_BUTTON = re.compile(r"\s*(?:MACROBUTTON|GOTOBUTTON)\s+\S+\s+(.*)", re.DOTALL | re.IGNORECASE)
_UNSEEN = re.compile(r"\s*(XE|TC|TA|RD|SET|ASK|FILLIN|PRIVATE|HTMLCONTROL|ADVANCE|AUTONUM\w*)\b", re.IGNORECASE)


@dataclass(slots=True)
class Field:
    """A field that is open: its instruction so far, and whether what follows is its result."""

    instruction: str = ""
    in_result: bool = False


@dataclass(slots=True)
class Fields:
    """The fields that are open, the innermost last; they may reach over paragraphs."""

    open: list[Field] = field(default_factory=list)

    def mark(self, kind: str) -> Field | None:
        """Take notice of a field's `begin`, `separate` or `end`; returns the field that ends without a result."""
        if kind == "begin":
            self.open.append(Field())
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


def shown_instead(instruction: str) -> str:
    """The words that a field without a result shows."""
    found = _BUTTON.match(instruction)
    return found[1] if found else ""


def is_unseen(instruction: str) -> bool:
    """Whether a field without a result shows nothing in Word either: entries of an index, questions."""
    return not instruction.strip() or _UNSEEN.match(instruction) is not None
