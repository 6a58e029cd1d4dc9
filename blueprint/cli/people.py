"""Commands for accounts and sign-in links."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from blueprint.services.context import Workbench

app = typer.Typer(no_args_is_help=True, help="People with an account.")


@app.command("add")
def add_person(
    email: str,
    name: str,
    steward: Annotated[bool, typer.Option(help="May start convenings and add people.")] = False,
) -> None:
    """Add an account and print a one-time sign-in link to hand over."""
    from blueprint.cli.workbench import command_workbench
    from blueprint.services.accounts import registration

    with command_workbench() as workbench:
        registration.add_person(workbench, email, name, steward=steward)
        typer.echo(_sign_in_link(workbench, email))


@app.command("link")
def link(email: str) -> None:
    """Print a one-time sign-in link for someone who cannot get in."""
    from blueprint.cli.workbench import command_workbench

    with command_workbench() as workbench:
        typer.echo(_sign_in_link(workbench, email))


def _sign_in_link(workbench: Workbench, email: str) -> str:
    from blueprint.services.accounts import one_time_links

    return f"{workbench.settings.base_url}/enter/{one_time_links.link_to_sign_in(workbench, email)}"
