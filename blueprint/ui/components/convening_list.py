"""Convenings as a list."""

from collections.abc import Iterable

from markupsafe import Markup

from blueprint.domain.convenings import Convening, Role
from blueprint.domain.published_editions import first_words
from blueprint.locales import gettext as _
from blueprint.ui.html import urls
from blueprint.ui.html.markup import draw, interface_direction, joined, part, text_direction
from blueprint.ui.html.times import span
from blueprint.ui.viewmodels.roles import ROLE_WORDS

LONGEST = 400
"""Characters of a purpose in a list; the convening's own page has all of it."""


def convening_list(found: Iterable[tuple[Convening, Role | None]]) -> None:
    """Draw each with its purpose, its dates and the person's role in it."""
    draw("<ul class='bp-rows'>{}</ul>", joined("", [_row(convening, role) for convening, role in found]))


def _row(convening: Convening, role: Role | None) -> Markup:
    when = span(convening.starts_on, convening.ends_on)
    return part(
        "<li dir='{}'><p class='bp-row-title'>{}</p><p class='bp-facts' dir='{}'>{}{}</p>"
        "<p class='bp-purpose' dir='auto'>{}</p></li>",
        text_direction(convening.title),
        urls.anchor(urls.convening(convening.id), convening.title),
        interface_direction(),
        _(ROLE_WORDS[role].yours) if role else _("You may read here"),
        part(" · {}", when) if when else "",
        first_words((convening.purpose,), LONGEST),
    )
