"""A book's texts, composed one after the other; while we work on one, Pandoc reads the next."""

import hashlib
import json
from collections.abc import Generator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace

from blueprint.publishing.book import Chapter
from blueprint.publishing.cache import Cache
from blueprint.publishing.pandoc import Node
from blueprint.publishing.reading import Reading, begin
from blueprint.publishing.sheets import Heading, Text
from blueprint.publishing.tree import rebuilt


class Part:
    """A clean text of a book. `names` are the safe names of the book's pictures; a foreword's paragraphs are not `counted`.

    Of what the chapter says only its own text matters.
    """

    def __init__(
        self, chapter: Chapter, prefix: str, names: Mapping[str, str], cache: Cache, *, counted: bool = True
    ) -> None:
        self.chapter, self.prefix, self.names, self.cache, self.counted = chapter, prefix, names, cache, counted
        own = [chapter.title, chapter.markdown, chapter.language, chapter.paragraphs]
        self._shown = {name: safe for name, safe in names.items() if name in chapter.markdown}
        self._given = json.dumps([own, prefix, counted, self._shown])
        self._begun = False
        self._known: bytes | None = None
        self._reading: Reading | None = None

    def begin(self) -> None:
        """Have it read from now on, if it is not known."""
        if not self._begun:
            self._begun = True
            self._known = self.cache.found("text", self._given)
            self._reading = begin(self.chapter.markdown) if self._known is None else None

    def text(self) -> Text:
        """The composed text, its pictures under their safe names; raises `Refusal`."""
        self.begin()
        known, digest = self._known, hashlib.sha256(self._given.encode()).hexdigest()
        text = self._composed() if known is None else _text_of(known)
        self._known = self._reading = None
        return replace(text, digest=digest, pictures=tuple(self._shown.values()))

    def _composed(self) -> Text:
        from blueprint.publishing.compose import compose  # while Pandoc reads

        text = compose(self.chapter, self.names, self.prefix, counted=self.counted, begun=self._reading)
        text = replace(text, told=_renamed(text.blocks, self.names)) if self._shown else text
        if self.cache.folder:
            told = (json.dumps(part, ensure_ascii=False).encode() for part in (text.headings, text.blocks))
            self.cache.keep(b"\n".join(told), "text", self._given)
        return text

    def stop(self) -> None:
        """Nobody wants to know any more."""
        if self._reading:
            self._reading.stop()


def _text_of(kept: bytes) -> Text:
    headings, blocks = kept.split(b"\n", 1)
    return Text(blocks, tuple(Heading(*heading) for heading in json.loads(headings)))


def texts(parts: Sequence[Part]) -> Generator[Text]:
    """The composed texts, in order; close what gives them."""
    with ExitStack() as stack:
        for at, part in enumerate(parts):
            for near in parts[at : at + 2]:
                near.begin()
                stack.callback(near.stop)
            yield part.text()


def _renamed(blocks: list[Node], names: Mapping[str, str]) -> list[Node]:
    """The blocks with their pictures under their safe names."""

    def rule(node: Node) -> list[Node]:
        if node["t"] != "Image":
            return [node]
        attributes, words, (name, title) = node["c"]
        return [{**node, "c": [attributes, words, [names[name], title]]}]

    renamed: list[Node] = rebuilt(blocks, rule)
    return renamed
