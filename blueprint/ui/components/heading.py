"""The top of a page: breadcrumbs, title, a lead of one sentence, and links to the pages beside it."""

from collections.abc import Iterable

from markupsafe import Markup

from blueprint.locales import gettext as _
from blueprint.ui.html import urls
from blueprint.ui.html.markup import draw, interface_direction, joined, part
from blueprint.ui.html.urls import PageUrl

NOTHING = Markup()


def breadcrumbs(*steps: tuple[str, PageUrl]) -> Markup:
    """Links to what this page belongs to, the widest first."""
    items = [part("<li>{}</li>", urls.anchor(address, part("<bdi>{}</bdi>", label))) for label, address in steps]
    return part(
        "<nav class='bp-breadcrumbs' aria-label='{}'><ol>{}</ol></nav>", _("What this belongs to"), joined("", items)
    )


def sections(current: str, pages: Iterable[tuple[str, str, PageUrl]]) -> Markup:
    """The pages that belong together, each by its name, its label and its address; the current one is marked and no link."""
    parts = [
        part("<span class='bp-current-page bp-view-{}' aria-current='page'>{}</span>", name, label)
        if name == current
        else urls.anchor(address, label)
        for name, label, address in pages
    ]
    return part("<nav class='bp-sections' aria-label='{}'>{}</nav>", _("Its pages"), joined("", parts))


def heading(
    title: str,
    lead: str = "",
    *,
    facts: str | Markup = "",
    language: str | None = None,
    above: Markup = NOTHING,
    below: Markup = NOTHING,
) -> None:
    """The page's title, a line of facts, and what it is about; a title's direction is that of its words.

    `above` are its breadcrumbs, `below` are its sections: all in one element, as each costs a message to the browser.
    """
    lang = part(" lang='{}'", language) if language else Markup()
    draw(
        "{}<header class='bp-heading' dir='auto'><h1{}>{}</h1>{}{}</header>{}",
        above,
        lang,
        title,
        part("<p class='bp-facts' dir='{}'>{}</p>", interface_direction(), facts) if facts else Markup(),
        part("<p class='bp-lead' dir='auto'>{}</p>", lead) if lead else Markup(),
        below,
    )


def subheading(title: str, lead: str = "") -> None:
    """The title of a part of a page."""
    draw(
        "<div class='bp-subheading'><h2>{}</h2>{}</div>",
        title,
        part("<p class='bp-quiet'>{}</p>", lead) if lead else Markup(),
    )


def empty(sentence: str) -> None:
    """What is said in place of an empty list: what to do first."""
    draw("<p class='bp-empty'>{}</p>", sentence)
