"""Labels of footnotes and link references, made to mean the same in all three texts before they are merged.

Two sides that each add a note `[^1]` mean two notes, and a side that numbers its notes anew means those that the base calls
otherwise. Merged as they are, references would lead to notes that their authors never saw.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from blueprint.text.diff.model import Comparison
from blueprint.text.document.labels import Label, definitions, relabelled, uses
from blueprint.text.document.model import Document

Names = dict[Label, str]
"""Other names for a text's labels; those that keep theirs are missing."""
Note = tuple[str, Label]
"""What a label stands for: the version that defined it first, and its label there."""


def with_common_labels(ours: Comparison, theirs: Comparison) -> tuple[str, str, str] | None:
    """Base, ours and theirs, in each of which a label means the same; None if it does already.

    A note gets the name that a side gave it, if the other left the base's. A name that is wanted for two gets a number.
    """
    base = definitions(ours.old)
    if definitions(ours.new).keys() == base.keys() == definitions(theirs.new).keys() and all(
        _same_notes(side, base) for side in (ours, theirs)
    ):
        return None
    notes = {"base": {label: ("base", label) for label in base}}
    notes |= {"ours": _notes("ours", ours, base), "theirs": _notes("theirs", theirs, base)}
    _unite_equal(notes, ours.new, theirs.new)
    names = _Names([ours.old, ours.new, theirs.new])
    final = {note: names.claim(note[1], wanted) for note, wanted in _wanted(notes).items()}
    renamed = [_renamed(notes[version], notes["base"], final) for version in ("base", "ours", "theirs")]
    if not any(renamed):
        return None
    documents = (ours.old, ours.new, theirs.new)
    base_text, our_text, their_text = (relabelled(*each) for each in zip(documents, renamed, strict=True))
    return base_text, our_text, their_text


def _same_notes(side: Comparison, base: Mapping[Label, int]) -> bool:
    """Whether each label is defined by what became of the paragraph that defined it in the base, or anew for its words."""
    for label, at in definitions(side.new).items():
        old = side.by_new[at].old
        if label in base and (base[label] not in old if old else _is_reused(label, side)):
            return False
    return True


def _notes(version: str, side: Comparison, base: Mapping[Label, int]) -> dict[Label, Note]:
    """What each label that a side defines stands for.

    It is the base's note if the comparison links their definitions, or if both have the label and neither is linked, unless
    the label is used elsewhere than it was.
    """
    defined = definitions(side.new)
    by_paragraph = {at: label for label, at in base.items()}
    linked: dict[Label, Label] = {}
    for label, at in defined.items():
        old = [by_paragraph[each] for each in side.by_new[at].old if each in by_paragraph]
        if old and old[0].footnote == label.footnote and old[0] not in linked.values():
            linked[label] = old[0]
    taken = set(linked.values())
    linked |= {
        label: label
        for label in defined
        if label in base and label not in linked and label not in taken and not _is_reused(label, side)
    }
    return {label: ("base", linked[label]) if label in linked else (version, label) for label in defined}


def _is_reused(label: Label, side: Comparison) -> bool:
    """Whether a label stands for something else than before: none of the paragraphs that use it came from one that did."""
    before, now = uses(side.old).get(label, set()), uses(side.new).get(label, set())
    return bool(before and now) and not any(before.intersection(side.by_new[at].old) for at in now)


def _unite_equal(notes: dict[str, dict[Label, Note]], ours: Document, theirs: Document) -> None:
    """Let a note that both sides added, with the same label and the same words, be one."""
    our_texts, their_texts = (
        {label: each.paragraphs[at].text for label, at in definitions(each).items()} for each in (ours, theirs)
    )
    for label, note in notes["theirs"].items():
        added_by_both = note[0] == "theirs" and notes["ours"].get(label) == ("ours", label)
        if added_by_both and our_texts[label] == their_texts[label]:
            notes["theirs"][label] = ("ours", label)


def _wanted(notes: Mapping[str, Mapping[Label, Note]]) -> dict[Note, str]:
    """The name that each note should have: those of the base first, and last those that a side deleted."""
    wanted = {note: label.name for label, note in notes["base"].items()}
    for version in ("ours", "theirs"):
        for label, note in notes[version].items():
            if note not in wanted or wanted[note] == note[1].name:
                wanted[note] = label.name
    deleted = {note for note in wanted if note[0] == "base" and not _is_in_both(note, notes)}
    return dict(sorted(wanted.items(), key=lambda each: each[0] in deleted))


def _is_in_both(note: Note, notes: Mapping[str, Mapping[Label, Note]]) -> bool:
    return note in notes["ours"].values() and note in notes["theirs"].values()


def _renamed(own: Mapping[Label, Note], base: Mapping[Label, Note], final: Mapping[Note, str]) -> Names:
    """The new names of a version's labels, and of those of the base that it may still use without defining them."""
    return {label: final[note] for label, note in (dict(base) | dict(own)).items() if final[note] != label.name}


@dataclass
class _Names:
    """The names that are taken in the merged text."""

    documents: list[Document]
    taken: set[Label] = field(default_factory=set)

    def claim(self, label: Label, wanted: str) -> str:
        """The wanted name, or one that no text has, if a note before has it: the next number, or a suffix."""
        name = wanted if label._replace(name=wanted) not in self.taken else self.unused(wanted, label.footnote)
        self.taken.add(label._replace(name=name))
        return name

    def unused(self, wanted: str, footnote: bool) -> str:
        number = 2
        while self._known(name := f"{number}" if wanted.isdecimal() else f"{wanted}-{number}", footnote):
            number += 1
        return name

    def _known(self, name: str, footnote: bool) -> bool:
        bracketed = f"[^{name}]".lower() if footnote else f"[{name}]".lower()
        if Label(name, footnote) in self.taken:
            return True
        return any(bracketed in document.source.lower() for document in self.documents)
