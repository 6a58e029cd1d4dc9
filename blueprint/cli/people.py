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
    steward: Annotated[bool, typer.Option(help="May start convenings, and disable accounts.")] = False,
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


@app.command("list")
def list_people() -> None:
    """Print every account: address, name, and whether it is a steward's or disabled; divided by tabs."""
    from blueprint.cli.workbench import command_workbench
    from blueprint.services.accounts import operator

    with command_workbench() as workbench:
        for account in operator.every_account(workbench):
            states = ("steward" if account.steward else "", "" if account.enabled else "disabled")
            typer.echo("\t".join((account.email, account.name, " ".join(filter(None, states)))))


@app.command("steward")
def appoint_steward(email: str) -> None:
    """Make somebody a steward, who may start convenings and disable accounts."""
    from blueprint.cli.workbench import command_workbench
    from blueprint.services.accounts import operator

    with command_workbench() as workbench:
        operator.appoint_steward(workbench, email)
        typer.echo(f"{email} is a steward.")


@app.command("sessions")
def sessions(
    email: str, end: Annotated[bool, typer.Option(help="End all of them, and every sign-in link.")] = False
) -> None:
    """Print where somebody is signed in, since when, and when that was last used; times in UTC, divided by tabs."""
    from blueprint.cli.workbench import command_workbench
    from blueprint.domain.user_agents import browser_name
    from blueprint.services.accounts import operator

    with command_workbench() as workbench:
        for session in operator.sessions(workbench, email):
            times = (f"{time:%Y-%m-%d %H:%M}" for time in (session.created_at, session.last_seen_at))
            typer.echo("\t".join((browser_name(session.browser), *times)))
        if end:
            operator.end_sessions(workbench, email)
            typer.echo(f"{email} is signed out everywhere.")


@app.command("disable")
def disable(email: str) -> None:
    """Keep somebody out: ends their sessions, links and invitations. What they wrote stays."""
    from blueprint.cli.workbench import command_workbench
    from blueprint.services.accounts import operator

    with command_workbench() as workbench:
        without = operator.disable(workbench, email)
        typer.echo(f"{email} is disabled.")
        for convening in without:
            typer.echo(f"Nobody who can act convenes “{convening}” now.", err=True)


@app.command("enable")
def enable(email: str) -> None:
    """Let somebody in again whose account was disabled."""
    from blueprint.cli.workbench import command_workbench
    from blueprint.services.accounts import operator

    with command_workbench() as workbench:
        operator.enable(workbench, email)
        typer.echo(f"{email} can sign in again.")


@app.command("delete")
def delete(
    email: str,
    keep_name: Annotated[bool, typer.Option("--keep-name", help="What they wrote stays under their name.")] = False,
    pseudonym: Annotated[str, typer.Option(help="What they wrote stays under this name. Ask them which.")] = "",
) -> None:
    """Delete an account for ever, as the person can on their account page; with --keep-name or --pseudonym."""
    from blueprint.cli.workbench import command_workbench
    from blueprint.domain.errors import Invalid
    from blueprint.services.accounts import operator

    if keep_name == bool(pseudonym.strip()):
        raise Invalid("Say under which name what they wrote stays: --keep-name, or --pseudonym and a name.")
    with command_workbench() as workbench:
        operator.delete(workbench, email, None if keep_name else pseudonym)
        typer.echo(f"The account of {email} is deleted.")


def _sign_in_link(workbench: Workbench, email: str) -> str:
    from blueprint.services.accounts import one_time_links

    return f"{workbench.settings.base_url}/enter/{one_time_links.link_to_sign_in(workbench, email)}"
