"""Commands that convert files to Markdown, compare and merge them and carry quotations; also drivers for Git."""

import json
import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from blueprint.cli.files import make_folder, read, read_text, write
from blueprint.cli.options import LanguageTag
from blueprint.cli.reports import print_report
from blueprint.domain.errors import Invalid

app = typer.Typer()


class CompareFormat(StrEnum):
    """How a comparison is printed."""

    TEXT = "text"
    HTML = "html"
    CRITICMARKUP = "criticmarkup"
    JSON = "json"


@app.command()
def compare(old: Path, new: Path, language: LanguageTag = "en", format: CompareFormat = CompareFormat.TEXT) -> None:
    """Compare two Markdown files paragraph by paragraph and word by word.

    As text, changes are coloured in a terminal, and written in [- -] and {+ +} elsewhere.
    """
    from blueprint import text

    comparison = text.compare(read_text(old), read_text(new), language)
    if format is CompareFormat.JSON:
        typer.echo(json.dumps(text.comparison_record(comparison), ensure_ascii=False))
    elif format is CompareFormat.TEXT and not _supports_colour():
        typer.echo(text.redline(comparison, text.RedlineFormat.PLAIN), nl=False)
    else:
        typer.echo(text.redline(comparison, format.value), nl=format is CompareFormat.HTML, color=True)


def _supports_colour() -> bool:
    """Whether the output goes to a terminal, directly or through Git's pager, without NO_COLOR (no-color.org)."""
    return not os.environ.get("NO_COLOR") and (sys.stdout.isatty() or os.environ.get("GIT_PAGER_IN_USE") == "true")


@app.command()
def carry(
    files: Annotated[list[Path], typer.Argument(help="The old text, then each newer one in turn.")],
    anchors: Annotated[Path, typer.Option(help='JSON: a list of {"start", "end"} or {"exact", "prefix", "suffix"}.')],
    language: LanguageTag = "en",
) -> None:
    """Carry quoted words from an old text through newer ones; print where they are now, as JSON."""
    from blueprint import text

    old, *news = [read_text(file) for file in files]
    try:
        carried = text.carried_records(old, news, _anchors(anchors), language)
    except ValueError as error:
        raise Invalid(f"{anchors}: {error}") from error
    typer.echo(json.dumps(carried, ensure_ascii=False, indent=2))


@app.command()
def merge(
    base: Path,
    ours: Path,
    theirs: Path,
    out: Annotated[Path | None, typer.Option("-o", "--output", help="Where to write it; default: print it.")] = None,
    label: Annotated[list[str] | None, typer.Option("-L", help="Twice: what to call ours and theirs.")] = None,
    language: LanguageTag = "en",
) -> None:
    """Merge two changed texts by paragraphs and words; with conflicts, mark them as Git does and exit with code 1."""
    from blueprint import text

    merged = text.merge(read_text(base), read_text(ours), read_text(theirs), language)
    names = [*(label or []), *("ours", "theirs")[len(label or []) :]]
    whole = text.with_conflict_markers(merged, names[0], names[1])
    if out:
        write(out, whole.encode("utf-8", "surrogatepass"))
    else:
        typer.echo(whole, nl=False)
    for conflict in merged.conflicts:
        typer.echo(f"Both changed: {(conflict.base or conflict.ours or conflict.theirs)[:70]!r}", err=True)
    raise typer.Exit(0 if merged.clean else 1)


@app.command()
def convert(
    file: Annotated[Path, typer.Argument(help="A Word (.docx), OpenDocument (.odt), HTML or Markdown file.")],
    out: Annotated[
        Path, typer.Option("-o", "--output", help="The Markdown file; its pictures go to images/ beside it.")
    ],
    report: Annotated[Path | None, typer.Option(help="Where to write the report as JSON.")] = None,
) -> None:
    """Convert a file to Markdown, and say what was kept, what was changed and what was left out."""
    from blueprint.publishing.importing.read import read_import

    imported = read_import(file.name, read(file))
    print_report(file, imported.report)
    for name, image in imported.images.items():
        picture = out.parent / name
        make_folder(picture.parent)
        write(picture, image)
    write(out, imported.markdown.encode())
    if report:
        found = json.dumps(imported.report.model_dump(mode="json"), ensure_ascii=False, indent=2)
        write(report, f"{found}\n".encode())
    typer.echo(f"{out}: “{imported.title}”")


def _anchors(file: Path) -> list[dict[str, Any]]:
    try:
        found = json.loads(read_text(file))
    except json.JSONDecodeError as error:
        raise Invalid(f"{file} is not JSON (line {error.lineno}). It should hold a list of anchors.") from error
    if not isinstance(found, list) or not all(isinstance(anchor, dict) for anchor in found):
        raise Invalid(f"{file} should hold a list of anchors, each with start and end, or with exact.")
    return found
