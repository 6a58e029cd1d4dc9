"""Splicing word processors' files, so that a run of proposals that did not change is not written again.

Pandoc counts through a document: notes, lists, styles, links. A run's share of a file is what stands between two markers in
it, and what it brings along from elsewhere in the file, with all such numbers left open. So the share is the same wherever
it stands and whatever stands beside it; where shares are joined, the numbers are counted on from one to the next.
"""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

MARKER = "<!-- here -->"
"""What stands in the words between one share and the next: a comment, which no text of ours can hold."""

_OPEN = "\0"
"""Stands before and behind what tells an open number from others: a sign that XML cannot hold."""

_NEXT = "\1"
"""Stands between elements: another such sign."""


class Part(NamedTuple):
    """Elements that texts bring along: the `file` they stand in, and the tag `before` which they are put.

    The first group of `element` is its name, and of `named` a name where a text, or what it brings along, says it.
    """

    file: str
    before: str
    element: re.Pattern[str]
    named: re.Pattern[str]


class Layout(NamedTuple):
    """How a kind of file is built: the file with the `words` and the `parts`, each behind those that name its elements.

    `counted` is what each number counts, by what stands before the number; the `first` of each is that. `pictured` is what
    stands before the name of a picture's file in the `folder`, last where all of them are listed, in the file `listed`.
    """

    words: str
    parts: tuple[Part, ...]
    counted: Mapping[str, str]
    first: int
    folder: str
    pictured: tuple[str, ...]
    listed: str

    @property
    def files(self) -> set[str]:
        """The files that are spliced."""
        return {self.words, *(part.file for part in self.parts)}


class Share(NamedTuple):
    """A run's words, the elements they bring along of each of the layout's parts, and how many there are of what is counted.

    In place of a number stands what it counts and which of the share's own it is, from 0.
    """

    words: str
    brought: list[str]
    counts: dict[str, int]

    def told(self) -> bytes:
        """The share as it is kept."""
        return json.dumps(self, ensure_ascii=False).encode()


def share_of(kept: bytes) -> Share:
    """The share that was told."""
    return Share(*json.loads(kept))


def cut(files: Mapping[str, bytes], layout: Layout) -> tuple[dict[str, bytes], list[Share]]:
    """The shares between the markers, from the first words to the last; and the files without what stands in them."""
    texts = _pictures_by_content(files, layout)
    elements = [_taken_out(texts, part) for part in layout.parts]
    shares = [_share(words.strip(), elements, layout) for words in texts[layout.words].split(MARKER)]
    bare = {name: data for name, data in files.items() if not name.startswith(layout.folder)}
    return bare | {name: text.encode() for name, text in texts.items()} | {layout.words: b""}, shares


def joined(
    bare: Mapping[str, bytes], shares: Sequence[Share], pictures: Iterable[bytes], layout: Layout
) -> dict[str, bytes]:
    """The files with the shares in this order, and those of the `pictures` that they show."""
    counted_on = list(_counted_on(shares, layout.first))
    texts = {name: bare[name].decode() for name in layout.files}
    texts[layout.words] = "\n".join(share.words for share in counted_on)
    for at in reversed(range(len(layout.parts))):  # what is named, before what names it
        part = layout.parts[at]
        once = dict.fromkeys(element for share in counted_on for element in share.brought[at].split(_NEXT))
        head, tag, tail = texts[part.file].partition(part.before)
        texts[part.file] = "".join((head, *once, tag, tail))
    known = {hashlib.sha256(data).hexdigest(): data for data in pictures}
    listed = re.findall(f'{layout.pictured[-1]}([^".]+)([^"]+)"', texts[layout.listed])
    shown = {f"{layout.folder}{digest}{ending}": known[digest] for digest, ending in listed}
    return {**bare, **{name: text.encode() for name, text in texts.items()}, **shown}


def _taken_out(texts: dict[str, str], part: Part) -> dict[str, str]:
    """The part's elements by their names, which stand in its file no more."""
    found: dict[str, str] = {}

    def take(element: re.Match[str]) -> str:
        found[element[1]] = element[0].strip()
        return ""

    head, tag, tail = texts[part.file].partition(part.before)
    texts[part.file] = f"{part.element.sub(take, head).rstrip()}{tag}{tail}"
    return found


def _pictures_by_content(files: Mapping[str, bytes], layout: Layout) -> dict[str, str]:
    """The files that are spliced, with the pictures' files named by what is in them instead of counted."""
    named = {name: hashlib.sha256(data).hexdigest() for name, data in files.items() if name.startswith(layout.folder)}
    texts = {name: files[name].decode() for name in layout.files}
    if not named:
        return texts
    said = re.compile(f'({"|".join(layout.pictured)})([^".]+)([^"]+)(?=")')

    def name(found: re.Match[str]) -> str:
        return f"{found[1]}{named[f'{layout.folder}{found[2]}{found[3]}']}{found[3]}"

    return {file: said.sub(name, text) for file, text in texts.items()}


def _share(words: str, elements: Sequence[Mapping[str, str]], layout: Layout) -> Share:
    """These words with the elements they name, and those that these name in turn; their numbers left open."""
    brought: list[str] = []
    for part, known in zip(layout.parts, elements, strict=True):
        names = dict.fromkeys(name for text in (words, *brought) for name in part.named.findall(text))
        brought.append(_NEXT.join(known[name] for name in names if name in known))
    own: dict[str, dict[str, int]] = {}
    numbers, kinds = _finder(layout.counted)

    def opened(found: re.Match[str]) -> str:
        at = found.lastindex or 0
        ours = own.setdefault(kinds[at - 1], {})
        which = ours.setdefault(found[at], len(ours))
        return f"{found[0].removesuffix(found[at])}{_OPEN}{kinds[at - 1]}{which}{_OPEN}"

    words, *brought = (numbers.sub(opened, text) for text in (words, *brought))
    return Share(words, brought, {kind: len(ours) for kind, ours in own.items()})


def _finder(counted: Mapping[str, str]) -> tuple[re.Pattern[str], list[str]]:
    """What finds a number, and what each of its groups counts.

    What begins an attribute's value is looked for first, and only then what stands before: that takes a fifth of the time.
    """
    values = {before: kind for before, kind in counted.items() if '="' in before}
    names = [f'(?<={name}="){sign}([0-9]+)' for name, sign in (before.split('="') for before in values)]
    others = {before: kind for before, kind in counted.items() if before not in values}
    found = "|".join([f'="(?:{"|".join(names)})', *(f"{before}([0-9]+)" for before in others)])
    return re.compile(found), [*values.values(), *others.values()]


def _counted_on(shares: Iterable[Share], first: int) -> Iterator[Share]:
    """The shares with their numbers, each counted on from those of the shares before it."""
    before = Counter[str]()
    for words, brought, counts in shares:
        numbers = {
            f"{kind}{at}": str(first + before[kind] + at) for kind, count in counts.items() for at in range(count)
        }
        yield Share(_closed(words, numbers), [_closed(elements, numbers) for elements in brought], counts)
        before.update(counts)


def _closed(text: str, numbers: Mapping[str, str]) -> str:
    pieces = text.split(_OPEN)
    pieces[1::2] = [numbers[name] for name in pieces[1::2]]
    return "".join(pieces)
