"""Reports on files that were read, on standard error."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from blueprint.publishing.importing.report import Report


def print_progress(what: str, done: int, total: int) -> None:
    """Print how far something is, on one line of a terminal; nothing where the output is read by a program."""
    if sys.stderr.isatty():
        typer.echo(f"\r{what}: {done + 1:,} of {total:,}\x1b[K", nl=done + 1 == total, err=True)


def exit_with(problems: Sequence[str]) -> None:
    """Print a line for each problem and exit with code 1; a no-op when there is none."""
    for problem in problems:
        typer.echo(problem, err=True)
    if problems:
        raise typer.Exit(1)


def print_report(file: Path, report: "Report") -> None:
    """Print what became of a file in plain sentences."""
    for sentence in report.sentences():
        typer.echo(f"{file}: {sentence}", err=True)
