"""Where in the finished text the things are that were noticed, and the report on them."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from blueprint.domain.dialects import CURRENT_DIALECT
from blueprint.locales import gettext as _
from blueprint.publishing.importing.findings import MARKER, Findings, Noticed, Outcome
from blueprint.publishing.importing.report import Remark, Report
from blueprint.publishing.markdown.numbering import places
from blueprint.text import Document, Mark, MarkKind, ParagraphKind, Run, visible_runs, visible_text

LAST_WORDS = 60
"""How many characters of the words before a place are told."""

_KINDS = {
    ParagraphKind.PARAGRAPH: "paragraphs",
    ParagraphKind.HEADING: "headings",
    ParagraphKind.LIST_ITEM: "list items",
    ParagraphKind.QUOTATION: "quotations",
    ParagraphKind.FOOTNOTE: "footnotes",
}


def placed(marked: str) -> tuple[str, dict[int, int]]:
    """The text without its markers, and by the number of each where in it that was."""
    places: dict[int, int] = {}
    pieces: list[str] = []
    length = end = 0
    for match in MARKER.finditer(marked):
        piece = marked[end : match.start()]
        pieces.append(piece)
        length += len(piece)
        places[int(match[1])] = length
        end = match.end()
    pieces.append(marked[end:])
    return "".join(pieces), places


def report(document: Document, places: dict[int, int], findings: Findings) -> Report:
    """The report on a text, in which the markers were at these places."""
    where = _Where(document)
    told = [(noticed, where.of(places.get(at), noticed)) for at, noticed in enumerate(findings.noticed)]
    return Report(
        kept=_kept(document),
        changed=_remarks(told, Outcome.CHANGED),
        left_out=_remarks(told, Outcome.LEFT_OUT),
    )


def _remarks(told: Iterable[tuple[Noticed, str]], outcome: Outcome) -> tuple[Remark, ...]:
    """One remark for all things of one kind of which the same is said, in the order of the first."""
    grouped: dict[tuple[str, str], list[tuple[Noticed, str]]] = {}
    for noticed, place in told:
        if noticed.outcome is outcome:
            grouped.setdefault((noticed.what, noticed.said), []).append((noticed, place))
    return tuple(
        Remark(
            what=group[0][0].what,
            count=len(group),
            said=group[0][0].said,
            where=tuple(place for _noticed, place in group if place),
        )
        for group in grouped.values()
    )


class _Where:
    """Tells places in a document."""

    def __init__(self, document: Document) -> None:
        self._paragraphs = document.paragraphs
        self._places = places(document, CURRENT_DIALECT)
        self._ends = [paragraph.end for paragraph in document.paragraphs]

    def of(self, offset: int | None, noticed: Noticed) -> str:
        """The paragraph's number, or its last words when it has none; and the words concerned, with who wrote them."""
        concerned = f"{noticed.words} ({noticed.author})" if noticed.words and noticed.author else noticed.words
        return ": ".join(filter(None, (self._place(offset), concerned or noticed.author)))

    def _place(self, offset: int | None) -> str:
        if offset is None or not self._paragraphs:
            return ""
        at = min(bisect_left(self._ends, offset), len(self._paragraphs) - 1)
        kind = self._paragraphs[at].kind
        if place := self._places[at]:
            return _("paragraph {number}", number=place.label)
        if kind is ParagraphKind.HEADING:
            return _("heading “{words}”", words=self._last_words(at))
        if kind is ParagraphKind.FOOTNOTE:
            return _("footnote “{words}”", words=self._last_words(at))
        return self._behind(at)

    def _behind(self, at: int) -> str:
        """The place of a table or a picture: which paragraph or heading it comes after."""
        before = next((each for each in range(at - 1, -1, -1) if self._is_text(each)), None)
        if before is None:
            return _("at the beginning")
        if place := self._places[before]:
            return _("after paragraph {number}", number=place.label)
        return _("after “{words}”", words=self._last_words(before))

    def _is_text(self, at: int) -> bool:
        return self._places[at] is not None or self._paragraphs[at].kind is ParagraphKind.HEADING

    def _last_words(self, at: int) -> str:
        words = " ".join(visible_text(self._paragraphs[at]).split())
        return words if len(words) <= LAST_WORDS else f"…{words[-LAST_WORDS:]}"


def _kept(document: Document) -> dict[str, int]:
    """What the text holds, by its kinds of paragraphs, marks and words; only what there is."""
    kinds = Counter(_KINDS[each.kind] for each in document.paragraphs if each.kind in _KINDS)
    marks: Counter[MarkKind] = Counter()
    words = 0
    for each in document.paragraphs:
        runs = visible_runs(each)
        words += sum(len("".join(run.text for run in cell).split()) for _, cell in groupby(runs, lambda run: run.cell))
        marks.update(mark.kind for mark in _marks(runs))
    found = {
        **{name: kinds[name] for name in _KINDS.values()},
        "tables": sum(each.kind is ParagraphKind.TABLE_ROW and each.head for each in document.paragraphs),
        "pictures": marks[MarkKind.IMAGE],
        "equations": marks[MarkKind.MATH],
        "links": marks[MarkKind.LINK],
        "words": words,
    }
    return {name: count for name, count in found.items() if count or name in ("paragraphs", "words")}


def _marks(runs: Iterable[Run]) -> Iterator[Mark]:
    """The marks of a paragraph's runs, each once."""
    before: tuple[Mark, ...] = ()
    for run in runs:
        yield from (mark for mark in run.marks if mark not in before)
        before = tuple(run.marks)
