"""Merging what two devices of a person typed into one draft: no word of either is lost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from blueprint import text
from blueprint.domain.drafts import DraftConflict, DraftText
from blueprint.services.drafting.rewritten_passages import rewritten_passage, rewritten_passages


@dataclass(frozen=True)
class MergedDraft:
    """The text of both devices, and the passages and titles that both changed in different words."""

    text: DraftText
    conflicts: tuple[DraftConflict, ...] = ()


def merge_drafts(
    ancestor: DraftText, stored: DraftText, sent: DraftText, language: str, *, certain: bool = True
) -> MergedDraft:
    """Merge the sent text with the stored one; both go back to `ancestor`.

    Where both changed one passage, changes of different words are combined; else both wordings are kept, one after the
    other. `certain` is False for an ancestor that is only an early one: then the sent text may contain the stored one, or
    the other way round, and the one that has all words of the other is taken.
    """
    if not certain and (whole := _fuller(stored.markdown, sent.markdown, language)) is not None:
        markdown = whole
        passages: list[DraftConflict] = []
    else:
        markdown, passages = _merge_texts(ancestor.markdown, stored.markdown, sent.markdown, language, certain=certain)
    title, titles = _merge_titles(ancestor.title, stored.title, sent.title)
    return MergedDraft(DraftText(title=title, markdown=markdown), (*titles, *passages))


def _merge_titles(ancestor: str, stored: str, sent: str) -> tuple[str, list[DraftConflict]]:
    if sent in (ancestor, stored) or not sent:
        return stored or ancestor, []
    if stored == ancestor or not stored:
        return sent, []
    return sent, [DraftConflict(kind="title", stored=stored, sent=sent)]


def _merge_texts(
    ancestor: str, stored: str, sent: str, language: str, *, certain: bool
) -> tuple[str, list[DraftConflict]]:
    merge = text.merge(ancestor, sent, stored, language)
    choices, undecided = [], []
    kinds: dict[str, text.ParagraphKind] = {}
    for part in merge.changed_by_both:
        choice = part.together if part.together is not None else _contained(part, language, certain=certain)
        if choice is None:
            kinds = kinds or paragraph_kinds(sent) | paragraph_kinds(stored)
            kind = passage_kind(part, kinds)
            choice = both_wordings(part, kind)
            wordings = _without_marker(part.theirs, kind), _without_marker(part.ours, kind)
            undecided.append((part, _conflict(kind, *wordings)))
        choices.append(choice)
    merged = merge.resolve_all(choices)
    conflicts = [_told(part.base, conflict, ancestor, stored, sent, language, merged) for part, conflict in undecided]
    listed = "\n".join(f"{conflict.stored}\n{conflict.sent}" for conflict in conflicts)
    for passages in rewritten_passages(ancestor, stored, sent, language) if certain else ():
        one, other = (_without_marker(paragraph.text, paragraph.kind) for paragraph in passages)
        if one in merged and other in merged and one not in listed and other not in listed:
            conflicts.append(_conflict(passages[0].kind, one, other))
    return merged, conflicts


def _conflict(kind: text.ParagraphKind, stored: str, sent: str) -> DraftConflict:
    return DraftConflict(kind="row" if kind is text.ParagraphKind.TABLE_ROW else "passage", stored=stored, sent=sent)


def _told(
    base: str, conflict: DraftConflict, ancestor: str, stored: str, sent: str, language: str, merged: str
) -> DraftConflict:
    """A conflict with a deleted passage; where it was written anew there, and not only deleted, with that wording."""
    if conflict.stored and conflict.sent:
        return conflict
    found = rewritten_passage(base, ancestor, sent if conflict.stored else stored, language)
    wording = _without_marker(found.text, found.kind) if found else ""
    if not wording or wording not in merged:
        return conflict
    return conflict.model_copy(update={"sent" if conflict.stored else "stored": wording})


def _contained(part: text.MergeConflict, language: str, *, certain: bool) -> str | None:
    """The wording that has the other one in it; None where the author has to decide.

    A text that is merged twice has its own wording beside the other device's already.
    """
    ours, theirs = part.ours.strip("\n"), part.theirs.strip("\n")
    if ours and theirs and (_has_lines(theirs, ours) or _has_lines(ours, theirs)):
        return part.theirs if len(theirs) > len(ours) else part.ours
    return None if certain else _fuller(part.theirs, part.ours, language)


def _has_lines(whole: str, piece: str) -> bool:
    return f"\n{piece}\n" in f"\n{whole}\n"


def _fuller(one: str, other: str, language: str) -> str | None:
    """Of two texts the one that goes on from the other, or has all its words in their order; None for none."""
    one_words, other_words = _visible_words(one, language), _visible_words(other, language)
    if other.startswith(one.rstrip()) or _is_subsequence(one_words, other_words):
        return other
    return one if one.startswith(other.rstrip()) or _is_subsequence(other_words, one_words) else None


def _visible_words(source: str, language: str) -> list[str]:
    return [word for word in text.words(source, language) if not word.isspace()]


def _is_subsequence(part: Sequence[str], whole: Sequence[str]) -> bool:
    remaining = iter(whole)
    return all(word in remaining for word in part)


def both_wordings(part: text.MergeConflict, kind: text.ParagraphKind) -> str:
    """The stored wording and the sent one, one after the other, each a paragraph, list item or row of its own."""
    if not part.theirs.strip() or not part.ours.strip():
        return part.theirs or part.ours
    if kind is text.ParagraphKind.FOOTNOTE:  # a second definition of a label would not be read
        return f"{part.theirs}\n\n    {_without_marker(part.ours, kind)}"
    indent = part.lead.rpartition("\n")[2]
    if kind is text.ParagraphKind.TABLE_ROW:  # the line below a head row is not repeated
        return f"{part.theirs}\n{indent}{_without_marker(part.ours, kind)}"
    if kind is text.ParagraphKind.LIST_ITEM:
        return f"{part.theirs}\n{indent}{part.ours}"
    return f"{part.theirs}\n{indent.rstrip()}\n{indent}{part.ours}"


def _without_marker(wording: str, kind: text.ParagraphKind) -> str:
    """A wording as it is found in the merged text, where a list item may have another number, and a note another label."""
    if kind is text.ParagraphKind.TABLE_ROW:
        return wording.strip().partition("\n")[0]
    paragraphs = text.split(wording).paragraphs
    if paragraphs and kind in (text.ParagraphKind.LIST_ITEM, text.ParagraphKind.FOOTNOTE):
        return wording.strip().removeprefix(paragraphs[0].marker).strip()
    return wording.strip()


def passage_kind(part: text.MergeConflict, kinds: Mapping[str, text.ParagraphKind]) -> text.ParagraphKind:
    """The kind of a passage's first paragraph."""
    wording = part.ours or part.theirs
    if wording in kinds:
        return kinds[wording]
    paragraphs = text.split(wording).paragraphs
    return paragraphs[0].kind if paragraphs else text.ParagraphKind.PARAGRAPH


def paragraph_kinds(source: str) -> dict[str, text.ParagraphKind]:
    """The kind of each paragraph of a text, by its source."""
    return {paragraph.text: paragraph.kind for paragraph in text.split(source).paragraphs}
