"""What an editor should look at before publishing, each with its place."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from blueprint.domain.value import Value
from blueprint.publishing.book import Book, Chapter
from blueprint.publishing.colophon import LICENCES, advanced_keys
from blueprint.publishing.compose import admitted, compose
from blueprint.publishing.glyphs import missing
from blueprint.publishing.pandoc import Node
from blueprint.publishing.refusal import Refusal
from blueprint.publishing.source import clean
from blueprint.publishing.tree import nodes


class Finding(Value):
    """One thing to look at. `stops`: no edition can be made until it is put right.

    `file` names the text and `line` (from 1) the place in it, when there is one.
    """

    sentence: str
    remedy: str = ""
    file: str = ""
    line: int | None = None
    stops: bool = False


def check_list(book: Book, images: Mapping[str, bytes]) -> tuple[Finding, ...]:
    """All findings, chapter by chapter, then the book's own."""
    found = [finding for chapter in book.chapters for finding in _chapter(chapter, images)]
    return (*found, *_book(book))


def _chapter(chapter: Chapter, images: Collection[str]) -> Iterator[Finding]:
    chapter = replace(chapter, markdown=clean(chapter.markdown))
    try:
        blocks = admitted(chapter, images)
        yield from _skipped_headings(chapter, blocks)
        yield from _dead_links(chapter, blocks)
        compose(chapter, images)
    except Refusal as refusal:
        yield _stop(refusal)
    for gap in missing(f"{chapter.markdown}\n{chapter.title}", chapter.name):
        yield Finding(
            sentence=f"No font of ours has the character {gap.name}.",
            remedy="Write it with another character, or leave it out.",
            file=gap.file,
            line=gap.line,
            stops=True,
        )
    yield from _nameless(chapter)


def _stop(refusal: Refusal) -> Finding:
    return Finding(sentence=refusal.sentence, remedy=refusal.remedy, file=refusal.file, line=refusal.line, stops=True)


def _skipped_headings(chapter: Chapter, blocks: list[Node]) -> Iterator[Finding]:
    before: int | None = None
    for node in blocks:
        if node["t"] == "Header":
            level = node["c"][0]
            if before is not None and level > before + 1:
                yield Finding(
                    sentence=f"A heading of level {level} follows one of level {before}.",
                    remedy="In the edition it moves up. Choose its level yourself if that is not right.",
                    file=chapter.name,
                    line=node["line"],
                )
            before = level


def _dead_links(chapter: Chapter, blocks: list[Node]) -> Iterator[Finding]:
    anchors = {node["c"][1][0] for node in nodes(blocks) if node["t"] == "Header"}
    for node in nodes(blocks):
        target = node["c"][2][0] if node["t"] == "Link" else ""
        if target.startswith("#") and target[1:] not in anchors and not target.startswith("#p-"):
            yield Finding(
                sentence=f"The link to “{target}” leads nowhere.",
                remedy="Link to a heading of this text, or remove the link.",
                file=chapter.name,
                line=node["line"],
            )


def _nameless(chapter: Chapter) -> Iterator[Finding]:
    if not any(person.name.strip() for person in chapter.contributors):
        yield Finding(sentence="Nobody is named as its author.", remedy="Add the contributors.", file=chapter.name)
    elif not all(person.name.strip() for person in chapter.contributors):
        yield Finding(sentence="A contributor has no name.", remedy="Add the name.", file=chapter.name)


def _book(book: Book) -> Iterator[Finding]:
    if not book.licence:
        yield Finding(sentence="No licence is named.", remedy="Choose one, so that readers know what they may do.")
    elif book.licence not in LICENCES:
        yield Finding(sentence=f"The licence “{book.licence[:40]}” is not one we know.", remedy="Check its identifier.")
    advanced = advanced_keys(book.chapters)
    gaps = [name for key, name in book.principles if key not in advanced]
    if gaps:
        yield Finding(sentence=f"No proposal here advances {', '.join(gaps)}.", remedy="Tag it, or leave it so.")
