"""The line above every page: the workbench's name, links to where one can go from anywhere, and who is signed in."""

from markupsafe import Markup

from blueprint.domain.people import Person
from blueprint.locales import gettext as _
from blueprint.ui.html import urls
from blueprint.ui.html.markup import draw, part


def header(person: Person | None) -> None:
    """Draw it; without a person it links to the public library alone."""
    draw(
        "<nav class='bp-masthead' aria-label='{}'>{}{}{}{}</nav>",
        _("Workbench"),
        urls.anchor(urls.home(), "Blueprint"),
        urls.anchor(urls.convenings(), _("Convenings")) if person else Markup(),
        part("<a href='/library' target='_self'>{}</a>", _("Library")),
        urls.anchor(urls.account(), part("<bdi>{}</bdi>", person.name)) if person else Markup(),
    )
