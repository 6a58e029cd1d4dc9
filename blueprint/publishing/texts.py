"""A book's texts, composed; what did not change comes from the cache."""

import hashlib
import json
from collections.abc import Mapping

from blueprint.publishing.book import Chapter
from blueprint.publishing.cache import Cache
from blueprint.publishing.context import Heading, Text
from blueprint.publishing.markdown.ast import rebuilt
from blueprint.publishing.markdown.normalize import compose
from blueprint.publishing.markdown.pandoc import Node


def composed(chapter: Chapter, names: Mapping[str, str], prefix: str, cache: Cache, *, counted: bool = True) -> Text:
    """The composed text of a clean chapter, its pictures under their safe names; raises `Refusal`.

    `names` are the safe names of the book's pictures; a foreword's paragraphs are not `counted`. Of what the chapter says
    only its own text matters.
    """
    own = [chapter.title, chapter.markdown, chapter.language, chapter.paragraphs]
    shown = {name: safe for name, safe in names.items() if name in chapter.markdown}
    given = json.dumps([own, prefix, counted, shown])

    def make() -> bytes:
        text = compose(chapter, names, prefix, counted=counted)
        blocks = _renamed(text.blocks, names) if shown else text.blocks
        return json.dumps([blocks, text.headings], ensure_ascii=False).encode()

    blocks, headings = json.loads(cache.kept("text", given, make=make))
    digest = hashlib.sha256(given.encode()).hexdigest()
    return Text(blocks, tuple(Heading(*heading) for heading in headings), digest, tuple(shown.values()))


def _renamed(blocks: list[Node], names: Mapping[str, str]) -> list[Node]:
    """The blocks with their pictures under their safe names."""

    def rule(node: Node) -> list[Node]:
        if node["t"] != "Image":
            return [node]
        attributes, words, (name, title) = node["c"]
        return [{**node, "c": [attributes, words, [names[name], title]]}]

    renamed: list[Node] = rebuilt(blocks, rule)
    return renamed
