"""The command line, `blueprint …`.

Every command imports its dependencies when it runs, so that comparing two texts does not load a web server.
"""

import sys
from typing import Annotated

import typer

from blueprint.cli import archives, editions, operations, people, texts
from blueprint.domain.errors import BlueprintError

HELP = "The place where policy is written together."

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=HELP)
for commands in (operations, archives, texts, editions):
    app.add_typer(commands.app)
app.add_typer(people.app, name="person")


def _tell_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"blueprint {version('blueprint-workbench')}")
        raise typer.Exit


@app.callback()
def options(
    _version: Annotated[
        bool, typer.Option("--version", callback=_tell_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Options of `blueprint` itself."""


def main() -> None:
    """Run a command; a `BlueprintError` is printed on standard error, with exit code 1."""
    try:
        app()
    except BlueprintError as error:
        typer.echo(str(error), err=True)
        sys.exit(1)
