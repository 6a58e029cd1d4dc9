"""Convenings one under another."""

from collections.abc import Iterable

from markupsafe import Markup

from blueprint.domain.convenings import Convening, Role
from blueprint.ui.html import urls
from blueprint.ui.html.markup import draw, joined, part, running
from blueprint.ui.html.times import span


def convening_list(found: Iterable[tuple[Convening, Role | None]]) -> None:
    """Draw each with its purpose, its dates and the person's role in it."""
    draw("<ul class='bp-rows'>{}</ul>", joined("", [_row(convening, role) for convening, role in found]))


def _row(convening: Convening, role: Role | None) -> Markup:
    when = span(convening.starts_on, convening.ends_on)
    return part(
        "<li dir='{}'><p class='bp-row-title'>{}</p><p class='bp-facts' dir='ltr'>{}{}</p>"
        "<p class='bp-purpose' dir='auto'>{}</p></li>",
        running(convening.title),
        urls.anchor(urls.convening(convening.id), convening.title),
        f"You are {role.value} here" if role else "You may read here",
        part(" · {}", when) if when else "",
        convening.purpose,
    )
