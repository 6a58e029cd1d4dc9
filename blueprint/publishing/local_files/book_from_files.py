"""Building a book from files: Markdown or Word on disk, with the images beside it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from blueprint import text
from blueprint.domain.errors import Invalid
from blueprint.domain.languages import language_tag
from blueprint.publishing.book import Book, Chapter, Format, Layout
from blueprint.publishing.build import build_file
from blueprint.publishing.errors import Refusal, Refusals
from blueprint.publishing.local_files.metadata import BookMetadata, ChapterMetadata
from blueprint.publishing.markdown.decode import read_markdown
from blueprint.publishing.preflight import run_preflight
from blueprint.publishing.uploads.docx import read_docx
from blueprint.publishing.uploads.images import check_image

OPENING = 10_000
"""Characters from a text's beginning within which a heading can be its title."""

_LINE_END = re.compile("\r\n|\r|\n")


def build_from_files(
    files: Sequence[Path],
    out: Path,
    *,
    language: str,
    date: datetime,
    title: str = "",
    kind: Layout = Layout.READING,
    metadata: BookMetadata | None = None,
) -> bytes:
    """The files as one book in the format that the name of `out` ends in; several files become its chapters.

    A chapter's title is what the `metadata` say, else its first line's heading when it is of the first level, else the
    file's name. `title` overrides the metadata's; `date` and `language` are defaults for theirs. Raises `Refusal`, or
    `Refusals` for all that is wrong with the texts at once.
    """
    format = _format(out)
    language = _language((metadata and metadata.language) or language)
    _require_texts(metadata, files)
    texts = [_chapter(file, language, metadata) for file in files]
    book = Book(
        **(metadata.book_fields() if metadata else {}),
        title=title or (metadata and metadata.title) or texts[0].chapter.title,
        chapters=tuple(text.chapter for text in texts),
        date=(metadata and metadata.date) or date,
        language=language,
        kind=kind,
    )
    images = {name: data for text in texts for name, data in text.images.items()}
    refusals = [refusal for text in texts for refusal in text.refusals]
    if not refusals:
        try:
            return build_file(book, format, images)
        except Refusal as refusal:
            refusals.append(refusal)
    raise Refusals(_all_refusals(book, images, refusals))


def _all_refusals(book: Book, images: Mapping[str, bytes], refusals: Sequence[Refusal]) -> list[Refusal]:
    """These refusals and all others of the book, in the order of its texts and lines."""
    found = [
        Refusal(each.sentence, file=each.file, line=each.line, remedy=each.remedy)
        for each in run_preflight(book, images)
        if each.stops
    ]
    files = [chapter.name for chapter in book.chapters]
    unique = {str(refusal): refusal for refusal in (*refusals, *found)}.values()
    return sorted(unique, key=lambda each: (files.index(each.file) if each.file in files else -1, each.line or 0))


def _format(out: Path) -> Format:
    try:
        return Format(out.suffix.removeprefix(".").lower())
    except ValueError:
        known = ", ".join(f".{format}" for format in Format)
        sentence = (
            f"“{out.suffix}” is no kind of file we make." if out.suffix else "The name does not say which kind of file."
        )
        raise Refusal(sentence, file=out.name, remedy=f"Let it end in one of {known}.") from None


def _language(tag: str, file: str = "") -> str:
    try:
        return language_tag(tag)
    except Invalid as problem:
        raise Refusal(str(problem), file=file) from None


def _require_texts(metadata: BookMetadata | None, files: Sequence[Path]) -> None:
    """Raise `Refusal` when the metadata name a text that is not there, and would be ignored."""
    names = [file.name for file in files]
    for named in metadata.chapters if metadata else ():
        if named.file not in names:
            remedy = f"Name one of {', '.join(names)}."
            raise Refusal(f"The metadata tell of “{named.file}”, which is not among the files.", remedy=remedy)


@dataclass(frozen=True, slots=True)
class TextFromFile:
    """One text, its images by their names in it (empty for those that are refused), and what is wrong with these."""

    chapter: Chapter
    images: Mapping[str, bytes]
    refusals: Sequence[Refusal]


def _chapter(file: Path, language: str, metadata: BookMetadata | None) -> TextFromFile:
    markdown, images, refusals = _read(file)
    own = metadata.of(file.name) if metadata else ChapterMetadata(file=file.name)
    # A heading that repeats the title is left out later; the text is given whole, so that a refusal's line is the file's.
    chapter = Chapter(
        title=own.title or _title(markdown) or file.stem,
        markdown=markdown,
        language=_language(own.language or language, file.name),
        contributors=own.contributors,
        advances=own.advances,
        permalink=own.permalink,
        source=file.name,
    )
    return TextFromFile(chapter, images, refusals)


def _title(markdown: str) -> str:
    """The first-level heading that begins the text; empty when there is none."""
    first = next(iter(text.split(markdown[:OPENING]).paragraphs), None)
    titled = first is not None and first.kind is text.ParagraphKind.HEADING and first.level == 1
    return text.visible_text(first) if first is not None and titled else ""


def _read(file: Path) -> tuple[str, dict[str, bytes], list[Refusal]]:
    try:
        data = file.read_bytes()
    except OSError as error:
        raise Refusal(f"cannot be read ({error.strerror}).", file=str(file), remedy="Check its name.") from None
    if file.suffix.lower() == ".docx":
        markdown, images = read_docx(data)
        return markdown, dict(images), []
    markdown = read_markdown(data, file.name)
    return markdown, *_images(file, markdown)


def _images(file: Path, markdown: str) -> tuple[dict[str, bytes], list[Refusal]]:
    """The images a text names, from its own folder; refusals with their lines for those that cannot be used."""
    if "![" not in markdown:
        return {}, []
    named = {
        mark.href: paragraph.start
        for paragraph in reversed(text.split(markdown).paragraphs)
        for run in text.visible_runs(paragraph)
        for mark in run.marks
        if mark.kind is text.MarkKind.IMAGE and mark.href
    }
    images: dict[str, bytes] = {}
    refusals: list[Refusal] = []
    for name in sorted(named, key=named.__getitem__):
        try:
            images[name] = _image(file, name)
        except Refusal as refusal:
            line = len(_LINE_END.findall(markdown[: named[name]])) + 1
            refusals.append(Refusal(refusal.sentence, file=file.name, line=line, remedy=refusal.remedy))
            images[name] = b""
    return images, refusals


def _image(file: Path, name: str) -> bytes:
    path = _beside(file, name)
    if path is None:
        sentence = f"The picture “{name[:60]}” is not in the folder of this text."
        raise Refusal(sentence, remedy="Put it there, or remove it from the text.")
    try:
        return check_image(path.read_bytes(), name).data
    except Refusal as refusal:
        raise Refusal(f"The picture “{name[:60]}”: {refusal.sentence}", remedy=refusal.remedy) from None


def _beside(file: Path, name: str) -> Path | None:
    """The file of that name in the text's folder or below it; None outside of it, be it by `..` or a symbolic link."""
    home = file.parent.resolve()
    try:
        path = (home / name).resolve(strict=True)
    except (OSError, ValueError):
        return None
    return path if path.is_file() and path.is_relative_to(home) else None
