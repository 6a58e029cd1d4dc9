"""What a proposal does to the twelve principles, in one line."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from blueprint.domain.principles import Principle, Stance, Tag
from blueprint.locales import gettext as _
from blueprint.ui.html import urls
from blueprint.ui.html.markup import draw, joined, part


def tag_summary(principles: Sequence[Principle], tags: Sequence[Tag], proposal_id: str) -> None:
    """Draw the principles it advances, then those it is in tension with; nothing when it is tagged to none."""
    advanced = [tag for tag in tags if tag.stance is Stance.ADVANCES]
    in_tension = [tag for tag in tags if tag.stance is Stance.TENSION]
    names = {principle.key: principle.name for principle in principles}
    items = [_item(names, tag, "+", "bp-advances") for tag in advanced]
    items += [_item(names, tag, "±", "bp-tension") for tag in in_tension]
    if items:
        href = urls.principles(proposal_id).href
        template = "<ul class='bp-tag-summary' aria-label='{}'>{}<li><a href='{}' target='_self'>{}</a></li></ul>"
        draw(template, _("Principles"), joined("", items), href, _("Why"))


def _item(names: Mapping[str, str], tag: Tag, sign: str, kind: str) -> Markup:
    name = names.get(tag.principle, tag.principle)
    if tag.stance is Stance.ADVANCES:
        title, words = _("Advances: {principle}", principle=name), name
    else:
        title = _("In tension with: {principle}", principle=name)
        words = _("in tension with {principle}", principle=name)
    sign_mark = part("<span class='bp-mark' aria-hidden='true'>{}</span>", sign)
    return part("<li class='{}' title='{}'>{}{}</li>", kind, title, sign_mark, words)
