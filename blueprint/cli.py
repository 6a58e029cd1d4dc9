"""`blueprint …`: what people, scripts and operators do without a browser."""

import json
import os
import sys
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from blueprint.domain.errors import BlueprintError, Invalid
from blueprint.settings import Settings

if TYPE_CHECKING:
    from blueprint.services.workbench import Workbench

HELP = "The place where policy is written together."

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=HELP)
person_app = typer.Typer(no_args_is_help=True, help="People with an account.")
app.add_typer(person_app, name="person")

Language = Annotated[str, typer.Option(help="The text's language as a BCP 47 tag: en, ar, pt-BR …")]
Actor = Annotated[
    str, typer.Option("--as", help="Email address of the person who does it; default: the first steward.")
]
Into = Annotated[str, typer.Option("--convening", help="Title or id of the convening; default: one made for imports.")]


def main() -> None:
    """Run a command; a refusal is one sentence on standard error and exit code 1."""
    try:
        app()
    except BlueprintError as error:
        typer.echo(str(error), err=True)
        sys.exit(1)


@app.command()
def serve() -> None:
    """Serve the workbench; on an empty database, print a link to create the first account."""
    from blueprint import server

    server.serve()


@app.command()
def demo() -> None:
    """Load the sample convening into an empty database, print sign-in links for its people, and serve."""
    from blueprint import server
    from blueprint.services.demonstration import open_demonstration
    from blueprint.services.workbench import the_workbench

    doors = open_demonstration(the_workbench(), say=typer.echo)
    for door in doors:
        typer.echo(f"{door.role:>9}  {door.name:<22} {door.link}")
    server.serve()


@app.command("import")
def import_files(files: list[Path], language: Language = "en", convening: Into = "", actor: Actor = "") -> None:
    """Make a proposal of each Markdown or Word file."""
    from blueprint.services import imports, operating

    with operating.opened(Settings()) as workbench:
        who, where = operating.importer(workbench, actor, convening)
        for file in files:
            found = imports.import_text(
                workbench, who, where, filename=file.name, content=_read(file), language=language
            )
            typer.echo(f"{file}: proposal {found.id}, “{found.title}”")


@app.command("import-history")
def import_history(
    folder: Path,
    title: Annotated[str, typer.Option(help="The proposal's title; default: the folder's name.")] = "",
    language: Language = "en",
    convening: Into = "",
    actor: Actor = "",
) -> None:
    """Make one proposal of a folder of successive states of one text, in the order of their names."""
    from blueprint.services import imports, operating

    with operating.opened(Settings()) as workbench:
        who, where = operating.importer(workbench, actor, convening)
        found, saved = imports.import_history(
            workbench, who, where, title=title or folder.resolve().name, language=language, states=_states(folder)
        )
        typer.echo(f"{folder}: proposal {found.id}, {len(saved) + 1} revisions")


class CompareFormat(StrEnum):
    """How a comparison is printed."""

    TEXT = "text"
    HTML = "html"
    CRITICMARKUP = "criticmarkup"
    JSON = "json"


@app.command()
def compare(old: Path, new: Path, language: Language = "en", format: CompareFormat = CompareFormat.TEXT) -> None:
    """Tell what happened between two Markdown files, paragraph by paragraph and word by word.

    As text, what changed is coloured in a terminal; elsewhere it stands between [- -] and {+ +}.
    """
    from blueprint import text
    from blueprint.text.records import comparison_record

    found = text.compare(_text(old), _text(new), language)
    if format is CompareFormat.JSON:
        typer.echo(json.dumps(comparison_record(found), ensure_ascii=False))
    elif format is CompareFormat.TEXT and not _shows_colours():
        typer.echo(text.redline(found, text.RedlineFormat.PLAIN), nl=False)
    else:
        typer.echo(text.redline(found, format.value), nl=format is CompareFormat.HTML, color=True)


def _shows_colours() -> bool:
    """Whether what is printed reaches a terminal, directly or through Git's pager (see no-color.org)."""
    return not os.environ.get("NO_COLOR") and (sys.stdout.isatty() or os.environ.get("GIT_PAGER_IN_USE") == "true")


@app.command()
def carry(
    files: Annotated[list[Path], typer.Argument(help="The old text, then each newer one in turn.")],
    anchors: Annotated[Path, typer.Option(help='JSON: a list of {"start", "end"} or {"exact", "prefix", "suffix"}.')],
    language: Language = "en",
) -> None:
    """Carry quoted words from an old text through newer ones; print where they are now, as JSON."""
    from blueprint.text.records import carried_records

    old, *news = [_text(file) for file in files]
    try:
        carried = carried_records(old, news, _anchors(anchors), language)
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
    language: Language = "en",
) -> None:
    """Merge two changed texts by paragraphs and words; with conflicts, mark them as Git does and exit with code 1."""
    from blueprint import text
    from blueprint.text.records import marked

    merged = text.merge(_text(base), _text(ours), _text(theirs), language)
    names = [*(label or []), *("ours", "theirs")[len(label or []) :]]
    whole = marked(merged, names[0], names[1])
    if out:
        _write(out, whole.encode("utf-8", "surrogatepass"))
    else:
        typer.echo(whole, nl=False)
    for conflict in merged.conflicts:
        typer.echo(f"Both changed: {(conflict.base or conflict.ours or conflict.theirs)[:70]!r}", err=True)
    raise typer.Exit(0 if merged.clean else 1)


