"""The line above every page: the name, the few places one goes from anywhere, and who is signed in."""

from markupsafe import Markup

from blueprint.domain.people import Person
from blueprint.ui import addresses
from blueprint.ui.markup import draw, part

_LIBRARY = Markup("<a href='/library' target='_self'>Library</a>")


def masthead(person: Person | None) -> None:
    """Draw it; to nobody it offers the public library alone."""
    convenings = addresses.anchor(addresses.convenings(), "Convenings") if person else Markup()
    draw(
        "<nav class='bp-masthead' aria-label='Workbench'>{}{}{}{}</nav>",
        addresses.anchor(addresses.home(), "Blueprint"),
        convenings,
        _LIBRARY,
        _me(person) if person else Markup(),
    )


def _me(person: Person) -> Markup:
    return addresses.anchor(addresses.account(), part("<bdi>{}</bdi>", person.name))
