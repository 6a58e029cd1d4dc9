"""Building a book from files: Markdown or Word on disk, with the images beside it."""

import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from blueprint import text
from blueprint.domain.errors import Invalid
from blueprint.domain.languages import language_tag
from blueprint.publishing.book import Book, Chapter, Format, Layout
from blueprint.publishing.build import build_file
from blueprint.publishing.errors import Refusal
from blueprint.publishing.local_files.metadata import BookMetadata, ChapterMetadata
from blueprint.publishing.markdown.decode import read_markdown
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
    file's name. `title` overrides the metadata's; `date` and `language` are defaults for theirs. Raises `Refusal`.
    """
    format = _format(out)
    language = _language((metadata and metadata.language) or language)
    _require_texts(metadata, files)
    texts = [_chapter(file, language, metadata) for file in files]
    book = Book(
        **(metadata.book_fields() if metadata else {}),
        title=title or (metadata and metadata.title) or texts[0][0].title,
        chapters=tuple(chapter for chapter, _ in texts),
        date=(metadata and metadata.date) or date,
        language=language,
        kind=kind,
    )
    return build_file(book, format, {name: data for _, images in texts for name, data in images.items()})


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


def _chapter(file: Path, language: str, metadata: BookMetadata | None) -> tuple[Chapter, dict[str, bytes]]:
    markdown, images = _read(file)
    own = metadata.of(file.name) if metadata else ChapterMetadata(file=file.name)
    # A heading that repeats the title is left out later; the text is given whole, so that a refusal's line is the file's.
    return Chapter(
        title=own.title or _title(markdown) or file.stem,
        markdown=markdown,
        language=_language(own.language or language, file.name),
        contributors=own.contributors,
        advances=own.advances,
        permalink=own.permalink,
        source=file.name,
    ), images


def _title(markdown: str) -> str:
    """The first-level heading that begins the text; empty when there is none."""
    first = next(iter(text.split(markdown[:OPENING]).paragraphs), None)
    titled = first is not None and first.kind is text.ParagraphKind.HEADING and first.level == 1
    return text.visible_text(first) if first is not None and titled else ""


def _read(file: Path) -> tuple[str, dict[str, bytes]]:
    try:
        data = file.read_bytes()
    except OSError as error:
        raise Refusal(f"cannot be read ({error.strerror}).", file=str(file), remedy="Check its name.") from None
    if file.suffix.lower() == ".docx":
        markdown, images = read_docx(data)
        return markdown, dict(images)
    markdown = read_markdown(data, file.name)
    return markdown, _images(file, markdown)


def _images(file: Path, markdown: str) -> dict[str, bytes]:
    """The images a text names, from its own folder; raises `Refusal` with the line of the first that is not there."""
    if "![" not in markdown:
        return {}
    named = {
        mark.href: paragraph.start
        for paragraph in reversed(text.split(markdown).paragraphs)
        for run in text.visible_runs(paragraph)
        for mark in run.marks
        if mark.kind is text.MarkKind.IMAGE and mark.href
    }
    found = {name: _beside(file, name) for name in sorted(named, key=named.__getitem__)}
    for name, path in found.items():
        if path is None:
            sentence = f"The picture “{name[:60]}” is not in the folder of this text."
            line = len(_LINE_END.findall(markdown[: named[name]])) + 1
            raise Refusal(sentence, file=file.name, line=line, remedy="Put it there, or remove it from the text.")
    return {name: check_image(path.read_bytes(), name).data for name, path in found.items() if path}


def _beside(file: Path, name: str) -> Path | None:
    """The file of that name in the text's folder or below it; None outside of it, be it by `..` or a symbolic link."""
    home = file.parent.resolve()
    try:
        path = (home / name).resolve(strict=True)
    except (OSError, ValueError):
        return None
    return path if path.is_file() and path.is_relative_to(home) else None
