"""Writing a run of text again: each cluster as one glyph with its whole text, each word as one string."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from blueprint.publishing.pdf.text_layer.clusters import Cluster, PlacedGlyph, clusters
from blueprint.publishing.pdf.text_layer.font import ClusterPart, ExtendedFont
from blueprint.publishing.pdf.text_layer.lines import TextRun
from blueprint.publishing.pdf.text_layer.tags import PageTags

Fonts = Mapping[str, ExtendedFont]

_KERNED = 0.03
"""From which share of the type size on a cluster's advance is what it is on the page, not what the font says: readers of
PDFs take a gap for a space, and an overlap for the end of a word."""


def rewritten(run: TextRun, fonts: Fonts, tags: PageTags) -> bytes | None:
    """The content that takes the place of a run's pieces; None for a run that is whole as it is."""
    found = clusters(_glyphs(run), backwards=run.backwards)
    if not run.backwards and not any(cluster.is_divided for cluster in found):
        return None
    words = list(split_words(found)) if run.backwards else [found]
    numbers: list[int | None] = [None] * len(words)
    old = list(dict.fromkeys(piece.mcid for piece in run.pieces if piece.mcid is not None))
    if old:
        fresh = tags.renumber(old, len(words))
        numbers = [*reversed(fresh)] if run.backwards else [*fresh]
    return _RunWriter(run, found, fonts).written(words, numbers)


def _glyphs(run: TextRun) -> Iterator[PlacedGlyph]:
    for at, piece in enumerate(run.pieces):
        for glyph in piece.glyphs:
            yield PlacedGlyph(glyph, at, piece.font)


def split_words(found: Iterable[Cluster]) -> Iterator[list[Cluster]]:
    """The words of a run that is read from right to left, as seen from the left: each with the spaces behind it, which are
    on its left. Signs between spaces, which say no direction themselves, stay with the word behind them."""
    word: list[Cluster] = []
    for part in _between_spaces(found):
        if word and any(cluster.is_letter for cluster in part):
            yield word
            word = []
        word += part
    yield word


def _between_spaces(found: Iterable[Cluster]) -> Iterator[list[Cluster]]:
    part: list[Cluster] = []
    for cluster in found:
        if part and cluster.is_space and not part[-1].is_space:
            yield part
            part = []
        part.append(cluster)
    yield part


class _RunWriter:
    """Writes the words of one run on one baseline. Lengths are in thousandths of the type size, as in TJ's operand."""

    def __init__(self, run: TextRun, found: Sequence[Cluster], fonts: Fonts) -> None:
        self.run, self.fonts = run, fonts
        self.size = run.pieces[0].size
        self.left = found[0].x
        self.baseline = _baseline(found)
        self.advances = dict(zip(map(id, found), self.kerned(found), strict=True))
        self.font, self.pen = "", 0.0

    def kerned(self, found: Sequence[Cluster]) -> Iterator[float]:
        """The advance of each cluster, in points."""
        for cluster, following in zip(found, [*found[1:], None], strict=True):
            advance = cluster.advance
            if following is not None:
                gap = following.x - cluster.x
                if gap > 0 and abs(gap - advance) > _KERNED * self.size:
                    advance = gap
            yield advance

    def written(self, words: Sequence[Sequence[Cluster]], numbers: Sequence[int | None]) -> bytes:
        first = self.run.pieces[0]
        content = [b"\nq 1 0 0 -1 %s %s cm %s\nBT 0 Tr" % (_number(self.left), _number(self.baseline), first.colour)]
        for word, number in zip(words, numbers, strict=True):
            turned = self.run.backwards and sum(len(cluster.text) for cluster in word) > 1
            opened = [b"\n/Span<</MCID %d%s>>BDC" % (number, first.language)] if number is not None else []
            opened += [b"/ReversedChars BMC"] if turned else []
            content += [*opened, *self.word(word), b" EMC" * len(opened)]
        return b"".join(content) + b"\nET\nQ\n"

    def word(self, word: Sequence[Cluster]) -> Iterator[bytes]:
        for name, some in groupby(word, key=lambda cluster: cluster.font):
            together = list(some)
            if name != self.font:
                self.font, self.pen = name, self.place(together[0])
                yield b" /%s %s Tf 1 0 0 -1 %s 0 Tm" % (
                    name.encode(),
                    _number(self.size),
                    _number(together[0].x - self.left),
                )
            yield b"[%s]TJ" % b"".join(self.strings(together, self.fonts[name]))

    def place(self, cluster: Cluster) -> float:
        return (cluster.x - self.left) * 1000 / self.size

    def strings(self, together: Sequence[Cluster], font: ExtendedFont) -> Iterator[bytes]:
        """The operand of TJ."""
        hexadecimal = ""
        for cluster in together:
            shift = round(self.pen - self.place(cluster))
            if shift:
                if hexadecimal:
                    yield b"<%s>" % hexadecimal.encode()
                yield b"%d" % shift
                hexadecimal = ""
                self.pen -= shift
            for code in self.codes(cluster, font):
                hexadecimal += f"{code:04X}"
                self.pen += font.advance(code)
        yield b"<%s>" % hexadecimal.encode()

    def codes(self, cluster: Cluster, font: ExtendedFont) -> list[int]:
        """The codes that show a cluster. Read from right to left, every character has a code of its own, in the order in
        which it is seen, since readers of PDFs turn them round; all but the first show nothing."""
        units = font.units / self.size
        parts = [
            ClusterPart(glyph.code, round((glyph.x - cluster.x) * units), round((glyph.y - self.baseline) * units))
            for glyph in cluster.glyphs
        ]
        advance = round(self.advances[id(cluster)] * units)
        if not self.run.backwards or len(cluster.text) < 2:
            return [font.code(parts, advance, cluster.text)]
        blanks = [font.blank(character) for character in cluster.text[1:]]
        return [*reversed(blanks), font.code(parts, advance, cluster.text[0])]


def _baseline(found: Sequence[Cluster]) -> float:
    """The height at which most letters are."""
    heights = Counter(round(cluster.y, 2) for cluster in found)
    [(height, _)] = heights.most_common(1)
    return next(cluster.y for cluster in found if round(cluster.y, 2) == height)


def _number(value: float) -> bytes:
    return f"{value:.5f}".rstrip("0").rstrip(".").encode()
