"""Commands that build files of texts and publish collections."""

import os
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from blueprint.cli.files import write
from blueprint.cli.options import ActingEmail, LanguageTag
from blueprint.cli.reports import print_report
from blueprint.domain.errors import Invalid
from blueprint.domain.page_settings import PageSettings

if TYPE_CHECKING:
    from blueprint.publishing.local_files.metadata import BookMetadata

app = typer.Typer()


class PageKind(StrEnum):
    """The page layout of a PDF."""

    READING = "reading"
    LARGE_PRINT = "large-print"


@app.command()
def export(
    files: list[Path],
    out: Annotated[Path, typer.Option("-o", "--output", help="Ends in .pdf, .epub, .docx, .odt or .html.")],
    language: LanguageTag = "en",
    title: Annotated[str, typer.Option(help="The book's title; default: the first file's.")] = "",
    kind: Annotated[PageKind, typer.Option(help="At 12 points, or at 18 in large print.")] = PageKind.READING,
    metadata: Annotated[
        Path | None, typer.Option(help="TOML: title, edition, licence, publisher, contributors, chapters …")
    ] = None,
    hyphenate: Annotated[bool, typer.Option("--hyphenate", help="PDF: divide words at the ends of lines.")] = False,
    two_sided: Annotated[bool, typer.Option("--two-sided", help="PDF: a wider margin where leaves are bound.")] = False,
    link_addresses: Annotated[
        bool, typer.Option("--link-addresses", help="PDF: print the addresses of links as footnotes.")
    ] = False,
) -> None:
    """Make a PDF, e-book, Word file or web page of Markdown or Word files; several become one collection.

    The same files give the same bytes on the same date: the metadata's, else SOURCE_DATE_EPOCH, else today.
    """
    from blueprint.publishing import Layout
    from blueprint.publishing.local_files.book_from_files import build_from_files

    content = build_from_files(
        files,
        out,
        language=language,
        title=title,
        date=_date(),
        kind=Layout(kind.value),
        metadata=_metadata(metadata) if metadata else None,
        pages=PageSettings(hyphenate=hyphenate, two_sided=two_sided, link_addresses=link_addresses),
        tell=print_report,
    )
    write(out, content)
    typer.echo(f"{out}: {len(content):,} bytes")


@app.command()
def publish(
    collection: Annotated[str, typer.Argument(help="Its title, its name in addresses, or its id.")],
    acting_email: ActingEmail = "",
) -> None:
    """Publish a collection's next edition and wait until its files are built."""
    from blueprint.cli.workbench import command_workbench
    from blueprint.services.admin import publish_now

    with command_workbench() as workbench:
        edition = publish_now.publish_and_wait(workbench, acting_email, collection, typer.echo)
        typer.echo(f"Edition {edition.number} of “{edition.title}” is published: {edition.permalink}")
        for file in edition.artifacts:
            typer.echo(f"{file.size:>12,} bytes  {workbench.exports.check(file)[1]}")


def _metadata(file: Path) -> "BookMetadata":
    from blueprint.publishing.local_files.metadata import read_metadata

    return read_metadata(file)


def _date() -> datetime:
    """Now, or the time of SOURCE_DATE_EPOCH (reproducible-builds.org), in seconds since 1970."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        return datetime.fromtimestamp(int(given), UTC) if given else datetime.now(UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise Invalid(f"SOURCE_DATE_EPOCH is “{given}”. It should be seconds since 1970, or unset.") from error
