"""The inbox as a list, each item with a link to the page where it is done."""

from collections.abc import Sequence
from datetime import datetime

from markupsafe import Markup

from blueprint.ui.html import urls
from blueprint.ui.html.markup import draw, joined, part
from blueprint.ui.html.times import ago
from blueprint.ui.viewmodels.inbox import InboxItem


def inbox_list(matters: Sequence[InboxItem], now: datetime) -> None:
    """Draw them in the order given."""
    draw("<ul class='bp-rows'>{}</ul>", joined("", [_row(matter, now) for matter in matters]))


def _row(matter: InboxItem, now: datetime) -> Markup:
    return part(
        "<li class='bp-inbox-row'><p class='bp-inbox-item'><bdi class='bp-title'>{}</bdi>"
        "<span class='bp-facts'>{} <time>{}</time></span></p><span class='bp-link'>{}</span></li>",
        matter.title,
        matter.why,
        ago(matter.since, now),
        urls.anchor(matter.address, matter.do),
    )
