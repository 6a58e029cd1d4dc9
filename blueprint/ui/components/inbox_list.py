"""The inbox as a list, each item with a link to the page where it is done."""

from collections.abc import Sequence
from datetime import datetime

from markupsafe import Markup

from blueprint.ui.html import urls
from blueprint.ui.html.markup import draw, joined, part
from blueprint.ui.html.times import ago
from blueprint.ui.viewmodels.inbox import InboxItem


def inbox_list(items: Sequence[InboxItem], now: datetime) -> None:
    """Draw them in the order given."""
    draw("<ul class='bp-rows'>{}</ul>", joined("", [_row(item, now) for item in items]))


def _row(item: InboxItem, now: datetime) -> Markup:
    return part(
        "<li class='bp-inbox-row'><p class='bp-inbox-item'><bdi class='bp-title'>{}</bdi>"
        "<span class='bp-facts'>{} <time>{}</time></span></p><span class='bp-link'>{}</span></li>",
        item.title,
        item.reason,
        ago(item.since, now),
        urls.anchor(item.address, item.label),
    )
