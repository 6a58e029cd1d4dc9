"""Options that several commands have."""

from typing import Annotated

import typer

Language = Annotated[str, typer.Option(help="The text's language as a BCP 47 tag: en, ar, pt-BR …")]
Actor = Annotated[
    str, typer.Option("--as", help="Email address of the person who does it; default: the first steward.")
]
Into = Annotated[str, typer.Option("--convening", help="Title or id of the convening; default: one made for imports.")]
