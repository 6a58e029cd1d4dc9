"""Reports on files that were read, on standard error."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from blueprint.publishing.importing.report import Report


def print_report(file: Path, report: "Report") -> None:
    """Print what became of a file in plain sentences."""
    for sentence in report.sentences():
        typer.echo(f"{file}: {sentence}", err=True)
