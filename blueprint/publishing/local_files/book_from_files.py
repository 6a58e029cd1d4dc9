"""Building a book from files: Markdown, Word, OpenDocument or HTML on disk, with the images beside it."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from blueprint import text
from blueprint.domain.errors import Invalid
from blueprint.domain.languages import language_tag
from blueprint.domain.page_settings import DEFAULT_PAGES, PageSettings
from blueprint.publishing.book import Book, Chapter, Contributor, Format, Layout
from blueprint.publishing.build import build_file
from blueprint.publishing.errors import Refusal, Refusals
from blueprint.publishing.importing.read import read_import
from blueprint.publishing.importing.report import Report
from blueprint.publishing.local_files.metadata import BookMetadata, ChapterMetadata
from blueprint.publishing.markdown.decode import read_markdown
from blueprint.publishing.markdown.front_matter import FrontMatter, front_matter, title_of
from blueprint.publishing.preflight import run_preflight
from blueprint.publishing.uploads.images import check_image

_LINE_END = re.compile("\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class TextFromFile:
    """One text, its images by their names in it (empty for those that are refused), what is wrong with these, what it says
    of itself."""

    chapter: Chapter
    images: Mapping[str, bytes]
    refusals: Sequence[Refusal]
    itself: FrontMatter


def build_from_files(
    files: Sequence[Path],
    out: Path,
    *,
    language: str,
    date: datetime,
    title: str = "",
    kind: Layout = Layout.READING,
    metadata: BookMetadata | None = None,
    pages: PageSettings = DEFAULT_PAGES,
    tell: Callable[[Path, Report], None] = lambda _file, _report: None,
) -> bytes:
    """The files as one book in the format that the name of `out` ends in; several files become its chapters.

    A chapter's title is what the `metadata` say, else its front matter, else its first-level heading (see `title_of`), else
    the file's name; language and authors likewise. `title` overrides the metadata's; `date` and `language` are defaults for
    theirs and those of the front matter, of which the first text's date counts. `tell` is given the report on each file that
    is no Markdown. Raises `Refusal`, or `Refusals` for all that is wrong with the texts at once.
    """
    format = _format(out)
    named = metadata.language if metadata else ""
    language = _language(named or language)
    _require_texts(metadata, files)
    texts = [_chapter(file, language, metadata, tell) for file in files]
    book = Book(
        **(metadata.book_fields() if metadata else {}),
        title=title or (metadata and metadata.title) or texts[0].chapter.title,
        chapters=tuple(text.chapter for text in texts),
        date=(metadata and metadata.date) or texts[0].itself.date or date,
        language=_language(named or _common_language(texts) or language),
        kind=kind,
        pages=pages,
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


def _common_language(texts: Sequence[TextFromFile]) -> str:
    """The language that the front matter of all texts names; empty if there is none."""
    languages = {each.itself.language for each in texts}
    return "" if len(languages) > 1 else languages.pop()


def _require_texts(metadata: BookMetadata | None, files: Sequence[Path]) -> None:
    """Raise `Refusal` when the metadata name a text that is not there, and would be ignored."""
    names = [file.name for file in files]
    for named in metadata.chapters if metadata else ():
        if named.file not in names:
            remedy = f"Name one of {', '.join(names)}."
            raise Refusal(f"The metadata tell of “{named.file}”, which is not among the files.", remedy=remedy)


def _chapter(
    file: Path, language: str, metadata: BookMetadata | None, tell: Callable[[Path, Report], None]
) -> TextFromFile:
    markdown, images, refusals = _read(file, tell)
    own = metadata.of(file.name) if metadata else ChapterMetadata(file=file.name)
    # A heading that repeats the title is left out later; the text is given whole, so that a refusal's line is the file's.
    document = text.split(markdown)
    itself = front_matter(document)
    chapter = Chapter(
        title=own.title or title_of(document) or file.stem,
        markdown=markdown,
        language=_language(own.language or itself.language or language, file.name),
        contributors=own.contributors or tuple(Contributor(name=name) for name in itself.authors),
        advances=own.advances,
        permalink=own.permalink,
        source=file.name,
    )
    return TextFromFile(chapter, images, refusals, itself)


def _read(file: Path, tell: Callable[[Path, Report], None]) -> tuple[str, dict[str, bytes], list[Refusal]]:
    try:
        data = file.read_bytes()
    except OSError as error:
        raise Refusal(f"cannot be read ({error.strerror}).", file=str(file), remedy="Check its name.") from None
    if file.suffix.lower() in (".docx", ".odt", ".html", ".htm"):
        imported = read_import(file.name, data)
        tell(file, imported.report)
        return imported.markdown, dict(imported.images), []
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
