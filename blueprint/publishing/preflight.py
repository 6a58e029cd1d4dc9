"""Preflight: what an editor should look at before publishing."""

from collections.abc import Collection, Iterator, Mapping

from blueprint.domain.value import Value
from blueprint.publishing.book import Book, Chapter
from blueprint.publishing.errors import Refusal
from blueprint.publishing.fonts.coverage import of_book, of_chapter
from blueprint.publishing.limits import refuse_long_text
from blueprint.publishing.markdown.ast import walk
from blueprint.publishing.markdown.decode import replace_unprintable
from blueprint.publishing.markdown.equations import unreadable_formulas
from blueprint.publishing.markdown.link_targets import names_in
from blueprint.publishing.markdown.normalize import alt_text, missing_alt_text, normalize, read_sanitized
from blueprint.publishing.markdown.pandoc import Node
from blueprint.publishing.matter.colophon import LICENCES, advanced_keys


class Finding(Value):
    """One thing to look at. `stops`: no edition can be built until it is put right.

    `file` names the text, `chapter` is its number in the book (from 1; 0 for the foreword and the book itself) and
    `line` (from 1) the place in it, when there is one.
    """

    sentence: str
    remedy: str = ""
    file: str = ""
    chapter: int = 0
    line: int | None = None
    stops: bool = False


def run_preflight(book: Book, images: Mapping[str, bytes]) -> tuple[Finding, ...]:
    """All findings, chapter by chapter, then the foreword's and the book's own."""
    findings = [list(_chapter(chapter, images)) for chapter in book.chapters]
    found = [f.model_copy(update={"chapter": at}) for at, some in enumerate(findings, start=1) for f in some]
    return (*found, *_foreword(book, images), *_book(book))


def _chapter(chapter: Chapter, images: Collection[str]) -> Iterator[Finding]:
    yield from _text(chapter, images)
    yield from map(_stop, (gap.refusal for gap in of_chapter(chapter)))
    yield from _unnamed(chapter)


def _foreword(book: Book, images: Collection[str]) -> Iterator[Finding]:
    if book.foreword.strip():
        yield from _text(book.foreword_text, images)


def _text(chapter: Chapter, images: Collection[str]) -> Iterator[Finding]:
    """A text's findings: all that stop it, and warnings."""
    chapter = chapter.model_copy(update={"markdown": replace_unprintable(chapter.markdown)})
    refusals: list[Refusal] = []
    try:
        refuse_long_text(chapter)
        blocks = read_sanitized(chapter, images, refusals)
        refusals += [missing_alt_text(node, chapter.name) for node in walk(blocks) if _is_bare(node)]
        refusals += unreadable_formulas(blocks, chapter.name)
        yield from _skipped_headings(chapter, blocks)
        yield from _dead_links(chapter, blocks)
        if not refusals:
            normalize(chapter, images)
    except Refusal as refusal:
        refusals.append(refusal)
    yield from map(_stop, refusals)


def _is_bare(node: Node) -> bool:
    return node["t"] == "Image" and not alt_text(node)


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
    anchors = {node["c"][1][0] for node in walk(blocks) if node["t"] == "Header"} | names_in(blocks)
    for node in walk(blocks):
        target = node["c"][2][0] if node["t"] == "Link" else ""
        if target.startswith("#") and target[1:] not in anchors and not target.startswith("#p-"):
            yield Finding(
                sentence=f"The link to “{target}” leads nowhere.",
                remedy="Link to a heading of this text, or remove the link.",
                file=chapter.name,
                line=node["line"],
            )


def _unnamed(chapter: Chapter) -> Iterator[Finding]:
    if not any(person.name.strip() for person in chapter.contributors):
        yield Finding(sentence="Nobody is named as its author.", remedy="Add the contributors.", file=chapter.name)
    elif not all(person.name.strip() for person in chapter.contributors):
        yield Finding(sentence="A contributor has no name.", remedy="Add the name.", file=chapter.name)


def _book(book: Book) -> Iterator[Finding]:
    yield from map(_stop, (gap.refusal for gap in of_book(book)))
    if not book.licence:
        yield Finding(sentence="No licence is named.", remedy="Choose one, so that readers know what they may do.")
    elif book.licence not in LICENCES:
        yield Finding(sentence=f"The licence “{book.licence[:40]}” is not one we know.", remedy="Check its identifier.")
    advanced = advanced_keys(book.chapters)
    gaps = [name for key, name in book.principles if key not in advanced]
    if gaps:
        yield Finding(
            sentence=f"No proposal here advances {', '.join(gaps)}.", remedy="Tag those that do, or leave it so."
        )
