"""Commands that serve, fill, back up and maintain a workbench."""

import os
from pathlib import Path
from typing import Annotated

import typer

from blueprint.cli.files import read
from blueprint.cli.options import ActingEmail, ConveningName, LanguageTag
from blueprint.cli.reports import exit_with, print_progress, print_report
from blueprint.domain.errors import Invalid

app = typer.Typer()

BUILD_PATIENCE = 5
"""Seconds that `blueprint work` goes on with a build when it is ended; another process continues it after that."""


@app.command()
def serve() -> None:
    """Serve the workbench; on an empty database, print a link to create the first account."""
    from blueprint import server

    server.serve()


@app.command()
def work() -> None:
    """Build the editions that are published, for servers on any machine, until Ctrl-C or SIGTERM.

    `blueprint serve` does so too, unless BLUEPRINT_WORK is `false`.
    """
    import signal
    import threading

    from blueprint import metrics
    from blueprint.cli.workbench import command_workbench
    from blueprint.services import readiness
    from blueprint.services.publishing import jobs

    ended = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda _number, _frame: ended.set())
    with command_workbench() as workbench:
        metrics.serve(workbench.settings.metrics, readiness.questions(workbench))
        jobs.start(workbench)
        typer.echo("Building editions as they are published.")
        ended.wait()
        jobs.stop(patience=BUILD_PATIENCE)


@app.command()
def demo() -> None:
    """Load the sample convening into a folder of its own, print sign-in links for its people, and serve.

    The folder is `demo` unless BLUEPRINT_DATA names another. A second start continues with the data there.
    """
    from blueprint import server
    from blueprint.services.admin.demo import open_demonstration, publish_sample
    from blueprint.services.context import the_workbench
    from blueprint.settings import DemonstrationSettings

    os.environ["BLUEPRINT_DATA"] = str(DemonstrationSettings().data)  # read by `the_workbench`
    links = open_demonstration(the_workbench(), report=typer.echo)
    publish_sample(the_workbench(), typer.echo)
    for link in links:
        typer.echo(f"{link.role:>9}  {link.name:<22} {link.link}")
    server.serve()


@app.command("import")
def import_files(
    files: list[Path], language: LanguageTag = "en", convening: ConveningName = "", acting_email: ActingEmail = ""
) -> None:
    """Import each Word, OpenDocument, HTML or Markdown file as a proposal; say what could not be kept as it is."""
    from blueprint.cli.workbench import command_workbench
    from blueprint.services.admin import acting_person
    from blueprint.services.drafting import imports

    with command_workbench() as workbench:
        actor_id, convening_id = acting_person.import_target(workbench, acting_email, convening)
        for file in files:
            imported = imports.read_file(file.name, read(file))
            print_report(file, imported.report)
            found = imports.import_text(workbench, actor_id, convening_id, imported, language=language)
            typer.echo(f"{file}: proposal {found.id}, “{found.title}”")


@app.command("import-history")
def import_history(
    folder: Path,
    title: Annotated[str, typer.Option(help="The proposal's title; default: the folder's name.")] = "",
    language: LanguageTag = "en",
    convening: ConveningName = "",
    acting_email: ActingEmail = "",
) -> None:
    """Import a folder of successive states of one text as one proposal, in the order of their names."""
    from blueprint.cli.workbench import command_workbench
    from blueprint.services.admin import acting_person
    from blueprint.services.drafting import imports

    with command_workbench() as workbench:
        actor_id, convening_id = acting_person.import_target(workbench, acting_email, convening)
        states = tuple(imports.read_file(name, content) for name, content in _states(folder))
        for state in states:
            print_report(Path(state.filename), state.report)
        found, saved = imports.import_history(
            workbench,
            actor_id,
            convening_id,
            title=title or folder.resolve().name,
            language=language,
            states=states,
        )
        typer.echo(f"{folder}: proposal {found.id}, {len(saved) + 1} revisions")


@app.command()
def backup(to: Annotated[Path, typer.Argument(help="A .tar.gz file that does not exist yet.")]) -> None:
    """Back up database, images and editions into one file, while the workbench runs.

    Missing or damaged images and files are printed, and the exit code is 1; the backup is written all the same.
    """
    from blueprint.cli.workbench import command_workbench
    from blueprint.services.admin import backup

    with command_workbench() as workbench:
        result = backup.back_up(workbench, to, print_progress)
    typer.echo(f"{to}: {result.size:,} bytes")
    exit_with(result.problems)


@app.command()
def restore(backup: Annotated[Path, typer.Argument(help="A file that `blueprint backup` wrote.")]) -> None:
    """Restore a backup into the data folder, database and store of the settings, which must be empty.

    Every file is compared with its hash. What the backup did not have whole is printed, and the exit code is 1.
    """
    from blueprint.cli.workbench import command_settings
    from blueprint.services.admin import restore

    restored = restore.restore(backup, command_settings(), print_progress)
    typer.echo(f"{restored.rows:,} rows, {restored.pictures:,} pictures, {restored.files:,} files of editions")
    exit_with(restored.problems)


@app.command()
def migrate(
    to: Annotated[str, typer.Option(help="The other database: postgresql://user:password@host/name")] = "",
    store: Annotated[
        str, typer.Option(help="The other store: s3://bucket/folder, with the settings of its service.")
    ] = "",
) -> None:
    """Copy this workbench into another database and store, and compare both; nothing is changed here.

    End the servers first. A copy that was interrupted goes on when the command is given again.
    """
    from blueprint.cli.workbench import command_workbench
    from blueprint.services.admin import migrate
    from blueprint.settings import Settings

    with command_workbench() as workbench:
        changed = {name: value for name, value in (("database_url", to), ("store", store)) if value}
        moved = migrate.migrate(workbench, Settings(**changed), print_progress)
    for table, rows in moved.rows.items():
        typer.echo(f"{rows:>12,} {table}")
    if store:
        typer.echo(f"{moved.pictures:>12,} pictures\n{moved.files:>12,} files of editions")
    given = [f"BLUEPRINT_{name.upper()}" for name in changed]
    typer.echo(f"All of it is there, compared row by row. Set {' and '.join(given)} to that, then start again.")


@app.command("rebuild-search")
def rebuild_search() -> None:
    """Rebuild the library's search index from the published editions, while the workbench runs."""
    from blueprint.cli.workbench import command_workbench
    from blueprint.services.search import indexing

    with command_workbench() as workbench:
        typer.echo(f"The search index holds {indexing.rebuild(workbench)} editions.")


def _states(folder: Path) -> tuple[tuple[str, bytes], ...]:
    from blueprint.publishing.importing.read import ENDINGS

    if not folder.is_dir():
        raise Invalid(f"{folder} is not a folder. Name one that holds the states of a text, one file each.")
    files = sorted(path for path in folder.iterdir() if path.suffix.lower() in ENDINGS and path.suffix != ".txt")
    for path in files:
        if path.is_symlink() or not path.is_file():
            raise Invalid(f"{path} is a link, or no ordinary file. Put the file itself there, or move it elsewhere.")
    return tuple((path.name, read(path)) for path in files)