class PageKind(StrEnum):
    """How the pages of a PDF are set."""

    READING = "reading"
    LARGE_PRINT = "large-print"


@app.command()
def export(
    files: list[Path],
    out: Annotated[Path, typer.Option("-o", "--output", help="Ends in .pdf, .epub, .docx, .odt or .html.")],
    language: Language = "en",
    title: Annotated[str, typer.Option(help="The book's title; default: the first file's.")] = "",
    kind: Annotated[PageKind, typer.Option(help="At 12 points, or at 18 in large print.")] = PageKind.READING,
    metadata: Annotated[
        Path | None, typer.Option(help="TOML: title, edition, licence, publisher, contributors, chapters …")
    ] = None,
) -> None:
    """Make a PDF, e-book, Word file or web page of Markdown files; several become one collection.

    The same files give the same bytes on the same date: the metadata's, else SOURCE_DATE_EPOCH, else today.
    """
    from blueprint.publishing import binding
    from blueprint.publishing.book import Kind
    from blueprint.publishing.metadata import read_metadata

    content = binding.bind(
        files,
        out.suffix,
        language=language,
        title=title,
        date=_date(),
        kind=Kind(kind.value),
        metadata=read_metadata(metadata) if metadata else binding.NOTHING_KNOWN,
    )
    _write(out, content)
    typer.echo(f"{out}: {len(content):,} bytes")


@app.command()
def publish(
    collection: Annotated[str, typer.Argument(help="Its title, its name in addresses, or its id.")],
    actor: Actor = "",
) -> None:
    """Publish a collection's next edition, as the button does, and wait until its files are made."""
    from blueprint.services import operating, publishing

    with operating.opened(Settings()) as workbench:
        edition = publishing.publish_and_wait(workbench, actor, collection, typer.echo)
        typer.echo(f"Edition {edition.number} of “{edition.title}” is published: {edition.permalink}")
        for file in edition.artifacts:
            typer.echo(f"{file.size:>12,} bytes  {workbench.exports.path(file.stored)}  {file.filename}")


@person_app.command("add")
def add_person(
    email: str,
    name: str,
    steward: Annotated[bool, typer.Option(help="May start convenings and add people.")] = False,
) -> None:
    """Add an account and print a one-time sign-in link to hand over."""
    from blueprint.services import accounts, operating

    with operating.opened(Settings()) as workbench:
        accounts.add_person(workbench, email, name, steward=steward)
        typer.echo(_sign_in_link(workbench, email))


@person_app.command("link")
def link(email: str) -> None:
    """Print a one-time sign-in link for someone who cannot get in."""
    from blueprint.services import operating

    with operating.opened(Settings()) as workbench:
        typer.echo(_sign_in_link(workbench, email))


@app.command()
def backup(to: Annotated[Path, typer.Argument(help="A .tar.gz file that does not exist yet.")]) -> None:
    """Copy database, pictures and editions into one file, while the workbench runs."""
    from blueprint.services import operating

    with operating.opened(Settings()) as workbench:
        typer.echo(f"{to}: {operating.back_up(workbench, to):,} bytes")


@app.command("rebuild-search")
def rebuild_search() -> None:
    """Make the library's search index anew from the published editions, while the workbench runs."""
    from blueprint.services import operating, search

    with operating.opened(Settings()) as workbench:
        typer.echo(f"The search index holds {search.rebuild(workbench)} editions.")


def _date() -> datetime:
    """Now, or the moment of SOURCE_DATE_EPOCH (reproducible-builds.org), seconds since 1970."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        return datetime.fromtimestamp(int(given), UTC) if given else datetime.now(UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise Invalid(f"SOURCE_DATE_EPOCH is “{given}”. It should be seconds since 1970, or unset.") from error


def _sign_in_link(workbench: "Workbench", email: str) -> str:
    from blueprint.services import accounts

    return f"{workbench.settings.base_url}/enter/{accounts.link_to_sign_in(workbench, email)}"


def _states(folder: Path) -> tuple[tuple[str, bytes], ...]:
    if not folder.is_dir():
        raise Invalid(f"{folder} is no folder. Name one that holds the states of a text, one file each.")
    files = sorted(path for path in folder.iterdir() if path.suffix.lower() in (".md", ".markdown", ".docx"))
    return tuple((path.name, path.read_bytes()) for path in files)


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise Invalid(f"{file} cannot be read ({error.strerror}). Check its name.") from error


def _text(file: Path) -> str:
    try:
        return _read(file).decode("utf-8")
    except UnicodeDecodeError as error:
        raise Invalid(f"{file} is no UTF-8 text. Save it as UTF-8, then try again.") from error


def _anchors(file: Path) -> list[dict[str, Any]]:
    try:
        found = json.loads(_text(file))
    except json.JSONDecodeError as error:
        raise Invalid(f"{file} is no JSON (line {error.lineno}). It should hold a list of anchors.") from error
    if not isinstance(found, list) or not all(isinstance(anchor, dict) for anchor in found):
        raise Invalid(f"{file} should hold a list of anchors, each with start and end, or with exact.")
    return found


def _write(out: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    partial = out.with_name(f".{out.name}.partial")
    try:
        partial.write_bytes(content)
        partial.replace(out)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise Invalid(f"{out} cannot be written ({error.strerror}). Choose another place.") from error
