"""What happened in a convening, as sentences."""

from datetime import datetime

from blueprint.domain.events import Event
from blueprint.locales import gettext as _
from blueprint.ui.components.heading import empty
from blueprint.ui.html.markup import draw, joined, part
from blueprint.ui.html.times import day
from blueprint.ui.viewmodels.activity import EventNames, event_item

EVENTS = 50
"""Events that are shown at first."""


def activity_list(events: tuple[Event, ...], names: EventNames, now: datetime) -> None:
    """Draw them the latest first, under the days they happened on."""
    if not events:
        empty(_("Nothing has happened yet."))
    days: dict[str, list[Event]] = {}
    for event in events:
        days.setdefault(day(event.at.date()), []).append(event)
    blocks = [
        part("<h3>{}</h3><ul>{}</ul>", on, joined("", [event_item(event, names, now) for event in found]))
        for on, found in days.items()
    ]
    draw("<div class='bp-events'>{}</div>", joined("", blocks))
