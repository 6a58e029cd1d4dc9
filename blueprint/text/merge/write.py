"""Assembling: writing out a merged text, with the right white space between paragraphs that may never have met before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from blueprint.text.document.model import BYTE_ORDER_MARK
from blueprint.text.merge.model import Conflict, Merge
from blueprint.text.merge.resolve import TIGHT, Decision, Part, Three
from blueprint.text.merge.units import START, Key

LINE_END = re.compile(r"\r\n?|\n")


def assemble(three: Three, order: Sequence[Key], decided: Mapping[Key, Decision]) -> Merge:
    """The merged text: everything decided, in order, each led by what leads it where it has the same neighbour."""
    writer = _Writer(three)
    for key in order:
        writer.write(key, decided[key])
    return writer.finished()


@dataclass(slots=True)
class _Writer:
    three: Three
    parts: list[str | Conflict] = field(default_factory=list)
    last: Key = START
    tight: bool = False

    def write(self, key: Key, decision: Decision) -> None:
        if isinstance(decision, Conflict):
            tight = self._is_tight(key)
            self.parts.append(replace(decision, lead=self._lead(Part(key, "", decision.lead, tight))))
            self.last, self.tight = key, tight
            return
        for part in decision:
            self.parts.append(self._lead(part) + part.text)
            self.last, self.tight = part.key, part.tight

    def finished(self) -> Merge:
        tail = three_way(*(version.document.tail for version in self.three))
        return Merge(tuple(_joined([*self.parts, tail])))

    def _is_tight(self, key: Key) -> bool:
        return key[0] == "unit" and self.three[0].parts[key[1]][0].kind in TIGHT

    def _lead(self, part: Part) -> str:
        base, ours, theirs = (version.leads.get((self.last, part.key)) for version in self.three)
        if ours is not None and theirs is not None:
            return three_way(base, ours, theirs)
        found = ours if ours is not None else theirs if theirs is not None else base
        return found if found is not None else self._bridge(part)

    def _bridge(self, part: Part) -> str:
        """The lead between two paragraphs that are neighbours on no side: a blank line, but none within lists and tables."""
        breaks = list(LINE_END.finditer(part.lead))
        indent = part.lead[breaks[-1].end() :] if breaks else part.lead
        if self.last == START:
            return indent
        indent = indent.removeprefix(BYTE_ORDER_MARK)
        if len(breaks) > 1 or (breaks and part.tight and self.tight):
            return part.lead
        return self._line_end() * 2 + indent

    def _line_end(self) -> str:
        first = LINE_END.search(self.three[0].document.source)
        return first[0] if first else "\n"


def three_way(base: str | None, ours: str, theirs: str) -> str:
    """What one side changed; where both changed it differently, ours."""
    return theirs if ours == base else ours


def _joined(parts: Sequence[str | Conflict]) -> Iterator[str | Conflict]:
    held: list[str] = []
    for part in parts:
        if isinstance(part, str):
            held.append(part)
            continue
        if text := "".join(held):
            yield text
        held = []
        yield part
    if text := "".join(held):
        yield text
