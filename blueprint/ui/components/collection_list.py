"""Collections as a list."""

from collections.abc import Iterable

from markupsafe import Markup

from blueprint.domain.collections import Collection
from blueprint.domain.languages import language_name
from blueprint.locales import ngettext
from blueprint.ui.html import urls
from blueprint.ui.html.markup import draw, joined, part


def collection_list(found: Iterable[Collection]) -> None:
    """Draw each with its language and how much it holds."""
    draw("<ul class='bp-rows'>{}</ul>", joined("", [_row(collection) for collection in found]))


def _row(collection: Collection) -> Markup:
    return part(
        "<li><p class='bp-row-title'>{}</p><p class='bp-facts'><span lang='{}'><bdi>{}</bdi></span> · {}</p></li>",
        urls.anchor(urls.collection(collection.id), collection.title),
        collection.language,
        language_name(collection.language),
        ngettext("{count} proposal", "{count} proposals", len(collection.proposals)),
    )
