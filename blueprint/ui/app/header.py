"""The line above every page: the name, the few places one goes from anywhere, and who is signed in."""

from markupsafe import Markup

from blueprint.domain.people import Person
from blueprint.ui.html import urls
from blueprint.ui.html.markup import draw, part

_LIBRARY = Markup("<a href='/library' target='_self'>Library</a>")


def masthead(person: Person | None) -> None:
    """Draw it; to nobody it offers the public library alone."""
    convenings = urls.anchor(urls.convenings(), "Convenings") if person else Markup()
    draw(
        "<nav class='bp-masthead' aria-label='Workbench'>{}{}{}{}</nav>",
        urls.anchor(urls.home(), "Blueprint"),
        convenings,
        _LIBRARY,
        _me(person) if person else Markup(),
    )


def _me(person: Person) -> Markup:
    return urls.anchor(urls.account(), part("<bdi>{}</bdi>", person.name))
