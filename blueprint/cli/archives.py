"""Commands that write a workbench as an archive that people can read, and read one."""

from pathlib import Path
from typing import Annotated

import typer

from blueprint.cli.reports import print_progress

app = typer.Typer()


@app.command("export-archive")
def export_archive(
    folder: Annotated[Path, typer.Argument(help="An empty folder, or an archive of this workbench.")],
    with_addresses: Annotated[
        bool, typer.Option("--with-addresses", help="Write people's email addresses, too.")
    ] = False,
) -> None:
    """Write everything as Markdown and JSON into a Git repository with a commit for each revision, while the workbench runs.

    What is new is added to an archive that is there. Missing pictures and files are printed, and the exit code is 1.
    """
    from blueprint.cli.workbench import command_workbench
    from blueprint.services.admin.archive import export

    with command_workbench() as workbench:
        done = export.export_archive(workbench, folder, addresses=with_addresses, progress=print_progress)
    typer.echo(f"{folder}: {done.revisions:,} revisions added" if done.changed else f"{folder}: nothing is new")
    for problem in done.problems:
        typer.echo(problem, err=True)
    if done.problems:
        raise typer.Exit(1)


@app.command("import-archive")
def import_archive(
    folder: Annotated[Path, typer.Argument(help="An archive that `blueprint export-archive` wrote.")],
) -> None:
    """Read an archive into a workbench that has nothing of it: all of it, or nothing. Nobody gets a password."""
    from blueprint.cli.workbench import command_workbench
    from blueprint.services.admin.archive import importing

    with command_workbench() as workbench:
        done = importing.import_archive(workbench, folder, print_progress)
    counts = ", ".join(f"{count:,} {name}" for name, count in done.model_dump().items())
    typer.echo(f"{folder}: {counts}")
