"""Options of several commands."""

from typing import Annotated

import typer

LanguageTag = Annotated[str, typer.Option(help="The text's language as a BCP 47 tag: en, ar, pt-BR …")]
ActingEmail = Annotated[
    str, typer.Option("--as", help="Email address of the acting person; default: the first steward.")
]
ConveningName = Annotated[
    str, typer.Option("--convening", help="Title or id of the convening; default: one for imports.")
]
