"""What a proposal does to the twelve principles, in one line."""

from collections.abc import Sequence

from markupsafe import Markup

from blueprint.domain.principles import Principle, Stance, Tag
from blueprint.locales import gettext as _
from blueprint.ui.html import urls
from blueprint.ui.html.markup import draw, joined, part


def tag_summary(principles: Sequence[Principle], tags: Sequence[Tag], proposal_id: str) -> None:
    """Draw the principles it advances, then those it is in tension with; nothing when it is tagged to none."""
    names = {principle.key: principle.name for principle in principles}
    by_stance = sorted(tags, key=lambda tag: tag.stance is Stance.TENSION)
    items = [_item(tag, names.get(tag.principle, tag.principle)) for tag in by_stance]
    if items:
        href = urls.principles(proposal_id).href
        template = "<ul class='bp-tag-summary' aria-label='{}'>{}<li><a href='{}' target='_self'>{}</a></li></ul>"
        draw(template, _("Principles"), joined("", items), href, _("Why"))


def _item(tag: Tag, name: str) -> Markup:
    template = "<li class='{}' title='{}'><span class='bp-mark' aria-hidden='true'>{}</span>{}</li>"
    if tag.stance is Stance.ADVANCES:
        return part(template, "", _("Advances: {principle}", principle=name), "+", name)
    title = _("In tension with: {principle}", principle=name)
    return part(template, "bp-tension", title, "±", _("in tension with {principle}", principle=name))
